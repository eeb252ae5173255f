use crate::decode::plain;
use core::fmt;
use errspec_core::text::is_hidden;

/// Writes a string as a JSON string (RFC 8259 §7).
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn string(text: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_char('"')?;
    let mut rest = text;
    // The character at this position is ASCII.
    while let Some((plain, special)) =
        rest.split_at_checked(plain(rest.as_bytes(), 0)).filter(|(_, special)| !special.is_empty())
    {
        let (special, after) = special.split_at(1);
        out.write_str(plain)?;
        escape(special, out)?;
        rest = after;
    }
    out.write_str(rest)?;
    out.write_char('"')
}

/// Writes JSON text that was received. Raw control characters in strings are escaped, and invalid escapes become U+FFFD, as they were read.
/// Everything else is written unchanged.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn document(text: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut inside = false;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| b == b'"' || inside && matches!(b, b'\\' | 0..=0x1f)) {
        let (plain, special) = rest.split_at(at);
        out.write_str(plain)?;
        if special.starts_with('"') {
            inside = !inside;
        }
        let len = match special.strip_prefix('\\') {
            Some(escaped) => 1 + escape_len(escaped),
            None => 1,
        };
        let (special, after) = special.split_at(len);
        match special.as_bytes() {
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't'] | [b'\\', b'u', _, ..] | [b'"'] => {
                out.write_str(special)?
            }
            [b'\\', ..] => out.write_str("\\ufffd")?,
            _ => escape(special, out)?,
        }
        rest = after;
    }
    out.write_str(rest)
}

/// The number of bytes after a backslash that belong to the escape: `u` and four digits, or one character.
#[cfg_attr(debug_assertions, inline)]
fn escape_len(text: &str) -> usize {
    let digits = text.strip_prefix('u').and_then(|digits| digits.get(..4));
    match digits {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => 5,
        _ => text.chars().next().map_or(0, char::len_utf8),
    }
}

#[cfg_attr(debug_assertions, inline)]
fn escape(special: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    match special {
        "\"" => out.write_str("\\\""),
        "\\" => out.write_str("\\\\"),
        "\u{8}" => out.write_str("\\b"),
        "\u{c}" => out.write_str("\\f"),
        "\n" => out.write_str("\\n"),
        "\r" => out.write_str("\\r"),
        "\t" => out.write_str("\\t"),
        control => control.bytes().try_for_each(|byte| write!(out, "\\u{byte:04x}")),
    }
}

/// Writes JSON text on one line. The result is equivalent JSON and safe to print.
#[inline]
pub(crate) fn line(text: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    let (mut inside, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            _ if inside && is_hidden(c) => {
                c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"))?
            }
            '\n' | '\r' | '\t' => out.write_char(' ')?,
            _ => out.write_char(c)?,
        }
        inside ^= c == '"' && !escaped;
        escaped = inside && c == '\\' && !escaped;
    }
    Ok(())
}
