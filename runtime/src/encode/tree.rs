use crate::CodeRef;
use crate::decode::{Field, Key, Kind, ListShape};
use core::fmt::{self, Write};

/// The fields of a body or of a list's item, by their index in the contract: what emitted types implement to be written.
pub trait Values {
    /// The value of a field; `None` where there is no such field.
    fn value(&self, field: usize) -> Option<&dyn Encode>;
}

/// The value of a field, and how it is written.
pub trait Encode: fmt::Debug {
    /// Writes it as the JSON that a field of this kind has.
    ///
    /// # Errors
    /// Those of `out`.
    fn encode(&self, kind: &Kind, out: &mut dyn Write) -> fmt::Result;

    /// Whether there is a value; a field without one is left out.
    fn is_present(&self) -> bool {
        true
    }

    /// The text, of a string.
    #[doc(hidden)]
    fn text(&self) -> Option<&str> {
        None
    }

    /// The code, of a listed one.
    #[doc(hidden)]
    fn code(&self) -> Option<CodeRef> {
        None
    }
}

/// The largest index that is written as an element of an array. An array beyond would be all gaps; a member of that name is read alike.
const MAX_INDEX: usize = 63;

/// Writes what a key holds: the value of its own field, else an object or array of what is inside.
pub(super) fn value(key: &Key, fields: &[Field], values: &dyn Values, out: &mut dyn Write) -> fmt::Result {
    for (at, field) in fields.iter().enumerate().filter(|(_, field)| field.slot == key.slot) {
        if let Some(value) = values.value(at).filter(|value| value.is_present()) {
            return value.encode(&field.kind, out);
        }
    }
    if let Some(last) = last_element(key, fields, values) {
        return elements(key, last, fields, values, out);
    }
    let mut open = '{';
    for key in key.keys.iter().filter(|key| holds(key, fields, values)) {
        out.write_char(open)?;
        super::text::string(key.name, out)?;
        out.write_char(':')?;
        value(key, fields, values, out)?;
        open = ',';
    }
    out.write_str(if open == '{' { "{}" } else { "}" })
}

/// The items of a list as a JSON array.
pub(crate) fn items<'v>(shape: &ListShape, items: impl Iterator<Item = &'v dyn Values>, out: &mut dyn Write) -> fmt::Result {
    let mut open = '[';
    for item in items {
        out.write_char(open)?;
        value(&shape.root, shape.fields, item, out)?;
        open = ',';
    }
    out.write_str(if open == '[' { "[]" } else { "]" })
}

/// Whether a key leads to a field with a value.
fn holds(key: &Key, fields: &[Field], values: &dyn Values) -> bool {
    let has = |at| values.value(at).is_some_and(|value| value.is_present());
    fields.iter().enumerate().any(|(at, field)| field.slot == key.slot && has(at))
        || key.keys.iter().any(|key| holds(key, fields, values))
}

/// The index of the last element that holds anything, where all of the keys that do are indices.
fn last_element(key: &Key, fields: &[Field], values: &dyn Values) -> Option<usize> {
    let mut last = None;
    for key in key.keys.iter().filter(|key| holds(key, fields, values)) {
        last = last.max(Some(index(key)?));
    }
    last
}

fn index(key: &Key) -> Option<usize> {
    let plain = key.name == "0" || !key.name.starts_with(['0', '+']);
    key.name.parse().ok().filter(|index| plain && *index <= MAX_INDEX)
}

/// An array up to an index; what no field names is `null`.
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
