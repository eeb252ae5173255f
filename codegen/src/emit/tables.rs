//! The table of a catalog: strings, rows, groups, and the lookup.

use super::bases;
use super::code::Code;
use super::emitter::Emitter;
use super::facts::{facts, literal_of, rare};
use super::labels;
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
    let (table, retries) = (&names.table, distinct_retries(catalog));
    rows::texts_and_rows(catalog, names, &retries, code);
    lookup.statics(code);
    let text = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| literal(&fact.value));
    let filled = |list: String| (!list.is_empty()).then(|| format!("&[{list}]"));
    let mut fields = Fields::default();
    fields.add("name", Some(literal(&names.ty)));
    fields.add("title", text(&catalog.facts.title));
    fields.add("summary", text(&catalog.facts.summary));
    fields.add("open", (!catalog.open).then(|| "false".to_owned()));
    fields.add("text", Some(format!("{table}_TEXT")));
    fields.add("rows", Some(format!("&{table}_ROWS")));
    fields.add("retries", filled(list(retries.into_iter().map(value::retry))));
    fields.add("groups", filled(list(catalog.groups.iter().map(group))));
    let unlisted = catalog.unlisted.as_ref().and_then(|unlisted| facts(&unlisted.value));
    fields.add("unlisted", unlisted.map(|unlisted| format!("&{unlisted}")));
    fields.add("extras", filled(list(catalog.codes.iter().enumerate().filter_map(|(row, code)| extra(row, code)))));
    fields.add("bases", filled(bases::of_codes(catalog)));
    fields.add("aliases", filled(aliases(catalog)));
    fields.add("tags", filled(labels::tags(catalog)));
    fields.add("keys", filled(labels::keys(catalog)));
    fields.add("lookup", Some(lookup.value()));
    code.blank();
    code.lines(&format!("pub(super) static {table}: Catalog = {};", fields.literal("Catalog", "Catalog::EMPTY")));
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
    let within = value::option(group.within.map(|at| at.to_string()));
    format!("Group {{ key: {key}, within: {within}, status: {status}, facts: {facts}, family: {family} }}")
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
        code.aliases.iter().map(|alias| (alias.as_str(), row)).add_to(&mut aliases);
    }
    sort_by_key(&mut aliases, |alias| *alias);
    list(aliases.into_iter().map(|(alias, row)| format!("({}, {row})", literal(alias))))
}
