//! Text of a contract in XML, and the space it takes up.

/// Text as content or as a quoted attribute. Characters that XML does not allow, and those that would break a line, become U+FFFD.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            c if c.is_control() || turns(c) => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether a character changes the direction of the following ones, so that the text reads differently.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text without such characters.
pub(super) fn straight(text: &str) -> String {
    text.replace(turns, "\u{fffd}")
}

/// The number of columns of a text in a monospaced font. East Asian letters and pictographs take two.
pub(super) fn columns(text: &str) -> i64 {
    text.chars().map(|c| if c >= '\u{1100}' && !('\u{2000}'..='\u{2bff}').contains(&c) { 2 } else { 1 }).sum()
}

/// Breaks a text into lines of at most this many columns, after spaces and separators of identifiers if possible.
pub(super) fn wrap(text: &str, most: i64) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut taken) = (String::new(), 0);
    for part in text.split_inclusive([' ', '_', '-', '.', '/', ':']) {
        if taken + columns(part.trim_end()) > most {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        for c in part.chars() {
            let width = columns(c.encode_utf8(&mut [0; 4]));
            if taken + width > most && c != ' ' {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            line.push(c);
            taken += width;
        }
    }
    lines.push(line);
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_divided_at_marks_and_nothing_is_lost() {
        assert_eq!(wrap("PAYMENT_REQUIRED", 24), ["PAYMENT_REQUIRED"]);
        assert_eq!(wrap("AWAITING_MANUAL_REVIEW_BY_SUPPORT", 16), ["AWAITING_MANUAL_", "REVIEW_BY_", "SUPPORT"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("処理中の状態", 4), ["処理", "中の", "状態"]);
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(xml("a<b & \"c\"\n\u{1b}"), "a&lt;b &amp; &quot;c&quot; \u{fffd}");
    }
}
