//! Headers, operations, credentials, health checks.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "bad-header-name",
        title: "a value is not the name of a header",
        text: "A header name is a token: letters, digits and a few marks such as the hyphen, no blanks and no colon (RFC 9110, section \
               5.1). Case does not matter.",
        wrong: "headers: { request_id: \"X-Request-Id:\" }",
        right: "headers: { request_id: X-Request-Id }",
    },
    Explanation {
        slug: "bad-path",
        title: "a value is not the path of an operation",
        text: "A path begins with a slash; host and scheme are left to the client. A variable part stands in braces.",
        wrong: "get_job: { method: GET, path: \"https://api.example.com/jobs/:id\" }",
        right: "get_job: { method: GET, path: \"/jobs/{id}\" }",
    },
];
