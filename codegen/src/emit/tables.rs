//! The table of a catalog: strings, rows, groups, and the lookup.

use super::bases;
use super::code::Code;
use super::emitter::Emitter;
use super::facts::{facts, literal_of, rare};
use super::lookup::{Lookup, lookup};
use super::rows;
use super::value::{self, Fields, list, literal, number, some};
use crate::names::CatalogNames;
use errspec_spec::lists::{IntoVec as _, sort_by_key};
use errspec_spec::model::{Catalog, Code as Entry, Fact, Group};
use errspec_spec::syntax::{Family, Retry};

/// The lookup of each catalog.
pub(super) fn lookups(emitter: &Emitter<'_>) -> Vec<Lookup> {
    let each = emitter.contract.catalogs.iter().zip(&emitter.names.catalogs);
    each.map(|(catalog, names)| lookup(catalog, &names.table)).into_vec()
}

pub(super) fn code_tables(emitter: &Emitter<'_>, lookups: &[Lookup], code: &mut Code) {
    for ((catalog, names), lookup) in emitter.contract.catalogs.iter().zip(&emitter.names.catalogs).zip(lookups) {
        table(catalog, names, lookup, code);
    }
}

fn table(catalog: &Catalog, names: &CatalogNames, lookup: &Lookup, code: &mut Code) {
    let retries = distinct_retries(catalog);
    rows::texts_and_rows(catalog, names, &retries, code);
    lookup.statics(code);
    let text = |fact: &Option<Fact<String>>| literal(fact.as_ref().map_or("", |fact| &fact.value));
    let (title, summary) = (text(&catalog.facts.title), text(&catalog.facts.summary));
    let (table, ty, open) = (&names.table, &names.ty, catalog.open);
    let retries = list(retries.into_iter().map(value::retry));
    let groups = list(catalog.groups.iter().map(group));
    let extras = list(catalog.codes.iter().enumerate().filter_map(|(row, code)| extra(row, code)));
    let (bases, aliases, lookup) = (bases::of_codes(catalog), aliases(catalog), lookup.value());
    code.blank();
    code.lines(&format!(
        "
        pub(super) static {table}: Catalog = Catalog {{
            name: \"{ty}\",
            title: {title},
            summary: {summary},
            open: {open},
            text: {table}_TEXT,
            rows: &{table}_ROWS,
            retries: &[{retries}],
            groups: &[{groups}],
            extras: &[{extras}],
            bases: &[{bases}],
            aliases: &[{aliases}],
            lookup: {lookup},
        }};
        "
    ));
}

fn group(group: &Group) -> String {
    let family = match group.family.as_ref().map(|family| &family.value) {
        None => "None".to_owned(),
        Some(Family::Prefix(prefix)) => some(format!("Family::Prefix({})", literal(prefix))),
        Some(Family::Range(from, to)) => some(format!("Family::Range({}, {})", number(from), number(to))),
        Some(Family::Mask(mask)) => some(format!("Family::Mask({})", number(mask))),
    };
    let (key, status) = (literal(&group.key), group.status.first().map_or(0, |status| status.value));
    let facts = facts(&group.facts).unwrap_or_else(|| "Facts::NONE".to_owned());
    format!("Group {{ key: {key}, status: {status}, facts: {facts}, family: {family} }}")
}

/// The facts that are not in the row of a code.
fn extra(row: usize, code: &Entry) -> Option<String> {
    let secrets = list(code.params.iter().filter(|param| param.secret).map(|param| literal(&param.name)));
    let mut rare_facts = Fields::default();
    rare(&code.facts, &mut rare_facts);
    if code.message.is_none() && secrets.is_empty() && code.status.len() < 2 && rare_facts.is_empty() {
        return None;
    }
    let mut fields = Fields::default();
    fields.add("code", Some(row.to_string()));
    fields.add("message", code.message.as_ref().map(|message| literal(&message.text)));
    fields.add("secrets", (!secrets.is_empty()).then(|| format!("&[{secrets}]")));
    let statuses = || list(code.status.iter().map(|status| status.value.to_string()));
    fields.add("statuses", (code.status.len() > 1).then(|| format!("&[{}]", statuses())));
    fields.add("facts", literal_of(rare_facts).map(|facts| format!("&{facts}")));
    Some(fields.literal("Extra", "Extra::NONE"))
}

/// The distinct retry classes of a catalog, in order of appearance.
fn distinct_retries(catalog: &Catalog) -> Vec<&Retry> {
    let mut distinct: Vec<&Retry> = Vec::new();
    for retry in catalog.codes.iter().map(|code| &code.facts.retry.value) {
        if !distinct.contains(&retry) {
            distinct.push(retry);
        }
    }
    distinct
}

/// The aliases, sorted by text, with their rows.
fn aliases(catalog: &Catalog) -> String {
    let mut aliases: Vec<(&str, usize)> = Vec::new();
    for (row, code) in catalog.codes.iter().enumerate() {
        aliases.extend(code.aliases.iter().map(|alias| (alias.as_str(), row)));
    }
    sort_by_key(&mut aliases, |alias| *alias);
    list(aliases.into_iter().map(|(alias, row)| format!("({}, {row})", literal(alias))))
}
