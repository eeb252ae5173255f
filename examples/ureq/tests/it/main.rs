//! The client against a server that fails as the contract says.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use errspec_client::blocking::{Client, Clock};
use errspec_server::{Answer, Body, Options, Server};
use example_ureq::reports::ErrorCode;
use example_ureq::{Reports, begin, wait};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A clock that does not wait.
#[derive(Clone, Default)]
struct NoWait(Arc<Mutex<Duration>>);

impl Clock for NoWait {
    fn now(&mut self) -> Duration {
        *self.0.lock().unwrap()
    }

    fn sleep(&mut self, delay: Duration) {
        *self.0.lock().unwrap() += delay;
    }
}

/// A server that gives these answers, and a client of it.
fn serve(answers: Vec<Answer>) -> (Server, Reports<NoWait>, NoWait) {
    let spec = include_bytes!("../../spec/reports.yaml");
    let contract = errspec_spec::check("reports.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
    let server = Server::start(contract, Options::default()).unwrap();
    server.script(answers).unwrap();
    let clock = NoWait::default();
    let client = Client::new(server.url(), ureq::Agent::new_with_defaults()).clock(clock.clone());
    (server, client, clock)
}

fn json(text: &str) -> Answer {
    Answer::new().status(200).body(Body::Text(text.to_owned()))
}

#[test]
fn a_call_is_repeated_as_the_contract_says() {
    let busy = Answer::new().code("slow_down").header("Retry-After", "7");
    let (server, reports, mut clock) = serve(vec![Answer::new().status(503), busy, json(r#"{"id":"r_1"}"#)]);
    assert_eq!(begin(&reports).unwrap().id, "r_1");
    assert_eq!((clock.now(), server.log().len()), (Duration::from_secs(1 + 7), 3), "as long as the server asked, twice");
}

#[test]
fn a_call_that_cannot_succeed_ends_at_once() {
    let (server, reports, _) = serve(vec![Answer::new().code("no_reports_left").forever()]);
    let failure = begin(&reports).unwrap_err();
    assert!(failure.is(ErrorCode::NoReportsLeft) && server.log().len() == 1, "{failure}");
    assert!(failure.to_string().contains("Upgrade the plan"), "{failure}");
}

#[test]
fn a_wait_ends_when_the_job_does() {
    let running = || json(r#"{"state":"running"}"#);
    let (_server, reports, _) =
        serve(vec![running(), Answer::new().status(503), running(), json(r#"{"state":"ready","pages":3}"#)]);
    assert_eq!(wait(&reports, "r_1").unwrap(), br#"{"state":"ready","pages":3}"#);
    let (_server, reports, _) = serve(vec![running(), json(r#"{"state":"failed"}"#)]);
    let unfinished = wait(&reports, "r_1").unwrap_err();
    assert!(unfinished.to_string().contains("failed"), "{unfinished}");
}
