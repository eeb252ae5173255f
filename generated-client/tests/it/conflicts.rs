//! Contradictions of the pages are recorded, and the contracts follow their resolutions.

use crate::support::{class, conflict, drive, end, millis, not_repeated_if_unsafe, retried, safe, secs};
use errspec::retry::{Bound, Combine, Outcome, PolicyBuilder, Rank, Reason, Retry, Rule, Transport};
use errspec::when::When;
use errspec::{Action, Basis, Category, Change, Effect, Moment, RetryClass};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};
use std::time::Duration;

#[test]
fn conflict_01_formula_against_comment() {
    conflict(autoretouch::CONFLICTS, &["formula", "2, 3, 5"], &["comment", "1, 3, 5"], &["formula"]);
    assert_eq!([1, 2, 3].map(|n| autoretouch::RETRY.delay(n)), [secs(2), secs(3), secs(5)]);
}

#[test]
fn conflict_02_reset_against_backoff() {
    conflict(autoretouch::CONFLICTS, &["reset", "429"], &["sample", "backs off"], &["reset", "at least"]);
    assert_eq!(autoretouch::RETRY.combine, Combine::AtLeast);
    let resets_in = |seconds: u64| {
        let reset = (1_600_290_555 + seconds).to_string();
        let headers = [("X-RateLimit-Reset", &*reset), ("Date", "Wed, 16 Sep 2020 21:09:15 GMT")];
        drive(safe(&autoretouch::RETRY), &Outcome::status(429).headers(&headers)).0
    };
    assert_eq!(resets_in(30), [secs(30), secs(30)], "never before the reset");
    assert_eq!(resets_in(1), [secs(2), secs(3)], "and at least the backoff");
}

#[test]
fn conflict_03_a_status_in_no_table() {
    conflict(autoretouch::CONFLICTS, &["tables", "429"], &["text", "advice", "sample"], &["429"]);
    assert_eq!(autoretouch::Status::new(429).basis(), Basis::Stated);
    assert!(autoretouch::Status::DECLARED.contains(&autoretouch::Status::TooManyRequests));
}

#[test]
fn conflict_04_refresh_against_raise() {
    conflict(autoretouch::CONFLICTS, &["refresh", "401"], &["sample", "raises"], &["once"]);
    let unauthorized = Outcome::status(401);
    let (waits, gave_up) = drive(safe(&autoretouch::RETRY).refreshable(), &unauthorized);
    let gave_up = gave_up.unwrap();
    assert_eq!((waits, gave_up.reason, gave_up.attempts), (vec![Duration::ZERO], Reason::RefreshFailed, 2));
    assert_eq!(end(safe(&autoretouch::RETRY), &unauthorized), Some(Reason::NotRetryable(RetryClass::Refresh)));
}

#[test]
fn conflict_05_ends_that_are_left() {
    conflict(autoretouch::CONFLICTS, &["FAILED", "PAYMENT_REQUIRED", "ends"], &["retries"], &["resting", "command"]);
    use autoretouch::ExecutionState::{Active, Failed, PaymentRequired};
    for state in [Failed, PaymentRequired] {
        assert!(!state.is_final() && !state.is_active() && !state.can_become(Active), "{state}");
        assert!(state.can_become_after(&[autoretouch::ExecutionCommand::Retry], Active), "{state}");
    }
}

#[test]
fn conflict_06_payment_as_a_state() {
    conflict(autoretouch::CONFLICTS, &["PAYMENT_REQUIRED"], &["402"], &["category payment"]);
    assert_eq!(autoretouch::ExecutionState::PaymentRequired.category(), Some(Category::Payment));
    assert_eq!(autoretouch::CONTRACT.statuses().row(402), None);
}

#[test]
fn conflict_07_two_waits_after_429() {
    conflict(media_tasks::CONFLICTS, &["Retry-After"], &["exponential", "429"], &["longer"]);
    assert_eq!(media_tasks::RETRY.combine, Combine::AtLeast);
    let (waits, _) = drive(safe(&media_tasks::RETRY), &Outcome::status(429).headers(&[("Retry-After", "60")]));
    assert_eq!(waits, [secs(60), secs(60)]);
}

#[test]
fn conflict_08_unavailable_without_503() {
    conflict(media_tasks::CONFLICTS, &["model_unavailable"], &["503"], &["code", "transient"]);
    assert_eq!(media_tasks::CONTRACT.statuses().row(503), None);
    let code = media_tasks::TaskErrorCode::ModelUnavailable;
    let decision = media_tasks::RETRY.classify(&Outcome::status(503).code(code), None);
    assert_eq!((decision.class(), decision.rank), (RetryClass::Transient, Rank::Code));
}

#[test]
fn conflict_09_retry_what_must_be_changed() {
    conflict(media_tasks::CONFLICTS, &["retry", "content_policy_violation"], &["prompt"], &["after_change", "never automatic"]);
    let violation = Outcome::status(500).code(media_tasks::TaskErrorCode::ContentPolicyViolation);
    assert_eq!(end(safe(&media_tasks::RETRY), &violation), Some(Reason::NotRetryable(RetryClass::AfterChange(Change::Input))));
}

#[test]
fn conflict_10_one_500_that_is_not_retried() {
    conflict(jobs::CONFLICTS, &["every 500"], &["PROCESSING_FAILED"], &["code wins", "inspect"]);
    let failed = Outcome::status(500).code(jobs::ErrorCode::ProcessingFailed);
    assert_eq!(end(safe(&jobs::RETRY), &failed), Some(Reason::NotRetryable(RetryClass::Inspect)));
    assert_eq!(drive(safe(&jobs::RETRY), &Outcome::status(500)).0.len(), 2);
}

#[test]
fn conflict_11_client_errors_are_not_sent_again() {
    conflict(jobs::CONFLICTS, &["client errors are not retried"], &["behavior"], &["intent"]);
    assert!(retried(&jobs::RETRY).iter().all(|status| *status == 429 || *status >= 500));
    assert_eq!(drive(safe(&jobs::RETRY), &Outcome::status(400)).1.map(|gave_up| gave_up.attempts), Some(1));
}

#[test]
fn conflict_12_a_post_that_may_have_acted() {
    conflict(jobs::CONFLICTS, &["POST", "500"], &["may have started"], &["maybe", "unsafe", "not repeated"]);
    not_repeated_if_unsafe(&jobs::RETRY, &Outcome::status(500));
    not_repeated_if_unsafe(&jobs::RETRY, &Outcome::status(500).code(jobs::ErrorCode::DatabaseError));
    not_repeated_if_unsafe(&jobs::RETRY, &Outcome::transport(Transport::Timeout));
    let throttled = Outcome::status(429);
    assert_eq!(jobs::RETRY.classify(&throttled, None).effect, Effect::None);
    assert_eq!(drive(jobs::RETRY.call(Duration::ZERO, 1), &throttled).0.len(), 2, "a refused call did not act");
}

#[test]
fn conflict_13_payment_under_400() {
    conflict(jobs::CONFLICTS, &["INSUFFICIENT_BALANCE", "400"], &["402"], &["category payment", "funds"]);
    let code = jobs::ErrorCode::InsufficientBalance;
    assert_eq!(
        (code.category(), code.retry(), code.status()),
        (Category::Payment, RetryClass::AfterAction(Action::AddFunds), Some(400))
    );
}

#[test]
fn conflict_14_an_unchanged_504() {
    conflict(vision::CONFLICTS, &["sample", "504 unchanged"], &["smaller"], &["after_change", "not automatic"]);
    let slow = Outcome::status(504);
    assert_eq!(end(safe(&vision::RETRY), &slow), Some(Reason::NotRetryable(RetryClass::AfterChange(Change::Size))));
    static ONCE: [Rule; 1] = [Rule {
        when: When { status: &[(504, 504)], ..When::ANY },
        retry: Some(Retry::of(RetryClass::Transient).attempts(2)),
        ..Rule::NONE
    }];
    let allowed = PolicyBuilder::from(vision::RETRY).rules(&ONCE).build().unwrap();
    assert_eq!(drive(safe(&allowed), &slow).0.len(), 1, "a user may allow one unchanged retry");
}

#[test]
fn conflict_15_one_shape_read_of_several() {
    conflict(vision::CONFLICTS, &["sample", "middleware"], &["most errors", "framework"], &["every shape"]);
    let read = |body: &[u8]| {
        let error = vision::ApiError::decode(404, &(), body);
        (error.message().map(|message| message.into_owned()), error.code_text().map(|code| code.into_owned()))
    };
    assert_eq!(read(br#"{"error": {"code": "A", "message": "one"}}"#), (Some("one".into()), Some("A".into())));
    assert_eq!(read(br#"{"detail": {"code": "B", "message": "two"}}"#), (Some("two".into()), Some("B".into())));
    assert_eq!(read(br#"{"detail": "three"}"#), (Some("three".into()), None));
}

#[test]
fn conflict_16_two_codes_for_storage() {
    conflict(vision::CONFLICTS, &["HTTP_413", "storage"], &["STORAGE_QUOTA_EXCEEDED"], &["HTTP_413", "after_change"]);
    assert_eq!(vision::ErrorCode::Http413.retry(), RetryClass::AfterChange(Change::Size));
    assert_eq!(vision::ErrorCode::StorageQuotaExceeded.retry(), RetryClass::AfterAction(Action::FreeStorage));
}

#[test]
fn conflict_17_a_code_named_after_a_missing_status() {
    conflict(vision::CONFLICTS, &["code HTTP_413"], &["table without 413"], &["added", "inferred"]);
    let status = vision::Status::new(413);
    assert_eq!((status.basis(), status.retry()), (Basis::Inferred, RetryClass::AfterChange(Change::Size)));
    assert!(vision::Status::DECLARED.contains(&status));
}

#[test]
fn conflict_18_every_status_from_500_up() {
    conflict(vision::CONFLICTS, &["sample", "every status from 500"], &["500 and 503"], &["table", "unless a user widens"]);
    assert_eq!(retried(&vision::RETRY), [429, 500, 503]);
    static WIDER: [Rule; 1] = [Rule {
        when: When { status: &[(500, 599)], ..When::ANY },
        retry: Some(Retry::of(RetryClass::Transient)),
        ..Rule::NONE
    }];
    let widened = PolicyBuilder::from(vision::RETRY).rules(&WIDER).build().unwrap();
    assert_eq!((class(&widened, 502), retried(&widened).len()), (RetryClass::Transient, 1 + 100 - 1), "all but the 504");
}

#[test]
fn conflict_19_a_month_on_a_429() {
    conflict(vision::CONFLICTS, &["USAGE_LIMIT_EXCEEDED"], &["429"], &["code wins", "no backoff"]);
    let body = br#"{"error": {"code": "USAGE_LIMIT_EXCEEDED", "message": "m", "details": {}}}"#;
    let error = vision::ApiError::decode(429, &[("Retry-After", "1")], body);
    let reason = end(safe(&vision::RETRY), &Outcome::error(&error));
    assert_eq!(reason, Some(Reason::NotRetryable(RetryClass::AfterTime(Moment::BillingCycle))));
}

#[test]
fn conflict_20_retry_after_that_a_sample_ignores() {
    conflict(images::CONFLICTS, &["table", "Retry-After"], &["sample", "ignores"], &["table"]);
    let (waits, _) = drive(safe(&images::RETRY), &Outcome::status(429).headers(&[("Retry-After", "90")]));
    assert_eq!(waits, [secs(90); 5]);
}

#[test]
fn conflict_21_not_retryable_yet_retried_after_paying() {
    conflict(images::CONFLICTS, &["402"], &["credits", "retrying"], &["after_action", "never automatic"]);
    let reason = end(safe(&images::RETRY), &Outcome::status(402));
    assert_eq!(reason, Some(Reason::NotRetryable(RetryClass::AfterAction(Action::AddFunds))));
}

#[test]
fn conflict_22_statuses_from_500_up() {
    conflict(images::CONFLICTS, &["sample", "every status from 500"], &["500 only"], &["500 is stated", "inferred", "widens"]);
    assert_eq!(images::Status::InternalServerError.basis(), Basis::Stated);
    let bad_gateway = images::RETRY.classify(&Outcome::status(502), None);
    assert_eq!((bad_gateway.class(), bad_gateway.rank), (RetryClass::Never, Rank::Range));
}

#[test]
fn conflict_23_retries_against_attempts() {
    conflict(images::CONFLICTS, &["five", "six attempts"], &["three", "three attempts"], &["attempts"]);
    assert_eq!(images::RETRY.attempts, 6);
    assert_eq!([autoretouch::RETRY.attempts, jobs::RETRY.attempts, vision::RETRY.attempts], [3, 3, 3]);
}

#[test]
fn conflict_24_a_cap_that_jitter_passes() {
    conflict(images::CONFLICTS, &["cap", "30"], &["jitter", "31"], &["soft", "hard"]);
    assert_eq!((images::RETRY.jitter.bound, images::RETRY.delay_range(6)), (Bound::Soft, (secs(30), secs(31))));
    assert_eq!((vision::RETRY.jitter.bound, media_tasks::RETRY.jitter.bound), (Bound::Hard, Bound::Hard));
    let hard = errspec::retry::Policy { jitter: errspec::retry::Jitter::additive(millis(1000)), ..images::RETRY };
    assert_eq!(hard.delay_range(6), (secs(29), secs(30)));
}

#[test]
fn conflict_25_only_200_is_success() {
    conflict(autoretouch::CONFLICTS, &["only 200"], &["201"], &["success set"]);
    conflict(jobs::CONFLICTS, &["Python", "only 200"], &["JavaScript", "2xx"], &["success set"]);
    conflict(vision::CONFLICTS, &["only 200"], &["201 and 204"], &["success set"]);
    assert!(autoretouch::CONTRACT.is_success(201) && jobs::CONTRACT.is_success(202));
    assert!(vision::CONTRACT.is_success(201) && vision::CONTRACT.is_success(204));
}

#[test]
fn no_conflict_is_left_unchecked() {
    let recorded =
        [autoretouch::CONFLICTS, media_tasks::CONFLICTS, jobs::CONFLICTS, vision::CONFLICTS, images::CONFLICTS].map(<[_]>::len);
    assert_eq!(recorded, [6 + 1, 3, 4 + 1, 6 + 1, 5], "the last one above stands in three contracts");
}
