//! Which values have which types.

use errspec_spec::model::{Catalog, Contract, Field, FieldKind};
use errspec_spec::words::WireKind;
use serde_json::Value;

/// Whether a value has a type.
pub(crate) fn fits(contract: &Contract, kind: &FieldKind, value: &Value) -> bool {
    match kind {
        FieldKind::String => value.is_string(),
        FieldKind::Integer => value.is_i64(),
        FieldKind::Number => value.is_number(),
        FieldKind::Boolean => value.is_boolean(),
        FieldKind::Timestamp => value.as_str().is_some_and(is_timestamp),
        FieldKind::Status => value.as_u64().is_some_and(|status| (100..=999).contains(&status)),
        FieldKind::Json => !value.is_null(),
        FieldKind::Code(at) => contract.catalogs.get(*at).is_some_and(|catalog| is_code(catalog, value)),
        FieldKind::Key(at, key) => contract.catalogs.get(*at).is_some_and(|catalog| is_value_of_key(catalog, *key, value)),
        FieldKind::List(item) => value.as_array().is_some_and(|items| items.iter().all(|value| is_item(contract, item, value))),
        FieldKind::Map(item) => {
            value.as_object().is_some_and(|items| items.values().all(|value| is_item(contract, item, value)))
        }
        FieldKind::Object(_) => is_item(contract, kind, value),
    }
}

/// Whether an item fits. The items of its own lists need not.
fn is_item(contract: &Contract, kind: &FieldKind, value: &Value) -> bool {
    let FieldKind::Object(members) = kind else { return fits_but_for_items(contract, kind, value) };
    members.iter().all(|member| {
        let fits = |value: &Value| fits_but_for_items(contract, &member.kind, value);
        !member.is_required() || in_item(member, value).is_some_and(|value| fits(&value))
    })
}

/// The value of a member in an item: the first of its locations that has one.
fn in_item(member: &Field, item: &Value) -> Option<Value> {
    member.place.pointers().find_map(|at| {
        let value = item.pointer(at)?;
        match value {
            Value::Null => None,
            Value::String(text) if member.place.is_cut() => member.place.part(text).map(Value::from),
            value => Some(value.clone()),
        }
    })
}

fn is_code(catalog: &Catalog, value: &Value) -> bool {
    let text = match (catalog.wire, value) {
        (_, Value::String(text)) => text.clone(),
        (WireKind::String, Value::Number(number)) => number.to_string(),
        (WireKind::Integer, Value::Number(number)) => number.to_string().trim_end_matches(".0").to_owned(),
        _ => return false,
    };
    match catalog.open {
        true => catalog.wire == WireKind::String || text.parse::<i64>().is_ok(),
        false => super::codes::find(catalog, &text).is_some(),
    }
}

/// Whether a value may be that of a key of a catalog's codes.
fn is_value_of_key(catalog: &Catalog, key: usize, value: &Value) -> bool {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string().trim_end_matches(".0").to_owned(),
        _ => return false,
    };
    let mut values = catalog.codes.iter().filter_map(|code| code.keys.get(key)).flatten();
    let integer = catalog.keys.get(key).is_some_and(|key| key.kind == WireKind::Integer);
    match catalog.open {
        true => !integer || text.parse::<i64>().is_ok(),
        false => values.any(|value| value.value == text),
    }
}

/// The beginning of every ISO 8601 date and time: `2020-09-16T21:09`.
fn is_timestamp(text: &str) -> bool {
    let pattern = b"dddd-dd-ddTdd:dd";
    let like = |(byte, wanted): (u8, &u8)| match wanted {
        b'd' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b't' | b' '),
        other => byte == *other,
    };
    text.len() >= pattern.len() && text.bytes().zip(pattern).all(like)
}

pub(super) fn fits_but_for_items(contract: &Contract, kind: &FieldKind, value: &Value) -> bool {
    match kind {
        FieldKind::List(_) => value.is_array(),
        FieldKind::Map(_) => value.is_object(),
        _ => fits(contract, kind, value),
    }
}
