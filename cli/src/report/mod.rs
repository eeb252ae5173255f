//! The findings of several specs, as one list over one set of files.

pub(crate) mod github;
mod json;
mod sarif;

use crate::args::Format;
use crate::terminal::{Terminal, tell};
use errspec_spec::diag::{Diagnostic, Label, Severity, render};
use errspec_spec::source::{FileId, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The findings so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    sources: Sources,
    findings: Vec<Diagnostic>,
    /// The findings that were already reported. Two specs that use the same file have the same findings in it.
    known: BTreeSet<(Span, &'static str, String)>,
}

impl Report {
    /// Adds the findings of one spec.
    pub(crate) fn add(&mut self, sources: &Sources, findings: Vec<Diagnostic>) {
        let mut files = BTreeMap::new();
        for finding in findings {
            let finding = moved(finding, &mut |span| {
                let file = *files.entry(span.file).or_insert_with(|| self.file(sources, span.file));
                Span { file, ..span }
            });
            if self.known.insert((finding.primary.span, finding.rule.slug, finding.message.clone())) {
                self.findings.push(finding);
            }
        }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule.severity == Severity::Error)
    }

    pub(crate) fn has_warnings(&self) -> bool {
        self.findings.iter().any(|finding| finding.rule.severity == Severity::Warning)
    }

    /// The findings in a format. `color` only applies to the human-readable one.
    pub(crate) fn render(&self, format: Format, color: bool) -> String {
        match format {
            Format::Human => render::human(&self.sources, &self.findings, color),
            Format::Json => json::json(&self.sources, &self.findings),
            Format::Github => github::github(&self.sources, &self.findings),
            Format::Sarif => sarif::sarif(&self.sources, &self.findings),
        }
    }

    /// `2 errors, 1 warning in 1 file`.
    pub(crate) fn summary(&self) -> String {
        let of = |severity| self.findings.iter().filter(|finding| finding.rule.severity == severity).count();
        let counts = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning"), (of(Severity::Note), "note")];
        let counts: Vec<String> =
            counts.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| count(number, word)).collect();
        let files: BTreeSet<FileId> = self.findings.iter().map(|finding| finding.primary.span.file).collect();
        match counts.as_slice() {
            [] => "no errors, no warnings".to_owned(),
            counts => format!("{} in {}", counts.join(", "), count(files.len(), "file")),
        }
    }

    /// Where to read more about a finding, in the human-readable format.
    pub(crate) fn more(&self) -> Option<String> {
        let finding = self.findings.first()?;
        Some(format!("more about a finding: errspec explain {}", finding.rule.slug))
    }

    /// Prints findings and their summary to standard error.
    pub(crate) fn tell(&self, terminal: Terminal) {
        if self.findings.is_empty() {
            return;
        }
        tell(self.render(Format::Human, terminal.colors_messages()).trim_end_matches('\n'));
        tell(&format!("\n{}", self.summary()));
        self.more().iter().for_each(|line| tell(line));
    }

    /// The file of another set, which is copied unless it is already here.
    fn file(&mut self, sources: &Sources, file: FileId) -> FileId {
        let (name, text) = (sources.name(file), sources.text(file));
        let here = self.sources.ids().find(|id| self.sources.name(*id) == name && self.sources.text(*id) == text);
        here.unwrap_or_else(|| self.sources.add(name, text))
    }
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// A finding with its locations in other files.
fn moved(finding: Diagnostic, to: &mut impl FnMut(Span) -> Span) -> Diagnostic {
    let mut label = |label: Label| Label { span: to(label.span), ..label };
    Diagnostic {
        primary: label(finding.primary),
        labels: finding.labels.into_iter().map(label).collect(),
        fix: finding.fix.map(|mut fix| {
            fix.span = to(fix.span);
            fix
        }),
        ..finding
    }
}
