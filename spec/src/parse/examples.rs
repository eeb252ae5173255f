//! What to write where a key is missing or is none of the entry's.

/// How a required key is written, for the note of a finding.
pub(super) fn of(what: &str, key: &str) -> Option<&'static str> {
    Some(match (what, key) {
        (_, "errspec") => "`errspec: 1`; a spec begins so",
        ("`epoch`", "at") => "`at: /run`",
        (_, "at") => "`at: /error/code`, a JSON Pointer into the answer",
        ("an operation", "method") => "`method: POST`",
        ("a credential", "kind") => "`kind: bearer`, `api_key` or `oauth2_device`",
        ("a state", "kind") => "`kind: pending`, `external`, `resting` or `final`",
        ("`backoff`", "kind") => "`kind: exponential`, `constant`, `linear`, `fibonacci` or `table`",
        ("`jitter`", "kind") => "`kind: full`, or another kind of jitter",
        (_, "base") => "`base: 500ms`, the first wait",
        (_, "interval") => "`interval: 2s`, the first wait between two polls",
        (_, "edge") => "`edge: QUEUED -> RUNNING`",
        (_, "class") => "`class: transient`",
        (_, "form") => "`form: unix-seconds`",
        (_, "when") => "`when: { status: 409 }`",
        ("a rule", "retry") => "`retry: transient`, or another class",
        (_, "capacity") => "`capacity: 100`",
        _ => return None,
    })
}

/// Where a key belongs that people look for in another entry.
pub(super) fn instead(what: &str, key: &str) -> Option<&'static str> {
    Some(match (what, key) {
        ("an operation", "retry") => {
            "Whether a call may be sent twice is its `safety`; a class for one operation is a rule: \
             `retry: { rules: [{ when: { status: 409, operation: NAME }, retry: never }] }`."
        }
        ("an operation", "status" | "errors" | "responses") => "Statuses and codes are declared once, for all operations.",
        ("a body", "retry" | "category" | "effect") => "A body is a shape only: its codes and statuses say that.",
        ("a machine", "retry" | "category" | "action") => "Each of its states says that for itself.",
        _ => return None,
    })
}
