//! `application/x-www-form-urlencoded`, as the URL standard (§5) defines it.

use super::guide::Guide;
use super::members::{Members, value};
use super::plain::scalar;
use crate::decode::{Json, JsonKind};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Any text can be read as a form, but one that begins like JSON or XML was not meant as a form.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn read(source: &str, guide: Guide<'_>, out: &mut String) -> bool {
    let text = source.trim_ascii();
    if text.is_empty() || text.starts_with(['{', '[', '"', '<']) {
        return false;
    }
    let mut members = Members::default();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, text) = (decoded(name), decoded(text));
        let member = guide.member(&name);
        match member.items() {
            Some(items) => {
                let mut item = String::new();
                value(&text, items.at(members.len(&name)).wanted(), &mut item);
                if members.item(&name, &item).is_none() {
                    return true;
                }
            }
            None => {
                members.name(&name, out);
                value(&text, member.wanted(), out);
            }
        }
    }
    members.close(out);
    true
}

/// A name or a value without its escapes.
#[cfg_attr(debug_assertions, inline)]
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        bytes.push(match (first, after) {
            (b'+', _) => b' ',
            (b'%', [high, low, after @ ..]) => match digit(*high).zip(digit(*low)) {
                Some((high, low)) => {
                    rest = after;
                    high << 4 | low
                }
                None => b'%',
            },
            (byte, _) => *byte,
        });
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg_attr(debug_assertions, inline)]
fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

/// Writes an object whose values are texts, or lists of texts.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn write(json: Json<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut first = true;
    for (name, member) in json.members().ok_or(fmt::Error)? {
        let one = (member.kind() != JsonKind::Array).then_some(member);
        for item in one.into_iter().chain(member.items().into_iter().flatten()).filter(|item| !item.is_null()) {
            if !first {
                out.write_char('&')?;
            }
            first = false;
            encoded(&name, out)?;
            out.write_char('=')?;
            encoded(&scalar(item).ok_or(fmt::Error)?, out)?;
        }
    }
    Ok(())
}

#[cfg_attr(debug_assertions, inline)]
fn encoded(text: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    text.bytes().try_for_each(|byte| match byte {
        b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => out.write_char(byte as char),
        b' ' => out.write_char('+'),
        _ => write!(out, "%{byte:02X}"),
    })
}
