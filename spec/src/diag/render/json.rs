use super::text::{array, object, range, string, word};
use crate::diag::{Diagnostic, Fix, Label};
use crate::source::{Sources, Span};

/// JSON Lines: one object for each finding. Lines and columns count from 1, columns in characters; the end is one past the
/// last character. `labels` are the other places; `fix` is `null` where none is known.
pub fn json(sources: &Sources, findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| one(sources, finding) + "\n").collect()
}

fn one(sources: &Sources, finding: &Diagnostic) -> String {
    let [file, line, col, end_line, end_col] = place(sources, finding.primary.span);
    object([
        ("slug", string(finding.slug)),
        ("severity", string(word(finding.severity))),
        ("message", string(&finding.message)),
        file,
        line,
        col,
        end_line,
        end_col,
        ("text", string(&finding.primary.text)),
        ("labels", array(finding.labels.iter().map(|other| label(sources, other)))),
        ("notes", array(finding.notes.iter().map(|note| string(note)))),
        ("fix", finding.fix.as_ref().map_or("null".to_owned(), |mend| fix(sources, mend))),
    ])
}

fn label(sources: &Sources, label: &Label) -> String {
    let [file, line, col, end_line, end_col] = place(sources, label.span);
    object([file, line, col, end_line, end_col, ("text", string(&label.text))])
}

fn fix(sources: &Sources, fix: &Fix) -> String {
    let [file, line, col, end_line, end_col] = place(sources, fix.span);
    let (replacement, message) = (string(&fix.replacement), string(&fix.message));
    object([file, line, col, end_line, end_col, ("replacement", replacement), ("message", message)])
}

fn place(sources: &Sources, span: Span) -> [(&'static str, String); 5] {
    let (start, end) = range(sources, span);
    [
        ("file", string(sources.name(span.file))),
        ("line", start.line.to_string()),
        ("col", start.col.to_string()),
        ("end_line", end.line.to_string()),
        ("end_col", end.col.to_string()),
    ]
}
