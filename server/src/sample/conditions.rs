//! The conditions of bodies: what a response needs to satisfy them, and whether it does.

use errspec_core::Value as Tested;
use errspec_spec::decide::{Witness, example};
use errspec_spec::model::Body;
use errspec_spec::syntax::Test;
use serde_json::Value;

/// The headers that a response needs so that clients look for this body in it.
pub(super) fn headers(shape: &Body) -> Vec<(String, String)> {
    let places = example(&shape.when).into_iter().filter(|(place, _)| !place.starts_with('/'));
    let text = |(name, value)| if let Witness::Text(text) = value { Some((name, printable(&text))) } else { None };
    places.filter_map(text).collect()
}

/// The values that the body needs for that, by JSON Pointer; `null` for a value that must be absent.
pub(super) fn fields(shape: &Body) -> Vec<(String, Value)> {
    let places = example(&shape.when).into_iter().filter(|(place, _)| place.starts_with('/'));
    places.map(|(place, value)| (place, json(&value))).collect()
}

/// Whether the tests of a shape hold of a response.
pub(super) fn hold(shape: &Body, headers: &[(String, String)], body: &Value) -> bool {
    let header = |name: &str, test: &Test| {
        let mut values = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
        let passes = |text: &str| {
            let has = |item: &str| text.split(',').any(|listed| listed.trim() == item);
            test.any(Tested::Text(text)) || test.any(Tested::Items(&has))
        };
        values.any(passes) != test.negated
    };
    shape.when.headers.iter().all(|condition| header(&condition.at, &condition.test))
        && shape.when.fields.iter().all(|condition| passes(body.pointer(&condition.at), &condition.test))
}

/// Whether a value, or the absence of one, passes.
pub(super) fn passes(value: Option<&Value>, test: &Test) -> bool {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    };
    match value.filter(|value| !value.is_null()) {
        None => test.holds([]),
        Some(Value::Array(items)) => {
            test.holds([Tested::Items(&|item| items.iter().any(|own| text(own).as_deref() == Some(item)))])
        }
        Some(value) => match text(value) {
            Some(text) => test.holds([Tested::Text(&text)]),
            None => test.holds([Tested::Other]),
        },
    }
}

/// A text as servers usually write it: a number or a boolean without quotes.
pub(crate) fn json(value: &Witness) -> Value {
    match value {
        Witness::Absent => Value::Null,
        Witness::Text(text) => match serde_json::from_str::<Value>(text) {
            Ok(plain @ (Value::Bool(_) | Value::Number(_))) if *text == plain.to_string().as_str() => plain,
            _ => Value::from(printable(text)),
        },
        Witness::Items(items) => items.iter().map(|item| Value::from(item.as_str())).collect(),
        Witness::Object => Value::Object(serde_json::Map::new()),
    }
}

pub(crate) fn printable(text: &str) -> String {
    text.replace('\u{1}', "x")
}
