use errspec_spec::diag::{Diagnostic, Fix};
use errspec_spec::rules::Rule;
use errspec_spec::source::{FileId, Sources, Span};
use serde_json::{Value, json};
use std::fmt::Write;

/// One SARIF 2.1.0 document, for code scanning services. Its rules are those with findings, each with its explanation.
pub(super) fn sarif(sources: &Sources, findings: &[Diagnostic]) -> String {
    let mut rules: Vec<&Rule> = findings.iter().map(|finding| finding.rule).collect();
    rules.sort_unstable_by_key(|rule| rule.slug);
    rules.dedup();
    let results: Vec<Value> = findings.iter().map(|finding| result(sources, finding, &rules)).collect();
    let driver = json!({
        "name": "errspec",
        "version": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules.iter().map(|broken| rule(broken)).collect::<Vec<_>>(),
    });
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    });
    format!("{document}\n")
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.slug,
        "shortDescription": { "text": rule.what },
        "fullDescription": { "text": rule.why },
        "help": { "text": rule.why },
    })
}

fn result(sources: &Sources, finding: &Diagnostic, rules: &[&Rule]) -> Value {
    let text = std::iter::once(&finding.message).chain(&finding.notes).map(String::as_str).collect::<Vec<_>>().join("\n");
    let related = finding
        .labels
        .iter()
        .map(|label| json!({ "physicalLocation": location(sources, label.span), "message": { "text": label.text } }));
    json!({
        "ruleId": finding.rule.slug,
        "ruleIndex": rules.iter().position(|rule| *rule == finding.rule),
        "level": finding.rule.severity.as_str(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(sources, finding.primary.span) }],
        "relatedLocations": related.collect::<Vec<_>>(),
        "fixes": finding.fix.iter().map(|mend| fix(sources, mend)).collect::<Vec<_>>(),
    })
}

fn fix(sources: &Sources, fix: &Fix) -> Value {
    let replacement = json!({ "deletedRegion": region(sources, fix.span), "insertedContent": { "text": fix.replacement } });
    let change = json!({ "artifactLocation": artifact(sources, fix.span.file), "replacements": [replacement] });
    json!({ "description": { "text": fix.message }, "artifactChanges": [change] })
}

fn location(sources: &Sources, span: Span) -> Value {
    json!({ "artifactLocation": artifact(sources, span.file), "region": region(sources, span) })
}

fn region(sources: &Sources, span: Span) -> Value {
    let (start, end) = (sources.start(span), sources.end(span));
    json!({ "startLine": start.line, "startColumn": start.col, "endLine": end.line, "endColumn": end.col })
}

fn artifact(sources: &Sources, file: FileId) -> Value {
    json!({ "uri": uri(sources.name(file)) })
}

/// The name of a file as a URI reference (RFC 3986). Relative names stay relative, and absolute ones get a scheme.
fn uri(name: &str) -> String {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let mut uri = match (name.starts_with('/'), drive) {
        (true, _) => "file://".to_owned(),
        (_, true) => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in name.bytes() {
        match byte {
            b'\\' if drive || !name.contains('/') => uri.push('/'),
            b':' if drive => uri.push(':'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}
