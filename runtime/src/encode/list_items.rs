//! Fields that are in items of a list: one item for all fields that ask the same of their item.

use super::tree::{Encode, Values, constant};
use crate::decode::{Field, Key, Kind};
use crate::place::ListItem;
use alloc::string::String;
use core::fmt::{self, Write};

/// A part of an item.
#[derive(Clone, Copy)]
enum Part<'v> {
    /// What the item needs to pass its tests.
    Constant(&'static str),
    Value(&'v dyn Encode, &'v Kind),
    Json(&'v str),
}

/// A new item in which a member has this value.
pub(super) fn with_member(item: &ListItem, value: &str) -> String {
    let around = |at: &str| at.strip_prefix(item.member).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let constants = item.constants().filter(|(at, _)| !around(at)).map(|(at, text)| (at, Part::Constant(text)));
    let mut text = String::new();
    // A string takes everything.
    let _ = object(constants.chain([(item.member, Part::Json(value))]), "", &mut text);
    text
}

/// Writes the items of the list at a key.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn write(key: &Key, fields: &[Field], values: &dyn Values, out: &mut dyn Write) -> fmt::Result {
    let written = || {
        fields.iter().enumerate().filter(|(_, field)| field.is_written_at(key)).filter_map(|(at, field)| {
            let value = values.value(at).filter(|value| value.is_present())?;
            Some((field.item()?, value, &field.kind))
        })
    };
    let mut open = '[';
    for (nth, (item, ..)) in written().enumerate() {
        if written().take(nth).any(|(earlier, ..)| earlier.tests == item.tests) {
            continue;
        }
        out.write_char(open)?;
        open = ',';
        let of_item = written().filter(|(other, ..)| other.tests == item.tests);
        let members = of_item.map(|(item, value, kind)| (item.member, Part::Value(value, kind)));
        let constants = item.constants().filter(|(at, _)| !is_inside_member(at, written(), item));
        object(constants.map(|(at, text)| (at, Part::Constant(text))).chain(members), "", out)?;
    }
    out.write_str(if open == '[' { "[]" } else { "]" })
}

/// Whether a field writes the value at a pointer into an item itself.
fn is_inside_member<'v>(
    at: &str,
    mut written: impl Iterator<Item = (&'static ListItem, &'v dyn Encode, &'v Kind)>,
    item: &ListItem,
) -> bool {
    let around = |member: &str| at.strip_prefix(member).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    written.any(|(other, ..)| other.tests == item.tests && around(other.member))
}

/// Writes what is at a pointer: its part, or an object with the parts inside.
fn object<'v>(parts: impl Iterator<Item = (&'static str, Part<'v>)> + Clone, at: &str, out: &mut dyn Write) -> fmt::Result {
    if let Some((_, part)) = parts.clone().find(|(pointer, _)| *pointer == at) {
        return match part {
            Part::Constant(text) => constant(text, out),
            Part::Value(value, kind) => value.encode(kind, out),
            Part::Json(value) => out.write_str(value),
        };
    }
    // The names that follow the pointer, each with the pointer up to it.
    let names = parts.clone().filter_map(|(pointer, _)| {
        let rest = pointer.strip_prefix(at)?.strip_prefix('/')?;
        let name = rest.split('/').next()?;
        Some((name, pointer.get(..at.len() + 1 + name.len())?))
    });
    let mut open = '{';
    for (nth, (name, inner)) in names.clone().enumerate() {
        if names.clone().take(nth).any(|(earlier, _)| earlier == name) {
            continue;
        }
        out.write_char(open)?;
        open = ',';
        super::text::string(&name.replace("~1", "/").replace("~0", "~"), out)?;
        out.write_char(':')?;
        object(parts.clone(), inner, out)?;
    }
    out.write_str(if open == '{' { "{}" } else { "}" })
}
