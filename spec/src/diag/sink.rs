use super::{Diagnostic, Severity};
use crate::lists::{IntoVec, sort_by_key};
use crate::rules;
use crate::source::Span;

/// Collects findings. No step stops at the first finding; each reports what it finds and continues.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
}

impl Sink {
    /// Creates an empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Whether any finding so far is an error.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.rule.severity == Severity::Error)
    }

    /// The findings so far, in the order in which they were reported.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// The number of findings so far.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether there are no findings so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Keeps the findings for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.found.retain(keep);
    }

    /// All findings, in the order of the files.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        // An alias without a value is reported once. What is missing in its place follows from it.
        let nothing = |d: &&Diagnostic| [&rules::UNKNOWN_ALIAS, &rules::RECURSIVE_ALIAS].contains(&d.rule);
        let aliases: Vec<_> = self.found.iter().filter(nothing).map(|d| (d.primary.span, d.rule)).into_vec();
        let there = |d: &Diagnostic, span: Span| (d.primary.span.file, d.primary.span.start) == (span.file, span.start);
        self.found.retain(|d| aliases.iter().all(|(span, rule)| *rule == d.rule || !there(d, *span)));
        sort_by_key(&mut self.found, |d| (d.primary.span, d.rule.slug));
        self.found.dedup();
        self.found
    }
}
