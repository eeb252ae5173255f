//! Statuses and what is said of them.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-status",
        title: "a value is not an HTTP status",
        text: "A status has three digits (RFC 9110, section 15). Where several are meant, write a class (`5xx`) \
               or a range (`500-599`).",
        wrong: "statuses: { 50x: Down }",
        right: "statuses: { 5xx: { retry: transient } }",
    },
    Explanation {
        slug: "overlapping-ranges",
        title: "two ranges of statuses overlap",
        text: "A range gives defaults to the statuses in it. One range may lie inside another, and then the narrower one counts; \
               where two overlap in part, it would be open which one does.",
        wrong: "statuses:\n  400-450: { retry: never }\n  440-499: { retry: transient }",
        right: "statuses:\n  400-499: { retry: never }\n  440-450: { retry: transient }",
    },
    Explanation {
        slug: "retry-on-success",
        title: "a success has a retry class",
        text: "An outcome with a status of the declared success set ends the call; nothing asks whether it may be retried. \
               Either the status is no success, and `success` should not list it, or the body tells that such an answer failed, and \
               the body's `when` should name the status; otherwise the class means nothing. \
               `keep_polling` is left alone, since poll loops look at it.",
        wrong: "statuses: { 202: { summary: Accepted, retry: transient } }",
        right: "success: [200, 201]\nstatuses: { 202: { summary: Not ready yet, retry: transient } }",
    },
    Explanation {
        slug: "undeclared-status",
        title: "a code names a status that is not declared",
        text: "Each status that a code arrives with is declared under `statuses`, so that its meaning is stated once and a typing error \
               is noticed. A status that the page implies but does not list carries `basis: inferred`.",
        wrong: "statuses: { 404: Not found }\nerrors:\n  Code: { codes: { GONE: { status: 410 } } }",
        right: "statuses: { 404: Not found, 410: Gone }\nerrors:\n  Code: { codes: { GONE: { status: 410 } } }",
    },
    Explanation {
        slug: "unregistered-status",
        title: "a status is neither registered nor named",
        text: "The phrase and the generated name of a status come from the registry of HTTP statuses (RFC 9110, section 15, \
               and IANA). Some services send numbers of their own, such as 529 or 430: give these the `phrase` that the \
               document uses, or a `name`. Often it is two digits swapped.",
        wrong: "statuses: { 492: Too many requests }",
        right: "statuses: { 429: Too many requests, 529: { phrase: Site Is Overloaded, summary: Too much to do } }",
    },
];
