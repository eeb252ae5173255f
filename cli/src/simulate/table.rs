//! Tables and paragraphs for a terminal of 80 columns.

use std::fmt::Write;

const WIDTH: usize = 80;

/// A table with columns two spaces apart, the first aligned to the left and the others to the right.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let width = |text: &String| text.chars().count();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> =
        (0..columns).map(|at| rows.iter().filter_map(|row| row.get(at)).map(width).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = match at {
                0 => write!(line, "  {cell:width$}"),
                _ => write!(line, "  {cell:>width$}"),
            };
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// A paragraph. Lines after the first begin with this many spaces. A word that is longer than a line is not broken.
pub(super) fn wrapped(paragraph: &str, indent: usize) -> String {
    broken(paragraph, WIDTH, indent).join("\n") + "\n"
}

/// The lines of a paragraph that is as wide as this.
pub(super) fn broken(paragraph: &str, width: usize, indent: usize) -> Vec<String> {
    let words = paragraph.trim_start_matches(' ');
    let mut line = " ".repeat(paragraph.len() - words.len());
    let mut lines = Vec::new();
    let length = |text: &str| text.chars().count();
    for word in words.split(' ') {
        let is_empty = line.trim_start().is_empty();
        if !is_empty && length(&line) + 1 + length(word) > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
        } else if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}
