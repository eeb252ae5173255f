//! Plain text: one string.

use super::guide::Guide;
use super::members::value;
use crate::decode::{Json, JsonKind};
use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

/// The whole text without surrounding white space. An empty text has no value.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn read(source: &str, guide: Guide<'_>, out: &mut String) -> bool {
    let text = source.trim_ascii();
    if text.is_empty() {
        return false;
    }
    value(text, guide.wanted(), out);
    true
}

#[cfg_attr(debug_assertions, inline)]
pub(super) fn write(json: Json<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str(&scalar(json).ok_or(fmt::Error)?)
}

/// The text of a string, a number or a boolean.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn scalar(json: Json<'_>) -> Option<Cow<'_, str>> {
    match json.kind() {
        JsonKind::String => json.as_string(),
        JsonKind::Number | JsonKind::Boolean => Some(Cow::Borrowed(json.as_str())),
        JsonKind::Null | JsonKind::Array | JsonKind::Object => None,
    }
}
