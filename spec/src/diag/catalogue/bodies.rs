//! Bodies, fields, pointers.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-content-type",
        title: "a media type is not `type/subtype`",
        text: "Media types are compared without parameters and without regard to case, so they are written plainly: \
               `application/json`, `application/problem+json`. A charset or version after a semicolon never decides which \
               body it is.",
        wrong: "bodies:\n  api: { when: { content_type: json }, fields: { message: /message } }",
        right: "bodies:\n  api: { when: { content_type: application/json }, fields: { message: /message } }",
    },
    Explanation {
        slug: "bad-pointer",
        title: "a value is not a JSON Pointer",
        text: "Places in a body are JSON Pointers (RFC 6901): every step begins with a slash, `/error/code`, and an item of \
               a list is its index, `/errors/0`. In a name, `~` is written `~0` and `/` is written `~1`.",
        wrong: "bodies:\n  api: { fields: { message: $.error.message } }",
        right: "bodies:\n  api: { fields: { message: /error/message } }",
    },
    Explanation {
        slug: "conflicting-pointers",
        title: "two fields of a body exclude each other",
        text: "A text has no members, and a value has one type: a body that requires both `/error` as a text and \
               `/error/code` matches nothing. Where one of the two is optional, it is the one that is never there. Two \
               optional fields may take turns, and a field of type `json` may hold what others look into.",
        wrong: "bodies:\n  api: { fields: { message: /error, detail: /error/detail } }",
        right: "bodies:\n  plain: { fields: { message: /error } }\n  structured: { fields: { detail: /error/detail } }",
    },
    Explanation {
        slug: "duplicate-field",
        title: "two fields of a body read the same value",
        text: "Both fields always hold the same. One is enough: its name is free, and a `role` says what it stands for. Two \
               fields at one place with different types are fine, as a code that is also kept as text.",
        wrong: "bodies:\n  api: { fields: { message: /error, text: /error } }",
        right: "bodies:\n  api: { fields: { text: { at: /error, role: message } } }",
    },
    Explanation {
        slug: "duplicate-role",
        title: "two fields of a body have the same role",
        text: "A role says which field answers a question that is asked of every error: its code, its message, its request \
               id. A field with the name of a role has it, unless it says `role` itself.",
        wrong: "bodies:\n  api: { fields: { message: /message, text: { at: /text, role: message } } }",
        right: "bodies:\n  api: { fields: { message: /message, text: /text } }",
    },
    Explanation {
        slug: "matches-anything",
        title: "a body requires no field and has no `when`",
        text: "A body matches where all of its required fields are. One without any matches every JSON object, and would \
               take each error for its own, though none of its fields is there. Make the field required that tells the shape \
               apart, or limit the body with `when`: a shape whose members may all be missing is known by its media type.",
        wrong: "bodies:\n  api: { fields: { message: { at: /message, optional: true } } }",
        right: "bodies:\n  api: { when: { status: [4xx, 5xx] }, fields: { message: { at: /message, optional: true } } }",
    },
    Explanation {
        slug: "unreachable-body",
        title: "a body can never match, since an earlier one matches whenever it does",
        text: "Bodies are tried in the order of the file, and the first that matches is taken. A body is looked at in vain \
               if earlier ones hold for all of its statuses and media types and require no more than it does. Types count: \
               an open catalogue takes every text, a closed one only its codes. Put the body that asks for more first, or \
               give the other one a field, a type or a `when` that tells the two apart.",
        wrong: "bodies:\n  short: { fields: { message: /message } }\n  long: { fields: { message: /message, hint: /hint } }",
        right: "bodies:\n  long: { fields: { message: /message, hint: /hint } }\n  short: { fields: { message: /message } }",
    },
    Explanation {
        slug: "unread-catalogue",
        title: "no body has a field for the codes of a catalogue",
        text: "A code is recognized where a field of a body has its catalogue as type. Without such a field the codes of \
               the catalogue are generated and never met, and what they say about retries never counts. A contract without \
               any bodies is not asked.",
        wrong: "errors:\n  ErrorCode: { codes: { LOST: It is lost } }\nbodies:\n  api: { fields: { code: /code } }",
        right: "errors:\n  ErrorCode: { codes: { LOST: It is lost } }\nbodies:\n\
                \x20 api: { fields: { code: { at: /code, type: ErrorCode } } }",
    },
];
