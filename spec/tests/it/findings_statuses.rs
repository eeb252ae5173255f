//! Statuses, health checks, headers, credentials.

use crate::common::{error, silent, warning};

#[test]
fn what_the_registry_does_not_know_is_named() {
    let finding = error("unregistered-status", "statuses: { «492»: Too many requests }\n");
    assert_eq!(finding.fix.unwrap().replacement, "429");
    let finding = error("unregistered-status", "statuses: { «529»: { summary: Overloaded, retry: transient } }\n");
    assert!(finding.fix.is_none());
    silent("statuses: { 529: { phrase: Site Is Overloaded, retry: transient } }\n");
    silent("statuses: { 529: { name: Overloaded } }\n");
    silent("statuses: { 5xx: { retry: transient } }\n");
    assert!(error("unregistered-status", "statuses: { 429: Too many, «492»: Something else }\n").fix.is_none());
}

#[test]
fn a_success_is_not_retried() {
    warning("retry-on-success", "statuses: { 202: { summary: Accepted, retry: «transient» } }\n");
    warning("retry-on-success", "success: [200, 404]\nstatuses: { 404: { summary: Fine here, retry: «never» } }\n");
    warning("retry-on-success", "retry: { rules: [{ when: { status: [«200», 2xx] }, retry: transient }] }\n");
    silent("success: 200\nstatuses: { 202: { summary: Not ready, retry: transient } }\n");
    silent("statuses: { 202: { summary: Not ready, retry: { keep_polling: 0s } }, 2xx: { retry: never } }\n");
    silent("retry: { rules: [{ when: { status: [200, 503] }, retry: transient }] }\n");
}

/// A body that names the success status makes some of its responses failures, which have a class.
#[test]
fn fault_01_a_success_that_may_fail_is_retried() {
    let body = "bodies: { api: { when: { status: [200, 202] }, fields: { message: /error } } }\n";
    silent(&format!("statuses: {{ 202: {{ summary: Accepted or not, retry: transient }} }}\n{body}"));
    silent(&format!("statuses: {{ 200-202: {{ retry: transient }} }}\n{body}"));
    silent(&format!("retry: {{ rules: [{{ when: {{ status: 200 }}, retry: transient }}] }}\n{body}"));
    warning("retry-on-success", &format!("statuses: {{ 201: {{ summary: Made, retry: «transient» }} }}\n{body}"));
    warning("retry-on-success", &format!("statuses: {{ 203-299: {{ retry: «transient» }} }}\n{body}"));
    let rule = "retry: { rules: [{ when: { status: «201» }, retry: transient }, { when: { status: 204 }, retry: { keep_polling: 1s } }] }\n";
    warning("retry-on-success", &format!("{rule}{body}"));
}

#[test]
fn ranges_give_defaults_only() {
    error("unused-key", "statuses: { 5xx: { phrase: «Server Trouble», retry: transient } }\n");
    error("overlapping-ranges", "statuses: { 400-450: { retry: never }, «440-499»: { retry: transient } }\n");
    silent("statuses: { 4xx: { retry: never }, 440-450: { retry: transient } }\n");
}

#[test]
fn the_statuses_of_codes_are_declared() {
    error("undeclared-status", "errors:\n  Code: { codes: { A: { status: «410» } } }\n");
    error("undeclared-status", "errors:\n  Code: { groups: { g: { status: «410», codes: { A: One, B: Two } } } }\n");
    error("undeclared-status", "errors:\n  Code: { codes: { A: { status: «410», basis: inferred } } }\n");
    silent("errors:\n  Code: { codes: { A: { status: 410, basis: standard } } }\n");
    silent("errors:\n  Code: { basis: { status: standard }, codes: { A: { status: 410 } } }\n");
    error("undeclared-status", "errors:\n  Code: { basis: standard, codes: { A: { status: «599» } } }\n");
}

#[test]
fn a_health_check_asks_one_place() {
    error("path-and-url", "health: { api: { path: «/health», url: https://example.com/health } }\n");
    error("missing-key", "health: { api: «{» summary: Nowhere } }\n");
    silent("health: { api: { path: /health }, other: { url: https://example.com/health } }\n");
}

#[test]
fn the_reset_header_needs_its_form() {
    let finding = error("missing-key", "headers: { rate_limit: { reset: «X-Reset» } }\n");
    assert_eq!(finding.fix.unwrap().replacement, "{ header: X-Reset, form: unix-seconds }");
    silent("headers: { rate_limit: { reset: { header: X-Reset, form: unix-seconds } } }\n");
}

#[test]
fn what_is_to_be_renewed_can_be() {
    warning(
        "refresh-without-credential",
        "credentials: { key: { kind: api_key } }\nstatuses: { 401: { summary: Who?, retry: «refresh» } }\n",
    );
    silent("statuses: { 401: { summary: Who?, retry: refresh } }\n");
    silent("credentials: { key: { kind: bearer, refresh: true } }\nstatuses: { 401: { summary: Who?, retry: refresh } }\n");
}

#[test]
fn fault_19_a_list_that_chooses_answers_is_not_empty() {
    let finding = error("empty-list", "success: «[]»\n");
    assert!(crate::common::notes(&finding).contains("remove the key for the default, `[200-299]`"));
    error("empty-list", "bodies: { api: { when: { status: «[]» }, fields: { message: /message } } }\n");
    error("empty-list", "errors: { Code: { codes: { A: { status: «[]» } } } }\n");
    error("empty-list", "errors: { Code: { groups: { g: { status: «[]», codes: { A: One } } } } }\n");
    error("empty-list", "retry: { rules: [{ when: { status: «[]» }, retry: never }] }\n");
    error("empty-list", "retry: { hints: [{ at: { header: Retry-After }, form: delay-seconds, when: { status: «[]» } }] }\n");
    error("empty-list", "machines: { Job: { observe: { at: «[]» }, initial: A, states: { A: { kind: pending } } } }\n");
}

#[test]
fn fault_07_a_range_of_successes_is_not_retried_either() {
    let finding = warning("retry-on-success", "statuses: { 2xx: { retry: «transient» } }\n");
    assert!(finding.message.contains("all statuses in this range are successes"));
    silent("statuses: { 200-399: { retry: transient } }\n");
    silent("statuses: { 2xx: { retry: { keep_polling: 5s } } }\n");
}
