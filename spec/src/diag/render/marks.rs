//! The markers under a line, and their labels.

use super::style::{Style, Writer};
use crate::lists::sort_by_key;
use std::cmp::Reverse;

/// A marker and its columns, from 0.
pub(super) struct Placed {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) words: String,
    pub(super) sign: char,
    pub(super) style: Style,
}

/// The markers of one line:
///
/// ```text
/// 4 |   first: second
///   |   -----  ^^^^^^ words of the last mark
///   |   |
///   |   words of the one before
/// ```
pub(super) fn marks_below(writer: &mut Writer, mut marks: Vec<Placed>) {
    let mut rows = Rows::default();
    // The finding's own location comes first and covers others.
    for mark in marks.iter().rev() {
        (mark.from..mark.to).for_each(|column| rows.put(0, column, mark.sign, mark.style));
    }
    sort_by_key(&mut marks, |mark| Reverse(mark.from));
    let end = marks.iter().map(|mark| mark.to).max().unwrap_or(0);
    let beside = usize::from(marks.first().is_some_and(|last| last.to == end));
    if let Some(last) = marks.get(..beside).and_then(<[Placed]>::first) {
        rows.write(0, end + 1, &last.words, last.style);
    }
    let below = || marks.iter().skip(beside).filter(|mark| !mark.words.is_empty()).enumerate();
    for (at, mark) in below() {
        (1..at + 2).for_each(|row| rows.put(row, mark.from, '|', mark.style));
    }
    for (at, mark) in below() {
        rows.write(at + 2, mark.from, &mark.words, mark.style);
    }
    rows.print(writer);
}

/// Rows of single characters, each with its style.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<(char, Style)>>,
}

impl Rows {
    fn put(&mut self, row: usize, column: usize, c: char, style: Style) {
        self.rows.resize_with(self.rows.len().max(row + 1), Vec::new);
        let Some(row) = self.rows.get_mut(row) else { return };
        row.resize(row.len().max(column + 1), (' ', Style::Plain));
        if let Some(cell) = row.get_mut(column) {
            *cell = (c, style);
        }
    }

    fn write(&mut self, row: usize, column: usize, text: &str, style: Style) {
        text.chars().enumerate().for_each(|(at, c)| self.put(row, column + at, c, style));
    }

    fn print(&self, writer: &mut Writer) {
        for row in &self.rows {
            writer.sign(" |");
            writer.put(Style::Plain, " ");
            for run in row.chunk_by(|a, b| a.1 == b.1) {
                let text: String = run.iter().map(|(c, _)| *c).collect();
                writer.put(run.first().map_or(Style::Plain, |cell| cell.1), &text);
            }
        }
    }
}
