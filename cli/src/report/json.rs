use errspec_spec::diag::{Diagnostic, Fix, Label};
use errspec_spec::source::{Sources, Span};
use serde_json::{Value, json};

/// JSON Lines: one object per finding. Lines and columns count from 1, with columns in characters, and the end is after the last character.
/// `labels` are the related locations; `fix` is `null` if there is no suggestion.
pub(super) fn json(sources: &Sources, findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| format!("{}\n", object(sources, finding))).collect()
}

fn object(sources: &Sources, finding: &Diagnostic) -> Value {
    let labels: Vec<Value> = finding.labels.iter().map(|other| label(sources, other)).collect();
    let rule = json!({ "slug": finding.rule.slug, "severity": finding.rule.severity.as_str(), "message": finding.message });
    let details = json!({
        "text": finding.primary.text,
        "labels": labels,
        "notes": finding.notes,
        "fix": finding.fix.as_ref().map(|mend| fix(sources, mend)),
    });
    joined([rule, place(sources, finding.primary.span), details])
}

fn label(sources: &Sources, label: &Label) -> Value {
    joined([place(sources, label.span), json!({ "text": label.text })])
}

fn fix(sources: &Sources, fix: &Fix) -> Value {
    joined([place(sources, fix.span), json!({ "replacement": fix.replacement, "message": fix.message })])
}

fn place(sources: &Sources, span: Span) -> Value {
    let (start, end) = (sources.start(span), sources.end(span));
    json!({
        "file": sources.name(span.file),
        "line": start.line,
        "col": start.col,
        "end_line": end.line,
        "end_col": end.col,
    })
}

/// The members of several objects as one object.
fn joined<const N: usize>(objects: [Value; N]) -> Value {
    let members = objects.into_iter().filter_map(|object| match object {
        Value::Object(members) => Some(members),
        _ => None,
    });
    Value::Object(members.flatten().collect())
}
