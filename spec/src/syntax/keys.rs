//! The keys of the language: which several entries share, and what to write where a key is missing or is none of the entry's.

use crate::words::{CredentialKind, CurveKind, Form, JitterKind, Method, StateKind, Word};

/// What a status, a code and a state may say.
pub(super) const SHARED: &[&str] = &[
    "name",
    "title",
    "summary",
    "causes",
    "action",
    "category",
    "retry",
    "effect",
    "basis",
    "since",
    "deprecated",
    "docs",
    "expires",
];

/// How a required key is written, for the note of a finding.
pub(super) fn example_of(what: &str, key: &str) -> Option<String> {
    Some(match (what, key) {
        ("an operation", "method") => word("method", Method::Post),
        ("a credential", "kind") => word("kind", CredentialKind::Bearer),
        ("a state", "kind") => word("kind", StateKind::Pending),
        ("`backoff`", "kind") => word("kind", CurveKind::Exponential),
        ("`jitter`", "kind") => word("kind", JitterKind::Full),
        (_, "form") => word("form", Form::UnixSeconds),
        (_, key) => format!("like {}", example(what, key)?),
    })
}

/// A word of a vocabulary, and which others there are.
fn word<W: Word>(key: &str, first: W) -> String {
    let all: Vec<&str> = W::ALL.iter().map(|word| word.as_str()).collect();
    format!("like `{key}: {}`; the words are {}", first.as_str(), all.join(", "))
}

fn example(what: &str, key: &str) -> Option<&'static str> {
    Some(match (what, key) {
        (_, "errspec") => "`errspec: 1`; a spec begins so",
        ("`epoch`", "at") => "`at: /run`",
        (_, "at") => "`at: /error/code`, a JSON Pointer into the answer",
        (_, "base") => "`base: 500ms`, the first wait",
        (_, "interval") => "`interval: 2s`, the first wait between two polls",
        (_, "edge") => "`edge: QUEUED -> RUNNING`",
        (_, "class") => "`class: transient`",
        ("a member" | "a payload member" | "a parameter", "type") => "`type: string`",
        (_, "when") => "`when: { status: 409 }`",
        ("a rule", "retry") => "`retry: transient`, or another class",
        (_, "capacity") => "`capacity: 100`",
        _ => return None,
    })
}

/// Where a key belongs that people look for in another entry.
pub(super) fn replacement_for(what: &str, key: &str) -> Option<&'static str> {
    Some(match (what, key) {
        ("an operation", "retry") => {
            "Whether a call may be sent twice is its `safety`; a class for one operation is a rule: \
             `retry: { rules: [{ when: { status: 409, operation: NAME }, retry: never }] }`."
        }
        ("an operation", "status" | "errors" | "responses") => "Statuses and codes are declared once, for all operations.",
        ("a body", "retry" | "category" | "effect") => "A body only describes a shape. Its codes and statuses state this.",
        ("a machine", "retry" | "category" | "action") => "Set it on each of the states instead.",
        _ => return None,
    })
}
