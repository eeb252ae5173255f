//! Bodies in formats other than JSON: pointers and types that they cannot have, and media types of other formats.

use crate::common::{error, notes, silent, warning};

fn body(format: &str, rest: &str) -> String {
    format!("bodies: {{ api: {{ format: {format}, {rest} }} }}\n")
}

#[test]
fn a_pointer_that_no_document_has_is_a_finding() {
    for (fields, note) in [
        ("a: «\"\"»", "name of the root element"),
        ("a: «\"/s:Error/Code\"»", "without its prefix"),
        ("a: «\"/Error/a b\"»", "name of an element"),
        ("a: «/Error/@id/x»", "name of an element"),
        ("a: «/@id»", "name of the root element"),
        ("a: «/0/Code»", "name of the root element"),
        ("a: /Error/Code, b: «/Fault/Code»", "A document with another root element is another body"),
        ("a: { at: «/Error/List», type: { list: { list: string } } }", "items of a list are elements"),
        ("a: { at: /Error/List, type: { list: { code: { at: «\"/a b\"» } } } }", "name of an element"),
    ] {
        let finding = error("not-in-format", &body("xml", &format!("fields: {{ {fields} }}")));
        assert!(notes(&finding).contains(note), "{fields}: {}", notes(&finding));
    }
    for (fields, note) in [
        ("a: «/error/code»", "the only part of the pointer"),
        ("a: { at: «/errors», type: { list: { code: string } } }", "several times"),
        ("a: { at: «/errors», type: { map: string } }", "several times"),
    ] {
        let finding = error("not-in-format", &body("form", &format!("fields: {{ {fields} }}")));
        assert!(notes(&finding).contains(note), "{fields}: {}", notes(&finding));
    }
    for fields in ["a: «/error»", "a: { at: «\"\"», type: { list: string } }", "a: { at: «\"\"», type: json }"] {
        error("not-in-format", &body("text", &format!("when: {{ status: 400 }}, fields: {{ {fields} }}")));
    }
    silent(&body(
        "xml",
        "fields: { a: /Error/Code, b: /Error/Detail/0/Code, c: /Error/@id, d: /Error/Note/#text, e: { header: X-Code } }",
    ));
    silent(&body("form", "fields: { a: /error, b: { at: /scope, type: { list: string } }, c: /scope/0 }"));
    silent(&body("form", "when: { status: 400 }, fields: { a: { at: \"\", type: { map: { list: string } } } }"));
    silent(&body("text", "when: { status: 400 }, fields: { a: { at: \"\", before: \":\" }, b: { at: \"\", after: \":\" } }"));
}

#[test]
fn one_value_has_one_type_in_all_bodies_of_a_format() {
    let two = |format: &str, first: &str, second: &str| {
        format!(
            "bodies:\n  one: {{ format: {format}, fields: {{ code: /E/c, x: {first} }} }}\n  two: {{ format: {format}, fields: {{ x: {second} }} }}\n"
        )
    };
    for (first, second) in [
        ("/E/a", "{ at: «/E/a», type: integer }"),
        ("{ at: /E/a, type: boolean }", "«/E/a»"),
        ("/E/a", "{ at: «/E/a», type: { list: string } }"),
        ("/E/a", "«/E/a/@id»"),
        ("/E/a/#text", "«/E/a»"),
    ] {
        let finding = error("types-in-format", &two("xml", first, second));
        assert_eq!(finding.labels.len(), 1, "{first} {second}");
    }
    silent(&two("xml", "{ at: /E/a, type: integer }", "{ at: /E/a, type: number }"));
    silent(&two("json", "/E/a", "{ at: /E/a, type: integer }"));
}

#[test]
fn a_body_of_any_text_needs_a_condition() {
    for fields in ["a: \"\"", "a: { at: \"\", before: \":\" }"] {
        let finding = error("matches-anything", &format!("bodies: {{ «api»: {{ format: text, fields: {{ {fields} }} }} }}\n"));
        assert!(notes(&finding).contains("text/plain"));
    }
    silent(&body("text", "when: { content_type: text/plain }, fields: { a: \"\" }"));
    silent(&body("text", "fields: { a: { at: \"\", type: integer } }"));
}

#[test]
fn a_media_type_of_another_format_is_a_finding() {
    for (format, media_type) in [
        ("xml", "application/json"),
        ("xml", "application/problem+json"),
        ("form", "text/xml"),
        ("text", "application/json"),
        ("xml", "image/png"),
    ] {
        let at = if format == "text" { "\"\"" } else { "/a" };
        warning("other-format", &body(format, &format!("when: {{ content_type: «{media_type}» }}, fields: {{ a: {at} }}")));
    }
    for (format, media_type) in [
        ("xml", "text/xml"),
        ("xml", "application/problem+xml"),
        ("xml", "text/plain"),
        ("form", "application/x-www-form-urlencoded"),
    ] {
        silent(&body(format, &format!("when: {{ content_type: {media_type} }}, fields: {{ a: /a }}")));
    }
}

#[test]
fn bodies_of_different_formats_do_not_hide_each_other() {
    silent(
        "bodies:\n  one: { fields: { x: /a } }\n  two: { format: xml, fields: { x: /a } }\n  three: { format: form, fields: { x: /a, y: /b } }\n",
    );
    error(
        "unreachable-body",
        "bodies:\n  one: { format: xml, fields: { x: /a/x } }\n  «two»: { format: xml, fields: { x: /a/x, y: /a/y } }\n",
    );
}
