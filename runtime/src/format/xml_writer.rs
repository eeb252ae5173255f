//! Writes JSON as the XML 1.0 that is read as this JSON.

use super::plain::scalar;
use crate::decode::{Json, JsonKind};
use core::fmt::{self, Write};
use errspec_core::text::{is_xml_char, is_xml_name};

/// Writes an object whose only member is the root element.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn write(json: Json<'_>, out: &mut dyn Write) -> fmt::Result {
    let mut roots = json.members().ok_or(fmt::Error)?;
    let (Some((name, root)), None) = (roots.next(), roots.next()) else { return Err(fmt::Error) };
    let root = match root.kind() {
        JsonKind::Array => {
            root.items().filter(|items| items.clone().count() == 1).and_then(|mut items| items.next()).ok_or(fmt::Error)?
        }
        _ => root,
    };
    out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    element(&name, root, out)
}

/// Writes an element, or one for each item of an array.
#[cfg_attr(debug_assertions, inline)]
fn element(name: &str, json: Json<'_>, out: &mut dyn Write) -> fmt::Result {
    if !is_xml_name(name) {
        return Err(fmt::Error);
    }
    match json.kind() {
        JsonKind::Array => json.items().into_iter().flatten().try_for_each(|item| match item.kind() {
            JsonKind::Array => Err(fmt::Error),
            _ => element(name, item, out),
        }),
        JsonKind::Null => write!(out, "<{name} xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"),
        JsonKind::Object => object(name, json, out),
        JsonKind::String | JsonKind::Number | JsonKind::Boolean => {
            write!(out, "<{name}>")?;
            text(json, false, out)?;
            write!(out, "</{name}>")
        }
    }
}

/// Writes an element with the attributes and either the text or the child elements of an object.
#[cfg_attr(debug_assertions, inline)]
fn object(name: &str, json: Json<'_>, out: &mut dyn Write) -> fmt::Result {
    let members = || json.members().into_iter().flatten();
    write!(out, "<{name}")?;
    for (attribute, value) in members() {
        if let Some(attribute) = attribute.strip_prefix('@').filter(|_| !value.is_null()) {
            if !is_xml_name(attribute) {
                return Err(fmt::Error);
            }
            write!(out, " {attribute}=\"")?;
            text(value, true, out)?;
            out.write_char('"')?;
        }
    }
    out.write_char('>')?;
    let mut inside = members().filter(|(name, _)| !name.starts_with('@'));
    if let Some(value) = json.get("#text") {
        if inside.clone().count() > 1 {
            return Err(fmt::Error);
        }
        text(value, false, out)?;
    } else {
        inside.try_for_each(|(name, value)| element(&name, value, out))?;
    }
    write!(out, "</{name}>")
}

/// Writes a text so that it is read back unchanged. XML cannot represent some characters, which are errors.
#[cfg_attr(debug_assertions, inline)]
fn text(json: Json<'_>, in_attribute: bool, out: &mut dyn Write) -> fmt::Result {
    scalar(json).ok_or(fmt::Error)?.chars().try_for_each(|c| match c {
        '&' => out.write_str("&amp;"),
        '<' => out.write_str("&lt;"),
        '>' => out.write_str("&gt;"),
        '"' if in_attribute => out.write_str("&quot;"),
        '\r' => out.write_str("&#13;"),
        '\n' if in_attribute => out.write_str("&#10;"),
        '\t' if in_attribute => out.write_str("&#9;"),
        c if is_xml_char(c) => out.write_char(c),
        _ => Err(fmt::Error),
    })
}
