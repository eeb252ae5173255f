//! The numbers of a policy.

use crate::common::{error, notes, silent, warning};

const STATUSES: &str =
    "statuses:\n  429: { summary: Too many, retry: throttled }\n  503: { summary: Down, retry: transient }\n";

fn retry(keys: &str) -> String {
    format!("{STATUSES}retry: {{ {keys} }}\n")
}

/// The notes of a review about caps, in specs without findings, each with the text at its location.
fn asked(marked: &str) -> Vec<(String, String)> {
    let checked = crate::common::checked(&marked.replace(['«', '»'], ""));
    assert!(checked.findings.is_empty(), "{:?}", crate::common::messages(&checked));
    let notes = errspec_spec::review(checked.contract.as_ref().unwrap());
    let caps = notes.iter().filter(|note| note.rule.slug == "cap-never-reached");
    caps.map(|note| (note.message.clone(), checked.sources.slice(note.primary.span).to_owned())).collect()
}

#[track_caller]
fn unasked(spec: &str) {
    assert_eq!(asked(spec), []);
}

#[test]
fn fault_21_a_cap_that_no_wait_reaches_is_a_note_of_a_review() {
    for (curve, longest) in [
        ("retries: 5, backoff: { kind: exponential, base: 1s, factor: 2, cap: «30s» }", "5 delays is 16s"),
        ("attempts: 3, backoff: { kind: exponential, base: 1s, factor: 1.5, add: 250ms, cap: «2s» }", "2 delays is 1.75s"),
        ("attempts: 4, backoff: { kind: linear, base: 1s, step: 500ms, cap: «3s» }", "3 delays is 2s"),
        ("attempts: 6, backoff: { kind: fibonacci, base: 1s, cap: «6s» }", "5 delays is 5s"),
        ("attempts: 9, backoff: { kind: constant, base: 1s, cap: «1m» }", "8 delays is 1s"),
        ("attempts: 3, backoff: { kind: table, delays: [1s, 90s], cap: «2m» }", "2 delays is 90s"),
        ("attempts: 3, backoff: { kind: exponential, base: 1s, cap: «30s» }, jitter: { kind: decorrelated }", "2 delays is 9s"),
    ] {
        let notes = asked(&retry(curve));
        let [(message, place)] = notes.as_slice() else { panic!("{notes:?}") };
        assert!(message.contains(longest), "{message}");
        assert_eq!(Some(place.as_str()), curve.split(['«', '»']).nth(1));
    }
    unasked(&retry("retries: 6, backoff: { kind: exponential, base: 1s, factor: 2, cap: 30s }"));
    unasked(&retry("attempts: 3, backoff: { kind: exponential, base: 1s, factor: 2, cap: 2s }"));
    unasked(&retry("attempts: 1000, backoff: { kind: exponential, base: 1ns, factor: 1.1, cap: 100d }"));
    unasked(
        &retry("attempts: 4, backoff: { kind: exponential, base: 1s, cap: 30s }, jitter: { kind: decorrelated, bound: soft }")
            .replace("30s", "27s"),
    );
}

#[test]
fn a_cap_that_every_wait_reaches() {
    warning("backoff-over-cap", &retry("backoff: { kind: exponential, base: 100s, cap: «1s» }"));
    warning("backoff-over-cap", &retry("backoff: { kind: constant, base: 1s, add: 1s, cap: «1s» }"));
    silent(&retry("backoff: { kind: constant, base: 1s, cap: 1s }"));
}

#[test]
fn jitter_fits_under_the_cap() {
    error(
        "jitter-over-cap",
        &retry("backoff: { kind: constant, base: 1s, cap: 1s }, jitter: { kind: additive, max: «1001ms» }"),
    );
    silent(&retry("backoff: { kind: constant, base: 1s, cap: 1s }, jitter: { kind: additive, max: 1s }"));
    silent(&retry("backoff: { kind: constant, base: 1s, cap: 1s }, jitter: { kind: additive, max: 5s, bound: soft }"));
    error("missing-key", &retry("jitter: «additive»"));
    error("missing-key", &retry("jitter: «proportional»"));
    error("missing-key", &retry("jitter: «{ kind: range, from: 0.5 }»"));
    error("bad-number", &retry("jitter: { kind: proportional, ratio: «20%» }"));
    error("bad-number", &retry("jitter: { kind: range, from: «half», to: 1 }"));
}

#[test]
fn waits_and_deadline() {
    let finding =
        warning("deadline-too-short", &retry("attempts: 6, deadline: «30s», backoff: { kind: exponential, base: 1s }"));
    assert!(
        finding.message.contains("5 delays can take 31s") && notes(&finding).contains("after 5 of 6 attempts"),
        "{finding:?}"
    );
    silent(&retry("attempts: 6, deadline: 32s, backoff: { kind: exponential, base: 1s }"));
    warning(
        "deadline-too-short",
        &retry(
            "attempts: 6, deadline: «32s», backoff: { kind: exponential, base: 1s }, jitter: { kind: proportional, ratio: 0.1 }",
        ),
    );
    warning(
        "deadline-too-short",
        &retry("attempts: 6, deadline: «32s», backoff: { kind: exponential, base: 1s }, jitter: { kind: additive, max: 1s }"),
    );
    silent(&retry("attempts: 6, deadline: 32s, backoff: { kind: exponential, base: 1s }, jitter: full"));
    silent(&retry("attempts: 1, deadline: 1s, backoff: { kind: exponential, base: 1s }"));
    let own = |entry: &str| {
        format!(
            "statuses:\n  503: {{ summary: Down, retry: {{ class: transient, {entry} }} }}\nretry: {{ attempts: 9, deadline: 10m }}\n"
        )
    };
    let never = warning("deadline-too-short", &own("attempts: 2, backoff: «{ kind: constant, base: 10m }»"));
    assert!(
        never.message.contains("the only delay can take 10m") && notes(&never).contains("after 1 of 2 attempts"),
        "an entry that is never repeated: {never:?}"
    );
    warning("deadline-too-short", &own("backoff: «{ kind: exponential, base: 5s }»"));
    silent(&own("attempts: 3, backoff: { kind: exponential, base: 5s }"));
    warning("timeout-over-deadline", &retry("deadline: 10s, attempt_timeout: «11s»"));
    silent(&retry("deadline: 10s, attempt_timeout: 10s"));
}

#[test]
fn a_table_is_as_long_as_there_are_retries() {
    warning("unused-delays", &retry("attempts: 3, backoff: «{ kind: table, delays: [1s, 2s, 3s] }»"));
    silent(&retry("retries: 3, backoff: { kind: table, delays: [1s, 2s, 3s] }"));
    silent(&retry("retries: 9, backoff: { kind: table, delays: [1s, 2s, 3s] }"));
}

#[test]
fn no_wait_at_all() {
    warning("no-wait", &retry("backoff: «{ kind: exponential, base: 0s }»"));
    silent(&retry("backoff: { kind: exponential, base: 0s }, jitter: { kind: additive, max: 1s }"));
    silent(&retry("backoff: { kind: table, delays: [0s, 1s] }"));
}

#[test]
fn limits_of_entries_are_inside_those_of_the_policy() {
    let entry = |retry: &str, policy: &str| format!("statuses:\n  503: {{ summary: Down, retry: {{ {retry} }} }}\n{policy}");
    warning("attempts-above-policy", &entry("class: transient, attempts: «4»", "retry: { attempts: 3 }\n"));
    silent(&entry("class: transient, attempts: 3", "retry: { attempts: 3 }\n"));
    silent(&entry("class: transient, attempts: 4", ""));
    let own =
        entry("class: transient, attempts: 2, backoff: { kind: exponential, base: 1s, cap: «2s» }", "retry: { attempts: 9 }\n");
    assert_eq!(asked(&own).len(), 1);
    error("unused-key", &entry("class: never, attempts: «2»", ""));
    error("unused-key", &entry("class: refresh, attempts: «2»", ""));
}

#[test]
fn hints_are_read_in_one_way() {
    let hint = |keys: &str| retry(&format!("hints: [{{ at: {{ header: Retry-After }}, {keys} }}]"));
    for forms in [
        "delay-seconds, «unix-seconds»",
        "delay-millis, «delay-seconds»",
        "unix-millis, http-date, «decimal-seconds»",
        "decimal-seconds, «delay-seconds»",
    ] {
        error("overlapping-forms", &hint(&format!("form: [{forms}]")));
    }
    error("overlapping-forms", &hint("form: [http-date, «http-date»]"));
    error("unknown-word", &hint("form: «delay-second»"));
    error("missing-key", &retry("hints: [«{» at: { header: Retry-After }, form: [] }]"));
    silent(&hint("form: [delay-seconds, decimal-seconds, http-date, iso-date, duration-text]"));
    error("default-over-max", &hint("form: delay-seconds, max: 10s, default: «11s»"));
    error("default-over-max", &hint("form: delay-seconds, default: «3m»"));
    silent(&hint("form: delay-seconds, max: 10s, default: 10s"));
}

#[test]
fn hints_are_for_what_is_repeated() {
    let on = |on: &str, more: &str| {
        format!(
            "{STATUSES}retry:\n  hints: [{{ at: {{ header: Retry-After }}, form: delay-seconds, when: {{ status: [{on}] }} }}]\n{more}"
        )
    };
    warning("unused-hint", &on("429, «404»", ""));
    warning("unused-hint", &on("«4xx»", "").replace("429: { summary: Too many, retry: throttled }", "429: Too many"));
    silent(&on("4xx, 503, 500-599", ""));
    silent(&on("404", "  server_says: { at: { header: X-Should-Retry }, yes: \"true\" }\n"));
    silent(&on("404", "  rules: [{ when: { operation: get }, retry: transient }]\noperations: { get: { method: GET } }\n"));
    let body = |role: &str| format!("bodies: {{ api: {{ fields: {{ {role}: {{ at: /code, type: Code }} }} }} }}\n");
    let code = "errors: { Code: { codes: { SLOW: { summary: Slow, retry: transient } } } }\n";
    silent(&on("404", &(code.to_owned() + &body("code"))));
    silent(&on(
        "404",
        &format!("errors: {{ Code: {{ groups: {{ slow: {{ prefix: S, retry: transient }} }} }} }}\n{}", body("type")),
    ));
    // Codes that no body reads never cause a retry, whatever their classes are.
    let unread = on("«404»", &(code.to_owned() + &body("reason"))) + "lints: { allow: { retry-never-acts: It is a test } }\n";
    warning("unused-hint", &unread);
    warning("unused-hint", &on("«404»", &(code.replace("retry:", "status: 503, retry:") + &body("code"))));
    silent(&on("502", "").replace("retry:\n", "  5xx: { retry: transient }\nretry:\n"));
}

#[test]
fn fault_03_a_hint_may_be_for_polls_only() {
    let on = |on: &str, more: &str| {
        format!(
            "{STATUSES}retry:\n  hints: [{{ at: {{ header: Retry-After }}, form: [ratelimit-field, delay-seconds], when: {{ status: [{on}] }} }}]\n{more}"
        )
    };
    const MACHINE: &str = "machines:
  Job:
    observe: { at: /status }
    initial: queued
    unknown: { treat_as: pending, limit: 5 }
    states: { queued: { kind: pending }, done: { kind: final, outcome: success } }
    edges: [queued -> done]
    poll: { interval: 1s }
";
    silent(&on("202, 200", MACHINE));
    warning("unused-hint", &on("«202»", ""));
    warning("unused-hint", &on("«404»", MACHINE));
    silent(&on(
        "400",
        "errors: { Code: { codes: { waiting: { summary: Not yet, retry: { keep_polling: 0s } } } } }\nbodies: { api: { fields: { code: { at: /code, type: Code } } } }\n",
    ));
}

#[test]
fn the_budget_can_pay_and_the_server_be_understood() {
    error("budget-too-small", &retry("budget: { capacity: 10, cost: { throttled: 5, transient: «11» } }"));
    silent(&retry("budget: { capacity: 10, cost: { throttled: 5, transient: 10 } }"));
    error("same-answer", &retry("server_says: { at: { header: X }, yes: \"True\", no: «\"true\"» }"));
    error("attempts-and-retries", &retry("attempts: 3, retries: «2»"));
    silent(&retry("server_says: { at: { header: X }, no: \"true\" }"));
    silent(&retry("server_says: [{ at: { header: X }, no: [\"0\", \"false\"] }, { at: /retry, yes: \"true\" }]"));
    error("same-answer", &retry("server_says: { at: { header: X }, yes: [a, b], no: [c, «B»] }"));
    error("unknown-key", &retry("server_says: { «header»: X, at: /x, yes: a }"));
    error("missing-key", &retry("server_says: [{ at: { header: X }, yes: a }, «{» at: { header: Y } }]"));
    error("empty-list", &retry("server_says: { at: { header: X }, yes: «[]», no: a }"));
    silent(&retry("budget: { capacity: 10, charge: failures, cost: { timeout: 20 }, refund: 0.1, stop_below: half }"));
    error("budget-too-small", &retry("budget: { capacity: 10, cost: { timeout: «10.001» } }"));
    error("budget-too-small", &retry("budget: { capacity: 10, stop_below: «10» }"));
    silent(&retry("budget: { capacity: 10, refund: cost, stop_below: 9.999 }"));
    for wrong in ["refund: «0.0001»", "refund: «all»", "stop_below: «third»", "cost: { tls: «-1» }", "capacity: «0.5»"]
    {
        let capacity = if wrong.starts_with("capacity") { "" } else { "capacity: 10, " };
        error("bad-number", &retry(&format!("budget: {{ {capacity}{wrong} }}")));
    }
}

#[test]
fn a_hint_sets_the_base_of_a_curve_and_its_maximum_may_be_relative() {
    let hint = |keys: &str| retry(&format!("hints: [{{ at: {{ header: X }}, form: delay-millis, {keys} }}]"));
    silent(&hint("as: base, max: 10s"));
    silent(&hint("max: { backoff_plus: 5s }, over_max: clamp, restarts: true"));
    silent(&hint("max: { backoff_plus: 5s }, default: 10s"));
    error("missing-key", &hint("max: «{» }"));
    error("unknown-word", &hint("as: «first»"));
    error(
        "base-without-curve",
        &retry("backoff: { kind: table, delays: [1s, 2s] }, hints: [{ at: { header: X }, form: delay-millis, as: «base» }]"),
    );
    error("unknown-word", &retry("choose: «last»"));
    let forms = |forms: &str| retry(&format!("hints: [{{ at: {{ header: X }}, form: [{forms}] }}]"));
    error("overlapping-forms", &forms("duration-text, «go-duration»"));
    error("overlapping-forms", &forms("decimal-millis, «delay-millis»"));
    silent(&forms("delay-millis, decimal-millis"));
    silent(&forms("go-duration, http-date"));
}

#[test]
fn fault_08_a_budget_that_can_never_refill_is_reported() {
    let finding = warning("budget-never-refills", &retry("budget: { capacity: 10, refund: «0» }"));
    assert!(notes(&finding).contains("each success returns 1"));
    silent(&retry("budget: { capacity: 10 }"));
    silent(&retry("budget: { capacity: 10, refund: 1 }"));
}
