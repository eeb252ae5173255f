use super::text::{array, object, range, string, word};
use crate::diag::{Diagnostic, Fix, explain};
use crate::source::{FileId, Sources, Span};
use std::fmt::Write;

/// One SARIF 2.1.0 document, for code-scanning services. Its rules are those that were broken, each with its explanation.
pub fn sarif(sources: &Sources, findings: &[Diagnostic]) -> String {
    let mut rules: Vec<&str> = findings.iter().map(|finding| finding.slug).collect();
    rules.sort_unstable();
    rules.dedup();
    let driver = object([
        ("name", string("errspec")),
        ("version", string(env!("CARGO_PKG_VERSION"))),
        ("informationUri", string(env!("CARGO_PKG_REPOSITORY"))),
        ("rules", array(rules.iter().map(|slug| rule(slug)))),
    ]);
    let run = object([
        ("tool", object([("driver", driver)])),
        ("columnKind", string("unicodeCodePoints")),
        ("results", array(findings.iter().map(|finding| result(sources, finding, &rules)))),
    ]);
    let schema = string("https://json.schemastore.org/sarif-2.1.0.json");
    object([("$schema", schema), ("version", string("2.1.0")), ("runs", array([run]))]) + "\n"
}

fn rule(slug: &str) -> String {
    let (title, text) = explain(slug).map_or((slug, slug), |rule| (rule.title, rule.text.trim()));
    object([
        ("id", string(slug)),
        ("shortDescription", message(title)),
        ("fullDescription", message(text)),
        ("help", message(text)),
    ])
}

fn result(sources: &Sources, finding: &Diagnostic, rules: &[&str]) -> String {
    let text = std::iter::once(&finding.message).chain(&finding.notes).map(String::as_str).collect::<Vec<_>>().join("\n");
    let related = finding
        .labels
        .iter()
        .map(|label| object([("physicalLocation", location(sources, label.span)), ("message", message(&label.text))]));
    object([
        ("ruleId", string(finding.slug)),
        ("ruleIndex", rules.iter().position(|slug| *slug == finding.slug).unwrap_or(0).to_string()),
        ("level", string(word(finding.severity))),
        ("message", message(&text)),
        ("locations", array([object([("physicalLocation", location(sources, finding.primary.span))])])),
        ("relatedLocations", array(related)),
        ("fixes", array(finding.fix.as_ref().map(|mend| fix(sources, mend)))),
    ])
}

fn fix(sources: &Sources, fix: &Fix) -> String {
    let replacement = object([
        ("deletedRegion", region(sources, fix.span)),
        ("insertedContent", object([("text", string(&fix.replacement))])),
    ]);
    let change = object([("artifactLocation", artifact(sources, fix.span.file)), ("replacements", array([replacement]))]);
    object([("description", message(&fix.message)), ("artifactChanges", array([change]))])
}

fn message(text: &str) -> String {
    object([("text", string(text))])
}

fn location(sources: &Sources, span: Span) -> String {
    object([("artifactLocation", artifact(sources, span.file)), ("region", region(sources, span))])
}

fn region(sources: &Sources, span: Span) -> String {
    let (start, end) = range(sources, span);
    object([
        ("startLine", start.line.to_string()),
        ("startColumn", start.col.to_string()),
        ("endLine", end.line.to_string()),
        ("endColumn", end.col.to_string()),
    ])
}

fn artifact(sources: &Sources, file: FileId) -> String {
    object([("uri", string(&uri(sources.name(file))))])
}

/// A file's name as a URI reference (RFC 3986): relative names stay relative, absolute ones get their scheme.
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
