//! What decides whether a response is a failure, and what responses without a code mean.

use crate::common::{contract, error, silent};

/// A body that carries the codes.
const CODES: &str = "bodies: { api: { fields: { code: { at: /code, type: Code } } } }\n";

fn codes(codes: &str) -> String {
    format!("errors:\n  Code: {{ codes: {{ {codes} }} }}\n{CODES}")
}

#[test]
fn a_status_implies_one_code() {
    error("implied-twice", &codes("A: { implied_by: 503 }, B: { implied_by: [404, «503»] }"));
    error("implied-twice", &codes("A: { implied_by: 500-510 }, B: { implied_by: «505-520» }"));
    error("implied-twice", &codes("A: { implied_by: 5xx }, B: { implied_by: «500-599» }"));
    error("implied-twice", &codes("A: { implied_by: [5xx, 503, «503»] }"));
    silent(&codes("A: { implied_by: [503, 505-520] }, B: { implied_by: [5xx, 505] }"));
    let two = |role: &str| {
        format!(
            "errors:\n  Code: {{ codes: {{ A: {{ implied_by: 503 }} }} }}\n  Kind: {{ codes: {{ B: {{ implied_by: 503 }} }} }}\n\
             bodies: {{ api: {{ fields: {{ code: {{ at: /code, type: Code }}, other: {{ at: /kind, type: Kind{role} }} }} }} }}\n"
        )
    };
    silent(&two(", role: type"));
    error("implied-twice", &two("").replace("B: { implied_by: 503 }", "B: { implied_by: «503» }"));
}

#[test]
fn a_success_implies_no_code() {
    error("implied-by-success", &codes("A: { implied_by: «204» }"));
    error("implied-by-success", &codes("A: { implied_by: [404, «2xx»] }"));
    silent(&format!("success: 200\n{}", codes("A: { implied_by: 204 }")));
    error("empty-list", &codes("A: { implied_by: «[]» }"));
    error("bad-status", &codes("A: { implied_by: «everything» }"));
}

#[test]
fn a_closed_catalog_has_no_unlisted_codes() {
    error(
        "unlisted-in-closed",
        &format!("errors:\n  Code: {{ open: false, unlisted: «{{ category: other }}», codes: {{ A: One }} }}\n{CODES}"),
    );
    error("empty-text", &format!("errors:\n  Code: {{ unlisted: «{{}}», codes: {{ A: One }} }}\n{CODES}"));
    error("unknown-key", &format!("errors:\n  Code: {{ unlisted: {{ «status»: 404 }}, codes: {{ A: One }} }}\n{CODES}"));
}

#[test]
fn an_extending_catalog_takes_over_what_is_said_of_unlisted_codes() {
    let text = "errors:\n  Base: { unlisted: { category: internal }, codes: { A: { summary: One, implied_by: 503 } } }\n  \
                Code: { extends: [Base], codes: { A: { category: other } } }\n";
    let contract = contract(&format!("{text}{CODES}"));
    let catalog = &contract.catalogs[0];
    assert_eq!(catalog.unlisted.as_ref().map(|facts| facts.category.value.as_str()), Some("internal"));
    assert_eq!(catalog.codes[0].implied_by.len(), 1);
}

#[test]
fn a_body_that_means_no_error_can_be_told_from_errors() {
    let body = |body: &str| format!("bodies:\n  next: {{ {body} }}\n");
    error(
        "failure-taken-for-success",
        &body("means: «success», when: { status: 4xx }, fields: { a: { at: /a, optional: true } }"),
    );
    error("matches-anything", "bodies:\n  «next»: { means: success, fields: { a: { at: /a, optional: true } } }\n");
    error("unknown-word", &body("means: «failure», fields: { a: /a }"));
    for when in ["status: 401, header: { X-Next: { present: true } }", "content_type: application/next+json", "status: 200"] {
        silent(&body(&format!("means: challenge, when: {{ {when} }}, fields: {{ a: {{ at: /a, optional: true }} }}")));
    }
    silent(&body("means: success, when: { status: [2xx, 4xx] }, fields: { a: /a }"));
}

#[test]
fn a_code_that_is_no_failure_needs_no_body_for_its_success_status() {
    let code = |severity: &str| {
        format!(
            "statuses: {{ 200: Answered }}\nerrors:\n  Code: {{ codes: {{ A: {{ status: 200, severity: {severity} }} }} }}\n{CODES}"
        )
    };
    silent(&code("success"));
    silent(&code("info"));
    crate::common::warning("code-in-success", &code("warning").replace("status: 200", "status: «200»"));
}

#[test]
fn families_may_be_nested_but_not_overlap() {
    let integers = |groups: &str| format!("errors:\n  Code:\n    wire: integer\n    groups:\n{groups}");
    silent(&integers(
        "      a: { range: [1, 9] }\n      b: { range: [2, 5] }\n      c: { range: [3, 3] }\n      d: { range: [6, 9] }\n",
    ));
    error("overlapping-families", &integers("      a: { range: [1, 9] }\n      b: { range: «[1, 9]» }\n"));
    error(
        "overlapping-families",
        &integers("      a: { range: [1, 9] }\n      b: { range: [2, 5] }\n      c: { range: «[4, 8]» }\n"),
    );
    error(
        "overlapping-families",
        &integers(
            "      a: { range: [-9223372036854775808, 9223372036854775807] }\n      b: { range: [0, 5] }\n      c: { range: «[5, 6]» }\n",
        ),
    );
}
