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
        slug: "code-in-success",
        title: "a code comes with a success in which no body is looked for",
        text: "A body is looked for in a success only where its `when` names the status, so that no other success is ever taken for a \
               failure. A code that is documented with 200 therefore needs a body that names 200 and carries the code; without one, \
               answers with the code count as successes.",
        wrong: "statuses: { 200: The answer is in the body }\nerrors:\n  Code: { codes: { no_such_channel: { status: 200 } } }\n\
                bodies:\n  api: { fields: { code: { at: /error, type: Code } } }",
        right: "statuses: { 200: The answer is in the body }\nerrors:\n  Code: { codes: { no_such_channel: { status: 200 } } }\n\
                bodies:\n  api: { when: { status: [200, 4xx, 5xx] }, fields: { code: { at: /error, type: Code } } }",
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
        slug: "literal-pointer",
        title: "a member is named by a pointer",
        text: "The members of a list's items and of a state's payload are named by their keys, which are taken literally: `/loc` would be \
               a member whose name begins with a slash.",
        wrong: "bodies:\n  api: { fields: { errors: { at: /errors, type: { list: { /loc: json } } } } }",
        right: "bodies:\n  api: { fields: { errors: { at: /errors, type: { list: { loc: json } } } } }",
    },
    Explanation {
        slug: "literal-wildcard",
        title: "a wildcard or placeholder stands where text is taken literally",
        text: "JSON Pointers (RFC 6901), prefixes and header names know no wildcards: `/errors/*/code` reads a member called `*`. An item \
               of a list is its index, and a field of a list type holds all items. A prefix is just the text that codes begin with.",
        wrong: "bodies:\n  api: { fields: { message: /errors/*/message } }",
        right: "bodies:\n  api: { fields: { message: /errors/0/message } }",
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
        slug: "not-json",
        title: "a body is limited to answers that are not JSON",
        text: "The fields of a body are read from JSON. A body whose `when` asks for XML, a form or a picture can match nothing, since \
               such an answer has no JSON in it. The answer is an error with its status and its bytes all the same.",
        wrong: "bodies:\n  api: { when: { content_type: application/xml }, fields: { message: /message } }",
        right: "bodies:\n  api: { when: { content_type: application/json }, fields: { message: /message } }",
    },
    Explanation {
        slug: "state-taken-for-error",
        title: "a body in a success requires nothing but what a machine's state is read from",
        text: "A body whose `when` names a success makes a failure of every such answer that it matches. If it requires no more than the \
               place from which a machine reads its state, each reading of the state is a failure, and a wait for the job ends at the \
               first one. Require a field that only a failure has, such as a message or a code at a place of its own.",
        wrong: "bodies:\n  api: { when: { status: [200, 4xx] }, fields: { phrase: /status } }\n\
                machines:\n  Job:\n    observe: { at: /status }\n    initial: queued\n    unknown: { treat_as: pending, limit: 5 }\n\
                \x20   states: { queued: { kind: pending }, done: { kind: final, outcome: success } }\n    edges: [queued -> done]\n\
                \x20   poll: { interval: 1s }",
        right: "bodies:\n  api: { when: { status: [200, 4xx] }, fields: { phrase: /status, message: /error/message } }\n\
                machines:\n  Job:\n    observe: { at: /status }\n    initial: queued\n    unknown: { treat_as: pending, limit: 5 }\n\
                \x20   states: { queued: { kind: pending }, done: { kind: final, outcome: success } }\n    edges: [queued -> done]\n\
                \x20   poll: { interval: 1s }",
    },
    Explanation {
        slug: "success-taken-for-error",
        title: "a body in a success matches every success",
        text: "A body whose `when` names a success makes a failure of every such answer that it matches. A body that requires no field \
               matches them all, and no call would ever succeed. Require the field that only a failure has. A media type that only \
               failures have, such as `application/problem+json`, is enough as well.",
        wrong: "bodies:\n  api: { when: { status: 2xx }, fields: { message: { at: /error, optional: true } } }",
        right: "bodies:\n  api: { when: { status: 2xx }, fields: { message: /error } }",
    },
    Explanation {
        slug: "unreachable-body",
        title: "a body can never match, since an earlier one matches whenever it does",
        text: "Bodies are tried in the order of the file, and the first that matches is taken. A body is looked at in vain \
               if earlier ones hold for all of its statuses and media types and require no more than it does. Types count: \
               an open catalog takes every text, a closed one only its codes. Put the body that asks for more first, or \
               give the other one a field, a type or a `when` that tells the two apart.",
        wrong: "bodies:\n  short: { fields: { message: /message } }\n  long: { fields: { message: /message, hint: /hint } }",
        right: "bodies:\n  long: { fields: { message: /message, hint: /hint } }\n  short: { fields: { message: /message } }",
    },
    Explanation {
        slug: "retry-never-acts",
        title: "codes say what may be retried, and no body reads them as the code or type of an error",
        text: "The class of an error comes from its code, then its type, then its status. Code and type are the fields of a body \
               that have these roles, by their name or by `role`. A catalog that only a field without a role has for its \
               type, or the items of a list, or nothing at all, decides nothing, whatever `retry` and `effect` its codes \
               state: the status decides alone. Give the field the role, or state the class where it acts: on the status, or \
               in a rule about the field.",
        wrong: "errors:\n  ErrorCode:\n    codes:\n      LOCKED: { summary: It is locked, retry: transient }\nbodies:\n  api:\n\
                \x20   fields: { reason: { at: /reason, type: ErrorCode } }",
        right: "errors:\n  ErrorCode:\n    codes:\n      LOCKED: { summary: It is locked, retry: transient }\nbodies:\n  api:\n\
                \x20   fields: { reason: { at: /reason, type: ErrorCode, role: code } }",
    },
    Explanation {
        slug: "unread-catalog",
        title: "no body has a field for the codes of a catalog",
        text: "A code is recognized where a field of a body has its catalog as type. Without such a field the codes of \
               the catalog are generated and never met, and what they say about retries never counts. A contract without \
               any bodies is not asked, unless it has statuses and its codes say what may be retried (`retry-never-acts`).",
        wrong: "errors:\n  ErrorCode: { codes: { LOST: It is lost } }\nbodies:\n  api: { fields: { code: /code } }",
        right: "errors:\n  ErrorCode: { codes: { LOST: It is lost } }\nbodies:\n\
                \x20 api: { fields: { code: { at: /code, type: ErrorCode } } }",
    },
];
