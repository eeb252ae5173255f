//! Bodies that never match, and fields that exclude each other.

use crate::common::{error, notes, silent, warning};

const CODES: &str = "errors:
  Open: { codes: { A: One, B: Two } }
  Closed: { open: false, codes: { A: One } }
  More: { open: false, codes: { A: One, B: { summary: Two, aliases: [C] } } }
  Number: { wire: integer, codes: { 5: Busy } }
lints: { allow: { unread-catalog: Not the point here } }
";

/// Two bodies of one required field each, below the catalogs.
fn two(first: &str, second: &str) -> String {
    format!("{CODES}bodies:\n  one: {{ fields: {{ x: {first} }} }}\n  «two»: {{ fields: {{ x: {second} }} }}\n")
}

#[test]
fn a_type_that_takes_every_value_of_another_hides_it() {
    for (first, second) in [
        ("/a", "/a"),
        ("/a", "{ at: /a, type: timestamp }"),
        ("/a", "{ at: /a, type: Closed }"),
        ("{ at: /a, type: Open }", "/a"),
        ("{ at: /a, type: Open }", "{ at: /a, type: number }"),
        ("{ at: /a, type: Open }", "{ at: /a, type: Closed }"),
        ("{ at: /a, type: More }", "{ at: /a, type: Closed }"),
        ("{ at: /a, type: json }", "{ at: /a, type: boolean }"),
        ("{ at: /a, type: json }", "/a/b/c"),
        ("{ at: /a, type: number }", "{ at: /a, type: status }"),
        ("{ at: /a, type: Number }", "{ at: /a, type: integer }"),
        ("{ at: /a, type: { list: { m: string } } }", "{ at: /a, type: { list: { m: timestamp, n: json } } }"),
        ("{ at: /a, type: { list: string } }", "{ at: /a, type: { list: timestamp } }"),
        ("{ at: /a, type: { map: { list: string } } }", "{ at: /a, type: { map: { list: Closed } } }"),
        ("{ at: /a, type: { list: { m: { optional: true } } } }", "{ at: /a, type: { list: { n: json } } }"),
    ] {
        let finding = error("unreachable-body", &two(first, second));
        assert_eq!(finding.labels.len(), 1);
    }
}

#[test]
fn a_type_that_refuses_some_value_of_another_does_not() {
    for (first, second) in [
        ("/a", "/b"),
        ("/a", "{ at: /a, type: json }"),
        ("/a", "{ at: /a, type: integer }"),
        // A code may also be sent as a number, and an integer code as a string.
        ("/a", "{ at: /a, type: Open }"),
        ("{ at: /a, type: integer }", "{ at: /a, type: Number }"),
        ("{ at: /a, type: { list: string } }", "{ at: /a, type: { map: string } }"),
        ("{ at: /a, type: { list: { m: string } } }", "{ at: /a, type: { list: { m: { optional: true } } } }"),
        ("{ at: /a, type: timestamp }", "/a"),
        ("{ at: /a, type: Closed }", "/a"),
        ("{ at: /a, type: Closed }", "{ at: /a, type: Open }"),
        ("{ at: /a, type: Closed }", "{ at: /a, type: More }"),
        ("{ at: /a, type: status }", "{ at: /a, type: integer }"),
        ("{ at: /a, type: Number }", "{ at: /a, type: number }"),
        ("{ at: /ab, type: json }", "/a/b"),
        ("{ at: /a, type: { list: { m: string, n: json } } }", "{ at: /a, type: { list: { m: string } } }"),
    ] {
        silent(&two(first, second).replace(['«', '»'], ""));
    }
}

#[test]
fn what_is_optional_decides_nothing() {
    error(
        "unreachable-body",
        "bodies:
  one: { fields: { message: /message, id: { at: /id, optional: true } } }
  «two»: { fields: { message: /message, code: /code } }
",
    );
    silent(
        "bodies:
  one: { fields: { message: /message, code: /code } }
  two: { fields: { message: /message, code: { at: /code, optional: true } } }
",
    );
}

#[test]
fn statuses_and_media_types_count() {
    let body = |when: &str, name: &str| format!("  {name}: {{ {when}fields: {{ message: /m }} }}\n");
    let bodies = |first: &str, second: &str| format!("bodies:\n{}{}", body(first, "one"), body(second, "«two»"));
    for (first, second) in [
        ("", "when: { status: 4xx }, "),
        ("when: { status: [4xx, 500] }, ", "when: { status: [404, 500] }, "),
        ("when: { content_type: application/json }, ", "when: { content_type: Application/JSON, status: 404 }, "),
        ("when: { status: 100-999 }, ", ""),
    ] {
        error("unreachable-body", &bodies(first, second));
    }
    for (first, second) in [
        ("when: { status: 4xx }, ", ""),
        ("when: { status: 400-403 }, ", "when: { status: 4xx }, "),
        ("when: { content_type: application/json }, ", ""),
        ("when: { content_type: application/json }, ", "when: { content_type: text/plain }, "),
    ] {
        silent(&bodies(first, second).replace(['«', '»'], ""));
    }
}

#[test]
fn several_bodies_can_hide_one_together() {
    let finding = error(
        "unreachable-body",
        "bodies:
  client: { when: { status: 4xx }, fields: { message: /m } }
  other: { when: { status: 3xx }, fields: { message: /m } }
  server: { when: { status: 5xx }, fields: { message: /m } }
  «both»: { when: { status: [400, 500-503] }, fields: { message: /m, code: /c } }
",
    );
    assert_eq!(finding.labels.len(), 2, "only those that matter are shown");
    assert!(finding.message.contains("`client` and `server` match whenever it does"), "{}", finding.message);
    assert!(notes(&finding).contains("Put this one first"));
}

#[test]
fn a_value_has_one_type() {
    let finding = error("conflicting-pointers", "bodies:\n  api: { fields: { phrase: /error, code: «/error/code» } }\n");
    assert!(finding.message.contains("cannot both be present"));
    let finding = error(
        "conflicting-pointers",
        "bodies:\n  api: { fields: { code: /error/code, phrase: { at: «/error», optional: true } } }\n",
    );
    assert!(finding.message.contains("`phrase` can never be present"), "{}", finding.message);
    let finding = error(
        "conflicting-pointers",
        "bodies:\n  api: { fields: { code: { at: /error/code, optional: true }, phrase: «/error» } }\n",
    );
    assert!(finding.message.contains("`code` can never be present"), "{}", finding.message);
    error("conflicting-pointers", "bodies:\n  api: { fields: { a: /error, b: { at: «/error», type: integer } } }\n");
    error("conflicting-pointers", "bodies:\n  api: { fields: { a: { at: /e, type: { list: { m: string } } }, b: «/e/m» } }\n");
}

#[test]
fn optional_fields_may_take_turns_and_json_has_an_inside() {
    silent(
        "bodies:\n  api: { when: { status: [4xx] }, fields: { text: { at: /detail, optional: true }, code: { at: /detail/code, optional: true } } }\n",
    );
    silent("bodies:\n  api: { fields: { details: { at: /error, type: json }, code: /error/code } }\n");
    silent("bodies:\n  api: { fields: { all: { at: /e, type: { list: { m: string } } }, first: /e/0/m } }\n");
    silent("bodies:\n  api: { fields: { a: /error, b: /errors/code } }\n");
}

#[test]
fn one_value_is_one_field() {
    warning("duplicate-field", "bodies:\n  api: { fields: { message: /error, text: «/error» } }\n");
    silent(
        "errors: { Code: { codes: { A: One } } }\nbodies:\n  api: { fields: { code: { at: /error, type: Code }, text: /error } }\n",
    );
}

#[test]
fn codes_arrive_somewhere() {
    warning("unread-catalog", "errors:\n  «Code»: { codes: { A: One } }\nbodies:\n  api: { fields: { code: /code } }\n");
    silent("errors:\n  Code: { codes: { A: One } }\n");
    silent(
        "errors:\n  Code: { codes: { A: One } }\nbodies:\n  api: { fields: { all: { at: /e, type: { list: { c: Code } } } } }\n",
    );
}

#[test]
fn fault_17_a_body_that_requires_nothing_needs_a_when() {
    let fields = "fields: { m: { at: /m, optional: true }, n: { at: /n, optional: true } }";
    let finding = error("matches-anything", &format!("bodies:\n  «api»: {{ {fields} }}\n"));
    assert!(finding.notes.iter().any(|note| note.contains("application/problem+json")), "{:?}", finding.notes);
    for when in ["{ status: [4xx, 5xx] }", "{ content_type: application/problem+json }"] {
        silent(&format!("bodies:\n  api: {{ when: {when}, {fields} }}\n"));
    }
    silent("bodies:\n  api: { fields: { m: { at: /m, optional: true }, n: /n } }\n");
}

/// A body that names a success status, in a contract whose machine is read from `/status`.
fn in_success(body: &str) -> String {
    format!(
        "errors:
  Code: {{ codes: {{ no_funds: There is no money, busy: The service is busy }} }}
  Closed: {{ open: false, codes: {{ done: It was done already, lost: It is lost }} }}
  Other: {{ open: false, codes: {{ lost: It is lost }} }}
machines:
  Job:
    observe: {{ at: /status }}
    initial: queued
    unknown: {{ treat_as: pending, limit: 5 }}
    states: {{ queued: {{ kind: pending }}, done: {{ kind: final, outcome: success }} }}
    edges: [queued -> done]
    poll: {{ interval: 1s }}
lints: {{ allow: {{ unread-catalog: Not the point here }} }}
bodies:
  api: {body}
"
    )
}

#[test]
fn fault_01_a_success_is_not_taken_for_an_error() {
    for body in [
        "{ when: { status: «200» }, fields: { message: { at: /error, optional: true } } }",
        "{ when: { status: [4xx, «200-299»] }, fields: { all: { at: /e, type: json, optional: true } } }",
        "{ when: { status: «200», content_type: application/json }, fields: { code: { at: /code, type: Code, optional: true } } }",
    ] {
        error("success-taken-for-error", &in_success(body));
    }
    for body in [
        "{ when: { status: 200 }, fields: { message: /error } }",
        "{ when: { status: 4xx }, fields: { message: { at: /error, optional: true } } }",
        "{ when: { status: 200, content_type: application/problem+json }, fields: { title: { at: /title, optional: true } } }",
    ] {
        silent(&in_success(body));
    }
    silent("success: 200\nbodies:\n  api: { when: { status: [202, 4xx] }, fields: { message: { at: /m, optional: true } } }\n");
}

#[test]
fn fault_01_a_state_is_not_taken_for_an_error() {
    for fields in [
        "{ code: { at: /status, type: Code } }",
        "{ phrase: /status, message: { at: /message, optional: true } }",
        "{ code: { at: /status, type: Closed } }",
        "{ any: { at: /status, type: json } }",
    ] {
        warning("state-taken-for-error", &in_success(&format!("{{ when: {{ status: [4xx, «200»] }}, fields: {fields} }}")));
    }
    for fields in [
        "{ code: { at: /status, type: Other } }",
        "{ phrase: /status, message: /message }",
        "{ n: { at: /status, type: integer } }",
    ] {
        silent(&in_success(&format!("{{ when: {{ status: [4xx, 200] }}, fields: {fields} }}")));
    }
    silent(&in_success("{ when: { status: 4xx }, fields: { phrase: /status } }"));
}

#[test]
fn fault_01_a_code_of_a_success_is_looked_for_there() {
    let code = |status: &str, when: &str| {
        format!(
            "statuses: {{ 200: In the body, 400: Wrong }}
errors:
  Code: {{ codes: {{ a: {{ status: {status} }}, b: {{ status: 400 }} }} }}
bodies:
  other: {{ fields: {{ code: {{ at: /code, type: Code }} }} }}
  api: {{ {when}fields: {{ code: {{ at: /error, type: Code }} }} }}
"
        )
    };
    let finding = warning("code-in-success", &code("«200»", ""));
    assert_eq!(finding.labels.len(), 2, "each body that carries the code");
    warning("code-in-success", &code("[400, «200»]", "when: { status: [4xx, 202] }, "));
    silent(&code("200", "when: { status: [200, 4xx] }, "));
    silent(&code("400", ""));
    let of_catalog =
        code("400", "").replace("Code: { codes:", "Code: { status: «200», codes:").replace("a: { status: 400 }", "a: A, c: C");
    warning("code-in-success", &of_catalog);
}

/// A body that names no success status is not looked for in successes, so it hides no other body there.
#[test]
fn fault_01_a_body_without_a_status_hides_none_that_names_a_success() {
    silent("bodies:\n  general: { fields: { m: /m } }\n  chat: { when: { status: 200 }, fields: { m: /m } }\n");
    error(
        "unreachable-body",
        "bodies:\n  general: { fields: { m: /m } }\n  «chat»: { when: { status: 4xx }, fields: { m: /m } }\n",
    );
    silent("success: 4xx\nbodies:\n  general: { fields: { m: /m } }\n  chat: { when: { status: 4xx }, fields: { m: /m } }\n");
}

#[test]
fn fault_22_a_wildcard_in_a_pointer_is_a_finding() {
    let field = |at: &str| format!("bodies: {{ api: {{ fields: {{ message: «\"{at}\"» }} }} }}\n");
    for at in [
        "/errors/*/message",
        "/*",
        "/errors/{id}/message",
        "/{}",
        "/errors[0]/message",
        "/errors[]/message",
        "/errors/-/m",
        "/**/m",
    ] {
        let finding = error("wildcard-in-pointer", &field(at));
        let notes = notes(&finding);
        assert!(notes.contains("An item of a list is named by its index") && notes.contains("{ items: /errors,"), "{at}");
    }
    for at in ["/errors/0/message", "/a*b", "/a-b", "/x.y", "/a[b]c", "/{", "/a~0*"] {
        silent(&field(at).replace(['«', '»'], ""));
    }
    let statuses = "statuses: { 503: { summary: Down, retry: transient } }\n";
    error("wildcard-in-pointer", &format!("{statuses}retry: {{ hints: [{{ at: «/errors/*/wait», form: delay-seconds }}] }}\n"));
    error(
        "wildcard-in-pointer",
        &format!(
            "{statuses}retry: {{ rules: [{{ when: {{ status: 504, field: {{ «/errors/*/code»: A }} }}, retry: never }}] }}\n"
        ),
    );
    let machine = |observe: &str, epoch: &str| {
        format!(
            "machines:\n  Job:\n    observe: {{ at: {observe} }}\n    epoch: {{ at: {epoch} }}\n    initial: A\n    states: {{ A: {{ kind: pending }}, \
             B: {{ kind: final, outcome: success }} }}\n    edges: [A -> B]\n"
        )
    };
    error("wildcard-in-pointer", &machine("«/jobs/*/state»", "/run"));
    error("wildcard-in-pointer", &machine("/state", "«/runs/*»"));
    warning("literal-wildcard", "headers: { request_id: «X-*-Id» }\n");
}

#[test]
fn fault_22_a_member_is_named_and_not_pointed_to() {
    let list = |key: &str| {
        format!("bodies: {{ api: {{ fields: {{ items: {{ at: /errors, type: {{ list: {{ «{key}»: json }} }} }} }} }} }}\n")
    };
    assert_eq!(warning("literal-pointer", &list("/loc")).fix.unwrap().replacement, "loc");
    assert!(warning("literal-pointer", &list("/loc/0")).fix.is_none());
    silent(&list("loc").replace(['«', '»'], ""));
    let payload = "machines:\n  Job:\n    initial: A\n    states: { A: { kind: pending }, B: { kind: final, outcome: success, payload: { «/url»: string } } }\n    edges: [A -> B]\n";
    assert_eq!(warning("literal-pointer", payload).fix.unwrap().replacement, "url");
}

#[test]
fn fault_22_a_body_that_is_not_json_is_a_finding() {
    let body = |content: &str| {
        format!("bodies: {{ api: {{ when: {{ content_type: «{content}» }}, fields: {{ message: /message }} }} }}\n")
    };
    for content in [
        "application/xml",
        "text/xml",
        "application/problem+xml",
        "Application/SOAP+XML",
        "multipart/form-data",
        "image/png",
        "text/csv",
        "application/x-www-form-urlencoded",
        "application/grpc",
        "application/vnd.x+cbor",
    ] {
        let finding = warning("other-format", &body(content));
        let of_a_body = ["xml", "soap", "urlencoded"].iter().any(|end| content.to_ascii_lowercase().ends_with(end));
        let note = if of_a_body { "say so: `format: " } else { "the error then has only its status and its bytes" };
        assert!(notes(&finding).contains(note), "{content}");
    }
    for content in [
        "application/json",
        "application/problem+json",
        "application/vnd.api+json",
        "text/plain",
        "text/html",
        "application/javascript",
    ] {
        silent(&body(content).replace(['«', '»'], ""));
    }
    for content in ["application/*", "\"*/*\"", "\"*/json\""] {
        assert!(notes(&error("bad-content-type", &body(content))).contains("one media type"), "{content}");
    }
}

/// The class of an error comes from its code, its type or its status, and from nothing else in a body.
#[test]
fn fault_07_facts_of_codes_that_no_body_reads_as_code_or_type_are_reported() {
    let code = "errors: { Code: { codes: { LOCKED: { summary: Locked, retry: «transient» } } } }\n";
    let plain = warning(
        "retry-never-acts",
        &format!("{code}bodies: {{ api: {{ fields: {{ reason: {{ at: /reason, type: Code }} }} }} }}\n"),
    );
    assert!(plain.labels.iter().any(|label| label.text.contains("without a role")) && notes(&plain).contains("`role: code`"));
    let list = "bodies: { api: { fields: { all: { at: /errors, type: { list: { why: Code } } } } } }\n";
    let items = warning("retry-never-acts", &format!("{code}{list}"));
    assert!(items.labels.iter().any(|label| label.text.contains("in items")) && notes(&items).contains("role: code"));
    silent(&format!("{code}{}", list.replace("why", "code")).replace(['«', '»'], ""));
    let http = "statuses: { 503: Down }\n";
    let nowhere = warning("retry-never-acts", &format!("{http}{code}"));
    assert!(notes(&nowhere).contains("fields: { code: { at: /error/code, type: Code } }"));
    // If there are bodies and none of them has the codes, the finding is that the codes are not read.
    warning(
        "unread-catalog",
        "errors: { «Code»: { codes: { LOCKED: { summary: Locked, retry: transient } } } }\nbodies: { api: { fields: { code: /code } } }\n",
    );
    for facts in ["effect: «none»", "retry: «never»"] {
        warning(
            "retry-never-acts",
            &format!("{http}errors: {{ Code: {{ codes: {{ LOCKED: {{ summary: Locked, {facts} }} }} }} }}\n"),
        );
    }
    for family in ["retry: «transient», groups: { a: { prefix: A } }", "groups: { a: { prefix: A, retry: «transient» } }"] {
        warning("retry-never-acts", &format!("{http}errors: {{ Code: {{ {family} }} }}\n"));
    }
    // In a contract without HTTP, the program reads the codes.
    silent(&code.replace(['«', '»'], ""));
    for role in ["code", "type"] {
        silent(&format!(
            "{}bodies: {{ api: {{ fields: {{ {role}: {{ at: /reason, type: Code }} }} }} }}\n",
            code.replace(['«', '»'], "")
        ));
        silent(&format!(
            "{}bodies: {{ api: {{ fields: {{ reason: {{ at: /reason, type: Code, role: {role} }} }} }} }}\n",
            code.replace(['«', '»'], "")
        ));
    }
    silent(
        "statuses: { 503: { summary: Down, retry: transient } }\nerrors: { Code: { codes: { LOCKED: { summary: Locked, status: 503 } } } }\n",
    );
}

#[test]
fn a_body_extends_a_body_that_stands_on_its_own() {
    let base = "bodies:\n  base: { when: { status: 4xx }, fields: { message: /message } }\n";
    silent(&format!("{base}  more: {{ extends: base, fields: {{ text: /text }} }}\n"));
    silent(&format!("{base}  more: {{ extends: base }}\n"));
    error("unknown-name", &format!("{base}  more: {{ extends: «bas» }}\n"));
    error("unknown-name", "bodies:\n  same: { extends: «same», fields: { message: /message } }\n");
    error("extends-chain", &format!("{base}  more: {{ extends: base }}\n  most: {{ extends: «more» }}\n"));
    error(
        "duplicate-role",
        &format!("{base}  more: {{ extends: base, fields: {{ «text»: {{ at: /text, role: message }} }} }}\n"),
    );
    silent(&format!("{base}  more: {{ extends: base, fields: {{ message: /text }} }}\n"));
    error("missing-key", "bodies:\n  none: «{»}\n");
}

/// The field for the code may have the name that the service gives it, but then nothing says that it is the code.
#[test]
fn a_body_whose_codes_have_no_role_is_reported() {
    let codes = "errors: { Problem: { codes: { LOCKED: { summary: Locked, category: conflict } } }, Detail: { codes: { blank: A value is missing } } }\n";
    let of = |fields: &str| format!("{codes}bodies: {{ «api»: {{ fields: {{ {fields} }} }} }}\n").replace(['«', '»'], "");
    let named = of(
        "«name»: { at: /name, type: Problem }, details: { at: /details, type: { list: { issue: { type: Detail, role: subcode } } } }",
    );
    let named = named.replace("name: {", "«name»: {");
    let finding = warning("code-without-role", &named);
    assert!(
        finding.message == "errors in the body `api` have no code" && notes(&finding).contains("`role: code`"),
        "{finding:?}"
    );
    silent(&named.replace(['«', '»'], "").replace("type: Problem", "type: Problem, role: code"));
    // Further codes need no role beside the code.
    silent(&of("code: { at: /code, type: Problem }, why: { at: /why, type: Detail }"));
    // In a list.
    let listed = "errors: { Problem: { category: conflict, codes: { LOCKED: Locked } } }\nbodies: { api: { fields: { all: { at: '', type: { list: { «errorCode»: Problem } } } } } }\n";
    warning("code-without-role", listed);
}
