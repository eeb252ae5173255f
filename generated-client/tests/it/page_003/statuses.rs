//! Statuses, and when a call is sent again.

use crate::support::{class, declared, drive, millis, remarked, retried, safe, secs, silent_without_answer, status};
use errspec::retry::{Hinted, Outcome, Reason};
use errspec::{Action, Basis, Category, Change, RetryClass};
use generated_client::vision::{CONTRACT, ErrorCode, RETRY, Status, UNSPECIFIED};
use std::time::Duration;

#[test]
fn line_01_ok() {
    status(&CONTRACT, 200, "OK", &["succeeded"]);
    assert!(CONTRACT.is_success(200));
}

#[test]
fn line_02_created() {
    status(&CONTRACT, 201, "Created", &["resource", "created"]);
    assert!(CONTRACT.is_success(201));
}

#[test]
fn line_03_no_content() {
    status(&CONTRACT, 204, "No Content", &["nothing", "DELETE"]);
    assert!(CONTRACT.is_success(204));
}

#[test]
fn line_04_bad_request() {
    status(&CONTRACT, 400, "Bad Request", &["syntax", "parameter"]);
    assert_eq!(class(&RETRY, 400), RetryClass::AfterChange(Change::Request));
}

#[test]
fn line_05_unauthorized() {
    status(&CONTRACT, 401, "Unauthorized", &["key", "missing", "invalid"]);
    assert_eq!(class(&RETRY, 401), RetryClass::AfterAction(Action::RenewCredentials));
}

#[test]
fn line_06_forbidden() {
    status(&CONTRACT, 403, "Forbidden", &["key is valid", "permissions", "scope"]);
    assert_eq!(class(&RETRY, 403), RetryClass::AfterAction(Action::GetPermission));
}

#[test]
fn line_07_not_found_or_no_access() {
    status(&CONTRACT, 404, "Not Found", &["not exist", "no access"]);
    assert_eq!(class(&RETRY, 404), RetryClass::Never);
}

#[test]
fn line_08_conflict() {
    let row = status(&CONTRACT, 409, "Conflict", &["exists already"]);
    crate::support::mentions(&row.causes.join(", "), &["upload"]);
    assert_eq!((class(&RETRY, 409), row.category), (RetryClass::Never, Some(Category::Conflict)));
}

#[test]
fn line_09_payment_required_after_409() {
    let row = status(&CONTRACT, 402, "Payment Required", &["paid"]);
    crate::support::mentions(&row.causes.join(", "), &["subscription", "past due", "payment"]);
    assert_eq!((class(&RETRY, 402), row.category), (RetryClass::AfterAction(Action::AddFunds), Some(Category::Payment)));
    let order = declared(&CONTRACT);
    assert_eq!(
        order,
        [200, 201, 204, 400, 401, 403, 404, 409, 402, 422, 429, 500, 503, 504, 413],
        "the page's order, then the implied one"
    );
}

#[test]
fn line_10_unprocessable_entity() {
    status(&CONTRACT, 422, "Unprocessable Entity", &["well formed", "validation", "business rule"]);
    assert_eq!(class(&RETRY, 422), RetryClass::AfterChange(Change::Request));
}

#[test]
fn line_11_too_many_requests() {
    let row = status(&CONTRACT, 429, "Too Many Requests", &["rate limit"]);
    crate::support::mentions(row.action, &["Retry-After"]);
    assert_eq!(class(&RETRY, 429), RetryClass::Throttled);
}

#[test]
fn line_12_internal_server_error() {
    let row = status(&CONTRACT, 500, "Internal Server Error", &["server"]);
    crate::support::mentions(row.action, &["exponential", "retry"]);
    assert_eq!(class(&RETRY, 500), RetryClass::Transient);
}

#[test]
fn line_13_service_unavailable() {
    let row = status(&CONTRACT, 503, "Service Unavailable", &["service"]);
    crate::support::mentions(&row.causes.join(", "), &["AI provider", "upstream", "overload"]);
    crate::support::mentions(row.action, &["wait a little", "retry"]);
    assert_eq!((class(&RETRY, 503), row.category), (RetryClass::Transient, Some(Category::Unavailable)));
}

#[test]
fn line_14_gateway_timeout_wants_a_smaller_request() {
    let row = status(&CONTRACT, 504, "Gateway Timeout", &["too long"]);
    crate::support::mentions(row.action, &["smaller batch", "simpler query"]);
    assert_eq!((class(&RETRY, 504), row.category), (RetryClass::AfterChange(Change::Size), Some(Category::Timeout)));
    assert_eq!(end_of(504), Some(Reason::NotRetryable(RetryClass::AfterChange(Change::Size))));
}

fn end_of(status: u16) -> Option<Reason> {
    crate::support::end(safe(&RETRY), &Outcome::status(status))
}

#[test]
fn line_15_413_is_implied_by_a_code() {
    status(&CONTRACT, 413, "Content Too Large", &["file", "too large"]);
    assert_eq!(Status::new(413).basis(), Basis::Inferred);
    assert!(Status::DECLARED.iter().filter(|status| status.basis() != Basis::Stated).eq([&Status::new(413)]));
    assert_eq!((ErrorCode::Http413.status(), ErrorCode::Http413.as_str()), (Some(413), "HTTP_413"));
    assert_eq!(Status::new(413).category(), Some(Category::TooLarge));
}

#[test]
fn line_27_the_sample() {
    assert_eq!((RETRY.max_attempts(), RETRY.backoff.cap), (3, Duration::MAX));
    let ranges = [1, 2, 3].map(|n| RETRY.delay_range(n));
    assert_eq!(ranges, [(millis(1000), millis(1500)), (millis(2000), millis(2500)), (millis(4000), millis(4500))]);
    assert_eq!(retried(&RETRY), [429, 500, 503]);

    assert_eq!(RETRY.hint(&Outcome::status(429)), Hinted::Wait(secs(5)), "five seconds where the header is missing");
    assert_eq!(RETRY.hint(&Outcome::status(429).headers(&[("Retry-After", "soon")])), Hinted::Wait(secs(5)));
    assert_eq!(RETRY.hint(&Outcome::status(429).headers(&[("Retry-After", "9")])), Hinted::Wait(secs(9)));
    assert_eq!(RETRY.hint(&Outcome::status(503).headers(&[("Retry-After", "9")])), Hinted::Nothing);
    assert_eq!(drive(safe(&RETRY), &Outcome::status(429)).0, [secs(5), secs(5)]);
    assert_eq!(drive(safe(&RETRY), &Outcome::status(429).headers(&[("Retry-After", "9")])).0, [secs(9), secs(9)]);

    let (waits, gave_up) = drive(safe(&RETRY), &Outcome::status(503));
    assert!(
        waits.len() == 2
            && (millis(1000)..=millis(1500)).contains(&waits[0])
            && (millis(2000)..=millis(2500)).contains(&waits[1]),
        "{waits:?}"
    );
    let gave_up = gave_up.unwrap();
    assert_eq!((gave_up.reason, gave_up.attempts), (Reason::AttemptsExhausted, 3));

    let mut mixed = safe(&RETRY);
    mixed.on_outcome(&Outcome::status(429), secs(0));
    mixed.on_outcome(&Outcome::status(500), secs(5));
    let last = mixed.on_outcome(&Outcome::status(429), secs(10));
    assert!(
        matches!(&last, errspec::retry::Step::End(Err(end)) if end.reason == Reason::AttemptsExhausted),
        "both branches share the attempts: {last:?}"
    );
    assert_eq!(end_of(400), Some(Reason::NotRetryable(RetryClass::AfterChange(Change::Request))));
}

#[test]
fn line_28_what_is_not_said() {
    remarked(UNSPECIFIED, &["states", "polling", "health"]);
    silent_without_answer(&CONTRACT, UNSPECIFIED);
    assert!(CONTRACT.machines.is_empty());
}
