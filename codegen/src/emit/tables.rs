//! The table of a catalog: texts, rows, groups, the look-up. Printed as text, one line per code.

use super::bases;
use super::emitter::Emitter;
use super::facts::{facts_text, rare_fields, struct_of};
use super::lookup::{LookupText, lookup};
use super::print::Piece;
use super::rows;
use super::value::{self, compact, literal, numbers, separated};
use crate::names::CatalogNames;
use errspec_spec::model::{Catalog, Code, Group};
use errspec_spec::syntax::{Family, Retry};
use std::fmt::Write as _;

/// The look-up of each catalog.
pub(super) fn lookups(emitter: &Emitter<'_>) -> Vec<LookupText> {
    let each = emitter.contract.catalogs.iter().zip(&emitter.names.catalogs);
    each.map(|(catalog, names)| lookup(catalog, &names.table)).collect()
}

pub(super) fn code_tables(emitter: &Emitter<'_>, lookups: &[LookupText]) -> Vec<Piece> {
    let each = emitter.contract.catalogs.iter().zip(&emitter.names.catalogs).zip(lookups);
    each.map(|((catalog, names), lookup)| table(catalog, names, lookup).into()).collect()
}

// pub(super) static ERROR_CODE_CODES: errspec::Catalog = …;
fn table(catalog: &Catalog, names: &CatalogNames, lookup: &LookupText) -> String {
    let retries = distinct_retries(catalog);
    let words = |fact: &Option<errspec_spec::model::Fact<String>>| literal(fact.as_ref().map_or("", |fact| &fact.value));
    let (title, summary) = (words(&catalog.facts.title), words(&catalog.facts.summary));
    let table = &names.table;
    let mut text = rows::texts_and_rows(catalog, names, &retries);
    text.push_str(&lookup.statics);
    let _ = writeln!(text, "pub(super) static {table}: Catalog = Catalog {{");
    let _ = writeln!(text, "    name: {:?},\n    title: {title},\n    summary: {summary},", names.ty);
    let _ = writeln!(text, "    open: {},", catalog.open);
    let _ = writeln!(text, "    text: {table}_TEXT,\n    rows: &{table}_ROWS,");
    text.push_str("    retries: &[\n");
    for retry in &retries {
        let _ = writeln!(text, "        {},", compact(value::retry(retry)));
    }
    text.push_str("    ],\n");
    groups(&mut text, catalog);
    extras(&mut text, catalog);
    let _ = writeln!(text, "    bases: {},", bases::of_codes(catalog));
    aliases(&mut text, catalog);
    let _ = writeln!(text, "    lookup: {},\n}};", lookup.value);
    text
}

fn groups(text: &mut String, catalog: &Catalog) {
    if catalog.groups.is_empty() {
        text.push_str("    groups: &[],\n");
        return;
    }
    text.push_str("    groups: &[\n");
    for group in &catalog.groups {
        text.push_str(&self::group(group));
    }
    text.push_str("    ],\n");
}

fn group(group: &Group) -> String {
    let family = match group.family.as_ref().map(|family| &family.value) {
        None => "None".to_owned(),
        Some(Family::Prefix(prefix)) => some(&format!("Family::Prefix({})", literal(prefix))),
        Some(Family::Range(from, to)) => some(&format!("Family::Range({}, {})", separated(from), separated(to))),
        Some(Family::Mask(mask)) => some(&format!("Family::Mask({})", separated(mask))),
    };
    let (key, status) = (literal(&group.key.value), group.status.first().map_or(0, |status| status.value));
    let facts = facts_text(&group.facts);
    format!(
        "        Group {{\n            key: {key},\n            status: {status},\n            facts: {facts},\n            \
         family: {family},\n        }},\n"
    )
}

/// What few codes have beside their rows.
fn extras(text: &mut String, catalog: &Catalog) {
    let entries = catalog.codes.iter().enumerate().map(|(row, code)| (row, extra_fields(code)));
    let entries: Vec<_> = entries.filter(|(_, fields)| !fields.is_empty()).collect();
    if entries.is_empty() {
        text.push_str("    extras: &[],\n");
        return;
    }
    text.push_str("    extras: &[\n");
    for (row, fields) in entries {
        let _ = writeln!(text, "        Extra {{\n            code: {row},");
        for (name, value) in fields {
            let _ = writeln!(text, "            {name}: {value},");
        }
        let _ = writeln!(text, "            ..Extra::NONE\n        }},");
    }
    text.push_str("    ],\n");
}

/// The distinct classes of a catalog, in order of appearance.
fn distinct_retries(catalog: &Catalog) -> Vec<&Retry> {
    let mut distinct: Vec<&Retry> = Vec::new();
    for retry in catalog.codes.iter().map(|code| &code.facts.retry.value) {
        if !distinct.contains(&retry) {
            distinct.push(retry);
        }
    }
    distinct
}

fn extra_fields(code: &Code) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    if let Some(message) = &code.message {
        fields.push(("message", literal(&message.text)));
    }
    let secrets: Vec<String> =
        code.params.iter().filter(|param| param.secret).map(|param| literal(&param.name.value)).collect();
    if !secrets.is_empty() {
        fields.push(("secrets", format!("&[{}]", secrets.join(", "))));
    }
    if code.status.len() > 1 {
        let statuses: Vec<u16> = code.status.iter().map(|status| status.value).collect();
        fields.push(("statuses", format!("&[{}]", numbers(&statuses))));
    }
    let facts = rare_fields(&code.facts);
    if !facts.is_empty() {
        fields.push(("facts", format!("&{}", struct_of(&facts))));
    }
    fields
}

/// Other spellings, sorted by text, each with its row.
fn aliases(text: &mut String, catalog: &Catalog) {
    let each =
        catalog.codes.iter().enumerate().flat_map(|(row, code)| code.aliases.iter().map(move |alias| (alias.as_str(), row)));
    let mut aliases: Vec<(&str, usize)> = each.collect();
    aliases.sort_unstable();
    let entries: Vec<String> = aliases.iter().map(|(alias, row)| format!("({}, {row})", literal(alias))).collect();
    let _ = writeln!(text, "    aliases: &[{}],", entries.join(", "));
}

fn some(value: &str) -> String {
    format!("Some({value})")
}
