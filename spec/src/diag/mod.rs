//! Findings: what is wrong with a spec, where, and what to write instead.

#[cfg(feature = "render")]
pub mod render;
mod sink;
mod meant;
mod suggest;

pub use sink::Sink;
pub use suggest::closest;

pub use crate::rules::Severity;

use crate::lists::IntoVec;
use crate::rules::Rule;
use crate::source::Span;
use meant::meant;

/// One finding, as data. The renderings are in [`render`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found the problem. It has the severity.
    pub rule: &'static Rule,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The value in question, with a label under it (may be empty).
    pub primary: Label,
    /// Related locations, such as the first of two duplicates, or a declaration.
    pub labels: Vec<Label>,
    /// Further explanations or advice, each a sentence.
    pub notes: Vec<String>,
    /// A suggested replacement, if there is only one.
    pub fix: Option<Fix>,
}

/// A location with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The location.
    pub span: Span,
    /// The label.
    pub text: String,
}

/// A replacement that fixes a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The text to replace.
    pub span: Span,
    /// The replacement.
    pub replacement: String,
    /// The suggestion as a sentence, such as "did you mean `retry`?".
    pub message: String,
}

impl Diagnostic {
    /// Creates a finding of a rule at a location.
    ///
    /// ```
    /// use errspec_spec::{diag::Diagnostic, rules, source::{Sources, Span}};
    /// let mut sources = Sources::new();
    /// let file = sources.add("shop.yaml", "sumary: Gone");
    /// let finding = Diagnostic::new(&rules::UNKNOWN_KEY, Span::new(file, 0, 6), "unknown key `sumary`");
    /// assert_eq!(finding.rule.slug, "unknown-key");
    /// ```
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        let primary = Label { span, text: String::new() };
        Self { rule, message: message.into(), primary, labels: Vec::new(), notes: Vec::new(), fix: None }
    }

    /// The same finding with all its locations replaced.
    #[must_use]
    pub(crate) fn map_spans(mut self, place: impl Fn(Span) -> Span) -> Self {
        let labels = self.labels.iter_mut().map(|label| &mut label.span);
        let fix = self.fix.iter_mut().map(|fix| &mut fix.span);
        for span in labels.chain(fix).chain([&mut self.primary.span]) {
            *span = place(*span);
        }
        self
    }

    /// Adds a label to the primary location.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds a related location.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds a note, which is a sentence.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a replacement for the text at `span`.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>, message: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into(), message: message.into() });
        self
    }

    /// Suggests the closest of the words that are allowed here. If none is close, adds the whole list as a note.
    #[must_use]
    pub fn suggest<'a>(self, written: &str, span: Span, words: impl IntoIterator<Item = &'a str>) -> Self {
        self.suggest_of(written, span, &words.into_iter().into_vec())
    }

    /// Not generic, so that it is compiled only once.
    fn suggest_of(self, written: &str, span: Span, words: &[&str]) -> Self {
        match nearest(written, words) {
            Some(word) => self.fix(span, word, format!("did you mean `{word}`?")),
            None if words.is_empty() => self,
            None => self.note(format!("Expected one of: {}.", words.join(", "))),
        }
    }
}

/// The word that was probably meant: the closest one, or what other formats call one of them.
pub(crate) fn nearest<'a>(written: &str, words: &[&'a str]) -> Option<&'a str> {
    closest(written, words.iter().copied()).or_else(|| meant(written, words))
}
