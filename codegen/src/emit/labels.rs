//! The tags of codes, and their keys besides the wire text.

use super::value::{list, literal};
use errspec_spec::lists::{IntoVec as _, sort_by_key};
use errspec_spec::model::{Catalog, CodeKey};
use errspec_spec::source::Spanned;
use errspec_spec::words::WireKind;

// Tag { name: "network", rows: &[1, 4], groups: &[0] }
pub(super) fn tags(catalog: &Catalog) -> String {
    list(catalog.tags.iter().map(|tag| {
        let has = |tags: &[Spanned<String>]| tags.iter().any(|other| other.value == tag.value);
        let rows = catalog.codes.iter().enumerate().filter(|(_, code)| has(&code.tags)).map(|(row, _)| row.to_string());
        let groups = catalog.groups.iter().enumerate().filter(|(_, group)| group.family.is_some() && has(&group.tags));
        let groups = groups.map(|(at, _)| at.to_string());
        format!("Tag {{ name: {}, rows: &[{}], groups: &[{}] }}", literal(&tag.value), list(rows), list(groups))
    }))
}

// CodeKey { name: "symbol", values: KeyValues::Text(&[(0, "EAGAIN")], &[("EAGAIN", 0)]) }
pub(super) fn keys(catalog: &Catalog) -> String {
    list(catalog.keys.iter().enumerate().map(|(at, key)| self::key(catalog, at, key)))
}

fn key(catalog: &Catalog, at: usize, key: &CodeKey) -> String {
    let mut values: Vec<(&str, usize)> = Vec::new();
    for (row, code) in catalog.codes.iter().enumerate() {
        code.keys.get(at).into_iter().flatten().map(|value| (value.as_str(), row)).add_to(&mut values);
    }
    let written = |value: &str| if key.kind == WireKind::String { literal(value) } else { value.to_owned() };
    let by_row = list(values.iter().map(|(value, row)| format!("({row}, {})", written(value))));
    match key.kind {
        WireKind::String => sort_by_key(&mut values, |value| *value),
        WireKind::Integer => sort_by_key(&mut values, |(value, row)| (value.parse::<i64>().unwrap_or_default(), *row)),
    }
    let by_value = values.iter().filter(|_| key.unique).map(|(value, row)| format!("({}, {row})", written(value)));
    let kind = if key.kind == WireKind::String { "Text" } else { "Integer" };
    let (name, by_value) = (literal(&key.name), list(by_value.into_vec().into_iter()));
    format!("CodeKey {{ name: {name}, values: KeyValues::{kind}(&[{by_row}], &[{by_value}]) }}")
}
