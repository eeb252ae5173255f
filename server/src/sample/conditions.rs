//! The conditions of bodies: what a response needs to satisfy them, and whether it does.

use super::tree::Tree;
use errspec_core::{Item, Items, Listed, Value as Tested};
use errspec_spec::decide::{ItemWitness, Witness, example};
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

/// Whether the tests of a shape hold for a response.
pub(super) fn hold(shape: &Body, headers: &[(String, String)], body: &Value) -> bool {
    let header = |name: &str, test: &Test| {
        let mut values = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
        values.any(|text| test.any(Tested::Text(text)) || test.any(Tested::Items(&Listed(text)))) != test.negated
    };
    shape.when.headers.iter().all(|condition| header(&condition.at, &condition.test))
        && shape.when.fields.iter().all(|condition| passes(body.pointer(&condition.at), &condition.test))
}

/// Whether a value, or the absence of one, passes.
pub(super) fn passes(value: Option<&Value>, test: &Test) -> bool {
    tested(value, &|value| test.holds(value))
}

fn tested(value: Option<&Value>, holds: &dyn Fn(Option<Tested<'_>>) -> bool) -> bool {
    match value {
        None | Some(Value::Null) => holds(None),
        Some(Value::String(text)) => holds(Some(Tested::Text(text))),
        Some(plain @ (Value::Bool(_) | Value::Number(_))) => holds(Some(Tested::Text(&plain.to_string()))),
        Some(Value::Array(items)) => holds(Some(Tested::Items(&Array(items)))),
        Some(Value::Object(_)) => holds(Some(Tested::Other)),
    }
}

/// The items of an array.
struct Array<'a>(&'a [Value]);

impl Items for Array<'_> {
    fn any(&self, holds: &dyn Fn(&dyn Item) -> bool) -> bool {
        self.0.iter().any(|item| holds(&Element(item)))
    }
}

pub(super) struct Element<'a>(pub(super) &'a Value);

impl Item for Element<'_> {
    fn is(&self, pointer: &str, holds: &dyn Fn(Option<Tested<'_>>) -> bool) -> bool {
        tested(self.0.pointer(pointer), holds)
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
        Witness::Items(items) => items.iter().map(item).collect(),
        Witness::Object => Value::Object(serde_json::Map::new()),
    }
}

pub(super) fn item(values: &ItemWitness) -> Value {
    if values.0.iter().any(|(place, value)| place.is_empty() && *value == Witness::Absent) {
        return Value::Null;
    }
    let mut tree = Tree::new();
    for (place, value) in values.0.iter().filter(|(_, value)| *value != Witness::Absent) {
        if place.is_empty() && *value != Witness::Object {
            return json(value);
        }
        tree.add(place, json(value));
    }
    tree.into_value()
}

pub(crate) fn printable(text: &str) -> String {
    text.replace('\u{1}', "x")
}
