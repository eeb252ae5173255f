//! Mistakes of people who know YAML and other formats better than this language. Each causes one finding, which says what to write.

use crate::common::{self, checked, error, found, messages, notes, silent};

fn replacement(slug: &str, marked: &str) -> String {
    error(slug, marked).fix.expect("a fix").replacement
}

#[test]
fn a_comma_that_cuts_a_text_is_one_finding_with_the_quotes_that_mend_it() {
    let fix = |marked| replacement("cut-text", marked);
    assert_eq!(fix("statuses: { 404: { summary: Gone, «perhaps for good», retry: never } }\n"), "\"Gone, perhaps for good\"");
    assert_eq!(fix("statuses: { 404: Gone, «or moved, perhaps», 503: Down }\n"), "\"Gone, or moved, perhaps\"");
    assert_eq!(fix("statuses: { 404: Say \"gone\", «or not» }\n"), "\"Say \\\"gone\\\", or not\"");
    let codes = "bodies: { api: { fields: { code: { at: /code, type: C } } } }\nerrors:\n  C: { codes: { a: Sorry, «try again», b: No } }\n";
    assert_eq!(fix(codes), "\"Sorry, try again\"");
}

#[test]
fn what_stands_alone_on_purpose_is_no_piece_of_a_text() {
    let body = "bodies: { api: { fields: { code: { at: /code, type: C } } } }\n";
    silent(&format!("{body}errors: {{ C: {{ codes: {{ a: Text, b, \"two words\", c }} }} }}\n"));
    silent(&format!("{body}errors: {{ C: {{ codes: {{ two words, three words more }} }} }}\n"));
    silent(&format!("{body}errors: {{ C: {{ codes: {{ a: \"Text\", two words: , c }} }} }}\n"));
    silent(&format!("{body}errors:\n  C:\n    codes:\n      a: Text, and more of it\n      two words:\n"));
    assert!(notes(&error("unknown-key", "statuses: { 404: { summary: Gone, «moved» } }\n")).contains("in quotes"));
}

#[test]
fn words_of_other_formats_lead_to_those_of_this_one() {
    let fix = replacement;
    assert_eq!(fix("unknown-key", "statuses: { 404: { «description»: Gone } }\n"), "summary");
    assert_eq!(fix("unknown-key", "statuses: { 503: { summary: Down, «retryable»: true } }\n"), "retry");
    assert_eq!(fix("unknown-key", "retry: { «max_attempts»: 3 }\n"), "attempts");
    assert_eq!(fix("unknown-word", "statuses: { 503: { summary: Down, retry: «retryable» } }\n"), "transient");
    assert_eq!(fix("unknown-name", "bodies: { api: { fields: { n: { at: /n, type: «int» } } } }\n"), "integer");
    assert_eq!(fix("bad-status", "statuses: { «4XX»: { retry: never } }\n"), "4xx");
    assert_eq!(fix("bad-status", "success: [«2XX»]\n"), "2xx");
}

#[test]
fn a_shared_word_is_refused_where_it_would_be_lost() {
    let operation = error("wrong-kind", "operations: { get: { method: GET, retry: «never» } }\n");
    assert!(notes(&operation).contains("when: { status: 409, operation: NAME }"), "{:?}", operation.notes);
    for marked in [
        "bodies: { api: { «retry»: never, fields: { message: /message } } }\n",
        "bodies: { api: { fields: { message: { at: /message, «category»: gone } } } }\n",
        "credentials: { key: { kind: bearer, «action»: Make a key } }\n",
        "health: { api: { path: /health, «retry»: transient } }\n",
        "errors: { C: { «expires»: 3d, codes: { A: One } } }\nbodies: { b: { fields: { c: { at: /c, type: C } } } }\n",
        "errors: { C: { groups: { g: { «name»: G, codes: { A: One } } } } }\nbodies: { b: { fields: { c: { at: /c, type: C } } } }\n",
    ] {
        error("unknown-key", marked);
    }
    let machine = "machines:\n  Job:\n    «retry»: never\n    observe: { at: /s }\n    initial: a\n    states: { a: { kind: pending }, \
                   b: { kind: final, outcome: success } }\n    edges: [a -> b]\n";
    error("unknown-key", machine);
}

#[test]
fn what_is_missing_is_shown_as_it_is_written() {
    let note = |marked: &str| notes(&error("missing-key", marked));
    assert!(note("bodies: { api: { fields: { code: «{» type: string } } } }\n").contains("`at: /error/code`"));
    assert!(note("operations: { get: «{» path: /x } }\n").contains("`method: POST`"));
    assert!(note("retry: { backoff: «{» base: 1s } }\n").contains("`kind: exponential`"));
    assert!(note("retry: { backoff: «{» kind: table } }\n").contains("`delays: [1s, 5s, 30s]`"));
    // Whatever else is wrong in the file.
    let found = found(&checked("bodies:\n  a: { fields: { code: code } }\n  b: { when: { status: 4xx } }\n"));
    assert_eq!(found, ["4:24 bad-pointer", "5:6 missing-key"]);
}

#[test]
fn a_wrong_value_does_not_make_its_neighbors_unknown() {
    let retry = "statuses: { 503: { summary: Down, retry: transient } }\nretry: { backoff: { kind: exponential, base: «500», factor: 2 } }\n";
    assert_eq!(notes(&error("bad-duration", retry)).lines().last(), Some("`500ms` are milliseconds, `500s` seconds."));
    let linear = "retry: { backoff: { kind: linear, base: «now», step: 1s } }\n";
    error("bad-duration", linear);
    error("unknown-alias", "statuses: { 503: { summary: Down, retry: «*again» } }\n");
    error("unknown-alias", "retry: { deadline: «*long» }\n");
    error("wrong-kind", "statuses:\n  404:«»\n  summary: Gone\n  retry: never\n");
}

#[test]
fn a_file_of_another_kind_has_one_finding() {
    let checked = common::Files::default().with("a.yaml", "openapi: 3.1.0\ninfo: { title: Shop }\npaths: {}\n").check("a.yaml");
    assert_eq!(found(&checked), ["1:1 missing-key"], "{:?}", messages(&checked));
    assert!(notes(&checked.findings[0]).contains("`errspec: 1`"));
}

#[test]
fn a_state_is_checked_by_itself_when_its_machine_has_another_error() {
    let checked = checked(
        "machines:\n  Job:\n    observe: { at: /s }\n    initial: nw\n    states:\n      new: { kind: pending }\n      end: { kind: final }\n      \
         bad: { kind: final, outcome: good }\n    edges: [new -> end]\n",
    );
    assert_eq!(found(&checked), ["6:14 unknown-name", "9:7 missing-outcome", "10:36 unknown-word"], "{:?}", messages(&checked));
}

#[test]
fn the_values_that_may_stand_there_are_told() {
    let poll = "machines:\n  Job:\n    observe: { at: /s }\n    initial: a\n    states: { a: { kind: pending }, b: { kind: final, outcome: \
                success } }\n    edges: [a -> b]\n    poll: { interval: 1s, timeout: «never» }\n";
    assert!(notes(&error("bad-duration", poll)).contains("`required`"));
    assert_eq!(replacement("unknown-word", "retry: { jitter: «0.2» }\n"), "{ kind: proportional, ratio: 0.2 }");
    let code = "errors: { C: { codes: { A: { status: «4xx» } } } }\nbodies: { b: { fields: { c: { at: /c, type: C } } } }\n";
    assert!(notes(&error("bad-status", code)).contains("`status: [400, 404]`"));
    assert!(notes(&error("wrong-kind", "statuses:\n  «-» 404: Gone\n")).contains("no dashes"));
}

#[test]
fn a_pointer_among_the_keys_of_a_condition_leads_to_field() {
    let state = "machines:\n  Job:\n    observe: { at: /s }\n    initial: a\n    states: { a: { kind: pending, when: { «/flag»: true } }, b: { kind: \
                 final, outcome: success } }\n    edges: [a -> b]\n";
    for marked in [state, "bodies: { b: { when: { «/ok»: false }, fields: { message: /error } } }\n"] {
        assert!(notes(&error("unknown-key", marked)).contains("`when: { field: { /ready: true } }`"), "{marked}");
    }
}

#[test]
fn a_known_wait_and_an_action_of_the_service_have_other_places() {
    let wait = error("unknown-word", "statuses: { 429: { summary: Too many, retry: { after_time: «5m» } } }\n");
    assert!(notes(&wait).contains("`{ class: throttled, backoff: { kind: constant, base: 5m } }`"), "{wait:?}");
    let typo = error("unknown-word", "statuses: { 429: { summary: Too many, retry: { after_time: «quota_windov» } } }\n");
    assert!(!notes(&typo).contains("backoff"), "{typo:?}");
    let needs = "machines: { Job: { observe: /s, initial: A, states: { A: { kind: resting, outcome: { needs: «sign» } }, B: { kind: final, outcome: success } }, edges: [A -> B] } }\n";
    assert!(notes(&error("unknown-word", needs)).contains("`actions: { sign: What to do }`"));
}

#[test]
fn durations_in_other_notations_lead_to_the_one_of_the_language() {
    for (written, meant) in
        [("5 s", "5s"), ("5S", "5s"), ("1.5 seconds", "1.5s"), ("2min", "2m"), ("7 µs", "7us"), ("\" 5s\"", "5s")]
    {
        assert_eq!(replacement("bad-duration", &format!("retry: {{ deadline: «{written}» }}\n")), meant);
    }
    for written in ["1h30m", "5 weeks", ".5s", "-5s", "٥s"] {
        assert!(error("bad-duration", &format!("retry: {{ deadline: «{written}» }}\n")).fix.is_none(), "{written}");
    }
}

#[test]
fn a_boolean_in_quotes_is_called_a_text() {
    let finding = error(
        "wrong-kind",
        "errors: { C: { open: «'true'», codes: { A: One } } }\nbodies: { b: { fields: { c: { at: /c, type: C } } } }\n",
    );
    assert_eq!(finding.message, "expected `true` or `false`, found the text `true`");
    assert_eq!(finding.fix.unwrap().replacement, "true");
}

#[test]
fn a_block_text_is_one_line() {
    let text = "statuses:\n  503:\n    phrase: |\n      Not\n      Now\n    summary: |\n      The service\n      is down.\n\n      Wait.\n    \
                causes: [\"one\\r\\ntwo\"]\nadvice:\n  - |\n    Wait\n    first\n";
    let contract = common::contract(text);
    let facts = &contract.statuses[0].facts;
    assert_eq!(facts.summary.as_ref().unwrap().value, "The service is down. Wait.");
    assert_eq!(facts.causes[0].value, "one two");
    assert_eq!(contract.advice[0].text.value, "Wait first");
}

#[test]
fn limits_and_intervals_are_above_zero() {
    let machine = "machines:\n  Job:\n    observe: /s\n    initial: a\n    unknown: { treat_as: pending }\n    states: { a: { kind: \
                   pending }, b: { kind: final, outcome: success } }\n    edges: [a -> b]\n";
    for limit in ["deadline: «0s»", "attempt_timeout: «0ms»"] {
        error("bad-duration", &format!("retry: {{ {limit} }}\n"));
    }
    for poll in ["interval: «0s»", "interval: 1s, external: «0s»", "interval: 1s, timeout: «0h»"] {
        error("bad-duration", &format!("{machine}    poll: {{ {poll} }}\n"));
    }
    silent(&format!("{machine}    poll: {{ interval: 1ns, timeout: required }}\n    settle: 0s\n"));
}

#[test]
fn a_state_for_responses_without_one_is_not_lost_behind_a_default() {
    let machine = |observe: &str, absent: &str| {
        format!(
            "machines:\n  Job:\n    observe: {observe}\n    absent: {absent}\n    initial: a/x\n    states: {{ a/x: {{ kind: pending }}, \
             b/x: {{ kind: final, outcome: success }} }}\n    edges: [a/x -> b/x]\n"
        )
    };
    error("unused-key", &machine("{ at: /s, default: a/x }", "«b/x»"));
    error("unused-key", &machine("{ parts: [/s, { at: /t, default: x }] }", "«b/x»"));
    silent(&machine("{ parts: [/s, /t] }", "b/x"));
}
