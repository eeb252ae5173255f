//! States that are recognized by a condition or by several texts, and outcomes that depend on the response.

use crate::common::{error, notes, silent};

/// A machine whose states are these.
fn machine(keys: &str, states: &[&str]) -> String {
    let states: String = states.iter().map(|state| format!("      {state}\n")).collect();
    let keys: String = keys.lines().map(|line| format!("    {line}\n")).collect();
    let names = states.lines().filter_map(|line| line.trim().trim_matches('«').split_once(": {")).map(|(name, _)| name);
    let edges: Vec<String> = names.map(|name| format!("NEW -> {}", name.trim_matches(['«', '»', '"']))).collect();
    format!(
        "machines:\n  Job:\n    initial: [NEW]\n    unknown: {{ treat_as: pending }}\n{keys}    states:\n      NEW: {{ kind: pending }}\n{states}    edges: [{}]\noperations:\n  get_job: {{ method: GET, machine: Job }}\n",
        edges.join(", ")
    )
}

const OBSERVE: &str = "observe: { at: /status }";

#[test]
fn the_narrower_condition_comes_first() {
    let any = "DONE: { kind: final, outcome: success, when: { field: { /done: \"true\" } } }";
    let narrow = "FAILED: { kind: final, outcome: failure, when: { field: { /done: \"true\", /error: { present: true } } } }";
    silent(&machine("absent: NEW", &[narrow, any]));
    let marked = narrow.replace("{ field:", "«{» field:");
    let finding = error("unobservable-state", &machine("absent: NEW", &[any, &marked]));
    assert!(notes(&finding).contains("narrower condition first"));
}

#[test]
fn conditions_together_can_leave_nothing_for_a_later_one() {
    let with = "A: { kind: final, outcome: success, when: { field: { /x: { present: true } } } }";
    let without = "B: { kind: final, outcome: success, when: { field: { /x: { not: { present: true } } } } }";
    let rest = "C: { kind: final, outcome: success, when: «{» field: { /y: z } } }";
    error(
        "unobservable-state",
        &machine("", &[with, without, rest]).replace("NEW: { kind: pending }", "NEW: { kind: pending, when: { status: 202 } }"),
    );
    silent(&machine("absent: NEW", &[with, "B: { kind: final, outcome: success, when: { field: { /y: z } } }"]));
}

#[test]
fn a_condition_can_hold_of_something() {
    let both = "A: { kind: final, outcome: success, when: «{» field: { /x: { starts: rate, not: { contains: ate } } } } }";
    error("unobservable-state", &machine("absent: NEW", &[both]));
}

#[test]
fn a_status_and_a_code_are_not_a_success() {
    let gone = "GONE: { kind: final, outcome: gone, when: { status: 404 } }";
    let any = "DONE: { kind: final, outcome: success, when: { field: { /done: \"true\" } } }";
    // A success never meets the first one, so the second is read.
    silent(&machine("absent: NEW", &[gone, any]));
    silent(&machine("absent: NEW", &[any, gone]));
    let ranges = "GONE: { kind: final, outcome: gone, when: { status: [4xx] } }";
    let missing = "MISSING: { kind: final, outcome: gone, when: «{» status: 404 } }";
    error("unobservable-state", &machine("absent: NEW", &[any, ranges, missing]));
    silent(&machine("absent: NEW", &[any, &missing.replace(['«', '»'], ""), ranges]));
}

#[test]
fn keys_that_cannot_hold_there_are_refused() {
    let state = |when: &str| machine("absent: NEW", &[&format!("A: {{ kind: final, outcome: success, when: {{ {when} }} }}")]);
    assert!(notes(&error("unknown-key", &state("«transport»: timeout"))).contains("the state of the job is not known"));
    assert!(notes(&error("unknown-key", &state("«operation»: get_job"))).contains("operations that name the machine"));
    error("unknown-name", &state("code: «NO_SUCH_CODE»"));
    error("unknown-name", &machine("absent: «NWE»", &["DONE: { kind: final, outcome: success, when: { status: 200 } }"]));
}

#[test]
fn a_text_stands_for_one_state() {
    let done = |aliases: &str| format!("DONE: {{ kind: final, outcome: success, aliases: [{aliases}] }}");
    silent(&machine(OBSERVE, &[&done("OK, \"ENDED *\"")]));
    error("ambiguous-state", &machine(OBSERVE, &[&done("«NEW»")]));
    error("ambiguous-state", &machine(OBSERVE, &[&done("OK, «OK»")]));
    silent(&machine(OBSERVE, &[&done("new")]));
    error("ambiguous-state", &machine("observe: { at: /status }\ncase: insensitive", &[&done("«new»")]));
    let finding = error(
        "unused-key",
        &machine(OBSERVE, &["DONE: { kind: final, outcome: success, aliases: [«OK»], when: { status: 200 } }"]),
    );
    assert!(notes(&finding).contains("field: { /status: [DONE, OK] }"));
}

#[test]
fn aliases_have_as_many_parts_as_places() {
    let observe = "observe: { parts: [/status, /conclusion] }";
    let states = |alias: &str| {
        machine(observe, &[&format!("done/ok: {{ kind: final, outcome: success, aliases: [{alias}] }}")])
            .replace("NEW:", "new/:")
            .replace("NEW", "new/")
    };
    silent(&states("\"ended/*\""));
    error("unobservable-state", &states("«ended»"));
}

#[test]
fn an_outcome_is_a_word_or_cases_with_a_last_word() {
    let state = |outcome: &str| machine(OBSERVE, &[&format!("DONE: {{ kind: final, outcome: {outcome} }}")]);
    let lost = "{ when: { field: { /error: { present: true } } }, is: failure }";
    silent(&state(&format!("[{lost}, success]")));
    silent(&state(&format!(
        "[{lost}, {{ when: {{ field: {{ /cost: {{ at_least: 1 }} }} }}, is: {{ needs: add_funds }} }}, success]"
    )));
    error("missing-key", &state(&format!("«[»{lost}]")));
    error("wrong-kind", &state(&format!("[«success», {lost}, failure]")));
    error("missing-key", &state("[«{» when: { field: { /error: { present: true } } } }, success]"));
    let never = "{ when: «{» field: { /error: x } }, is: cancelled }";
    error("unreachable-outcome", &state(&format!("[{lost}, {never}, success]")));
    let other = "{ when: { field: { /error: { not: { present: true } } } }, is: skipped }";
    error("unreachable-outcome", &state(&format!("[{lost}, {other}, «success»]")));
}

#[test]
fn a_machine_without_places_needs_conditions() {
    let done = "DONE: { kind: final, outcome: success, when: { status: 200 } }";
    silent(&machine("absent: NEW", &[done]));
    let unread = crate::common::warning("machine-without-observe", &machine("", &[done]).replace("  Job:", "  «Job»:"));
    assert!(crate::common::notes(&unread).contains("write `absent: NEW`"), "{unread:?}");
}
