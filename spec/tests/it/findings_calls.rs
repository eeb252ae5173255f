//! Findings about the limits and keys of operations, classes and methods.

use crate::common::{checked, error, silent, warning};

const STATUSES: &str =
    "statuses:\n  429: { summary: Too many, retry: throttled }\n  503: { summary: Down, retry: transient }\n";

fn retry(keys: &str) -> String {
    format!("{STATUSES}retry: {{ {keys} }}\n")
}

fn operation(keys: &str, policy: &str) -> String {
    format!("{STATUSES}operations: {{ get: {{ method: GET, retry: {{ {keys} }} }} }}\nretry: {{ {policy} }}\n")
}

#[test]
fn something_ends_every_call() {
    error("unlimited-without-deadline", &retry("attempts: «unlimited»"));
    error("unlimited-without-deadline", &operation("attempts: «unlimited»", "attempts: 3"));
    silent(&retry("attempts: unlimited, deadline: 1m"));
    silent(&operation("attempts: unlimited", "attempts: 3, deadline: 1m"));
    silent(&operation("attempts: unlimited, deadline: 1m", "attempts: 3"));
    error("bad-number", &retry("attempts: «forever», deadline: 1m"));
    error("bad-number", &retry("retries: «unlimited», deadline: 1m"));
}

#[test]
fn the_numbers_of_an_operation_fit_each_other_and_the_policy() {
    warning("deadline-too-short", &operation("attempts: 9, deadline: «10s»", "attempts: 3"));
    warning("deadline-too-short", &operation("attempts: 9", "attempts: 3, deadline: «10s»"));
    warning("timeout-over-deadline", &operation("deadline: 10s, attempt_timeout: «1m», attempts: 2", ""));
    warning("unused-delays", &operation("attempts: 2, backoff: «{ kind: table, delays: [1s, 2s] }»", ""));
    warning("no-wait", &operation("backoff: «{ kind: constant, base: 0s }»", ""));
    error("attempts-and-retries", &operation("attempts: 2, retries: «1»", ""));
    error("unknown-key", &operation("«class»: transient", ""));
    error("unknown-key", &operation("«hints»: []", ""));
    silent(&operation("retries: 4, deadline: 1m, jitter: full", ""));
}

#[test]
fn classes_have_limits_but_no_class() {
    silent(&retry("attempts: 9, classes: { throttled: { attempts: 5 }, transient: { retries: 2, repeat: any } }"));
    warning("attempts-above-policy", &retry("attempts: 3, classes: { throttled: { attempts: «5» } }"));
    error("unknown-key", &retry("classes: { «never»: { attempts: 5 } }"));
    error("unknown-key", &retry("classes: { throttled: { «class»: throttled } }"));
}

#[test]
fn an_entry_counts_attempts_or_retries() {
    let entry = |keys: &str| format!("statuses:\n  503: {{ summary: Down, retry: {{ {keys} }} }}\nretry: {{ attempts: 4 }}\n");
    silent(&entry("class: transient, retries: 2"));
    error("attempts-and-retries", &entry("class: transient, attempts: 3, retries: «2»"));
    error("unused-key", &entry("class: never, repeat: «any»"));
    silent(&entry("class: refresh, repeat: any"));
    error("unknown-word", &entry("class: transient, repeat: «post»"));
    let contract = checked(&entry("class: transient, retries: 2")).contract.unwrap();
    let attempts = contract.statuses[0].facts.retry.value.attempts.as_ref().map(|attempts| attempts.value);
    assert_eq!(attempts, Some(3));
}

#[test]
fn a_header_says_what_it_can() {
    silent(&retry("attempt_header: X-Attempt"));
    silent(&retry("attempt_header: { name: X-Attempt, value: \"{attempt} of {attempts}\" }"));
    error("unknown-name", &retry("attempt_header: { name: X-Attempt, value: «\"{number}\"» }"));
    error("unknown-name", &retry("attempt_header: { name: X-Attempt, value: «\"{attempt\"» }"));
    error("bad-header-name", &retry("attempt_header: «\"X Attempt\"»"));
    error("missing-key", &retry("attempt_header: «{» value: \"{attempt}\" }"));
}

#[test]
fn jitter_and_floor_leave_a_range() {
    silent(&retry("jitter: { kind: range, from: 0, to: 1.5 }"));
    error("bad-number", &retry("jitter: { kind: range, from: «1.5», to: 1 }"));
    error("missing-key", &retry("jitter: «{ kind: range, from: 0.5 }»"));
    error("unused-key", &retry("jitter: { kind: full, from: «0.5» }"));
    error("floor-over-cap", &retry("backoff: { kind: constant, base: 1s, cap: 1s, floor: «2s» }"));
    silent(&retry("backoff: { kind: constant, base: 0s, floor: 2s }"));
}

#[test]
fn what_an_operation_says_precedes_what_holds_for_all() {
    let keys = "retry: { idempotency: { header: Key, methods: [POST] } }\n";
    let spec =
        format!("operations: {{ a: {{ method: POST }}, b: {{ method: POST, safety: safe }}, c: {{ method: PATCH }} }}\n{keys}");
    let contract = checked(&spec).contract.unwrap();
    let keyed: Vec<_> = contract.operations.iter().map(|operation| operation.keyed.is_some()).collect();
    assert_eq!(keyed, [true, false, false]);
    error("missing-key", &retry("idempotency: «{» methods: [POST] }"));
    error("empty-list", &retry("idempotency: { header: Key, methods: «[]» }"));
}
