//! Determines which body a client would match: the first whose `when` holds and whose required fields are present with their types. Items
//! of a list that do not fit do not prevent a match, unless all items of the same list fit a later body.

use super::value_types::fits_but_for_items;
use super::{conditions, located};
use errspec_spec::model::{Body, Contract, Field};
use errspec_spec::words::BodyFormat;
use serde_json::Value;

/// The index of the shape.
pub(crate) fn first_match(
    contract: &Contract,
    status: u16,
    (format, content_type): (BodyFormat, &str),
    headers: &[(String, String)],
    body: &Value,
) -> Option<usize> {
    let mut but_items: Option<(usize, &Body)> = None;
    let holding = contract.bodies.iter().enumerate().filter(|(_, shape)| {
        shape.format.value == format && holds(contract, shape, status, content_type) && conditions::hold(shape, headers, body)
    });
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

/// Whether two bodies require a list or a map at the same location.
fn shares_a_list(one: &Body, other: &Body) -> bool {
    let lists = |shape: &'_ Body| {
        let required = shape.fields.iter().filter(|field| field.is_required() && field.kind.item().is_some());
        required.filter_map(Field::pointer).map(|at| at.value.clone()).collect::<Vec<_>>()
    };
    let others = lists(other);
    lists(one).iter().any(|at| others.contains(at))
}
