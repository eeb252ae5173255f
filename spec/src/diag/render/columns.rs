//! A line of a file as a terminal shows it, and the columns of its characters.

use super::text::push_visible;

/// The maximum width of a printed line. Of a wider one, only the part around the label is printed.
const WIDEST: usize = 140;

/// The number of columns before the label in a shortened line.
const BEFORE: usize = 60;

const CUT: &str = "...";

/// A line, and the columns of it that are printed.
pub(super) struct Line<'t> {
    text: &'t str,
    left: usize,
    right: usize,
    end: usize,
}

impl<'t> Line<'t> {
    /// `about` is the byte that must be visible.
    pub(super) fn new(text: &'t str, about: usize) -> Self {
        let (about, end) = (column(text, about), column(text, text.len()));
        if end <= WIDEST {
            return Self { text, left: 0, right: end, end };
        }
        let wanted = if about + BEFORE <= WIDEST { 0 } else { about - BEFORE };
        let left = characters(text).map(|(_, column, _)| column).find(|column| *column >= wanted).unwrap_or(end);
        Self { text, left, right: end.min(left + WIDEST), end }
    }

    /// The text, with dots where it is shortened.
    pub(super) fn shown(&self) -> String {
        let mut shown = String::from(if self.left > 0 { CUT } else { "" });
        let inside = characters(self.text).filter(|(_, column, c)| *column >= self.left && column + width(*c) <= self.right);
        inside.for_each(|(_, _, c)| push_visible(&mut shown, c));
        shown + if self.right < self.end { CUT } else { "" }
    }

    /// The printed column of a byte, from 0; for a byte that is not printed, the column of the dots.
    pub(super) fn column(&self, byte: usize) -> usize {
        match column(self.text, byte) {
            cut if cut < self.left => 0,
            column => column.min(self.right) - self.left + if self.left > 0 { CUT.len() } else { 0 },
        }
    }
}

/// The column, from 0, of the character that contains a byte.
fn column(text: &str, byte: usize) -> usize {
    let before = characters(text).take_while(|(at, _, c)| at + c.len_utf8() <= byte);
    before.last().map_or(0, |(_, column, c)| column + width(c))
}

/// The characters, each with its byte offset and column.
fn characters(text: &str) -> impl Iterator<Item = (usize, usize, char)> {
    let mut next = 0;
    text.char_indices().map(move |(at, c)| {
        let column = next;
        next += width(c);
        (at, column, c)
    })
}

/// The number of columns in which a character is printed.
fn width(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        _ if is_mark(c) => 0,
        _ if is_wide(c) => 2,
        _ => {
            let mut shown = String::new();
            push_visible(&mut shown, c);
            shown.chars().count()
        }
    }
}

/// Characters that combine with the previous one (the blocks of combining marks, joiners, variation selectors).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{200b}'..='\u{200f}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// The blocks of wide characters (UAX #11), including emoji.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{4dbf}' | '\u{4e00}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}' | '\u{20000}'..='\u{3fffd}')
}
