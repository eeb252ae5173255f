//! Which rule decides.

use crate::common::{error, notes, silent, warning};

const SPEC: &str = "statuses:
  409: { summary: Busy, retry: never }
  500: { summary: Broken, retry: transient }
  501: { summary: Not there, retry: never }
  504: Too slow
  4xx: { retry: never }
errors:
  Code: { codes: { LOST: { summary: It is lost, retry: never }, SLOW: It is slow } }
  Kind: { codes: { client: { summary: You, retry: never }, server: Us } }
bodies:
  api: { fields: { code: { at: /code, type: Code }, type: { at: /type, type: Kind } } }
operations:
  put: { method: PUT, path: /x }
  get: { method: GET, path: /x }
retry:
  rules:
";

fn rules(rules: &[&str]) -> String {
    rules.iter().fold(SPEC.to_owned(), |text, rule| format!("{text}    - {rule}\n"))
}

#[test]
fn two_rules_of_one_rank_that_can_meet_are_ambiguous() {
    for pair in [
        ["{ when: { code: SLOW }, retry: transient }", "{ when: { code: SLOW }, retry: «never» }"],
        ["{ when: { code: SLOW, status: 504 }, retry: transient }", "{ when: { code: SLOW, status: 5xx }, retry: «never» }"],
        [
            "{ when: { type: server, status: 500 }, retry: transient }",
            "{ when: { type: server, status: [400, 500] }, retry: «never» }",
        ],
        [
            "{ when: { status: 504, header: { A: x } }, retry: transient }",
            "{ when: { status: 504, field: { /b: y } }, retry: «never» }",
        ],
        [
            "{ when: { status: 504, header: { A: x } }, retry: transient }",
            "{ when: { status: 504, header: { a: x } }, retry: «never» }",
        ],
        ["{ when: { status: 502-503 }, retry: transient }", "{ when: { status: 503-599 }, retry: «never» }"],
        ["{ when: { transport: timeout }, retry: transient }", "{ when: { transport: timeout }, retry: «never» }"],
        ["{ when: { operation: put }, retry: transient }", "{ when: { method: PUT }, retry: «never» }"],
        [
            "{ when: { status: 504, method: PUT }, retry: transient }",
            "{ when: { status: 504, operation: put }, retry: «{ class: transient, attempts: 2 }» }",
        ],
        [
            "{ when: { status: 504 }, retry: transient, effect: none }",
            "{ when: { status: 504 }, retry: transient, effect: «maybe» }",
        ],
    ] {
        let finding = error("ambiguous-rule", &rules(&pair));
        assert_eq!(finding.labels.len(), 1);
        assert!(notes(&finding).contains("Add a condition to one of the two"));
    }
}

#[test]
fn rules_that_cannot_meet_or_agree_are_not() {
    for pair in [
        ["{ when: { code: SLOW }, retry: transient }", "{ when: { type: server }, retry: never }"],
        ["{ when: { status: 504 }, retry: transient }", "{ when: { status: 503 }, retry: never }"],
        ["{ when: { status: 504 }, retry: transient }", "{ when: { status: 504, header: { A: x } }, retry: never }"],
        [
            "{ when: { status: 504, header: { A: x } }, retry: transient }",
            "{ when: { status: 504, header: { A: y } }, retry: never }",
        ],
        [
            "{ when: { status: 504, field: { /a: x } }, retry: transient }",
            "{ when: { status: 504, field: { /a: y } }, retry: never }",
        ],
        ["{ when: { status: 504, operation: put }, retry: transient }", "{ when: { status: 504, method: GET }, retry: never }"],
        ["{ when: { status: 504 }, retry: transient }", "{ when: { status: 502-505 }, retry: never }"],
        ["{ when: { transport: timeout }, retry: transient }", "{ when: { transport: reset }, retry: never }"],
        ["{ when: { operation: put }, retry: transient }", "{ when: { operation: get }, retry: never }"],
        [
            "{ when: { status: 502, header: { A: x } }, retry: transient }",
            "{ when: { status: 502, field: { /b: y } }, retry: transient }",
        ],
    ] {
        silent(&rules(&pair));
    }
}

#[test]
fn a_rule_with_the_conditions_of_both_settles_it() {
    let both = "{ when: { status: 504, header: { A: x }, field: { /b: y } }, retry: never }";
    silent(&rules(&[
        "{ when: { status: 504, header: { A: x } }, retry: transient }",
        "{ when: { status: 504, field: { /b: y } }, retry: never }",
        both,
    ]));
    // 500 and 501 have entries of their own, which beat ranges.
    silent(
        &rules(&["{ when: { status: 500-502 }, retry: transient }", "{ when: { status: [501-501, 503-509] }, retry: never }"])
            .replace("501-501, ", ""),
    );
}

#[test]
fn entries_are_rules_of_their_rank() {
    let finding = error("ambiguous-rule", &rules(&["{ when: { status: [504, 409] }, retry: «transient» }"]));
    assert!(finding.message.contains("an entry") && notes(&finding).contains("Change the entry"));
    error("ambiguous-rule", &rules(&["{ when: { code: LOST }, retry: «transient» }"]));
    error("ambiguous-rule", &rules(&["{ when: { type: client }, retry: «transient» }"]));
    error("ambiguous-rule", &rules(&["{ when: { status: 430-440 }, retry: «transient» }"]));
    silent(&rules(&["{ when: { status: 409, field: { /reason: locked } }, retry: transient }"]));
    silent(&rules(&["{ when: { code: LOST, status: 504 }, retry: transient }"]));
    silent(&rules(&["{ when: { code: LOST, type: server }, retry: transient }"]));
}

#[test]
fn a_rule_that_never_decides_is_reported() {
    warning("unreachable-rule", &rules(&["{ when: { status: 409 }, retry: «never» }"]));
    warning(
        "unreachable-rule",
        &rules(&["{ when: { code: SLOW }, retry: transient }", "{ when: { code: SLOW }, retry: «transient» }"]),
    );
    let finding = warning("unreachable-rule", &rules(&["{ when: { status: 500-501, operation: put }, retry: «never» }"]));
    assert_eq!(finding.labels.len(), 2, "both entries that decide instead");
    silent(&rules(&["{ when: { status: 500-502, operation: put }, retry: never }"]));
    silent(&rules(&["{ when: { status: 409 }, retry: never, effect: maybe }"]));
}

#[test]
fn conditions_that_exclude_each_other_are_reported() {
    for rule in [
        "{ when: { transport: «timeout», status: 504 }, retry: transient }",
        "{ when: { transport: «timeout», code: SLOW }, retry: transient }",
        "{ when: { transport: «timeout», header: { A: x } }, retry: transient }",
        "{ when: { operation: put, method: «GET» }, retry: transient }",
    ] {
        error("impossible-rule", &rules(&[rule]));
    }
    error("no-condition", &rules(&["«{» when: {}, retry: transient }"]));
    silent(&rules(&["{ when: { transport: timeout, operation: put, method: PUT }, retry: never }"]));
    error("missing-key", &rules(&["{ when: { status: 502 }, retry: «{}» }"]));
}

#[test]
fn integer_codes_are_one_code_in_every_spelling() {
    silent(
        "errors: { Code: { wire: integer, codes: { 0x10: Busy } } }
bodies: { api: { fields: { code: { at: /code, type: Code } } } }
retry: { rules: [{ when: { code: 16, status: 503 }, retry: transient }, { when: { code: 0x10 }, retry: never }] }
",
    );
}

#[test]
fn very_many_rules_are_held_against_each_other() {
    let rule = |at: usize| {
        format!(
            "    - {{ when: {{ status: 409, field: {{ /error/reason: r{at} }} }}, retry: {} }}\n",
            ["transient", "never"][at % 2]
        )
    };
    let many: String = (0..999).map(rule).collect();
    silent(&format!("{SPEC}{many}"));
    let over = "    - «{» when: { status: 410 }, retry: never }\n";
    error("too-many-rules", &format!("{SPEC}{many}    - {{ when: {{ status: 411 }}, retry: never }}\n{over}"));
    error(
        "ambiguous-rule",
        &format!("{SPEC}{many}    - {{ when: {{ status: 409, header: {{ A: x }} }}, retry: «throttled» }}\n"),
    );
}

/// A rule about headers and fields alone describes this particular response, so it takes precedence over codes and statuses.
#[test]
fn fault_06_rules_of_headers_and_fields_alone_are_held_against_each_other_and_against_no_entry() {
    for pair in [
        ["{ when: { header: { A: x } }, retry: transient }", "{ when: { header: { B: y } }, retry: «never» }"],
        ["{ when: { header: { A: x } }, retry: transient }", "{ when: { field: { /b: y } }, retry: «never» }"],
        ["{ when: { header: { A: x } }, retry: transient }", "{ when: { header: { a: x } }, retry: «never» }"],
        [
            "{ when: { header: { A: x }, method: PUT }, retry: transient }",
            "{ when: { field: { /b: y }, operation: put }, retry: «never» }",
        ],
    ] {
        error("ambiguous-rule", &rules(&pair));
    }
    for pair in [
        ["{ when: { header: { A: x } }, retry: transient }", "{ when: { header: { a: y } }, retry: never }"],
        ["{ when: { field: { /error: x } }, retry: transient }", "{ when: { field: { /error/code: y } }, retry: never }"],
        ["{ when: { header: { A: x } }, retry: transient }", "{ when: { header: { A: x }, field: { /b: y } }, retry: never }"],
        // An entry has another rank, so it may state something else.
        ["{ when: { header: { A: x } }, retry: transient }", "{ when: { status: 409, header: { B: y } }, retry: inspect }"],
        ["{ when: { field: { /a: x } }, retry: transient }", "{ when: { code: LOST, status: 504 }, retry: transient }"],
    ] {
        silent(&rules(&pair));
    }
    silent(&rules(&[
        "{ when: { header: { A: x } }, retry: transient }",
        "{ when: { field: { /b: y } }, retry: never }",
        "{ when: { header: { A: x }, field: { /b: y } }, retry: never }",
    ]));
}

#[test]
fn fault_06_what_headers_and_fields_decide_leaves_nothing_to_a_rule_below() {
    let finding = warning(
        "unreachable-rule",
        &rules(&[
            "{ when: { header: { A: x } }, retry: transient }",
            "{ when: { code: LOST, status: 504, header: { a: x } }, retry: «inspect» }",
        ]),
    );
    assert_eq!(finding.labels.len(), 1);
    warning(
        "unreachable-rule",
        &rules(&[
            "{ when: { field: { /b: y } }, retry: transient }",
            "{ when: { status: 504, field: { /b: y }, method: PUT }, retry: «never» }",
        ]),
    );
}

#[test]
fn fault_06_texts_that_no_answer_has_together_make_a_rule_impossible() {
    for rule in [
        "{ when: { header: { A: x, «a»: y } }, retry: transient }",
        "{ when: { field: { /error: x, «/error/code»: y } }, retry: transient }",
        "{ when: { status: 504, field: { /error/code: x, «/error»: y } }, retry: transient }",
    ] {
        error("impossible-rule", &rules(&[rule]));
    }
    silent(&rules(&["{ when: { field: { /error: x, /errors: y } }, retry: transient }"]));
}

#[test]
fn fault_06_operation_or_method_alone_stand_above_the_default_only() {
    silent(&rules(&["{ when: { method: PUT }, retry: transient }", "{ when: { status: 505 }, retry: never }"]));
    silent(&rules(&["{ when: { operation: put }, retry: transient }", "{ when: { transport: timeout }, retry: never }"]));
}
