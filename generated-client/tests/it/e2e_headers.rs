//! What standard headers of a success and of an error say, over TCP.
use crate::e2e_support::{READ, TestCaller, any, secs, serve, with};
use errspec::headers::{Quota, Retirement};
use errspec_client::{Call, Event, Failure, HeaderFacts, Reply, Response, Settings};
use errspec_server::{Answer, Body, Server, Then, Walk};
use generated_client::autoretouch::{Api, ExecutionState};
use generated_client::clients::autoretouch;
use std::sync::{Arc, Mutex};

const ANNOUNCED: &str = "deprecated from 2023-06-30T23:59:59Z, available until 2024-06-30T23:59:59Z";

/// An answer with the headers of RFC 9745, RFC 8594 and the draft on rate limits.
fn announcing(answer: Answer) -> Answer {
    answer
        .header("Deprecation", "@1688169599")
        .header("Sunset", "Sun, 30 Jun 2024 23:59:59 GMT")
        .header("RateLimit-Policy", r#""burst";q=100;w=60, "daily";q=5000;w=86400"#)
        .header("RateLimit", r#""burst";r=0;t=7"#)
}

fn success() -> Answer {
    Answer::new().status(200).body(Body::Json(serde_json::json!({})))
}

fn is_announced(facts: &impl HeaderFacts) {
    assert_eq!(facts.retirement().to_string(), ANNOUNCED);
    let quotas = facts.quotas();
    let said = quotas.iter().map(|Quota { policy, quota, remaining, reset, .. }| (&**policy, *quota, *remaining, *reset));
    let all = [("burst", Some(100), Some(0), Some(secs(7))), ("daily", Some(5000), None, None)];
    assert_eq!(said.collect::<Vec<_>>(), all);
}

fn says_nothing(facts: &impl HeaderFacts) {
    assert_eq!((facts.retirement(), facts.quotas()), (Retirement::default(), vec![]));
}

fn called(server: &Server, answer: Answer) -> Result<Response, Failure<Api>> {
    server.script(vec![answer]).unwrap();
    let (client, _) = with::<Api>(Settings::new(server.url()));
    Call::new(&client, &READ).path("/").attempts(1).send()
}

#[test]
fn a_success_and_an_error_both_say_what_their_headers_announce() {
    let server = serve::<Api>();
    is_announced(&called(&server, announcing(success())).unwrap());
    for refusal in [Answer::new().status(429), Answer::new().status(500).body(Body::Text("<html>".into()))] {
        is_announced(&called(&server, announcing(refusal)).unwrap_err());
    }
    is_announced(&called(&server, announcing(success()).truncated(1)).unwrap_err());
}

#[test]
fn nothing_is_announced_without_such_headers_or_without_a_response() {
    let server = serve::<Api>();
    says_nothing(&called(&server, success()).unwrap());
    says_nothing(&called(&server, Answer::new().status(429)).unwrap_err());
    let failure = called(&server, Answer::new().then(Then::Reset)).unwrap_err();
    says_nothing(&failure);
    assert!(failure.response_headers().is_none());
}

#[test]
fn a_single_request_has_the_same_facts() {
    let server = serve::<Api>();
    let (client, _) = with::<Api>(Settings::new(server.url()));
    server.script(vec![announcing(success()), announcing(Answer::new().status(429)), Answer::new().then(Then::Reset)]).unwrap();
    let send = |client: &TestCaller<Api>| any(client, &READ, "/").send_once().unwrap();
    let (well, refused, broken) = (send(&client), send(&client), send(&client));
    assert!(matches!((&well, &refused, &broken), (Reply::Success(_), Reply::Error(_), Reply::Broken(..))));
    is_announced(&well);
    is_announced(&refused);
    says_nothing(&broken);
}

/// A call whose success is read as a value of the caller has no response to ask, and a job is polled many times.
#[test]
fn an_observer_sees_the_headers_of_every_attempt_and_poll() {
    let server = serve::<Api>();
    let seen = Arc::<Mutex<Vec<(&str, u16, bool)>>>::default();
    let noted = Arc::clone(&seen);
    let settings = Settings::new(server.url()).on_event(move |event| {
        if let Event::Answered { operation, status, headers } = event {
            assert!(!format!("{event:?}").contains("secret"), "{event:?}");
            noted.lock().unwrap().push((operation, *status, headers.retirement().is_announced()));
        }
    });
    let (client, _) = with::<Api>(settings);
    let cookie = |answer: Answer| announcing(answer).header("Set-Cookie", "session=secret");
    server.script(vec![cookie(Answer::new().status(429)), Answer::new().then(Then::Reset), cookie(success())]).unwrap();
    assert!(any(&client, &READ, "/").attempts(1).send().is_err());
    assert!(any(&client, &READ, "/").attempts(1).send().is_err());
    assert_eq!(any(&client, &READ, "/").send().unwrap(), 200);
    assert_eq!(std::mem::take(&mut *seen.lock().unwrap()), [("read", 429, true), ("read", 200, true)]);

    let states = vec!["CREATED".into(), "COMPLETED".into()];
    server.job("Execution", Some("j1"), Walk { states, ..Walk::default() }).unwrap();
    let finished = autoretouch::Client::new(client).wait("j1", secs(60)).run().unwrap();
    assert_eq!(finished.state, ExecutionState::Completed);
    says_nothing(&finished.answer);
    assert_eq!(seen.lock().unwrap().len(), 2);
}
