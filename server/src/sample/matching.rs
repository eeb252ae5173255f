//! Determines which body a client would match: the first whose `when` holds and whose required fields are present with their types. Items
//! of a list that do not fit do not prevent a match, unless all items of the same list fit a later body.

use super::{conditions, located};
use errspec_spec::model::{Body, Catalog, Contract, Field, FieldKind};
use errspec_spec::words::WireKind;
use serde_json::Value;

/// The index of the shape.
pub(crate) fn first_match(
    contract: &Contract,
    status: u16,
    content_type: &str,
    headers: &[(String, String)],
    body: &Value,
) -> Option<usize> {
    let mut but_items: Option<(usize, &Body)> = None;
    let holding = contract
        .bodies
        .iter()
        .enumerate()
        .filter(|(_, shape)| holds(contract, shape, status, content_type) && conditions::hold(shape, headers, body));
    for (at, shape) in holding {
        if complete(contract, shape, headers, body) {
            if but_items.is_none_or(|(_, first)| shares_a_list(first, shape)) {
                return Some(at);
            }
        } else if but_items.is_none() && complete_but_for_items(contract, shape, headers, body) {
            but_items = Some((at, shape));
        }
    }
    but_items.map(|(at, _)| at)
}

/// Whether a body is looked for in such a response.
pub(crate) fn holds(contract: &Contract, shape: &Body, status: u16, content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or("").trim();
    contract.looks_for(shape, status)
        && (shape.when.content_type.is_empty()
            || shape.when.content_type.iter().any(|wanted| wanted.eq_ignore_ascii_case(essence)))
}

fn complete(contract: &Contract, shape: &Body, headers: &[(String, String)], body: &Value) -> bool {
    shape.fields.iter().all(|field| !field.is_required() || located::value(contract, field, headers, body).is_some())
}

fn complete_but_for_items(contract: &Contract, shape: &Body, headers: &[(String, String)], body: &Value) -> bool {
    let is_container = |field: &Field| {
        let value = field.pointer().and_then(|at| body.pointer(at));
        value.is_some_and(|value| fits_but_for_items(contract, &field.kind, value))
    };
    shape.fields.iter().filter(|field| field.is_required()).all(|field| match field.kind.item() {
        Some(_) => is_container(field),
        None => located::value(contract, field, headers, body).is_some(),
    })
}

fn fits_but_for_items(contract: &Contract, kind: &FieldKind, value: &Value) -> bool {
    match kind {
        FieldKind::List(_) => value.is_array(),
        FieldKind::Map(_) => value.is_object(),
        _ => fits(contract, kind, value),
    }
}

/// Whether two bodies require a list or a map at the same location.
fn shares_a_list(one: &Body, other: &Body) -> bool {
    let lists = |shape: &'_ Body| {
        let required = shape.fields.iter().filter(|field| field.is_required() && field.kind.item().is_some());
        required.filter_map(Field::pointer).map(|at| at.value.clone()).collect::<Vec<_>>()
    };
    let others = lists(other);
    lists(one).iter().any(|at| others.contains(at))
}

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
        let fits = |value| fits_but_for_items(contract, &member.kind, value);
        member.optional || member.pointer().and_then(|at| value.pointer(at)).is_some_and(fits)
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
