//! The text of elements and attributes of XML.

use alloc::borrow::Cow;
use alloc::string::String;
use errspec_core::text::is_xml_char;

/// The text of an element without child elements: without comments and processing instructions, with references resolved and line breaks as
/// `\n` (XML 1.0 §2.11).
#[cfg_attr(debug_assertions, inline)]
pub(super) fn content(source: &str) -> Cow<'_, str> {
    if !source.bytes().any(|byte| b"&<\r".contains(&byte)) {
        return Cow::Borrowed(source);
    }
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (plain, markup) = rest.split_at(at);
        characters(plain, &mut text);
        let after = |from: &str, to: &str| markup.strip_prefix(from).and_then(|inside| inside.split_once(to));
        if let Some((data, after)) = after("<![CDATA[", "]]>") {
            lines(data, &mut text);
            rest = after;
        } else if let Some((_, after)) = after("<!--", "-->").or_else(|| after("<?", "?>")) {
            rest = after;
        } else {
            // The reader has found no other markup.
            break;
        }
    }
    if !rest.starts_with('<') {
        characters(rest, &mut text);
    }
    Cow::Owned(text)
}

/// The value of an attribute, whose line breaks and tabs are spaces (XML 1.0 §3.3.3).
#[cfg_attr(debug_assertions, inline)]
pub(super) fn attribute(source: &str) -> Cow<'_, str> {
    if !source.bytes().any(|byte| b"&\t\n\r".contains(&byte)) {
        return Cow::Borrowed(source);
    }
    let spaced = source.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
    let mut text = String::with_capacity(spaced.len());
    characters(&spaced, &mut text);
    Cow::Owned(text)
}

/// Adds a text with its references resolved. What is not a reference is kept as it is, and a reference to nothing becomes U+FFFD.
#[cfg_attr(debug_assertions, inline)]
fn characters(source: &str, text: &mut String) {
    let mut rest = source;
    while let Some((plain, after)) = rest.split_once('&') {
        lines(plain, text);
        match after.split_once(';').filter(|(name, _)| is_name(name)) {
            Some((name, after)) => {
                text.push(referenced(name).unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = after;
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    lines(rest, text);
}

#[cfg_attr(debug_assertions, inline)]
fn is_name(name: &str) -> bool {
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.len() <= LONGEST_NAME && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The length up to which a word between `&` and `;` is a reference.
const LONGEST_NAME: usize = 32;

#[cfg_attr(debug_assertions, inline)]
fn referenced(name: &str) -> Option<char> {
    let code = match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => name.strip_prefix('#')?,
    };
    let code = match code.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => code.parse(),
    };
    char::from_u32(code.ok()?).filter(|c| is_xml_char(*c))
}

/// Adds a text with every line break as `\n`.
#[cfg_attr(debug_assertions, inline)]
fn lines(source: &str, text: &mut String) {
    let mut rest = source;
    while let Some((line, after)) = rest.split_once('\r') {
        text.push_str(line);
        text.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    text.push_str(rest);
}
