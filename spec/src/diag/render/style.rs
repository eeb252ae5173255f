//! Text and its colors.

use crate::diag::Severity;

/// The purpose of a piece of text, which determines its color.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Title,
    /// Text that belongs to a finding of this severity.
    Of(Severity),
    Help,
    /// Line numbers, the gutter, related locations.
    Frame,
    Added,
    Removed,
}

impl Style {
    /// The escape sequence that begins it (ECMA-48 §8.3.117): bold, then the color.
    fn sequence(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Title => "\u{1b}[1m",
            Self::Of(Severity::Error) => "\u{1b}[1;91m",
            Self::Of(Severity::Warning) => "\u{1b}[1;93m",
            Self::Of(Severity::Note) | Self::Added => "\u{1b}[1;92m",
            Self::Help => "\u{1b}[1;96m",
            Self::Frame => "\u{1b}[1;94m",
            Self::Removed => "\u{1b}[1;91m",
        }
    }
}

/// The output, with a gutter on the left that is as wide as the longest line number.
pub(super) struct Writer {
    text: String,
    color: bool,
    gutter: usize,
}

impl Writer {
    pub(super) fn new(color: bool, gutter: usize) -> Self {
        Self { text: String::new(), color, gutter }
    }

    pub(super) fn put(&mut self, style: Style, text: &str) {
        let sequence = if self.color { style.sequence() } else { "" };
        self.text.push_str(sequence);
        self.text.push_str(text);
        self.text.push_str(if sequence.is_empty() { "" } else { "\u{1b}[0m" });
    }

    /// Begins the next line, without a gutter.
    pub(super) fn line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Dots for lines that are not printed.
    pub(super) fn dots(&mut self) {
        self.line();
        self.put(Style::Frame, "...");
    }

    /// Begins the next line with a sign after the line numbers: `|`, `-->`, `= `.
    pub(super) fn sign(&mut self, sign: &str) {
        self.numbered(None, Style::Frame, sign);
    }

    /// The same with a line number.
    pub(super) fn numbered(&mut self, number: Option<usize>, style: Style, sign: &str) {
        self.line();
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        self.put(Style::Frame, &format!("{number:>width$}", width = self.gutter));
        self.put(style, sign);
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}
