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
        title: "a value is not a path of the API",
        text: "A path begins with a slash and has its variable parts in braces. The address of the host is not part of it: \
               that is a matter of the program.",
        wrong: "operations:\n  get_job: { method: GET, path: \"https://api.example.com/jobs/:id\" }",
        right: "operations:\n  get_job: { method: GET, path: \"/jobs/{id}\" }",
    },
    Explanation {
        slug: "path-and-url",
        title: "a health check has both a path and a URL",
        text: "`path` is below the address that the API's calls go to, `url` is an absolute address. A check asks one \
               place; two places are two checks with names of their own.",
        wrong: "health:\n  api: { path: /health, url: \"https://status.example.com/health\" }",
        right: "health:\n  api: { path: /health }\n  status: { url: \"https://status.example.com/health\" }",
    },
    Explanation {
        slug: "refresh-without-credential",
        title: "the class `refresh` is used, but no credential can be renewed",
        text: "`refresh` makes a program renew a credential once and repeat the call. Where the contract lists its \
               credentials, one of them has to say `refresh: true`, or there is nothing to renew. A key that a person has \
               to replace is `{ after_action: renew_credentials }`.",
        wrong: "credentials: { key: { kind: api_key } }\nstatuses: { 401: { summary: Not known, retry: refresh } }",
        right: "credentials: { token: { kind: bearer, refresh: true } }\n\
                statuses: { 401: { summary: Not known, retry: refresh } }",
    },
];
