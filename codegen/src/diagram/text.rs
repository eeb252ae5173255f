//! Text of a contract in XML, and the space it takes up.

use errspec_core::text::{Xml, turns_direction};

pub(super) fn xml(text: &str) -> String {
    Xml(text).to_string()
}

/// The text without such characters.
pub(super) fn straight(text: &str) -> String {
    text.replace(turns_direction, "\u{fffd}")
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
}
