//! Health checks, the rate limit, the sample and the advice.

use crate::support::{class, drive, each_mentions, remarked, retried, safe, secs, silent_without_answer, texts};
use errspec::headers::{Due, Form};
use errspec::retry::{Combine, Hinted, Jitter, Outcome, Rank, Reason, Step};
use errspec::{Basis, RetryClass};
use generated_client::autoretouch::{ADVICE, ApiError, CONTRACT, RETRY, Status, UNSPECIFIED, health, operations};
use std::time::Duration;

#[test]
fn line_23_health_of_the_api() {
    let api = health::API;
    assert_eq!((api.method, api.target), ("GET", "https://api.autoretouch.com/health"));
    assert_eq!((api.status, api.empty_body, api.basis), (200, true, Basis::Stated));
    assert!(api.is_healthy(200, b"") && !api.is_healthy(200, b"ok") && !api.is_healthy(204, b""));
}

#[test]
fn line_24_health_of_version_1() {
    let v1 = health::V1;
    assert_eq!((v1.method, v1.target, v1.status, v1.empty_body), ("GET", "https://api.autoretouch.com/v1/health", 200, false));
    crate::support::mentions(v1.summary, &["available", "supported"]);
    assert!(v1.is_healthy(200, b"{}") && !v1.is_healthy(404, b""));
    assert_eq!(health::ALL, [health::API, v1]);
    remarked(UNSPECIFIED, &["unhealthy"]);
}

#[test]
fn line_25_rate_limit_headers() {
    let headers = CONTRACT.rate_limit;
    assert_eq!((headers.limit, headers.remaining), (Some("X-RateLimit-Limit"), Some("X-RateLimit-Remaining")));
    assert_eq!(headers.reset, Some(("X-RateLimit-Reset", Form::UnixSeconds)));
    crate::support::mentions(headers.summary, &["ordinary", "left in the window"]);
    remarked(UNSPECIFIED, &["unit", "X-RateLimit-Reset"]);

    let answer = [
        ("x-ratelimit-limit", "100"),
        ("X-RateLimit-Remaining", "0"),
        ("X-RateLimit-Reset", "1600290596"),
        ("Date", "Wed, 16 Sep 2020 21:09:15 GMT"),
    ];
    let limit = CONTRACT.rate_limit.read(&answer);
    assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(100), Some(0), Some(Due::At(secs(1_600_290_596)))));
    assert_eq!(ApiError::decode(429, &answer, b"").rate_limit(&answer), limit);

    let throttled = Outcome::status(429).headers(&answer);
    assert_eq!(RETRY.hint(&throttled), Hinted::Wait(secs(41)), "until the reset, by the server's own clock");
    assert_eq!(drive(safe(&RETRY), &throttled).0, [secs(41), secs(41)]);
    assert_eq!(RETRY.hint(&Outcome::status(503).headers(&answer)), Hinted::Nothing, "it is said of 429 only");
    let no_date = [("X-RateLimit-Reset", "1600290596")];
    let received = Outcome::status(429).headers(&no_date).received_at(secs(1_600_290_590));
    assert_eq!(RETRY.hint(&received), Hinted::Wait(secs(6)), "without a Date, by the clock at receipt");
}

#[test]
fn line_26_the_sample() {
    assert_eq!(RETRY.max_attempts(), 3);
    assert_eq!(retried(&RETRY), [429, 500, 503]);
    assert_eq!([1, 2, 3].map(|n| RETRY.delay(n)), [secs(2), secs(3), secs(5)]);
    assert_eq!((RETRY.delay(11), RETRY.backoff.cap), (secs(1025), Duration::MAX), "no cap");
    assert_eq!((RETRY.jitter, RETRY.delay_range(3)), (Jitter::NONE, (secs(5), secs(5))));
    for status in [429, 500, 503] {
        let (waits, gave_up) = drive(safe(&RETRY).operation(&operations::GET_EXECUTION), &Outcome::status(status));
        assert_eq!(waits, [secs(2), secs(3)], "the sleep after the last attempt is left out");
        let gave_up = gave_up.unwrap();
        assert_eq!((gave_up.reason, gave_up.attempts, gave_up.elapsed), (Reason::AttemptsExhausted, 3, secs(5)));
    }
    for status in [400, 403, 404, 422, 502] {
        let (waits, gave_up) = drive(safe(&RETRY), &Outcome::status(status));
        assert_eq!((waits.len(), gave_up.unwrap().attempts), (0, 1), "{status}");
    }
    assert_eq!(safe(&RETRY).on_outcome(&Outcome::status(200), Duration::ZERO), Step::End(Ok(())));
}

#[test]
fn line_27_advice() {
    each_mentions(
        texts(ADVICE),
        &[
            &["status", "before", "body"],
            &["401", "refresh"],
            &["log", "whole body"],
            &["429", "500", "503"],
            &["FAILED", "PAYMENT_REQUIRED"],
        ],
    );
    assert!(ADVICE.iter().all(|remark| remark.basis == Basis::Stated));
    let logged = ApiError::decode(500, &(), b"<html>stack trace</html>");
    assert_eq!(logged.into_raw(), b"<html>stack trace</html>", "the whole body can be logged");
}

#[test]
fn line_28_other_server_errors() {
    for status in [501, 502, 504, 507, 599] {
        let decision = RETRY.classify(&Outcome::status(status), None);
        assert_eq!((decision.class(), decision.rank), (RetryClass::Never, Rank::Range), "{status}");
        assert_eq!(
            (Status::new(status).basis(), CONTRACT.statuses().range(status).unwrap().facts.basis),
            (Basis::Assumed, Basis::Assumed)
        );
        assert_eq!(Status::new(status).to_string(), status.to_string(), "it is no status of this API");
    }
    assert_eq!(class(&RETRY, 418), RetryClass::Never);
    remarked(UNSPECIFIED, &["502", "504"]);
    silent_without_answer(&CONTRACT, UNSPECIFIED);
    assert_eq!(RETRY.combine, Combine::AtLeast);
}
