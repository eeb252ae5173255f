//! Catalogs of codes.

use crate::facts::{facts, rare};
use crate::kept::{index, kept, one, stated};
use crate::lookup::lookup;
use crate::retry::retry;
use errspec::catalog::{CodeKey, KeyValues, Row, Tag};
use errspec::{Catalog, Extra, Facts, Family, Group};
use errspec_spec::model;
use errspec_spec::source::Spanned;
use errspec_spec::syntax;
use errspec_spec::words::WireKind;

pub(crate) fn catalog(catalog: &'static model::Catalog) -> Catalog {
    let mut retries: Vec<&'static syntax::Retry> = Vec::new();
    let (mut rows, mut strings) = (Vec::new(), String::new());
    for code in &catalog.codes {
        let of = &code.facts.retry.value;
        let at = retries.iter().position(|retry| *retry == of).unwrap_or_else(|| {
            retries.push(of);
            retries.len() - 1
        });
        rows.push(row(code, at, &mut strings));
    }
    let extras = catalog.codes.iter().enumerate().filter_map(|(row, code)| extra(row, code));
    let unlisted = catalog.unlisted.as_ref();
    Catalog {
        name: &catalog.name,
        title: stated(&catalog.facts.title),
        summary: stated(&catalog.facts.summary),
        open: catalog.open,
        text: strings.leak(),
        rows: rows.leak(),
        retries: kept(retries.into_iter().map(retry)),
        groups: kept(catalog.groups.iter().map(group)),
        unlisted: unlisted.map_or(&Facts::NONE, |unlisted| one(facts(&unlisted.value))),
        extras: kept(extras),
        aliases: aliases(catalog),
        tags: kept(catalog.tags.iter().map(|tag| self::tag(tag, catalog))),
        keys: kept(catalog.keys.iter().enumerate().map(|(at, key)| self::key(at, key, catalog))),
        lookup: lookup(catalog),
        ..Catalog::EMPTY
    }
}

/// The row of a code, whose strings are added to those of the others. The name of a code is its wire text, because only generated code has
/// names.
fn row(code: &'static model::Code, retry: usize, strings: &mut String) -> Row {
    let facts = &code.facts;
    let row = Row::new(code.status.first().map_or(0, |status| status.value)).basis(facts.basis);
    let row = facts.stated_category().map_or(row, |category| row.category(category));
    let row = code.group.map_or(row, |group| row.group(index(group + 1)));
    let retry = u8::try_from(retry).unwrap_or(u8::MAX);
    let row = if facts.retry.origin.via.is_own() { row.retry(retry) } else { row.inherits(retry) };
    let row = match facts.effect.origin.via.is_own() {
        true => row.effect(facts.effect.value),
        false => row.inherits_effect(facts.effect.value),
    };
    let (at, wire) = (strings.len(), cut(&code.wire.value));
    let texts = [cut(stated(&facts.summary)), wire, wire, cut(stated(&facts.action))];
    texts.iter().for_each(|text| strings.push_str(text));
    let [summary, wire, name, action] = texts.map(|text| index(text.len()));
    row.strings(u32::try_from(at).unwrap_or(u32::MAX), [summary, wire, name, action])
}

/// The length of a string is stored in 16 bits.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(usize::from(u16::MAX));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

fn extra(row: usize, code: &'static model::Code) -> Option<Extra> {
    let (facts, several) = (rare(&code.facts), code.status.len() > 1);
    let secrets = kept(code.params.iter().filter(|param| param.secret).map(|param| param.name.as_str()));
    if code.message.is_none() && secrets.is_empty() && !several && facts == Facts::NONE {
        return None;
    }
    Some(Extra {
        code: index(row),
        message: code.message.as_ref().map_or("", |message| message.text.value.as_str()),
        secrets,
        statuses: if several { kept(code.status.iter().map(|status| status.value)) } else { &[] },
        facts: one(facts),
    })
}

fn group(group: &'static model::Group) -> Group {
    let family = group.family.as_ref().map(|family| match &family.value {
        syntax::Family::Prefix(prefix) => Family::Prefix(prefix),
        syntax::Family::Range(from, to) => Family::Range(*from, *to),
        syntax::Family::Mask(mask) => Family::Mask(*mask),
    });
    let status = group.status.first().map_or(0, |status| status.value);
    Group { key: &group.key, within: group.within.map(index), status, facts: facts(&group.facts), family }
}

fn aliases(catalog: &'static model::Catalog) -> &'static [(&'static str, u16)] {
    let of = |(row, code): (usize, &'static model::Code)| code.aliases.iter().map(move |alias| (alias.as_str(), index(row)));
    let mut aliases: Vec<(&str, u16)> = catalog.codes.iter().enumerate().flat_map(of).collect();
    aliases.sort_unstable();
    aliases.leak()
}

fn tag(tag: &'static Spanned<String>, catalog: &'static model::Catalog) -> Tag {
    let has = |tags: &[Spanned<String>]| tags.iter().any(|other| other.value == tag.value);
    let rows = catalog.codes.iter().enumerate().filter(|(_, code)| has(&code.tags)).map(|(row, _)| index(row));
    let groups = catalog.groups.iter().enumerate().filter(|(_, group)| group.family.is_some() && has(&group.tags));
    Tag { name: tag.as_str(), rows: kept(rows), groups: kept(groups.map(|(at, _)| index(at))) }
}

fn key(at: usize, key: &'static model::CodeKey, catalog: &'static model::Catalog) -> CodeKey {
    let of = |(row, code): (usize, &'static model::Code)| {
        code.keys.get(at).into_iter().flatten().map(move |value| (index(row), value.as_str()))
    };
    let values: Vec<(u16, &str)> = catalog.codes.iter().enumerate().flat_map(of).collect();
    let values = match key.kind {
        WireKind::String => {
            let mut sorted: Vec<(&str, u16)> = values.iter().map(|(row, value)| (*value, *row)).collect();
            sorted.sort_unstable();
            KeyValues::Text(values.leak(), if key.unique { sorted.leak() } else { &[] })
        }
        WireKind::Integer => {
            let values: Vec<(u16, i64)> = values.iter().map(|(row, value)| (*row, value.parse().unwrap_or_default())).collect();
            let mut sorted: Vec<(i64, u16)> = values.iter().map(|(row, value)| (*value, *row)).collect();
            sorted.sort_unstable();
            KeyValues::Integer(values.leak(), if key.unique { sorted.leak() } else { &[] })
        }
    };
    CodeKey { name: &key.name, values }
}
