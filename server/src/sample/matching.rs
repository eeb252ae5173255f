//! Which shape a client takes a body for: the first whose `when` holds and whose required fields are there with their types.

use errspec_spec::model::{Body, Catalogue, Contract, FieldKind};
use errspec_spec::words::WireKind;
use serde_json::Value;

/// The index of the shape.
pub(crate) fn first_match(contract: &Contract, status: u16, content_type: &str, body: &Value) -> Option<usize> {
    contract.bodies.iter().position(|shape| holds(contract, shape, status, content_type) && complete(contract, shape, body))
}

/// Whether a shape is looked for in such an answer at all.
pub(crate) fn holds(contract: &Contract, shape: &Body, status: u16, content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or("").trim();
    admits(contract, shape, status)
        && shape.when.content_type.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(essence))
}

/// Whether a shape is looked for in answers of this status: in failures, unless it says more. An error in a success is one only
/// where the contract names the status.
pub(crate) fn admits(contract: &Contract, shape: &Body, status: u16) -> bool {
    match shape.when.statuses.as_slice() {
        [] => !contract.is_success(status),
        named => named.iter().any(|range| range.contains(status)),
    }
}

fn complete(contract: &Contract, shape: &Body, body: &Value) -> bool {
    let present = |at: &str, kind: &FieldKind| body.pointer(at).is_some_and(|value| fits(contract, kind, value));
    shape.fields.iter().all(|field| field.optional || present(&field.at, &field.kind))
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
        FieldKind::Code(at) => contract.catalogues.get(*at).is_some_and(|catalogue| is_code(catalogue, value)),
        FieldKind::List(members) => value.as_array().is_some_and(|items| {
            items.iter().all(|item| {
                let has = |name: &str, kind| item.get(name).is_some_and(|value| fits(contract, kind, value));
                members.iter().all(|(name, kind)| has(name, kind))
            })
        }),
    }
}

fn is_code(catalogue: &Catalogue, value: &Value) -> bool {
    let text = match (catalogue.wire, value) {
        (_, Value::String(text)) => text.clone(),
        (WireKind::Integer, Value::Number(number)) => number.to_string(),
        _ => return false,
    };
    match catalogue.open {
        true => catalogue.wire == WireKind::String || text.parse::<i64>().is_ok(),
        false => super::codes::find(catalogue, &text).is_some(),
    }
}

/// The beginning of every date and time of ISO 8601: `2020-09-16T21:09`.
fn is_timestamp(text: &str) -> bool {
    let pattern = b"dddd-dd-ddTdd:dd";
    let like = |(byte, wanted): (u8, &u8)| match wanted {
        b'd' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b't' | b' '),
        other => byte == *other,
    };
    text.len() >= pattern.len() && text.bytes().zip(pattern).all(like)
}
