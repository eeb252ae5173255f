//! Structured fields (RFC 9651): lists, dictionaries and items with their parameters.
//!
//! The grammar is followed exactly, because a field that violates it has to be ignored as a whole (§4.2). The only exception is the one that
//! §4.2.7 recommends: a byte sequence may lack its padding.

mod bare;
mod cursor;
#[cfg(test)]
mod tests;
mod value;

use super::Headers;
use super::map::values;
use bare::bare_item;
use cursor::{take, take_while};
pub(super) use value::Value;

/// A member of a list or a dictionary, or an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'v> {
    /// Its key in a dictionary; empty otherwise.
    pub(super) key: &'v str,
    pub(super) value: Value<'v>,
    /// Its parameters, which have been validated.
    parameters: &'v str,
}

impl<'v> Member<'v> {
    /// The value of a parameter. If there are several, the last one counts.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn parameter(&self, wanted: &str) -> Option<Value<'v>> {
        let (mut rest, mut last) = (self.parameters, None);
        while let Some((key, value)) = parameter(&mut rest) {
            if key == wanted {
                last = Some(value);
            }
        }
        last
    }

    /// The value of a parameter that is an integer and not negative.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn number(&self, wanted: &str) -> Option<u64> {
        self.parameter(wanted)?.number()
    }
}

/// Visits the members of a list. Returns `None` if the field is malformed, even after some members were visited.
pub(super) fn list<'v>(field: &'v [u8], mut visit: impl FnMut(Member<'v>)) -> Option<()> {
    members(field, &mut |rest| with_parameters(rest, "").map(&mut visit))
}

/// Visits the members of a dictionary. If several members have the same key, the last one counts (§4.2.2); the visitor has to see to that.
pub(super) fn dictionary<'v>(field: &'v [u8], mut visit: impl FnMut(Member<'v>)) -> Option<()> {
    members(field, &mut |rest| {
        let key = key(rest)?;
        if take(rest, '=') {
            return with_parameters(rest, key).map(&mut visit);
        }
        // A key alone is a boolean that is true.
        let parameters = parameters(rest);
        visit(Member { key, value: Value::Boolean(true), parameters });
        Some(())
    })
}

/// An item.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn item(field: &[u8]) -> Option<Member<'_>> {
    let mut rest = trimmed(field)?;
    let value = bare_item(&mut rest)?;
    let parameters = parameters(&mut rest);
    rest.is_empty().then_some(Member { key: "", value, parameters })
}

/// Visits the members of a list in all headers with this name, which together form one field. If the field is malformed, it has no members.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn visit_list<'h>(headers: &'h (impl Headers + ?Sized), name: &'h str, mut visit: impl FnMut(Member<'h>)) {
    if values(headers, name).all(|line| list(line, |_| {}).is_some()) {
        for line in values(headers, name) {
            let _ = list(line, &mut visit);
        }
    }
}

#[cfg_attr(debug_assertions, inline)]
fn members<'v>(field: &'v [u8], read: &mut dyn FnMut(&mut &'v str) -> Option<()>) -> Option<()> {
    let mut rest = trimmed(field)?;
    while !rest.is_empty() {
        read(&mut rest)?;
        space(&mut rest);
        if !rest.is_empty() {
            take(&mut rest, ',').then_some(())?;
            space(&mut rest);
            // A comma at the end is not allowed.
            (!rest.is_empty()).then_some(())?;
        }
    }
    Some(())
}

/// A field without the white space around it, which does not belong to the value of a header (RFC 9110 §5.5).
#[cfg_attr(debug_assertions, inline)]
fn trimmed(field: &[u8]) -> Option<&str> {
    core::str::from_utf8(field).ok().map(|text| text.trim_matches([' ', '\t']))
}

#[cfg_attr(debug_assertions, inline)]
fn with_parameters<'v>(rest: &mut &'v str, key: &'v str) -> Option<Member<'v>> {
    let value = if rest.starts_with('(') { inner_list(rest).map(|()| Value::InnerList) } else { bare_item(rest) }?;
    Some(Member { key, value, parameters: parameters(rest) })
}

/// Reads all parameters. If anything else follows, the caller reports it as malformed.
#[cfg_attr(debug_assertions, inline)]
fn parameters<'v>(rest: &mut &'v str) -> &'v str {
    let from = *rest;
    while parameter(rest).is_some() {}
    &from[..from.len() - rest.len()]
}

/// `;key` or `;key=value`. If there is no parameter, nothing is consumed.
#[cfg_attr(debug_assertions, inline)]
fn parameter<'v>(rest: &mut &'v str) -> Option<(&'v str, Value<'v>)> {
    let mut after = rest.strip_prefix(';')?.trim_start_matches(' ');
    let key = key(&mut after)?;
    let value = if take(&mut after, '=') { bare_item(&mut after)? } else { Value::Boolean(true) };
    *rest = after;
    Some((key, value))
}

#[cfg_attr(debug_assertions, inline)]
fn key<'v>(rest: &mut &'v str) -> Option<&'v str> {
    rest.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '*').then_some(())?;
    Some(take_while(rest, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.*".contains(&byte)))
}

#[cfg_attr(debug_assertions, inline)]
fn inner_list(rest: &mut &str) -> Option<()> {
    take(rest, '(').then_some(())?;
    loop {
        *rest = rest.trim_start_matches(' ');
        if take(rest, ')') {
            return Some(());
        }
        bare_item(rest)?;
        parameters(rest);
        rest.starts_with([' ', ')']).then_some(())?;
    }
}

/// The white space around commas.
#[cfg_attr(debug_assertions, inline)]
fn space(rest: &mut &str) {
    *rest = rest.trim_start_matches([' ', '\t']);
}
