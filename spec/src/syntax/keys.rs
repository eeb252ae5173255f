//! The keys that entries share, and what to write if a key is missing or does not belong to an entry.

use crate::words::{CredentialKind, CurveKind, Form, JitterKind, Method, StateKind, Word};

macro_rules! keys {
    ($($how:ident $key:ident: $value:ty, $read:path, [$($on:ident)*];)*) => {
        /// Each shared key and the entries that take it.
        const KEYS: &[(&str, &[On])] = &[$((stringify!($key), &[$(On::$on),*]),)*];
    };
}

facts!(keys);

/// A kind of entry, by the shared keys that it takes.
#[derive(Clone, Copy)]
#[allow(non_camel_case_types, reason = "named as in the table")]
enum On {
    entry,
    code,
    state,
    group,
    catalog,
}

/// The number of shared keys that an entry takes.
const fn count(on: On) -> usize {
    let (mut found, mut i) = (0, 0);
    while i < KEYS.len() {
        found += takes(KEYS[i].1, on) as usize;
        i += 1;
    }
    found
}

const fn takes(entries: &[On], on: On) -> bool {
    let mut i = 0;
    while i < entries.len() {
        if entries[i] as u8 == on as u8 || (on as u8 == On::code as u8 && entries[i] as u8 == On::entry as u8) {
            return true;
        }
        i += 1;
    }
    false
}

const fn keys<const N: usize>(on: On) -> [&'static str; N] {
    let (mut keys, mut at, mut i) = ([""; N], 0, 0);
    while i < KEYS.len() {
        if takes(KEYS[i].1, on) {
            keys[at] = KEYS[i].0;
            at += 1;
        }
        i += 1;
    }
    keys
}

/// The shared keys of codes and statuses.
pub const SHARED: &[&str] = &keys::<{ count(On::entry) }>(On::entry);
pub(super) const OF_CODES: &[&str] = &keys::<{ count(On::code) }>(On::code);
pub(super) const OF_STATES: &[&str] = &keys::<{ count(On::state) }>(On::state);
pub(super) const OF_GROUPS: &[&str] = &keys::<{ count(On::group) }>(On::group);
pub(super) const OF_CATALOGS: &[&str] = &keys::<{ count(On::catalog) }>(On::catalog);

/// How to write a required key, for the note of a finding.
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

/// An example with a word of a vocabulary, and a list of the other words.
fn word<W: Word>(key: &str, first: W) -> String {
    format!("like `{key}: {}`; the words are {}", first.as_str(), W::WORDS.join(", "))
}

fn example(what: &str, key: &str) -> Option<&'static str> {
    Some(match (what, key) {
        (_, "errspec") => "`errspec: 1`; a spec begins so",
        ("`chain`", "at") => "`at: /error/innererror`",
        (_, "at") => "`at: /error/code`, a JSON Pointer into the response",
        (_, "base") => "`base: 500ms`, the first delay",
        (_, "interval") => "`interval: 2s`, the first interval between two polls",
        (_, "edge") => "`edge: QUEUED -> RUNNING`",
        (_, "class") => "`class: transient`",
        ("a member" | "a payload member" | "a parameter", "type") => "`type: string`",
        (_, "when") => "`when: { status: 409 }`",
        ("a rule", "retry") => "`retry: transient`, or another class",
        ("a case of `outcome`", "is") => "`is: failure`",
        (_, "capacity") => "`capacity: 100`",
        _ => return None,
    })
}

/// Where a key belongs that authors look for in another entry.
pub(super) fn replacement_for(what: &str, key: &str) -> Option<&'static str> {
    Some(match (what, key) {
        (what, key) if key.starts_with('/') && what.starts_with("the `when` of") => {
            "A member of the body is tested under `field`: `when: { field: { /ready: true } }`."
        }
        ("the `retry` of an operation", "class" | "rules" | "repeat") => {
            "A class for one operation is a rule: `retry: { rules: [{ when: { status: 409, operation: NAME }, retry: never }] }`. \
             Whether a call may be sent twice is the operation's `safety`."
        }
        ("the `retry` of an operation", "hints" | "server_says" | "combine" | "spread") => {
            "What a server says is read for all operations. A hint for one of them has the condition \
             `when: { operation: NAME }`."
        }
        ("a class", "class") => "The key is the class: `classes: { throttled: { attempts: 10 } }`.",
        ("an operation", "status" | "errors" | "responses") => "Statuses and codes are declared once, for all operations.",
        ("a body", "retry" | "category" | "effect") => "A body only describes a shape. Its codes and statuses state this.",
        ("the `when` of a body", "code" | "type" | "category" | "body") => {
            "A body is recognized first; its code, type and category are read from it afterwards."
        }
        ("the `when` of a body", "operation" | "method") => {
            "A response is decoded without its request. Use the status, the media type, a header or a field."
        }
        ("the `when` of a body" | "the `when` of a hint", "transport") => {
            "A transport failure means that there is no response to read."
        }
        ("the `when` of a state" | "the `when` of an outcome", "operation" | "method") => {
            "States are read from the responses to the operations that name the machine."
        }
        ("the `when` of a state" | "the `when` of an outcome", "transport") => {
            "Without a response, the state of the job is not known. The retry policy decides about a poll that fails."
        }
        ("a case of `outcome`", "outcome" | "then") => "The outcome of a case is `is`: `{ when: { … }, is: failure }`.",
        ("a condition", "starts_with" | "prefix") => "A text that begins with `rate_` is written `{ starts: rate_ }`.",
        ("a condition", "ends_with" | "suffix") => "A text that ends with `_limit` is written `{ ends: _limit }`.",
        ("a condition", "equals" | "is" | "in") => "A text is written by itself, and several as a list: `[busy, locked]`.",
        ("a condition", "min" | "max" | "gte" | "lte") => "Bounds of a number are written `{ at_least: 1, at_most: 5 }`.",
        ("a hint" | "`server_says`", "body") => "A field of the body is written as its JSON Pointer: `at: /error/retry_after`.",
        ("a hint", "on") => "The responses that a hint is read from are its `when`: `when: { status: 429 }`.",
        ("a machine", "retry" | "category" | "action") => "Set it on each of the states instead.",
        _ => return None,
    })
}
