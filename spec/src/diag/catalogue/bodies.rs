//! Bodies, fields, pointers.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-content-type",
        title: "a value is not a media type",
        text: "A media type is a type and a subtype with a slash between them (RFC 9110, section 8.3.1). Parameters such as `charset` \
               are left out: they do not decide whether a body matches.",
        wrong: "when: { content_type: json }",
        right: "when: { content_type: application/json }",
    },
    Explanation {
        slug: "bad-pointer",
        title: "a value is not a JSON Pointer",
        text: "Places in a body are JSON Pointers (RFC 6901): a slash before each step, `~0` for a tilde and `~1` for a slash inside a \
               name. JSONPath and dotted names are not read.",
        wrong: "fields: { message: $.error.message }",
        right: "fields: { message: /error/message }",
    },
    Explanation {
        slug: "duplicate-role",
        title: "two fields of a body have the same role",
        text: "A role (`code`, `type`, `message`, `request_id`, `details`, `delay`) feeds one accessor, so one field of a body has it. \
               A field that is named like a role has that role without saying so.",
        wrong: "fields: { message: /message, text: { at: /text, role: message } }",
        right: "fields: { message: /message, text: /text }",
    },
];
