//! The page of the job API, line by line. The names of the tests are the numbers of its facts.

use crate::support::{
    self, drive, each_mentions, end, mentions, millis, not_repeated_if_unsafe, remarked, retried, safe, secs, texts, wires,
};
use errspec::retry::{Jitter, Outcome, Rank, Reason, Step, Transport};
use errspec::{Action, Basis, Category, Change, Effect, OpenCode, RetryClass};
use generated_client::jobs::{ADVICE, ApiError, Body, CONTRACT, CREDENTIALS, ErrorCode, RETRY, UNSPECIFIED};
use std::time::Duration;

/// The codes of a group, by what their summaries and solutions mention.
type ReportedCode<'t> = (&'t str, &'t [&'t str], &'t [&'t str]);

#[track_caller]
fn group(title: &str, status: u16, codes: &[ReportedCode<'_>]) {
    let of_group = ErrorCode::ALL.iter().copied().filter(|code| code.group().is_some_and(|group| group.title() == title));
    let of_group: Vec<ErrorCode> = of_group.collect();
    assert_eq!(wires(&of_group), codes.iter().map(|(wire, ..)| *wire).collect::<Vec<_>>(), "{title}");
    for (code, (_, summary, action)) in of_group.iter().zip(codes) {
        assert_eq!(
            (code.status(), code.group().map_or(0, |group| group.status), code.basis()),
            (Some(status), status, Basis::Stated),
            "{code:?}"
        );
        mentions(code.summary(), summary);
        mentions(code.action().unwrap_or_default(), action);
    }
    assert!(CONTRACT.statuses().row(status).is_some());
}

fn body(code: &str) -> Vec<u8> {
    format!(r#"{{"error": {{"code": "{code}", "message": "Human-readable error message"}}}}"#).into_bytes()
}

#[test]
fn line_01_the_envelope_and_22_codes_in_7_groups() {
    let raw = body("ERROR_CODE");
    let error = ApiError::decode(400, &(), &raw);
    let Body::Api(api) = error.body() else { panic!("{error:?}") };
    assert_eq!((api.code, &*api.message), (OpenCode::Unknown("ERROR_CODE".into()), "Human-readable error message"));
    assert_eq!(error.code_ref(), None, "the placeholder is no code");

    assert_eq!(ErrorCode::ALL.len(), 22);
    let statuses: Vec<u16> = ErrorCode::CATALOG.groups.iter().map(|group| group.status).collect();
    assert_eq!(statuses, [401, 403, 400, 404, 429, 500, 503], "in the page's order");
    for code in ErrorCode::ALL {
        assert!(code.as_str().bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_'), "{code:?}");
        assert!(!code.summary().is_empty() && code.action().is_some() && code.group().is_some(), "{code:?}");
    }
    for raw in [&b"<html></html>"[..], b"", br#"{"error": {"code": "JOB_NOT_FOUND", "mess"#] {
        let broken = ApiError::decode(503, &(), raw);
        assert_eq!((broken.body(), broken.status(), broken.raw()), (Body::Unknown, 503, raw));
    }
}

#[test]
fn line_02_authentication_errors() {
    let made_anew = &["make a new key"][..];
    group(
        "Authentication errors",
        401,
        &[
            ("AUTHENTICATION_FAILED", &["authentication failed"], &["check", "format", "key"]),
            ("INVALID_API_KEY", &["not valid"], made_anew),
            ("EXPIRED_API_KEY", &["expired"], made_anew),
            ("REVOKED_API_KEY", &["revoked"], made_anew),
        ],
    );
    assert_eq!(ErrorCode::RevokedApiKey.retry(), RetryClass::AfterAction(Action::RenewCredentials));
    assert_eq!(ErrorCode::AuthenticationFailed.category(), Category::Authentication);
}

#[test]
fn line_03_authorization_errors() {
    group(
        "Authorization errors",
        403,
        &[
            ("AUTHORIZATION_FAILED", &["resource"], &["check", "key", "permits"]),
            ("SUSPENDED_ACCOUNT", &["client", "account", "suspended"], &["contact support"]),
            ("INSUFFICIENT_PERMISSIONS", &["key", "lacks", "permission"], &["key that has"]),
        ],
    );
    assert_eq!(ErrorCode::SuspendedAccount.retry(), RetryClass::AfterAction(Action::ContactSupport));
    assert_eq!(ErrorCode::InsufficientPermissions.retry(), RetryClass::AfterAction(Action::GetPermission));
}

#[test]
fn line_04_request_errors_and_a_payment_problem_among_them() {
    group(
        "Request errors",
        400,
        &[
            ("INVALID_REQUEST", &["malformed", "invalid parameters"], &["format", "body"]),
            ("MISSING_PARAMETER", &["required"], &["every required field"]),
            ("INVALID_PARAMETER", &["value", "parameter"], &["verify", "values"]),
            ("INVALID_FORMAT", &["format"], &["Content-Type", "JSON"]),
            ("INSUFFICIENT_BALANCE", &["balance", "minimum"], &["add funds"]),
        ],
    );
    assert_eq!(ErrorCode::InvalidRequest.retry(), RetryClass::AfterChange(Change::Request));
    let unpaid = ErrorCode::InsufficientBalance;
    assert_eq!((unpaid.category(), unpaid.retry()), (Category::Payment, RetryClass::AfterAction(Action::AddFunds)));
    assert_eq!(CONTRACT.statuses().row(402), None);
}

#[test]
fn line_05_not_found_errors() {
    group(
        "Not found errors",
        404,
        &[
            ("RESOURCE_NOT_FOUND", &["resource"], &["verify", "id"]),
            ("JOB_NOT_FOUND", &["job"], &["check", "job's id"]),
            ("CLIENT_NOT_FOUND", &["client"], &["verify", "client's id"]),
            ("API_KEY_NOT_FOUND", &["API key"], &["check", "key's id"]),
        ],
    );
    assert_eq!((ErrorCode::JobNotFound.category(), ErrorCode::JobNotFound.retry()), (Category::NotFound, RetryClass::Never));
}

#[test]
fn line_06_rate_limiting_without_a_header() {
    group("Rate limiting", 429, &[("RATE_LIMIT_EXCEEDED", &["rate limit"], &["wait", "back off exponentially"])]);
    assert_eq!(ErrorCode::RateLimitExceeded.retry(), RetryClass::Throttled);
    assert!(RETRY.hints.is_empty());
    remarked(UNSPECIFIED, &["Retry-After"]);
}

#[test]
fn line_07_server_errors_of_three_kinds() {
    group(
        "Server errors",
        500,
        &[
            ("INTERNAL_ERROR", &["inside the server"], &["back off exponentially"]),
            ("PROCESSING_FAILED", &["job", "processed"], &["job's details"]),
            ("DATABASE_ERROR", &["database"], &["wait", "retry"]),
            ("EXTERNAL_SERVICE_ERROR", &["service behind"], &["wait", "retry"]),
        ],
    );
    assert_eq!(ErrorCode::ProcessingFailed.retry(), RetryClass::Inspect);
    assert_eq!(ErrorCode::ExternalServiceError.category(), Category::Upstream);
}

#[test]
fn line_08_the_code_wins_over_the_status() {
    group("Service unavailable", 503, &[("SERVICE_UNAVAILABLE", &["down"], &["wait", "retry"])]);
    assert_eq!(ErrorCode::ServiceUnavailable.category(), Category::Unavailable);
    let decided = |status, code: &str| {
        let raw = body(code);
        let decision = ApiError::decode(status, &(), &raw).decision();
        (decision.class(), decision.rank)
    };
    assert_eq!(decided(500, "PROCESSING_FAILED"), (RetryClass::Inspect, Rank::Code));
    assert_eq!(decided(503, "PROCESSING_FAILED"), (RetryClass::Inspect, Rank::Code));
    assert_eq!(decided(500, "DATABASE_ERROR"), (RetryClass::Transient, Rank::Code));
    assert_eq!(decided(400, "INSUFFICIENT_BALANCE"), (RetryClass::AfterAction(Action::AddFunds), Rank::Code));
    assert_eq!(decided(500, "SOMETHING_NEW"), (RetryClass::Transient, Rank::Status));
    assert_eq!(decided(502, "SOMETHING_NEW"), (RetryClass::Never, Rank::Range));
}

#[test]
fn line_09_the_python_sample() {
    assert_eq!((RETRY.max_attempts(), retried(&RETRY)), (3, vec![429, 500, 503]));
    assert_eq!([1, 2, 3].map(|n| RETRY.delay(n)), [secs(1), secs(2), secs(4)]);
    for outcome in [Outcome::status(500), Outcome::transport(Transport::Connect), Outcome::transport(Transport::Reset)] {
        let (waits, gave_up) = drive(safe(&RETRY), &outcome);
        assert_eq!((waits, gave_up.unwrap().reason), (vec![secs(1), secs(2)], Reason::AttemptsExhausted), "{outcome:?}");
    }
    for failure in [Transport::Connect, Transport::Tls, Transport::Timeout, Transport::Reset] {
        assert_eq!(RETRY.classify(&Outcome::transport(failure), None).class(), RetryClass::Transient, "{failure}");
    }
    assert!(RETRY.rules.iter().all(|rule| rule.basis == Basis::Inferred && !rule.when.transport.is_empty()));
    let post = RETRY.call(Duration::ZERO, 1);
    assert_eq!(drive(post, &Outcome::transport(Transport::Connect)).0, [secs(1), secs(2)], "nothing was sent");
    not_repeated_if_unsafe(&RETRY, &Outcome::status(500));
    not_repeated_if_unsafe(&RETRY, &Outcome::transport(Transport::Timeout));
    not_repeated_if_unsafe(&RETRY, &Outcome::transport(Transport::Reset));
    for status in [400, 401, 403, 404] {
        let class = support::class(&RETRY, status);
        assert_eq!(
            end(safe(&RETRY), &Outcome::status(status)),
            Some(Reason::NotRetryable(class)),
            "client errors are not sent again"
        );
        assert_eq!(RETRY.classify(&Outcome::status(status), None).effect, Effect::None);
    }
}

#[test]
fn line_10_the_javascript_sample() {
    for status in [200, 201, 204, 299] {
        assert_eq!(safe(&RETRY).on_outcome(&Outcome::status(status), Duration::ZERO), Step::End(Ok(())));
    }
    assert!(!CONTRACT.is_success(199) && !CONTRACT.is_success(300));
    assert_eq!([1, 2, 3].map(|n| RETRY.delay(n)), [1000, 2000, 4000].map(millis));
    let raw = body("JOB_NOT_FOUND");
    let error = ApiError::decode(404, &(), &raw);
    mentions(&error.to_string(), &["404", "Human-readable error message", "JOB_NOT_FOUND"]);
    assert_eq!(error.raw(), raw);
}

#[test]
fn line_11_advice() {
    each_mentions(
        texts(ADVICE),
        &[
            &["status", "before parsing"],
            &["429", "500", "503"],
            &["log", "context"],
            &["rate limits", "exponential backoff"],
            &["validate input"],
            &["error rates"],
        ],
    );
}

#[test]
fn line_12_what_is_not_said() {
    assert_eq!((RETRY.backoff.cap, RETRY.jitter, RETRY.delay_range(2)), (Duration::MAX, Jitter::NONE, (secs(2), secs(2))));
    each_mentions(texts(UNSPECIFIED), &[&["Retry-After"], &["cap", "jitter"], &["states", "job"], &["request id"]]);
    assert_eq!((CONTRACT.request_id, CONTRACT.machines.len()), ("", 0));
    let error = ApiError::decode(
        404,
        &[("X-Request-Id", "7")],
        br#"{"error": {"code": "JOB_NOT_FOUND", "message": "", "request_id": "7"}}"#,
    );
    assert_eq!(error.request_id(), None);
    let resources = [ErrorCode::JobNotFound, ErrorCode::ClientNotFound, ErrorCode::ApiKeyNotFound];
    assert_eq!(resources.map(|code| code.as_str()), ["JOB_NOT_FOUND", "CLIENT_NOT_FOUND", "API_KEY_NOT_FOUND"]);
    mentions(CREDENTIALS[0].summary, &["API key", "client"]);
}
