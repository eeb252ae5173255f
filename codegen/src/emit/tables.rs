//! The table of a catalog: texts, rows, groups, the look-up. Printed as text, one line per code.

use super::bases;
use super::emitter::Emitter;
use super::lookup::{LookupText, lookup};
use super::print::Piece;
use super::rows;
use super::value::{self, duration, literal, numbers, separated, variant};
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
    groups(&mut text, catalog, &retries);
    extras(&mut text, catalog);
    let _ = writeln!(text, "    bases: {},", bases::of_codes(catalog));
    aliases(&mut text, catalog);
    let _ = writeln!(text, "    lookup: {},\n}};", lookup.value);
    text
}

fn groups(text: &mut String, catalog: &Catalog, retries: &[&Retry]) {
    if catalog.groups.is_empty() {
        text.push_str("    groups: &[],\n");
        return;
    }
    text.push_str("    groups: &[\n");
    for group in &catalog.groups {
        text.push_str(&self::group(group, retries));
    }
    text.push_str("    ],\n");
}

fn group(group: &Group, retries: &[&Retry]) -> String {
    let facts = &group.facts;
    let title = facts.title.as_ref().map_or(&group.key.value, |title| &title.value);
    let summary = facts.summary.as_ref().map_or("", |summary| &summary.value);
    let family = match group.family.as_ref().map(|family| &family.value) {
        None => "None".to_owned(),
        Some(Family::Prefix(prefix)) => some(&format!("Family::Prefix({})", literal(prefix))),
        Some(Family::Range(from, to)) => some(&format!("Family::Range({}, {})", separated(from), separated(to))),
        Some(Family::Mask(mask)) => some(&format!("Family::Mask({})", separated(mask))),
    };
    let mut text = format!("        Group {{\n            key: {},\n", literal(&group.key.value));
    let _ = writeln!(text, "            title: {},\n            summary: {},", literal(title), literal(summary));
    let _ = writeln!(text, "            status: {},", group.status.first().map_or(0, |status| status.value));
    let optional = |word: Option<String>| word.map_or_else(|| "None".to_owned(), |word| some(&word));
    let category = optional(facts.stated_category().map(|category| format!("Category::{}", variant(category))));
    let effect = facts.effect.origin.via.is_own().then(|| format!("Effect::{}", variant(facts.effect.value)));
    let effect = optional(effect);
    let _ = writeln!(text, "            category: {category},");
    // An index past the end: the group itself says nothing of retrying, so codes of its family follow their status.
    let own = facts.retry.origin.via.is_own().then(|| retries.iter().position(|retry| **retry == facts.retry.value)).flatten();
    let _ = writeln!(text, "            retry: {},", own.unwrap_or(255));
    let _ = writeln!(text, "            effect: {effect},\n            family: {family},\n        }},");
    text
}

/// The rarer facts, for the codes that have some.
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

/// Tokens on one line, without the blanks that tokens print with.
pub(super) fn compact(tokens: proc_macro2::TokenStream) -> String {
    let text = tokens.to_string();
    [(" :: ", "::"), (" (", "("), ("( ", "("), (" )", ")"), (" .", "."), (" ,", ","), (" :", ":")]
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

/// The distinct classes of a catalog and its groups, in order of appearance.
fn distinct_retries(catalog: &Catalog) -> Vec<&Retry> {
    let codes = catalog.codes.iter().map(|code| &code.facts.retry.value);
    let own = catalog.groups.iter().filter(|group| group.facts.retry.origin.via.is_own());
    let groups = own.map(|group| &group.facts.retry.value);
    let mut distinct: Vec<&Retry> = Vec::new();
    for retry in codes.chain(groups) {
        if !distinct.contains(&retry) {
            distinct.push(retry);
        }
    }
    distinct
}

fn extra_fields(code: &Code) -> Vec<(&'static str, String)> {
    let facts = &code.facts;
    let mut fields = Vec::new();
    let mut text = |name, value: Option<&str>| {
        if let Some(value) = value {
            fields.push((name, literal(value)));
        }
    };
    text("title", facts.title.as_ref().map(|title| title.value.as_str()));
    text("message", code.message.as_ref().map(|message| message.text.as_str()));
    text("docs", facts.docs.as_ref().map(|docs| docs.value.as_str()));
    text("since", facts.since.as_ref().map(|since| since.value.as_str()));
    text("deprecated", facts.deprecated.as_ref().map(|why| why.value.as_str()));
    let secrets: Vec<String> =
        code.params.iter().filter(|param| param.secret).map(|param| literal(&param.name.value)).collect();
    if !secrets.is_empty() {
        fields.push(("secrets", format!("&[{}]", secrets.join(", "))));
    }
    if !facts.causes.is_empty() {
        let causes: Vec<String> = facts.causes.iter().map(|cause| literal(&cause.value)).collect();
        fields.push(("causes", format!("&[{}]", causes.join(", "))));
    }
    if code.status.len() > 1 {
        let statuses: Vec<u16> = code.status.iter().map(|status| status.value).collect();
        fields.push(("statuses", format!("&[{}]", numbers(&statuses))));
    }
    if let Some(expires) = &facts.expires {
        fields.push(("expires", some(&duration(expires.value).to_string().replace(' ', ""))));
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
