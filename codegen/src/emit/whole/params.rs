//! The parameters of messages: a struct for each code that has parameters, whose `Display` output is the message.

use crate::emit::code::Code;
use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::value::{allow_unusual, literal, primitive};
use crate::names::{CatalogNames, field_ident};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Catalog, Code as Entry, TemplatePart};
use errspec_spec::syntax::Param;

pub(super) fn params(emitter: &Emitter<'_>, catalog: &Catalog, names: &CatalogNames, code: &mut Code) {
    for ((entry, variant), params) in catalog.codes.iter().zip(&names.variants).zip(&names.params) {
        if let Some((ty, fields)) = params {
            param_struct(emitter, entry, ty, fields, code);
            naming(emitter, entry, &format!("{}::{variant}", names.ty), ty, fields, code);
            display(emitter, entry, ty, fields, code);
        }
    }
}

fn param_struct(emitter: &Emitter<'_>, entry: &Entry, ty: &str, fields: &[String], code: &mut Code) {
    let message = entry.message.as_ref().map_or("", |message| &message.text.value);
    let docs = Docs::default()
        .markdown(format!("The parameters of the message of {}.", docs::code_span(&entry.wire.value)))
        .markdown(format!("Displays as {}; secret values are masked.", docs::code_span(message)));
    let lifetime = lifetime(entry, "<'a>");
    code.blank();
    code.docs(&docs);
    code.lines(&format!("{}#[derive(Clone, Debug, PartialEq)]", allow_unusual(&[ty.to_owned()])));
    code.open(&format!("pub struct {ty}{lifetime} {{"));
    for (param, field) in entry.params.iter().zip(fields) {
        code.docs(&Docs::default().markdown(format!("`{{{}}}` in the message.", param.name.value)));
        code.lines(&format!("pub {}: {},", field_ident(field), param_type(emitter, param)));
    }
    code.close("}");
}

fn naming(emitter: &Emitter<'_>, entry: &Entry, value: &str, ty: &str, fields: &[String], code: &mut Code) {
    let (rt, lifetime) = (emitter.rt, lifetime(entry, "<'_>"));
    let shown = entry.params.iter().zip(fields).filter(|(param, _)| !param.secret);
    let shown = shown.map(|(param, field)| format!("{} {}", literal(&param.name), field_ident(field)));
    let shown = shown.into_vec().join(" ");
    code.blank();
    code.line(&format!("{rt}::__v1::params! {{ {ty}{lifetime} of Api, {value}, [{shown}] }}"));
}

fn display(emitter: &Emitter<'_>, entry: &Entry, ty: &str, fields: &[String], code: &mut Code) {
    let (rt, lifetime) = (emitter.rt, lifetime(entry, "<'_>"));
    code.blank();
    code.line("#[automatically_derived]");
    code.open(&format!("impl {rt}::__v1::fmt::Display for {ty}{lifetime} {{"));
    code.open(&format!("fn fmt(&self, f: &mut {rt}::__v1::fmt::Formatter<'_>) -> {rt}::__v1::fmt::Result {{"));
    for part in entry.message.iter().flat_map(|message| &message.parts) {
        code.lines(&format!("{}?;", self::part(emitter, part, entry, fields)));
    }
    code.line("::core::result::Result::Ok(())");
    code.close("}");
    code.close("}");
}

fn part(emitter: &Emitter<'_>, part: &TemplatePart, entry: &Entry, fields: &[String]) -> String {
    match part {
        TemplatePart::Text(text) => format!("f.write_str({})", literal(text)),
        TemplatePart::Param(name) => {
            let at = entry.params.iter().position(|param| param.name.value == name.value);
            let field = at.and_then(|at| fields.get(at)).map_or_else(String::new, |field| field_ident(field));
            format!("{}::__v1::fmt::Display::fmt(&self.{field}, f)", emitter.rt)
        }
    }
}

fn param_type(emitter: &Emitter<'_>, param: &Param) -> String {
    let plain = primitive(&param.kind.value).unwrap_or("&'a str");
    if param.secret { format!("{}::Secret<{plain}>", emitter.rt) } else { plain.to_owned() }
}

/// The lifetime of a struct that borrows.
fn lifetime(entry: &Entry, lifetime: &'static str) -> &'static str {
    if entry.params.iter().any(|param| primitive(&param.kind.value).is_none()) { lifetime } else { "" }
}
