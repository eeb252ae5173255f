//! The page of the image generation API, line by line. The names of the tests are the numbers of its facts.

use crate::support::{
    class, declared, drive, end, mentions, millis, remarked, retried, safe, secs, silent_without_answer, status,
};
use errspec::retry::{Bound, Jitter, Outcome, OutcomeKind, Pace, PollEnd, PollStep, Poller, Rank, Reason, Step};
use errspec::{Action, Category, Change, OpenCode, RetryClass};
use generated_client::images::{
    ADVICE, ApiError, Body, CONTRACT, CREDENTIALS, ErrorCode, ErrorType, RETRY, Status, UNSPECIFIED,
};
use std::time::Duration;

#[test]
fn line_01_the_envelope_and_open_sets() {
    let raw = br#"{ "error": { "message": "Rate limit exceeded. Please slow down.", "type": "rate_limit_error", "code": "rate_limit_exceeded" } }"#;
    let error = ApiError::decode(429, &(), raw);
    let Body::Api(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (&*body.message, body.r#type, body.code),
        ("Rate limit exceeded. Please slow down.", ErrorType::RateLimitError.into(), ErrorCode::RateLimitExceeded.into())
    );
    assert!(error.is(ErrorType::RateLimitError) && error.is(ErrorCode::RateLimitExceeded));
    assert_eq!(
        (ErrorType::RateLimitError.as_str(), ErrorCode::RateLimitExceeded.as_str()),
        ("rate_limit_error", "rate_limit_exceeded")
    );
    assert_eq!((ErrorType::RateLimitError.status(), ErrorCode::RateLimitExceeded.status()), (Some(429), Some(429)));
    mentions(ErrorType::RateLimitError.summary(), &["too fast"]);
    mentions(ErrorCode::RateLimitExceeded.summary(), &["rate limit"]);
    assert!(ErrorType::CATALOG.open && ErrorCode::CATALOG.open);
    remarked(UNSPECIFIED, &["types", "codes", "one of each"]);
    remarked(ADVICE, &["status", "error.code"]);

    let other = ApiError::decode(
        400,
        &(),
        br#"{"error": {"message": "m", "type": "invalid_request_error", "code": "missing_prompt"}}"#,
    );
    assert_eq!(other.code::<ErrorCode>(), Some(OpenCode::Unknown("missing_prompt".into())));
    assert_eq!(other.error_type::<ErrorType>(), Some(OpenCode::Unknown("invalid_request_error".into())));
    assert_eq!((other.retry(), other.decision().rank), (RetryClass::AfterChange(Change::Request), Rank::Status));
    for raw in [&b"<html></html>"[..], b"", br#"{"error": {"message": "#] {
        let broken = ApiError::decode(500, &(), raw);
        assert_eq!(
            (broken.body(), broken.status(), broken.raw(), broken.retry()),
            (Body::Unknown, 500, raw, RetryClass::Transient)
        );
    }
}

#[test]
fn line_02_bad_request() {
    let row = status(&CONTRACT, 400, "Bad Request", &["request"]);
    mentions(row.action, &["body", "format", "required fields", "fix", "before retrying"]);
    assert_eq!(class(&RETRY, 400), RetryClass::AfterChange(Change::Request));
}

#[test]
fn line_03_unauthorized() {
    let row = status(&CONTRACT, 401, "Unauthorized", &["key"]);
    mentions(row.action, &["valid", "Authorization header"]);
    assert_eq!(
        (class(&RETRY, 401), CREDENTIALS[0].header),
        (RetryClass::AfterAction(Action::RenewCredentials), "Authorization")
    );
}

#[test]
fn line_04_insufficient_credits() {
    let row = status(&CONTRACT, 402, "Insufficient Credits", &["credits"]);
    mentions(row.action, &["top up", "dashboard", "then retry"]);
    assert_eq!((class(&RETRY, 402), row.category), (RetryClass::AfterAction(Action::AddFunds), Some(Category::Payment)));
    assert_eq!(end(safe(&RETRY), &Outcome::status(402)), Some(Reason::NotRetryable(RetryClass::AfterAction(Action::AddFunds))));
}

#[test]
fn line_05_not_found() {
    let row = status(&CONTRACT, 404, "Not Found", &["found"]);
    mentions(row.action, &["endpoint", "URL", "ids"]);
    assert_eq!(class(&RETRY, 404), RetryClass::Never);
}

#[test]
fn line_06_gone_after_30_days() {
    let row = status(&CONTRACT, 410, "Gone", &["expired", "for good"]);
    mentions(&row.causes.join(", "), &["image generation task", "30 days"]);
    assert_eq!(row.expires, Some(secs(30 * 24 * 60 * 60)));
    assert_eq!((class(&RETRY, 410), row.category), (RetryClass::Never, Some(Category::Gone)));
    let mut poller: Poller<'_, &str> = Poller::new(&RETRY, Pace::DEFAULT, secs(60), Duration::ZERO, 1);
    assert_eq!(
        poller.on_error(&Outcome::status(410), secs(1)),
        PollStep::End(PollEnd::Gone(None)),
        "whoever waits for the task sees it gone"
    );
}

#[test]
fn line_07_rate_limited() {
    let row = status(&CONTRACT, 429, "Rate Limited", &["too fast"]);
    mentions(row.action, &["slow down", "Retry-After"]);
    assert_eq!(class(&RETRY, 429), RetryClass::Throttled);
    let (waits, gave_up) = drive(safe(&RETRY), &Outcome::status(429).headers(&[("Retry-After", "40")]));
    assert_eq!((waits, gave_up.unwrap().reason), (vec![secs(40); 5], Reason::AttemptsExhausted));
}

#[test]
fn line_08_server_error() {
    let row = status(&CONTRACT, 500, "Server Error", &["server"]);
    mentions(row.action, &["after a moment", "exponential backoff", "support"]);
    assert_eq!(class(&RETRY, 500), RetryClass::Transient);
}

#[test]
fn line_09_labels_instead_of_reason_phrases() {
    let labels = Status::DECLARED.iter().map(|status| status.to_string()).collect::<Vec<_>>();
    let table = [
        "400 Bad Request",
        "401 Unauthorized",
        "402 Insufficient Credits",
        "404 Not Found",
        "410 Gone",
        "429 Rate Limited",
        "500 Server Error",
    ];
    assert_eq!(labels, table);
    for status in [403, 422, 502, 503, 504] {
        assert_eq!(CONTRACT.statuses().row(status), None, "{status}");
    }
    assert_eq!(
        (Status::PaymentRequired.code(), Status::TooManyRequests.code(), Status::InternalServerError.code()),
        (402, 429, 500)
    );
    assert_eq!(ErrorCode::from_wire("429"), None, "the tables' column is the status");
    remarked(UNSPECIFIED, &["403", "422", "502 to 504"]);
    assert_eq!(declared(&CONTRACT).len(), 7);
}

#[test]
fn line_10_the_sample() {
    assert_eq!(RETRY.max_attempts(), 6);
    assert_eq!(retried(&RETRY), [429, 500], "the tables; the sample's other statuses are a conflict");
    assert_eq!([1, 2, 3, 4, 5].map(|n| RETRY.delay(n)), [1000, 2000, 4000, 8000, 16_000].map(millis));
    assert_eq!((RETRY.delay(6), RETRY.delay(100), RETRY.reaches_cap()), (secs(30), secs(30), false), "never with the defaults");
    assert_eq!((RETRY.jitter, RETRY.jitter.bound), (Jitter::additive(secs(1)).soft(), Bound::Soft));
    assert_eq!((RETRY.delay_range(1), RETRY.delay_range(6)), ((secs(1), secs(2)), (secs(30), secs(31))), "on top of the cap");
    assert_eq!(RETRY.worst_case_wait(), secs(1 + 2 + 4 + 8 + 16 + 5));

    let (waits, gave_up) = drive(safe(&RETRY), &Outcome::status(500));
    assert_eq!(waits.len(), 5, "no sleep after the last");
    for (wait, base) in waits.iter().zip([1, 2, 4, 8, 16]) {
        assert!((secs(base)..=secs(base + 1)).contains(wait), "{waits:?}");
    }
    let gave_up = gave_up.unwrap();
    assert_eq!((gave_up.reason, gave_up.attempts), (Reason::AttemptsExhausted, 6));
    assert_eq!(
        gave_up.last.map(|last| last.kind),
        Some(OutcomeKind::Status(500)),
        "the sample's last error has no cause; this one does"
    );

    for status in [200, 201, 299] {
        assert_eq!(safe(&RETRY).on_outcome(&Outcome::status(status), Duration::ZERO), Step::End(Ok(())));
    }
    for status in [400, 401, 402, 404, 410, 418] {
        assert_eq!(drive(safe(&RETRY), &Outcome::status(status)).1.map(|gave_up| gave_up.attempts), Some(1), "{status}");
    }
    silent_without_answer(&CONTRACT, UNSPECIFIED);
}

#[test]
fn line_11_always_jitter() {
    remarked(ADVICE, &["always", "jitter", "many clients"]);
    let first =
        |seed: u64| drive(RETRY.call(Duration::ZERO, seed).safety(errspec::retry::Safety::Safe), &Outcome::status(500)).0[0];
    let mut waits: Vec<Duration> = (0..20).map(first).collect();
    waits.sort_unstable();
    waits.dedup();
    assert_eq!(waits.len(), 20, "no two of 20 clients come back together");
}

#[test]
fn line_12_what_stands_elsewhere() {
    remarked(UNSPECIFIED, &["rate limits", "page of their own"]);
    let headers = CONTRACT.rate_limit;
    assert_eq!((headers.limit, headers.remaining, headers.reset), (None, None, None));
    assert!(CONTRACT.machines.is_empty(), "no states but the expiry of line 6");
}
