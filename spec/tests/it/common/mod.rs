//! Checks a text, and marks where a finding is expected.

#![allow(dead_code, clippy::expect_used, clippy::panic)] // each test file uses a part; helpers of tests

use errspec_spec::diag::{Diagnostic, Severity};
use errspec_spec::model::Contract;
use errspec_spec::{Checked, Loader, NoFiles, check};
use std::collections::HashMap;

/// Files in memory.
#[derive(Clone, Default)]
pub(crate) struct Files(HashMap<String, String>);

impl Files {
    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path.to_owned(), text.to_owned());
        self
    }

    pub(crate) fn check(mut self, path: &str) -> Checked {
        let text = self.0.get(path).cloned().expect("the spec itself");
        styled(check(path, text.as_bytes(), &mut self))
    }
}

impl Loader for Files {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| "no such file".to_owned())
    }
}

/// A spec without the two lines with which every spec begins.
pub(crate) fn spec(text: &str) -> String {
    if text.starts_with("errspec: ") { text.to_owned() } else { format!("errspec: 1\nname: example\n{text}") }
}

pub(crate) fn checked(text: &str) -> Checked {
    styled(check("spec.yaml", spec(text).as_bytes(), &mut NoFiles))
}

/// Each finding as `line:col slug`.
pub(crate) fn found(checked: &Checked) -> Vec<String> {
    let line = |finding: &Diagnostic| format!("{} {}", checked.sources.start(finding.primary.span), finding.rule.slug);
    checked.findings.iter().map(line).collect()
}

/// The contract of a spec without findings.
pub(crate) fn contract(text: &str) -> Contract {
    let checked = checked(text);
    assert!(checked.findings.is_empty(), "{:?}", messages(&checked));
    checked.contract.expect("a contract")
}

pub(crate) fn messages(checked: &Checked) -> Vec<String> {
    let message = |finding: &Diagnostic| {
        format!("{} [{}] {}", checked.sources.start(finding.primary.span), finding.rule.slug, finding.message)
    };
    checked.findings.iter().map(message).collect()
}

/// This spec has no findings.
#[track_caller]
pub(crate) fn silent(text: &str) {
    let checked = checked(text);
    assert!(checked.findings.is_empty(), "{:#?}\n{text}", messages(&checked));
}

/// Exactly one finding, an error, at the text between `«` and `»`.
#[track_caller]
pub(crate) fn error(slug: &str, marked: &str) -> Diagnostic {
    one(Severity::Error, slug, marked)
}

/// Exactly one finding, a warning, at the text between `«` and `»`.
#[track_caller]
pub(crate) fn warning(slug: &str, marked: &str) -> Diagnostic {
    one(Severity::Warning, slug, marked)
}

#[track_caller]
fn one(severity: Severity, slug: &str, marked: &str) -> Diagnostic {
    let whole = spec(marked);
    let start = whole.find('«').expect("a marked place");
    let end = whole.find('»').expect("the end of the marked place") - '«'.len_utf8();
    let checked = checked(&whole.replace(['«', '»'], ""));
    let [finding] = checked.findings.as_slice() else { panic!("{:#?}\n{marked}", messages(&checked)) };
    assert_eq!((finding.rule.severity, finding.rule.slug), (severity, slug), "{:?}", messages(&checked));
    let span = finding.primary.span;
    assert_eq!(
        (span.start as usize, span.end as usize),
        (start, end),
        "marked, but found at `{}`",
        checked.sources.slice(span)
    );
    assert_eq!(checked.contract.is_none(), severity == Severity::Error, "a contract without errors is there");
    for label in &finding.labels {
        assert!(!checked.sources.slice(label.span).is_empty(), "a second place without text");
    }
    finding.clone()
}

/// The notes of a finding in one text.
pub(crate) fn notes(finding: &Diagnostic) -> String {
    finding.notes.join("\n")
}

/// Checks a spec, and also checks the style of the messages in its findings.
fn styled(checked: Checked) -> Checked {
    checked.findings.iter().for_each(assert_style);
    checked
}

/// One style for all findings: titles and labels are phrases, notes are sentences.
pub(crate) fn assert_style(finding: &Diagnostic) {
    let slug = finding.rule.slug;
    let phrases = finding.labels.iter().chain([&finding.primary]).map(|label| &label.text);
    let phrases = phrases.filter(|text| !text.is_empty()).chain(finding.fix.as_ref().map(|fix| &fix.message));
    for phrase in phrases.chain([&finding.message]) {
        assert!(!phrase.starts_with(char::is_uppercase), "{slug}: a phrase begins in lower case: {phrase}");
        assert!(!phrase.ends_with('.'), "{slug}: a phrase has no full stop: {phrase}");
        assert_words(slug, phrase);
    }
    for note in &finding.notes {
        assert!(note.starts_with(|c: char| c.is_uppercase() || c == '`'), "{slug}: a note is a sentence: {note}");
        assert!(note.ends_with(['.', '?']), "{slug}: a note is a sentence: {note}");
        assert_words(slug, note);
    }
    assert!(length(&finding.message) <= 120, "{slug}: a title is short: {}", finding.message);
}

/// The length of our own words. Text in backticks comes from the author.
fn length(text: &str) -> usize {
    text.split('`').step_by(2).map(|words| words.chars().count()).sum()
}

/// No polite phrases, American spelling, no exclamation marks.
pub(crate) fn assert_words(slug: &str, text: &str) {
    let ours: String = text.split('`').step_by(2).collect::<Vec<_>>().join("").to_lowercase();
    let words = ["please", "sorry", "catalogue", "behaviour", "colour", "recognise", "serialise", "honour", "!"];
    for word in words {
        assert!(!ours.contains(word), "{slug}: `{word}` in: {text}");
    }
}
