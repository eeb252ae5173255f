//! One enum per catalog.

use super::params;
use super::serde;
use crate::emit::code::Code;
use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::value::allow_unusual;
use crate::names::{CatalogNames, field_ident};
use errspec_spec::decide::{Asked, Verdict, Verdicts};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Catalog, Code as Entry};
use errspec_spec::words::{Role, WireKind};

pub(super) fn catalogs(emitter: &Emitter<'_>, verdicts: &Verdicts<'_>, code: &mut Code) {
    for (at, (catalog, names)) in emitter.contract.catalogs.iter().zip(&emitter.names.catalogs).enumerate() {
        enumeration(emitter, at, catalog, names, verdicts, code);
        code_methods(emitter, names, code);
        key_methods(emitter, catalog, names, code);
        params::params(emitter, catalog, names, code);
        if emitter.serde {
            serde::serde_of_code(emitter, names, code);
        }
    }
}

fn code_methods(emitter: &Emitter<'_>, names: &CatalogNames, code: &mut Code) {
    let (rt, CatalogNames { ty, table, .. }) = (emitter.rt, names);
    code.blank();
    code.open(&format!("{rt}::__v1::code! {{ {ty} of Api, tables::{table}, ["));
    for variant in &names.variants {
        code.line(variant);
    }
    code.close("] }");
}

/// The methods that read the further keys of codes, and that find codes by them.
fn key_methods(emitter: &Emitter<'_>, catalog: &Catalog, names: &CatalogNames, code: &mut Code) {
    if catalog.keys.is_empty() || catalog.codes.is_empty() {
        return;
    }
    let (rt, ty, table) = (emitter.rt, &names.ty, &names.table);
    code.blank();
    code.open(&format!("impl {ty} {{"));
    for (at, (key, (get, find))) in catalog.keys.iter().zip(&names.keys).enumerate() {
        let (name, integer) = (docs::code_span(&key.name.value), key.kind == WireKind::Integer);
        let (value, given, values, finder) = match integer {
            true => ("::core::primitive::i64", "::core::primitive::i64", "numbers", "find_number"),
            false => ("&'static ::core::primitive::str", "&::core::primitive::str", "texts", "find"),
        };
        let nth = if at == 0 { "first()".to_owned() } else { format!("get({at})") };
        let several = catalog.codes.iter().any(|code| code.keys.get(at).is_some_and(|values| values.len() > 1));
        let first = if several { "; the first if there are several" } else { "" };
        code.docs(&Docs::default().markdown(format!("The {name} of the code{first}.")));
        code.line("#[must_use]");
        code.open(&format!("pub fn {}(self) -> ::core::option::Option<{value}> {{", field_ident(get)));
        code.line(&format!("tables::{table}.keys.{nth}?.{values}(self as ::core::primitive::u16).next()"));
        code.close("}");
        if key.unique {
            code.blank();
            code.docs(&Docs::default().markdown(format!("The code with this {name}.")));
            code.line("#[must_use]");
            code.open(&format!("pub fn {find}(value: {given}) -> ::core::option::Option<Self> {{"));
            code.line(&format!("let row = tables::{table}.keys.{nth}?.{finder}(value)?;"));
            code.line(&format!("<Self as {rt}::Code>::from_row(row)"));
            code.close("}");
        }
    }
    code.close("}");
}

fn code_docs(emitter: &Emitter<'_>, code: &Entry, verdict: &Verdict<'_>, role: Option<Role>) -> Docs {
    let facts = &code.facts;
    let wire = docs::code_span(&code.wire.value);
    let statuses: Vec<String> = code.status.iter().map(|status| status.value.to_string()).into_vec();
    let with = if statuses.is_empty() { String::new() } else { format!(", with status {}", statuses.join(", ")) };
    let docs = facts.summary.as_ref().map_or_else(Docs::default, |summary| Docs::of(&summary.value));
    let entry = if role == Some(Role::Type) { Asked::Type } else { Asked::Code };
    let implied: Vec<String> = code.implied_by.iter().map(|range| range.value.to_string()).into_vec();
    let implied = match implied.is_empty() {
        true => String::new(),
        false => format!(" A response with status {} and without a code means it too.", implied.join(", ")),
    };
    let docs = docs.verdict(&format!("{wire}{with}.{implied}"), verdict, emitter.contract, entry);
    let docs = match code.tags.as_slice() {
        [] => docs,
        tags => docs.markdown(format!("Tags: {}.", tags.iter().map(|tag| docs::code_span(&tag.value)).into_vec().join(", "))),
    };
    let docs = match &code.message {
        Some(message) => docs.markdown(format!("Message: {}.", docs::code_span(&message.text.value))),
        None => docs,
    };
    docs.facts(facts)
}

fn enumeration(
    emitter: &Emitter<'_>,
    at: usize,
    catalog: &Catalog,
    names: &CatalogNames,
    verdicts: &Verdicts<'_>,
    code: &mut Code,
) {
    code.blank();
    code.docs(&catalog_docs(catalog));
    // The codes of an API often share a prefix or suffix, which is the API's choice.
    code.lines(&format!(
        "{}#[allow(clippy::enum_variant_names)]\n#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]",
        allow_unusual(&names.variants)
    ));
    // An enum without variants, which a catalog with only families has, cannot have a representation.
    if !catalog.codes.is_empty() {
        code.line("#[repr(u16)]");
    }
    if catalog.open {
        code.line("#[non_exhaustive]");
    }
    code.open(&format!("pub enum {} {{", names.ty));
    for ((id, entry), variant) in catalog.ids(at).zip(&names.variants) {
        code.docs(&code_docs(emitter, entry, &verdicts.of_code(id, entry), verdicts.role(at)));
        code.line(&format!("{variant},"));
    }
    code.close("}");
}

fn catalog_docs(catalog: &Catalog) -> Docs {
    let facts = &catalog.facts;
    let lead = facts.summary.as_ref().or(facts.title.as_ref()).map(|fact| fact.value.clone());
    let docs = Docs::of(lead.unwrap_or_else(|| format!("Codes of the catalog {}", catalog.name.value)));
    let docs = if catalog.open {
        docs.markdown("The API may send other codes. Use `OpenCode` to keep their text.")
    } else {
        docs.markdown("The API sends no other codes.")
    };
    docs.facts(facts)
}
