//! The example of the guide behaves as the guide says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use errspec::retry::blocking::Clock;
use errspec::retry::{Reason, Transport as Kind};
use errspec::{Action, Category, RetryClass};
use errspec_client::blocking::{Client, Transport};
use errspec_client::{Broken, Response, Unfinished, WaitEnd};
use page::{charge, report};
use shop::{Api, ErrorCode, Report, ReportState, operations};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// The functions of the guide, as they stand.
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
    let timed_out = Outcome::transport(Kind::Timeout);
    let charge =
        shop::RETRY.call(Duration::ZERO, 42).operation(&operations::CREATE_CHARGE).on_outcome(&timed_out, Duration::ZERO);
    assert!(matches!(charge, Step::Wait(_)), "{charge:?}");
    let bare = shop::RETRY.call(Duration::ZERO, 42).on_outcome(&timed_out, Duration::ZERO);
    assert!(matches!(&bare, Step::End(Err(why)) if why.reason == Reason::UnsafeOperation), "{bare:?}");
}

/// A clock that only counts what it is told to sleep.
#[derive(Clone, Default)]
struct Slept(Rc<RefCell<Vec<Duration>>>);

impl Clock for Slept {
    fn now(&mut self) -> Duration {
        self.0.borrow().iter().sum()
    }

    fn sleep(&mut self, delay: Duration) {
        self.0.borrow_mut().push(delay);
    }
}

/// A status, `Retry-After` and a body.
type Answer = (u16, &'static str, &'static str);

/// Answers with these in their order, then with 404; and keeps the requests.
#[derive(Clone, Default)]
struct Answers(Rc<RefCell<Exchanges>>);

/// The answers that are left, and the requests so far.
type Exchanges = (Vec<Answer>, Vec<http::Request<bytes::Bytes>>);

impl Transport for Answers {
    type Body = Vec<u8>;

    fn send(&self, request: http::Request<bytes::Bytes>, _: Option<Duration>) -> Result<Response, Broken> {
        let (answers, requests) = &mut *self.0.borrow_mut();
        requests.push(request);
        let (status, after, body) = if answers.is_empty() { (404, "", "") } else { answers.remove(0) };
        if status == 0 {
            return Err(Broken::new(Kind::Timeout, "no answer"));
        }
        Ok(http::Response::builder().status(status).header("Retry-After", after).body(body.into()).unwrap())
    }

    fn read(&self, body: &mut Vec<u8>, _: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
        into.append(body);
        Ok(())
    }
}

fn client(answers: &[Answer]) -> (Client<Api, Answers, Slept>, Answers, Slept) {
    let (transport, clock) = (Answers::default(), Slept::default());
    transport.0.borrow_mut().0.extend_from_slice(answers);
    (Client::new("https://api.shop.example.com", transport.clone()).clock(clock.clone()), transport, clock)
}

fn waited(answers: &[Answer]) -> (Result<String, Unfinished<Api, Report>>, Vec<Duration>) {
    let (client, _, clock) = client(answers);
    let end = report(&client, "r_1");
    let slept = clock.0.borrow().clone();
    (end, slept)
}

fn is_failure(end: &Result<String, Unfinished<Api, Report>>) -> bool {
    matches!(end, Err(Unfinished { end: WaitEnd::Failure(ReportState::Failed), .. }))
}

const DONE: &str = r#"{"status":"succeeded","url":"https://example.com/r_1"}"#;

#[test]
fn a_charge_carries_one_key_in_all_attempts() {
    let (client, transport, _) = client(&[(0, "", ""), (503, "", ""), (201, "", "{}")]);
    assert_eq!(charge(&client, "{}").unwrap().status(), 201);
    let requests = &transport.0.borrow().1;
    let keys: Vec<_> = requests.iter().map(|request| request.headers()["Idempotency-Key"].clone()).collect();
    assert!(keys.len() == 3 && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    assert_eq!(requests[0].uri(), "https://api.shop.example.com/v1/charges");
}

#[test]
fn a_report_is_waited_for_at_the_pace_of_the_page() {
    let pending = (200, "", r#"{"status":"pending"}"#);
    let (end, slept) = waited(&[pending, (503, "7", ""), pending, (200, "", DONE)]);
    assert_eq!(end.unwrap(), "https://example.com/r_1");
    let [first, hinted, second] = slept.as_slice() else { panic!("{slept:?}") };
    let spread = Duration::from_millis(500);
    assert!((Duration::from_secs(2)..=Duration::from_secs(2) + spread).contains(first), "{first:?}");
    assert!(*hinted >= Duration::from_secs(7), "{hinted:?}");
    // The poll that failed counts: 2 s, 3 s, 4.5 s.
    assert!((Duration::from_millis(4500)..=Duration::from_secs(5)).contains(second), "{second:?}");
}

#[test]
fn a_wait_ends_with_the_job_or_with_the_polls() {
    assert!(is_failure(&waited(&[(200, "", r#"{"status":"failed"}"#)]).0));
    let (end, _) = waited(&[]);
    assert!(matches!(end.unwrap_err().end, WaitEnd::PollFailed(_)));
    let (end, _) = waited(&[(200, "", r#"{"status":"succeeded"}"#)]);
    let text = end.unwrap_err().to_string();
    assert_eq!(text, "the job is succeeded, but its result cannot be read: no \"/url\" of type string");
}

/// Success is the contract's set of statuses, so a job that is done may be told with any of them.
#[test]
fn fault_01_a_report_that_is_told_with_202_is_read() {
    assert_eq!(waited(&[(202, "", DONE)]).0.unwrap(), "https://example.com/r_1");
}

#[test]
fn fault_25_every_success_of_the_contract_is_read_by_the_wait_of_the_guide() {
    for status in [200, 201, 202, 299] {
        assert!(is_failure(&waited(&[(status, "", r#"{"status":"failed"}"#)]).0), "{status}");
    }
    // What is no success is an error, whatever its body says of the job.
    let (end, _) = waited(&[(404, "", DONE)]);
    assert!(matches!(end.unwrap_err().end, WaitEnd::PollFailed(_) | WaitEnd::Gone(_)));
}
