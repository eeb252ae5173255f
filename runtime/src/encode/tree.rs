use crate::CodeRef;
use crate::decode::{BodyShape, Field, ItemShape, Key, Kind};
use crate::place::ListItem;
use alloc::string::String;
use core::fmt::{self, Write};

/// The fields of a body or a list item by their index in the contract. Generated types implement this so that they can be written.
pub trait Values {
    /// The value of a field; `None` if there is no such field.
    fn value(&self, field: usize) -> Option<&dyn Encode>;
}

/// The value of a field that can be written as JSON.
pub trait Encode: fmt::Debug {
    /// Writes the value as the JSON of a field of this kind.
    ///
    /// # Errors
    /// Returns the errors of `out`.
    fn encode(&self, kind: &Kind, out: &mut dyn Write) -> fmt::Result;

    /// Whether there is a value. A field without one is omitted.
    #[inline]
    fn is_present(&self) -> bool {
        true
    }

    /// The text, if this is a string.
    #[doc(hidden)]
    #[inline]
    fn text(&self) -> Option<&str> {
        None
    }

    /// Whether the value is part of a body that was received, so that it may have items that do not fit.
    #[doc(hidden)]
    #[inline]
    fn is_received(&self) -> bool {
        false
    }

    /// The code, if this is a listed one.
    #[doc(hidden)]
    #[inline]
    fn code(&self) -> Option<CodeRef> {
        None
    }
}

/// A value that is an item by itself, in a list of strings for example.
impl<T: Encode> Values for T {
    #[inline]
    fn value(&self, field: usize) -> Option<&dyn Encode> {
        if field == 0 { Some(self) } else { None }
    }
}

/// The largest index that is written as an item of an array. With a larger one, the array would consist almost only of gaps, and a member
/// with that name is read in the same way.
const MAX_INDEX: usize = 63;

/// Writes a body: first what its conditions ask for and no field writes, as `"ok":false`. Nothing if all its fields are in headers.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn document(root: &Key, shape: &BodyShape, values: &dyn Values, out: &mut dyn Write) -> fmt::Result {
    let mut open = '{';
    if shape.fields.iter().all(|field| field.header().is_some()) && shape.constants().next().is_none() {
        return Ok(());
    }
    for (name, text) in shape.constants() {
        out.write_char(open)?;
        super::text::string(name, out)?;
        out.write_char(':')?;
        constant(text, out)?;
        open = ',';
    }
    if open == '{' { value(root, shape.fields, values, out) } else { members(root, shape.fields, values, open, out) }
}

/// A number or a boolean without quotes, as servers usually write it. It is compared as text in any case.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn constant(text: &str, out: &mut dyn Write) -> fmt::Result {
    let plain = matches!(text, "true" | "false")
        || crate::decode::Json::parse_text(text).is_some_and(|json| json.as_number().is_some());
    if plain { out.write_str(text) } else { super::text::string(text, out) }
}

/// Writes what belongs at a key: the value of the key's field or, if it has none, an object or array with what is inside.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn value(key: &Key, fields: &[Field], values: &dyn Values, out: &mut dyn Write) -> fmt::Result {
    let mut into_items = false;
    for (at, field) in fields.iter().enumerate().filter(|(_, field)| field.is_written_at(key)) {
        if let Some(value) = values.value(at).filter(|value| value.is_present()) {
            if field.item().is_none() {
                return value.encode(&field.kind, out);
            }
            into_items = true;
        }
    }
    if into_items {
        return fields_in_items(key, fields, values, out);
    }
    if let Some(last) = last_element(key, fields, values) {
        return elements(key, last, fields, values, out);
    }
    members(key, fields, values, '{', out)
}

/// Writes the members of an object and closes it. `open` is what comes before the first one.
#[cfg_attr(debug_assertions, inline)]
fn members(key: &Key, fields: &[Field], values: &dyn Values, mut open: char, out: &mut dyn Write) -> fmt::Result {
    for key in key.keys.iter().filter(|key| holds(key, fields, values)) {
        out.write_char(open)?;
        super::text::string(key.name, out)?;
        out.write_char(':')?;
        value(key, fields, values, out)?;
        open = ',';
    }
    out.write_str(if open == '{' { "{}" } else { "}" })
}

/// Writes the items of a list as a JSON array.
pub(crate) fn items<'v>(shape: &ItemShape, items: impl Iterator<Item = &'v dyn Values>, out: &mut dyn Write) -> fmt::Result {
    let mut open = '[';
    for item in items {
        out.write_char(open)?;
        value(&shape.root, shape.fields, item, out)?;
        open = ',';
    }
    out.write_str(if open == '[' { "[]" } else { "]" })
}

/// Writes the entries of a map as a JSON object.
pub(crate) fn entries<'v>(
    shape: &ItemShape,
    entries: impl Iterator<Item = (&'v str, &'v dyn Values)>,
    out: &mut dyn Write,
) -> fmt::Result {
    let mut open = '{';
    for (name, item) in entries {
        out.write_char(open)?;
        super::text::string(name, out)?;
        out.write_char(':')?;
        value(&shape.root, shape.fields, item, out)?;
        open = ',';
    }
    out.write_str(if open == '{' { "{}" } else { "}" })
}

/// Whether the key, or a key inside it, belongs to a field with a value.
#[cfg_attr(debug_assertions, inline)]
fn holds(key: &Key, fields: &[Field], values: &dyn Values) -> bool {
    let has = |at| values.value(at).is_some_and(|value| value.is_present());
    fields.iter().enumerate().any(|(at, field)| field.is_written_at(key) && has(at))
        || key.keys.iter().any(|key| holds(key, fields, values))
}

/// The index of the last item with a value, if all keys with a value are indices.
#[cfg_attr(debug_assertions, inline)]
fn last_element(key: &Key, fields: &[Field], values: &dyn Values) -> Option<usize> {
    let mut last = None;
    for key in key.keys.iter().filter(|key| holds(key, fields, values)) {
        last = last.max(Some(index(key)?));
    }
    last
}

#[cfg_attr(debug_assertions, inline)]
fn index(key: &Key) -> Option<usize> {
    let plain = key.name == "0" || !key.name.starts_with(['0', '+']);
    key.name.parse().ok().filter(|index| plain && *index <= MAX_INDEX)
}

/// Writes an array up to an index. Items without a field are `null`.
#[cfg_attr(debug_assertions, inline)]
fn elements(key: &Key, last: usize, fields: &[Field], values: &dyn Values, out: &mut dyn Write) -> fmt::Result {
    for at in 0..=last {
        out.write_char(if at == 0 { '[' } else { ',' })?;
        match key.keys.iter().find(|key| index(key) == Some(at)).filter(|key| holds(key, fields, values)) {
            Some(key) => value(key, fields, values, out)?,
            None => out.write_str("null")?,
        }
    }
    out.write_char(']')
}

/// A part of an item.
#[derive(Clone, Copy)]
enum Part<'v> {
    /// What the item needs to pass its tests.
    Constant(&'static str),
    Value(&'v dyn Encode, &'v Kind),
    Json(&'v str),
}

/// A new item in which a member has this value.
#[cfg_attr(debug_assertions, inline)]
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
fn fields_in_items(key: &Key, fields: &[Field], values: &dyn Values, out: &mut dyn Write) -> fmt::Result {
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
