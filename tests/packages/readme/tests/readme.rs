//! The example of the README behaves as the README says.

use errspec::retry::blocking::Clock;
use errspec::{Action, Category, RetryClass};
use page::{Reply, pay};
use payments::{ApiBody, Body, ErrorCode, Payout, PayoutState};
use std::time::Duration;

const README: &str = include_str!("../../../../README.md");

/// The client of the README, as it stands.
#[allow(dead_code, unreachable_pub)]
mod page {
    include!(concat!(env!("OUT_DIR"), "/page.rs"));
}

const DECLINED: &[u8] = br#"{"error":{"code":"card_declined","message":"Your card was declined"}}"#;

#[test]
fn an_error_says_what_the_readme_says() {
    let error = payments::ApiError::check(402, &(), DECLINED).unwrap_err();
    assert!(payments::ApiError::check(200, &(), DECLINED).is_ok(), "the contract has no errors with 200");
    assert!(error.is(ErrorCode::CardDeclined));
    assert_eq!((error.category(), error.action()), (Category::Payment, Some("Add funds, or ask for another card")));
    assert_eq!(error.retry(), RetryClass::AfterAction(Action::AddFunds));
    assert_eq!(error.to_string(), "402 Payment Required: Your card was declined (code card_declined)");
}

#[test]
fn a_server_sends_what_the_readme_says() {
    let error = payments::ApiError::new(
        402,
        &Body::Api(ApiBody { code: ErrorCode::CardDeclined.into(), message: "Your card was declined".into() }),
    )
    .unwrap();
    assert_eq!(error.raw(), DECLINED);
    assert!(README.contains(core::str::from_utf8(error.raw()).unwrap()));
    assert_eq!(error.to_string(), payments::ApiError::decode(402, &(), DECLINED).to_string());
}

/// A clock that only counts what it is told to sleep.
struct Slept<'s>(&'s mut Vec<Duration>);

impl Clock for Slept<'_> {
    fn now(&mut self) -> Duration {
        self.0.iter().sum()
    }

    fn sleep(&mut self, delay: Duration) {
        self.0.push(delay);
    }
}

fn refused(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let headers: Vec<_> = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Reply::of(status, headers, body.to_vec())
}

#[test]
fn a_call_is_repeated_as_the_contract_says() {
    let mut slept = Vec::new();
    let reply = pay(Slept(&mut slept), |attempt| match attempt.number {
        1 => refused(429, &[], b"{}"),
        2 => refused(429, &[("Retry-After", "7")], b"{}"),
        _ => Reply::Paid,
    });
    assert!(matches!(reply, Ok(Reply::Paid)));
    assert_eq!(slept, [Duration::from_millis(500), Duration::from_secs(7)]);
}

#[test]
fn what_needs_an_action_is_not_repeated() {
    let mut slept = Vec::new();
    let failed = pay(Slept(&mut slept), |_| refused(402, &[], DECLINED)).err();
    assert_eq!((failed.map(|failed| failed.give_up.attempts), slept), (Some(1), vec![]));
}

#[test]
fn a_watch_says_what_the_readme_says() {
    assert!(PayoutState::Created.can_become(PayoutState::Paid));
    assert!(!PayoutState::Bounced.can_become(PayoutState::Paid));
    let mut watch = Payout::watch();
    watch.observe("CREATED");
    assert_eq!(watch.observe("PAID").verdict().to_string(), "moved on, past SENT");
    assert!(watch.observe("SENT").strict().is_err());
}

/// Declines every card.
struct Declining;

impl errspec_client::blocking::Transport for Declining {
    type Body = Vec<u8>;

    fn send(
        &self,
        _: http::Request<bytes::Bytes>,
        _: Option<Duration>,
    ) -> Result<http::Response<Vec<u8>>, errspec_client::Broken> {
        let mut response = http::Response::new(DECLINED.to_vec());
        *response.status_mut() = http::StatusCode::PAYMENT_REQUIRED;
        Ok(response)
    }

    fn read(&self, body: &mut Vec<u8>, _: usize, into: &mut Vec<u8>) -> Result<(), errspec_client::Broken> {
        into.append(body);
        Ok(())
    }
}

#[test]
fn a_failure_says_what_the_readme_says() {
    let api = errspec_client::blocking::Client::<payments::Api, _>::new("https://api.example.com", Declining);
    let failure = api.call(&payments::operations::CREATE_PAYOUT).send().unwrap_err().to_string();
    assert!(README.replace('\n', " ").contains(&failure), "{failure}");
}
