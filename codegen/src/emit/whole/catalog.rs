//! One enum per catalog. Grows with the contract, so it is printed as text.

use super::params;
use super::serde;
use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::any_unusual;
use crate::names::CatalogNames;
use errspec_spec::decide::{Asked, Verdict, Verdicts};
use errspec_spec::model::{Catalog, Code};
use errspec_spec::words::Role;
use std::fmt::Write as _;

pub(super) fn catalogs(emitter: &Emitter<'_>, verdicts: &Verdicts<'_>) -> Vec<Piece> {
    let each = emitter.contract.catalogs.iter().zip(&emitter.names.catalogs).enumerate();
    each.flat_map(|(at, (catalog, names))| self::catalog(emitter, at, catalog, names, verdicts)).collect()
}

// #[repr(u16)] pub enum ErrorCode { InvalidApiKey, … }
// errspec::__v1::code! { ErrorCode of Api, tables::ERROR_CODE_CODES, [InvalidApiKey …] }
fn catalog(emitter: &Emitter<'_>, at: usize, catalog: &Catalog, names: &CatalogNames, verdicts: &Verdicts<'_>) -> Vec<Piece> {
    let docs = catalog.ids(at).map(|(id, code)| code_docs(emitter, code, &verdicts.of_code(id, code), verdicts.role(at)));
    let mut pieces = vec![enumeration(catalog, names, docs).into(), code_methods(emitter, names).into()];
    pieces.extend(params::params(emitter, catalog, names));
    pieces.extend(serde::serde_of_code(emitter, names));
    pieces
}

fn code_methods(emitter: &Emitter<'_>, names: &CatalogNames) -> String {
    let mut text = format!("{}::__v1::code! {{ {} of Api, tables::{}, [\n", emitter.runtime, names.ty, names.table);
    for variant in &names.variants {
        let _ = writeln!(text, "    {variant}");
    }
    text.push_str("] }\n");
    text
}

fn code_docs(emitter: &Emitter<'_>, code: &Code, verdict: &Verdict<'_>, role: Option<Role>) -> Docs {
    let facts = &code.facts;
    let wire = docs::code_span(&code.wire.value);
    let statuses: Vec<String> = code.status.iter().map(|status| status.value.to_string()).collect();
    let with = if statuses.is_empty() { String::new() } else { format!(", with status {}", statuses.join(", ")) };
    let docs = facts.summary.as_ref().map_or_else(Docs::default, |summary| Docs::of(&summary.value));
    let entry = if role == Some(Role::Type) { Asked::Type } else { Asked::Code };
    let docs = docs.verdict(&format!("{wire}{with}."), verdict, emitter.contract, entry);
    let docs = match &code.message {
        Some(message) => docs.markdown(format!("Message: {}.", docs::code_span(&message.text.value))),
        None => docs,
    };
    docs.facts(facts)
}

fn enumeration(catalog: &Catalog, names: &CatalogNames, docs: impl Iterator<Item = Docs>) -> String {
    let mut text = catalog_docs(catalog).text("");
    if any_unusual(&names.variants) {
        text.push_str("#[allow(non_camel_case_types)]\n");
    }
    // Codes of one API often share a prefix or suffix; that is the API's choice.
    text.push_str("#[allow(clippy::enum_variant_names)]\n");
    text.push_str("#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n");
    // An enum without variants, of a catalog that has families only, has no representation.
    if !catalog.codes.is_empty() {
        text.push_str("#[repr(u16)]\n");
    }
    if catalog.open {
        text.push_str("#[non_exhaustive]\n");
    }
    let _ = writeln!(text, "pub enum {} {{", names.ty);
    for (docs, variant) in docs.zip(&names.variants) {
        text.push_str(&docs.text("    "));
        let _ = writeln!(text, "    {variant},");
    }
    text.push_str("}\n");
    text
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
