//! The parameters of codes: a struct for each code that has parameters, whose `Display` output is the message.

use crate::emit::code::Code;
use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::locations::{described as described_place, place};
use crate::emit::value::{allow_unusual, list, literal, primitive, variant};
use crate::names::{CatalogNames, field_ident, is_located};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Catalog, Code as Entry, TemplatePart};
use errspec_spec::syntax::Param;

/// A code with parameters, and the names of their struct.
struct Struct<'a> {
    entry: &'a Entry,
    ty: &'a str,
    fields: &'a [String],
    /// The value of the code.
    code: String,
    /// The static with the places of the parameters, if one of them has a place.
    places: Option<String>,
}

/// All structs of a catalog.
fn structs<'a>(catalog: &'a Catalog, names: &'a CatalogNames) -> impl Iterator<Item = Struct<'a>> {
    let entries = catalog.codes.iter().zip(&names.variants).zip(&names.params).enumerate();
    entries.filter_map(|(row, ((entry, variant), params))| {
        let (ty, fields) = params.as_ref()?;
        let places = entry.params.iter().any(is_located).then(|| format!("{}_PLACES_{row}", names.table));
        Some(Struct { entry, ty, fields, code: format!("{}::{variant}", names.ty), places })
    })
}

pub(super) fn params(emitter: &Emitter<'_>, catalog: &Catalog, names: &CatalogNames, code: &mut Code) {
    for of in structs(catalog, names) {
        declaration(emitter, &of, code);
        naming(emitter, &of, code);
        display(emitter, &of, code);
        if let Some(places) = &of.places {
            reading(emitter, &of, places, code);
        }
    }
}

/// The places of parameters, among the tables.
pub(super) fn places(emitter: &Emitter<'_>, code: &mut Code) {
    for (catalog, names) in emitter.contract.catalogs.iter().zip(&emitter.names.catalogs) {
        for of in structs(catalog, names) {
            let Some(name) = &of.places else { continue };
            let rows = of.entry.params.iter().filter_map(|param| {
                let place = param.place.as_ref()?;
                Some(format!("({}, {})", literal(&param.name), self::place(place)))
            });
            let rows: Vec<String> = rows.into_vec();
            let (count, rows) = (rows.len(), rows.join(", "));
            code.blank();
            code.lines(&format!("pub(super) static {name}: [(&str, place::Place); {count}] = [{rows}];"));
        }
    }
}

fn declaration(emitter: &Emitter<'_>, of: &Struct<'_>, code: &mut Code) {
    let (entry, ty) = (of.entry, of.ty);
    let wire = docs::code_span(&entry.wire.value);
    let docs = match &entry.message {
        Some(message) => Docs::default()
            .markdown(format!("The parameters of the message of {wire}."))
            .markdown(format!("Displays as {}; secret values are masked.", docs::code_span(&message.text.value))),
        None => Docs::default().markdown(format!("The parameters of {wire}.")),
    };
    let lifetime = of.lifetime("<'a>");
    code.blank();
    code.docs(&docs);
    code.lines(&format!("{}#[derive(Clone, Debug, PartialEq)]", allow_unusual(&[ty.to_owned()])));
    code.open(&format!("pub struct {ty}{lifetime} {{"));
    for (param, field) in entry.params.iter().zip(of.fields) {
        let docs = match entry.message.is_some() && param.place.is_none() {
            true => Docs::default().markdown(format!("`{{{}}}` in the message.", param.name.value)),
            false => Docs::default().markdown(described(param)),
        };
        code.docs(&docs);
        code.lines(&format!("pub {}: {},", field_ident(field), of.kind(emitter, param)));
    }
    code.close("}");
}

/// Where a parameter is.
fn described(param: &Param) -> String {
    match &param.place {
        Some(place) => format!("The parameter {}, {}.", docs::code_span(&param.name), described_place(place)),
        None => format!("The parameter {}.", docs::code_span(&param.name)),
    }
}

fn naming(emitter: &Emitter<'_>, of: &Struct<'_>, code: &mut Code) {
    let (rt, ty, value, lifetime) = (emitter.rt, of.ty, &of.code, of.lifetime("<'_>"));
    let shown = || of.entry.params.iter().zip(of.fields).filter(|(param, _)| !param.secret);
    let plain = shown().filter(|(param, _)| param.duration().is_none());
    let plain = plain.map(|(param, field)| format!("{} {}", literal(&param.name), field_ident(field)));
    let plain = plain.into_vec().join(" ");
    let delays = shown().filter_map(|(param, field)| {
        Some(format!("{} {} {}", literal(&param.name), field_ident(field), variant(param.duration()?)))
    });
    let delays = delays.into_vec().join(" ");
    let more = match &of.places {
        Some(places) => format!(" [{delays}] &tables::{places}"),
        None if !delays.is_empty() => format!(" [{delays}] &[]"),
        None => String::new(),
    };
    code.blank();
    code.line(&format!("{rt}::__v1::params! {{ {ty}{lifetime} of Api, {value}, [{plain}]{more} }}"));
}

fn display(emitter: &Emitter<'_>, of: &Struct<'_>, code: &mut Code) {
    let (rt, ty, lifetime) = (emitter.rt, of.ty, of.lifetime("<'_>"));
    code.blank();
    code.line("#[automatically_derived]");
    code.open(&format!("impl {rt}::__v1::fmt::Display for {ty}{lifetime} {{"));
    code.open(&format!("fn fmt(&self, f: &mut {rt}::__v1::fmt::Formatter<'_>) -> {rt}::__v1::fmt::Result {{"));
    match &of.entry.message {
        Some(message) => {
            for part in &message.parts {
                code.lines(&format!("{}?;", self::part(emitter, part, of)));
            }
        }
        // Without a message, the text is the summary of the code.
        None => {
            let summary = of.entry.facts.summary.as_ref().map_or(&of.entry.wire.value, |summary| &summary.value);
            code.lines(&format!("f.write_str({})?;", literal(summary)));
        }
    }
    code.line("::core::result::Result::Ok(())");
    code.close("}");
    code.close("}");
}

fn part(emitter: &Emitter<'_>, part: &TemplatePart, of: &Struct<'_>) -> String {
    let rt = emitter.rt;
    let TemplatePart::Param(name) = part else {
        let TemplatePart::Text(text) = part else { return String::new() };
        return format!("f.write_str({})", literal(text));
    };
    let mut all = of.entry.params.iter().zip(of.fields);
    let Some((param, field)) = all.find(|(param, _)| param.name.value == name.value) else { return String::new() };
    let field = field_ident(field);
    match param.duration() {
        Some(form) if !param.secret => {
            let form = variant(form);
            let delay = format!("{rt}::headers::Delay {{ delay: self.{field}, form: {rt}::headers::Form::{form} }}");
            format!("{rt}::__v1::fmt::Display::fmt(&{delay}, f)")
        }
        _ => format!("{rt}::__v1::fmt::Display::fmt(&self.{field}, f)"),
    }
}

/// The function that reads the parameters from an error.
fn reading(emitter: &Emitter<'_>, of: &Struct<'_>, places: &str, code: &mut Code) {
    let (rt, ty) = (emitter.rt, of.ty);
    let (generics, lifetime) = if of.borrows() { ("<'a>", "'a ") } else { ("", "") };
    let fields = of.entry.params.iter().zip(of.fields).map(|(param, field)| {
        let name = literal(&param.name);
        let read = match (param.duration(), primitive(&param.kind.value)) {
            (Some(form), _) => format!("params.delay({name}, {rt}::headers::Form::{})?", variant(form)),
            (None, Some(_)) => format!("params.parse({name})?"),
            (None, None) => format!("params.text({name})?"),
        };
        let read = if param.secret { format!("{rt}::Secret::new({read})") } else { read };
        format!("{}: {read}", field_ident(field))
    });
    let fields = list(fields);
    code.blank();
    code.open(&format!("impl{generics} {ty}{generics} {{"));
    code.docs(&Docs::default().markdown(
        "Reads the parameters from an error with this code. `headers` are those of the same response. `None` if the error has \
         another code, or if it has no readable value for one of the parameters.",
    ));
    code.line("#[must_use]");
    code.open(&format!(
        "pub fn read(error: &{lifetime}ApiError<'_>, headers: &{lifetime}dyn {rt}::headers::Headers) -> ::core::option::Option<Self> {{"
    ));
    code.lines(&format!("let params = {rt}::params::Params::of(error, headers, Self::CODE, &tables::{places})?;"));
    code.lines(&format!("::core::option::Option::Some(Self {{ {fields} }})"));
    code.close("}");
    code.close("}");
}

impl Struct<'_> {
    fn kind(&self, emitter: &Emitter<'_>, param: &Param) -> String {
        let plain = match (param.duration(), primitive(&param.kind.value)) {
            (Some(_), _) => format!("{}::__v1::Duration", emitter.rt),
            (None, Some(primitive)) => primitive.to_owned(),
            // The text that is read may contain escapes.
            (None, None) if self.places.is_some() => format!("{}::__v1::Cow<'a, str>", emitter.rt),
            (None, None) => "&'a str".to_owned(),
        };
        if param.secret { format!("{}::Secret<{plain}>", emitter.rt) } else { plain }
    }

    /// Whether the struct borrows texts.
    fn borrows(&self) -> bool {
        self.entry.params.iter().any(|param| param.duration().is_none() && primitive(&param.kind.value).is_none())
    }

    /// The lifetime of a struct that borrows.
    fn lifetime(&self, lifetime: &'static str) -> &'static str {
        if self.borrows() { lifetime } else { "" }
    }
}
