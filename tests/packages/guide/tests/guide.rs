//! What the guide says of its example is so.

use errspec::retry::blocking::Clock;
use errspec::retry::{PollEnd, Reason, Transport};
use errspec::{Action, Category, RetryClass};
use page::{Answer, wait};
use shop::{ErrorCode, ReportState, operations};
use std::time::Duration;

/// The loop of the guide, as it stands.
#[allow(dead_code, unreachable_pub)]
mod page {
    include!(concat!(env!("OUT_DIR"), "/page.rs"));
}

#[test]
fn a_fact_comes_from_the_code_its_catalog_or_its_status() {
    assert_eq!(ErrorCode::InsufficientFunds.retry(), RetryClass::AfterAction(Action::AddFunds));
    assert_eq!((ErrorCode::LostCard.category(), ErrorCode::LostCard.status()), (Category::Payment, Some(402)));
    assert_eq!(ErrorCode::KeyInUse.retry(), RetryClass::Transient);
    let unlisted = br#"{"error":{"type":"card_error","code":"fraud","message":"No"}}"#;
    assert_eq!(shop::ApiError::decode(402, &(), unlisted).code_text().as_deref(), Some("fraud"));
    assert_eq!(shop::ApiError::decode(502, &(), b"<html>").retry(), RetryClass::Transient);
}

#[test]
fn a_charge_is_sent_again_after_a_time_out_because_it_carries_a_key() {
    use errspec::retry::{Outcome, Step};
    let timed_out = Outcome::transport(Transport::Timeout);
    let charge =
        shop::RETRY.call(Duration::ZERO, 42).operation(&operations::CREATE_CHARGE).on_outcome(&timed_out, Duration::ZERO);
    assert!(matches!(charge, Step::Wait(_)), "{charge:?}");
    let bare = shop::RETRY.call(Duration::ZERO, 42).on_outcome(&timed_out, Duration::ZERO);
    assert!(matches!(&bare, Step::End(Err(why)) if why.reason == Reason::UnsafeOperation), "{bare:?}");
}

/// A clock that only counts what it is told to sleep.
#[derive(Default)]
struct Slept(Vec<Duration>);

impl Clock for Slept {
    fn now(&mut self) -> Duration {
        self.0.iter().sum()
    }

    fn sleep(&mut self, delay: Duration) {
        self.0.push(delay);
    }
}

fn waited(answers: &[(u16, &str, &str)]) -> (PollEnd<ReportState>, Vec<Duration>) {
    let (mut clock, mut answers) = (Slept::default(), answers.iter());
    let end = wait(&mut clock, || match answers.next() {
        Some((status, after, body)) => answer(*status, after, body),
        None => answer(404, "", ""),
    });
    (end, clock.0)
}

fn answer(status: u16, after: &str, body: &str) -> Answer {
    (status, vec![("Retry-After".to_owned(), after.to_owned())], body.as_bytes().to_vec())
}

#[test]
fn a_report_is_waited_for_at_the_pace_of_the_page() {
    let pending = (200, "", r#"{"status":"pending"}"#);
    let (end, slept) = waited(&[pending, (503, "7", ""), pending, (200, "", r#"{"status":"succeeded"}"#)]);
    assert_eq!(end, PollEnd::Success(ReportState::Succeeded));
    let [first, hinted, second] = slept.as_slice() else { panic!("{slept:?}") };
    let spread = Duration::from_millis(500);
    assert!((Duration::from_secs(2)..=Duration::from_secs(2) + spread).contains(first), "{first:?}");
    assert!(*hinted >= Duration::from_secs(7), "{hinted:?}");
    // The poll that failed counts: 2 s, 3 s, 4.5 s.
    assert!((Duration::from_millis(4500)..=Duration::from_secs(5)).contains(second), "{second:?}");
}

#[test]
fn a_wait_ends_with_the_job_or_with_the_polls() {
    assert_eq!(waited(&[(200, "", r#"{"status":"failed"}"#)]).0, PollEnd::Failure(ReportState::Failed));
    assert!(matches!(waited(&[]).0, PollEnd::PollFailed { last: None, .. }));
}

/// Success is the contract's set of statuses, so a job that is done may be told with any of them.
#[test]
fn fault_01_a_report_that_is_told_with_202_is_read() {
    let done = (202, "", r#"{"status":"succeeded"}"#);
    assert_eq!(waited(&[done]).0, PollEnd::Success(ReportState::Succeeded));
}

#[test]
fn fault_25_every_success_of_the_contract_is_read_by_the_loop_of_the_guide() {
    for status in [200, 201, 202, 299] {
        assert_eq!(waited(&[(status, "", r#"{"status":"failed"}"#)]).0, PollEnd::Failure(ReportState::Failed), "{status}");
    }
    // What is no success is an error, whatever its body says of the job.
    assert!(matches!(waited(&[(404, "", r#"{"status":"succeeded"}"#)]).0, PollEnd::PollFailed { .. } | PollEnd::Gone(_)));
}
