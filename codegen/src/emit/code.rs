//! The writer of generated Rust.

use super::docs::Docs;
use super::wrap::wrap;

/// Rust as it is written: lines with their indentation. Lines that are too long are broken at their brackets.
#[derive(Default)]
pub(super) struct Code {
    text: String,
    indent: usize,
}

/// The indentation of a block, in blanks.
const INDENT: usize = 4;

impl Code {
    /// Adds a blank line, unless a block has just been opened.
    pub(super) fn blank(&mut self) {
        if !self.text.ends_with("{\n") {
            self.text.push('\n');
        }
    }

    /// Adds lines. They keep their indentation among themselves, and get that of the block; blank lines before and after them go.
    pub(super) fn lines(&mut self, lines: &str) {
        let lines = lines.trim_matches('\n').trim_end();
        let own = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let common = lines.lines().filter(|line| !line.trim().is_empty()).map(own).min().unwrap_or(0);
        for line in lines.lines() {
            match line.trim_start_matches(' ') {
                "" => self.text.push('\n'),
                content => wrap(content, self.indent + own(line) - common, &mut self.text),
            }
        }
    }

    /// Adds the line that opens a block.
    pub(super) fn open(&mut self, line: &str) {
        wrap(line, self.indent, &mut self.text);
        self.indent += INDENT;
    }

    /// Adds the line that closes a block.
    pub(super) fn close(&mut self, line: &str) {
        self.indent = self.indent.saturating_sub(INDENT);
        wrap(line, self.indent, &mut self.text);
    }

    /// Adds documentation.
    pub(super) fn docs(&mut self, docs: &Docs) {
        docs.write(self.indent, &mut self.text);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Adds the indentation of a line.
pub(super) fn indent(blanks: usize, text: &mut String) {
    for _ in 0..blanks / INDENT {
        text.push_str("    ");
    }
}
