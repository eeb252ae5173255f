//! Places from which a value cannot be read.

use super::common::{contract, error, notes, silent};

#[test]
fn places_that_cannot_be_read_are_findings() {
    let field = |text: &str| format!("bodies: {{ api: {{ when: {{ status: 4xx }}, fields: {{ code: {text} }} }} }}\n");
    for text in [
        "{ header: X-Code }",
        "\"\"",
        "[{ header: X-Code }, /code, \"\"]",
        "{ at: { header: X-Code }, after: \" \", before: \", \", default: none }",
        "{ at: /n, type: number, default: -0.5e3 }",
        "{ at: /n, type: status, default: 404 }",
        "{ at: /b, type: boolean, default: \"false\" }",
    ] {
        silent(&field(text));
    }
    for text in ["[/code, «/code»]", "[{ header: X-Code }, { header: «x-code» }]"] {
        assert_eq!(error("duplicate-place", &field(text)).labels.len(), 1, "{text}");
    }
    for text in ["«{» header: X-Code, optional: true }", "«{» type: string }"] {
        assert!(notes(&error("missing-key", &field(text))).contains("`at: "), "{text}");
    }
    error("wrong-kind", &field("[«[»/a]]"));
    error("empty-list", &field("«[]»"));
    error("empty-text", &field("{ at: /a, after: «\"\"» }"));
    error("unknown-key", &field("{ at: { header: X-Code, «form»: int } }"));
    error("bad-header-name", &field("{ header: «\"X Code\"» }"));
    error("unused-key", &field("{ at: /a, optional: true, default: «b» }"));
    for (kind, default) in [
        ("integer", "1.5"),
        ("number", "007"),
        ("number", "inf"),
        ("number", "1."),
        ("boolean", "yes"),
        ("status", "99"),
        ("timestamp", "today"),
        ("json", "1"),
        ("{ list: { a: string } }", "a"),
        ("Code", "lost"),
    ] {
        let catalog = "errors: { Code: { open: false, codes: { gone: Gone } } }\n";
        let text = format!("{{ at: /a, type: {kind}, default: «{default}» }}");
        error("bad-default", &format!("{}{}", if kind == "Code" { catalog } else { "" }, field(&text)));
    }
    error(
        "not-a-text",
        &field("{ at: «{ header: X-Codes }», type: { list: { a: string } } }")
            .replace("«{ header: X-Codes }»", "{ header: «X-Codes» }"),
    );
    error("not-a-text", &field("{ at: /a, type: json, before: «\",\"» }"));
}

#[test]
fn a_field_that_need_not_be_there_identifies_no_body() {
    let body = |fields: &str| format!("bodies: {{ «api»: {{ fields: {{ {fields} }} }} }}\n");
    error("matches-anything", &body("code: { at: /code, default: none }"));
    error("matches-anything", &body("all: { at: \"\", type: json }"));
    silent(&body("all: \"\"").replace(['«', '»'], ""));
    silent(&body("code: { header: X-Code }").replace(['«', '»'], ""));
    error(
        "unreachable-body",
        "bodies:\n  any: { fields: { code: [{ header: X-Code }, /code] } }\n  «plain»: { fields: { code: /code, more: /more } }\n",
    );
    silent("bodies:\n  one: { fields: { code: { header: X-Code } } }\n  other: { fields: { code: /code } }\n");
    silent("bodies:\n  cut: { fields: { code: { at: /code, after: \"#\" } } }\n  plain: { fields: { code: /code } }\n");
}

#[test]
fn a_review_says_which_values_a_service_cannot_send() {
    let asked = |body: &str| {
        let notes = errspec_spec::review(&contract(&format!("bodies: {{ api: {{ {body} }} }}\n")));
        let sending = notes.into_iter().filter(|note| note.rule.slug == "value-not-sent");
        sending.map(|note| note.message).collect::<Vec<_>>()
    };
    let json = |fields: &str| asked(&format!("fields: {{ message: /m, {fields} }}"));
    let at = |place: &str| format!("a: {{ at: {{ items: /l, where: {{ {place} }}, member: /a }}, optional: true }}");
    for sent in [
        "/k: x",
        "/k: { ends: x }",
        "/k: [{ starts: x }, { contains: y }]",
        "/k: { not: { present: true } }",
        "/a: { present: true }",
    ] {
        assert_eq!(json(&at(sent)), Vec::<String>::new(), "{sent}");
    }
    for lost in ["/k: { present: true }", "/k: { starts: x, ends: y }", "/k: { at_least: 1 }"] {
        assert_eq!(json(&at(lost)), ["a service cannot send `a`: no text of the test of `/k` passes it"], "{lost}");
    }
    // Another field of the same item is at the place of the test.
    let item = "items: /l, where: { /k: { present: true } }";
    assert_eq!(json(&format!("k: {{ at: {{ {item}, member: /k }} }}, {}", at("/k: { present: true }"))), Vec::<String>::new());
    let text = |fields: &str| asked(&format!("format: text, when: {{ content_type: text/plain }}, fields: {{ {fields} }}"));
    let note = "a service cannot send all of `code` and `message`: they are parts of one text";
    assert_eq!(text("code: { at: '', before: ':' }, message: { at: '', after: ': ' }"), [note]);
    assert_eq!(text("text: '', message: { at: '', after: ': ' }"), Vec::<String>::new());
    assert_eq!(text("message: { at: '', after: ': ' }"), Vec::<String>::new());
}
