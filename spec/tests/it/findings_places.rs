//! Places from which a value cannot be read.

use super::common::{error, notes, silent};

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
