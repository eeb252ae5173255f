//! The writer of generated Rust.

use super::docs::Docs;
use super::indent::{INDENT, indent};
#[cfg(feature = "reader")]
use super::wrap::wrap;

/// Rust code as text: lines with their indentation. Lines that are too long are broken at their brackets.
#[derive(Default)]
pub(super) struct Code {
    text: String,
    indent: usize,
}

impl Code {
    /// Creates code inside this many blocks.
    pub(super) fn inside(blocks: usize) -> Self {
        Self { text: String::new(), indent: blocks * INDENT }
    }

    /// Adds a blank line, unless a block has just been opened.
    pub(super) fn blank(&mut self) {
        if !self.text.ends_with("{\n") {
            self.text.push('\n');
        }
    }

    /// Adds lines. They keep their relative indentation, and get that of the block. Blank lines before and after them are removed.
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

    /// Adds a line that is not broken, however long.
    pub(super) fn line(&mut self, line: &str) {
        indent(self.indent, &mut self.text);
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Adds the line that opens a block.
    pub(super) fn open(&mut self, line: &str) {
        wrap(line, self.indent, &mut self.text);
        self.indent += INDENT;
    }

    /// Adds the line that closes a block. If the block is empty, both braces are on one line.
    pub(super) fn close(&mut self, line: &str) {
        self.indent = self.indent.saturating_sub(INDENT);
        match self.text.strip_suffix("{\n") {
            Some(_) if line == "}" => {
                self.text.pop();
                self.text.push_str("}\n");
            }
            _ => self.line(line),
        }
    }

    /// Adds the line that closes a block and opens another one.
    pub(super) fn next(&mut self, line: &str) {
        self.close(line);
        self.indent += INDENT;
    }

    /// Adds documentation.
    pub(super) fn docs(&mut self, docs: &Docs) {
        for line in docs.lines() {
            indent(self.indent, &mut self.text);
            self.text.push_str("///");
            if !line.is_empty() {
                self.text.push(' ');
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
    }

    /// Adds code that was written separately for the same block.
    pub(super) fn append(&mut self, code: &Self) {
        self.text.push_str(&code.text);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Derived code is not broken into lines of a certain width, because it is in no file.
#[cfg(not(feature = "reader"))]
fn wrap(line: &str, blanks: usize, text: &mut String) {
    indent(blanks, text);
    text.push_str(line);
    text.push('\n');
}
