//! The values of places: what a client reads from a response, and where a server writes a value.

use super::tree::Tree;
use super::value_types::fits;
use errspec_spec::model::{Contract, Field, FieldKind};
use errspec_spec::syntax::{Location, Place};
use serde_json::Value;
use std::borrow::Cow;

/// The value of a field in a response: the first one of its type, or the default.
pub(super) fn value(contract: &Contract, field: &Field, headers: &[(String, String)], body: &Value) -> Option<Value> {
    let fitting = |value: Value| Some(value).filter(|value| fits(contract, &field.kind, value));
    let of_text = |text: &str| fitting(typed(&field.kind, &part(&field.place, text)?));
    let found = field.place.at.iter().find_map(|location| match location {
        Location::Pointer(at) if field.place.is_cut() => of_text(&text(body.pointer(at)?)),
        Location::Pointer(at) => body.pointer(at).cloned().and_then(fitting),
        Location::Header(name) => {
            let mut values = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
            values.find_map(|value| if value.is_empty() { None } else { of_text(value) })
        }
    });
    found.or_else(|| field.place.default.as_ref().and_then(|default| fitting(typed(&field.kind, default))))
}

/// Writes a value where a server writes it: to the first location of the place. Returns `false` if something excludes it.
pub(super) fn add(place: &Place, value: &Value, headers: &mut Vec<(String, String)>, tree: &mut Tree) -> bool {
    match place.at.first() {
        Some(Location::Pointer(at)) => tree.add(at, value.clone()),
        Some(Location::Header(name)) => {
            put(headers, name, value);
            true
        }
        None => false,
    }
}

/// Sets a header.
pub(super) fn put(headers: &mut Vec<(String, String)>, name: &str, value: &Value) {
    headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    headers.push((name.to_owned(), text(value).into_owned()));
}

/// The content of a string, or the JSON of another value.
fn text(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)
}

/// What counts of a text.
fn part(place: &Place, text: &str) -> Option<String> {
    let before = place.before.as_ref().and_then(|before| text.split_once(before.as_str()));
    let text = before.map_or(text, |(text, _)| text);
    let after = place.after.as_ref().and_then(|after| text.rsplit_once(after.as_str()));
    let text = after.map_or(text, |(_, text)| text);
    (!text.is_empty()).then(|| text.to_owned())
}

/// A text as a value of this type: quoted where JSON quotes it.
fn typed(kind: &FieldKind, text: &str) -> Value {
    match kind {
        FieldKind::String | FieldKind::Timestamp | FieldKind::Code(_) => Value::from(text),
        _ => serde_json::from_str(text).unwrap_or(Value::Null),
    }
}
