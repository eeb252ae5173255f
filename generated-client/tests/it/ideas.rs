//! The same problem has a different code in each API, and a program that handles several APIs can treat them alike.

use crate::support::{class, retried, secs};
use errspec::place::Place;
use errspec::retry::{Hinted, Outcome, Policy, PolicyBuilder, Retry, Rule};
use errspec::when::When;
use errspec::{Action, Category, Change, Moment, RetryClass};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};

/// Category and class of a decoded answer.
macro_rules! answer {
    ($api:ident, $status:literal, $body:expr) => {{
        let error = $api::ApiError::decode($status, &(), $body.as_bytes());
        (error.category(), error.retry())
    }};
}

#[test]
fn no_money() {
    let pay = RetryClass::AfterAction(Action::AddFunds);
    let state = autoretouch::ExecutionState::PaymentRequired;
    assert_eq!((state.category(), state.retry()), (Some(Category::Payment), Some(pay)));
    assert_eq!(answer!(media_tasks, 402, ""), (Category::Payment, pay));
    let body = r#"{"error": {"code": "INSUFFICIENT_BALANCE", "message": "m"}}"#;
    assert_eq!(answer!(jobs, 400, body), (Category::Payment, pay));
    assert_eq!(answer!(vision, 402, ""), (Category::Payment, pay));
    let body = r#"{"detail": {"code": "USAGE_LIMIT_EXCEEDED", "message": "m"}}"#;
    assert_eq!(answer!(vision, 402, body), (Category::Quota, RetryClass::AfterTime(Moment::BillingCycle)));
    assert_eq!(answer!(images, 402, ""), (Category::Payment, pay));
}

#[test]
fn throttled() {
    let throttled = (Category::RateLimit, RetryClass::Throttled);
    assert_eq!(answer!(autoretouch, 429, ""), throttled);
    assert_eq!(answer!(media_tasks, 429, r#"{"error": {"message": "m", "type": "rate_limit_error"}}"#), throttled);
    assert_eq!(answer!(jobs, 429, r#"{"error": {"code": "RATE_LIMIT_EXCEEDED", "message": "m"}}"#), throttled);
    assert_eq!(answer!(vision, 429, r#"{"error": {"code": "RATE_LIMIT_ERROR", "message": "m"}}"#), throttled);
    let body = r#"{"error": {"message": "m", "type": "rate_limit_error", "code": "rate_limit_exceeded"}}"#;
    assert_eq!(answer!(images, 429, body), throttled);

    let asks = |policy: &'static Policy| policy.hints.iter().map(|hint| hint.place).collect::<Vec<_>>();
    assert_eq!(asks(&autoretouch::RETRY), [Place::header("X-RateLimit-Reset")]);
    for policy in [&media_tasks::RETRY, &vision::RETRY, &images::RETRY] {
        assert_eq!(asks(policy), [Place::header("Retry-After")]);
    }
    assert_eq!(asks(&jobs::RETRY), []);
    let without = [&autoretouch::RETRY, &media_tasks::RETRY, &vision::RETRY, &images::RETRY]
        .map(|policy| policy.hint(&Outcome::status(429)));
    assert_eq!(without, [Hinted::Nothing, Hinted::Nothing, Hinted::Wait(secs(5)), Hinted::Nothing]);
}

#[test]
fn too_slow() {
    let body = r#"{"error": {"message": "m", "type": "server_error", "code": "timeout"}}"#;
    assert_eq!(answer!(media_tasks, 200, body), (Category::Timeout, RetryClass::AfterChange(Change::Parameters)));
    let smaller = (Category::Timeout, RetryClass::AfterChange(Change::Size));
    assert_eq!(answer!(vision, 504, ""), smaller);
    assert_eq!(answer!(vision, 503, r#"{"detail": {"code": "TIMEOUT", "message": "m"}}"#), smaller);
    for statuses in [autoretouch::CONTRACT.statuses(), jobs::CONTRACT.statuses(), images::CONTRACT.statuses()] {
        assert!(statuses.rows.iter().all(|row| row.facts.category != Some(Category::Timeout)));
    }
}

#[test]
fn file_too_big() {
    let row = autoretouch::Status::new(422).facts();
    assert!(row.causes.contains(&"Its size"), "{row:?}");
    assert_eq!(answer!(autoretouch, 422, "").1, RetryClass::AfterChange(Change::Input));
    let smaller = (Category::TooLarge, RetryClass::AfterChange(Change::Size));
    let body = r#"{"error": {"message": "m", "type": "invalid_request_error", "code": "file_too_large"}}"#;
    assert_eq!(answer!(media_tasks, 400, body), smaller);
    assert_eq!(answer!(vision, 413, r#"{"detail": {"code": "HTTP_413", "message": "m"}}"#), smaller);
    assert_eq!(answer!(vision, 413, "<html>"), smaller);
}

#[test]
fn retryable_statuses_by_text() {
    assert_eq!(retried(&autoretouch::RETRY), [429, 500, 503]);
    assert_eq!(retried(&media_tasks::RETRY), [429, 500]);
    assert_eq!(retried(&jobs::RETRY), [429, 500, 503]);
    assert_eq!(retried(&vision::RETRY), [429, 500, 503]);
    assert_eq!(class(&vision::RETRY, 504), RetryClass::AfterChange(Change::Size), "a 504 only when changed");
    assert_eq!(retried(&images::RETRY), [429, 500]);
}

/// What the samples do besides is there for whoever asks for it, and for nobody else.
#[test]
fn retryable_statuses_by_sample() {
    static ALL_OF_5XX: [Rule; 1] = [Rule {
        when: When { status: &[(500, 599)], ..When::ANY },
        retry: Some(Retry::of(RetryClass::Transient)),
        ..Rule::NONE
    }];
    for policy in [&vision::RETRY, &images::RETRY] {
        assert_eq!((class(policy, 502), class(policy, 599)), (RetryClass::Never, RetryClass::Never));
        let widened = PolicyBuilder::from(*policy).rules(&ALL_OF_5XX).build().unwrap();
        assert_eq!(
            (class(&widened, 502), class(&widened, 599), class(&widened, 500)),
            (RetryClass::Transient, RetryClass::Transient, RetryClass::Transient)
        );
        assert_eq!(class(&widened, 400), class(policy, 400));
    }
    let widened = PolicyBuilder::from(vision::RETRY).rules(&ALL_OF_5XX).build().unwrap();
    assert_eq!(class(&widened, 504), RetryClass::AfterChange(Change::Size), "what is stated of one status stays");
    assert_eq!(retried(&jobs::RETRY), retried(&autoretouch::RETRY), "what the defect retries is not taken over");
}

#[test]
fn attempts_in_all() {
    let policies = [&autoretouch::RETRY, &jobs::RETRY, &vision::RETRY, &images::RETRY];
    assert_eq!(policies.map(|policy| policy.max_attempts()), [3, 3, 3, 6]);
}

#[test]
fn body_shapes() {
    let shapes = |contract: &errspec::Contract| contract.decoder.bodies.len();
    assert_eq!((shapes(&autoretouch::CONTRACT), shapes(&media_tasks::CONTRACT), shapes(&jobs::CONTRACT)), (2, 1, 1));
    assert_eq!((shapes(&vision::CONTRACT), shapes(&images::CONTRACT)), (3 + 1, 1), "of vision's, the array is inferred");
}
