use super::text::{one_line, range, word};
use crate::diag::{Diagnostic, Severity};
use crate::source::Sources;
use std::fmt::Write;

/// GitHub Actions' workflow commands, one for each finding: they appear beside the lines of a pull request.
pub fn github(sources: &Sources, findings: &[Diagnostic]) -> String {
    let mut text = String::new();
    for finding in findings {
        let (start, end) = range(sources, finding.primary.span);
        let command = match finding.severity {
            Severity::Note => "notice",
            other => word(other),
        };
        let _ = write!(
            text,
            "::{command} file={},line={}",
            property(&one_line(sources.name(finding.primary.span.file))),
            start.line
        );
        let _ = match start.line == end.line {
            true => write!(text, ",col={},endLine={},endColumn={}", start.col, end.line, end.col),
            // Columns may only be given for a place on one line.
            false => write!(text, ",endLine={}", end.line),
        };
        let _ = writeln!(text, ",title={}::{}", property(finding.slug), data(&message(finding)));
    }
    text
}

/// The message with what else there is to say, a line each.
fn message(finding: &Diagnostic) -> String {
    let fix = finding.fix.as_ref().map(|fix| &fix.message);
    std::iter::once(&finding.message).chain(fix).chain(&finding.notes).map(|line| one_line(line)).collect::<Vec<_>>().join("\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
