//! Finds values inside the text of a validated value. Only the text before them is read.

use super::name::{self, Name};
use super::skip;
use super::token::{next, space, string};
use alloc::borrow::Cow;
use core::ops::Range;

/// Validates a whole document and returns the range of its value.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn document(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (first, from) = start(bytes)?;
    let to = skip::value(bytes, first, from, 0)?;
    (space(bytes, to) == bytes.len()).then_some(from..to)
}

/// The first byte of a document's value and its position: after white space and a byte order mark, which RFC 8259 §8.1 allows a parser to
/// ignore.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn start(bytes: &[u8]) -> Option<(u8, usize)> {
    next(bytes, if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 })
}

/// The range of the value at a JSON Pointer (RFC 6901). If several members have the same name, the last one counts.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn at(text: &str, pointer: &str) -> Option<Range<usize>> {
    let mut range = 0..text.len();
    if pointer.is_empty() {
        return Some(range);
    }
    for token in pointer.strip_prefix('/')?.split('/') {
        let inner = child(text.get(range.clone())?, token)?;
        range = range.start + inner.start..range.start + inner.end;
    }
    Some(range)
}

/// The range of the member or item that a part of a pointer names.
#[cfg_attr(debug_assertions, inline)]
fn child(text: &str, token: &str) -> Option<Range<usize>> {
    let named =
        if token.contains('~') { Cow::Owned(token.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(token) };
    if !text.starts_with('{') {
        return items(text)?.enumerate().find(|(index, _)| is_index(&named, *index)).map(|(_, range)| range);
    }
    member(text, &named)
}

/// The range of the last member with this name.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn member(text: &str, named: &str) -> Option<Range<usize>> {
    if !text.starts_with('{') {
        return None;
    }
    let bytes = text.as_bytes();
    let (mut first, mut at) = next(bytes, 1)?;
    let mut found = None;
    while first == b'"' {
        let name = Name::read(bytes, at)?;
        (first, at) = name::value(bytes, name.end)?;
        let end = skip::value(bytes, first, at, 0)?;
        if name.is(named) {
            found = Some(at..end);
        }
        match next(bytes, end)? {
            (b',', comma) => (first, at) = next(bytes, comma + 1)?,
            _ => break,
        }
    }
    found
}

/// The ranges of the names and values of the members of an object.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn members(text: &str) -> Option<impl Iterator<Item = (Range<usize>, Range<usize>)> + Clone> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let members = core::iter::from_fn(move || {
        let (_, name) = match next(bytes, at)? {
            (b'{' | b',', before) => next(bytes, before + 1).filter(|(first, _)| *first == b'"')?,
            _ => return None,
        };
        let end = string(bytes, name)?.0;
        let (first, from) = name::value(bytes, end)?;
        at = skip::value(bytes, first, from, 0)?;
        Some((name..end, from..at))
    });
    text.starts_with('{').then_some(members)
}

/// The ranges of the items of an array.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn items(text: &str) -> Option<impl Iterator<Item = Range<usize>> + Clone> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let items = core::iter::from_fn(move || {
        let (first, from) = match next(bytes, at)? {
            (b'[' | b',', before) => next(bytes, before + 1)?,
            _ => return None,
        };
        at = skip::value(bytes, first, from, 0)?;
        Some(from..at)
    });
    text.starts_with('[').then_some(items)
}

/// Whether a part of a pointer is this array index: decimal without leading zeros (RFC 6901 §4).
#[cfg_attr(debug_assertions, inline)]
pub(super) fn is_index(token: &str, index: usize) -> bool {
    let plain = token == "0" || token.bytes().all(|b| b.is_ascii_digit()) && !token.starts_with('0');
    plain && token.parse() == Ok(index)
}
