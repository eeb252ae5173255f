//! The values of places: what a client reads from a response, and where a server writes a value.

use super::conditions::{self, Element};
use super::tree::Tree;
use super::value_types::fits;
use errspec_spec::decide::item_example;
use errspec_spec::model::{Contract, Field, FieldKind};
use errspec_spec::syntax::{ListItem, Location, Place, passes_all};
use serde_json::Value;
use std::borrow::Cow;

/// The value of a field in a response: the first one of its type, or the default.
pub(super) fn value(contract: &Contract, field: &Field, headers: &[(String, String)], body: &Value) -> Option<Value> {
    let fitting = |value: Value| Some(value).filter(|value| fits(contract, &field.kind, value));
    let of_text = |text: &str| fitting(typed(&field.kind, field.place.part(text)?));
    let found = field.place.at.iter().find_map(|location| match location {
        Location::Pointer(at) if field.place.is_cut() => of_text(&text(body.pointer(at)?)),
        Location::Pointer(at) => body.pointer(at).cloned().and_then(fitting),
        Location::Item(item) => {
            let mut members = body.pointer(&item.list)?.as_array()?.iter().filter(|element| accepts(item, element));
            members.find_map(|element| {
                let value = element.pointer(&item.member)?;
                if field.place.is_cut() { of_text(&text(value)) } else { fitting(value.clone()) }
            })
        }
        Location::Header(name) => {
            let mut values = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
            values.find_map(|value| if value.is_empty() { None } else { of_text(value) })
        }
    });
    found.or_else(|| field.place.default.as_ref().and_then(|default| fitting(typed(&field.kind, default))))
}

/// Whether an item passes the tests of a location.
fn accepts(item: &ListItem, element: &Value) -> bool {
    passes_all(&Element(element), &item.tests)
}

/// The items of one list into which values are written.
const MOST_ITEMS: usize = 8;

/// Writes a value into an item of a list: into the first one that passes the tests and has no such value, or into a new one.
pub(crate) fn add_to_item(item: &ListItem, value: &Value, tree: &mut Tree) -> bool {
    (0..MOST_ITEMS).any(|nth| {
        let at = format!("{}/{nth}", item.list.value);
        match tree.get(&at) {
            Some(element) if !accepts(item, &element) => false,
            Some(_) => tree.add(&format!("{at}{}", item.member.value), value.clone()),
            None => {
                let needed = item_example(&item.tests).map(|needed| conditions::item(&needed));
                tree.add(&at, needed.unwrap_or_else(|| Value::Object(serde_json::Map::new())))
                    && tree.add(&format!("{at}{}", item.member.value), value.clone())
            }
        }
    })
}

/// Sets a value in the first item of a list that passes the tests, or in a new one.
pub(super) fn put_in_item(item: &ListItem, value: &Value, tree: &mut Tree) {
    let at = |nth: usize| format!("{}/{nth}", item.list.value);
    match (0..MOST_ITEMS).find(|nth| tree.get(&at(*nth)).is_some_and(|element| accepts(item, &element))) {
        Some(nth) => tree.put(&format!("{}{}", at(nth), item.member.value), value.clone()),
        None => {
            add_to_item(item, value, tree);
        }
    }
}

/// Writes a value where a server writes it: to the first location of the place. Returns `false` if something excludes it.
pub(super) fn add(place: &Place, value: &Value, headers: &mut Vec<(String, String)>, tree: &mut Tree) -> bool {
    match place.at.first() {
        Some(Location::Pointer(at)) => tree.add(at, value.clone()),
        Some(Location::Item(item)) => add_to_item(item, value, tree),
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

/// A text as a value of this type: quoted where JSON quotes it.
fn typed(kind: &FieldKind, text: &str) -> Value {
    match kind {
        FieldKind::String | FieldKind::Timestamp | FieldKind::Code(_) | FieldKind::Key(..) => Value::from(text),
        _ => serde_json::from_str(text).unwrap_or(Value::Null),
    }
}
