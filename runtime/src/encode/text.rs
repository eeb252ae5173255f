use core::fmt;

/// Writes a text as a JSON string (RFC 8259 section 7).
pub(crate) fn string(text: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_char('"')?;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f)) {
        // What was found is one ASCII character.
        let (plain, special) = rest.split_at(at);
        let (special, after) = special.split_at(1);
        out.write_str(plain)?;
        escape(special, out)?;
        rest = after;
    }
    out.write_str(rest)?;
    out.write_char('"')
}

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
