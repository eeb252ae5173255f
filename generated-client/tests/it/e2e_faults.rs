//! Faults of networks and proxies: no part of a response is lost, and no request on which the server may have acted is sent twice.
use crate::e2e_support::{KEY, READ, WRITE, agent, any, caller, cancelled_by, secs, serve, with};
use errspec::retry::{Reason, Transport};
use errspec::{Api, RetryClass};
use errspec_client::blocking::{Cancel, CancelClock, Client};
use errspec_client::{Cause, Credential, Failure, Settings};
use errspec_server::{Answer, Body, Then};
use generated_client::{jobs, vision};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

fn broken<A: Api>(failure: &Failure<A>) -> Option<(Transport, usize)> {
    match &failure.cause {
        Cause::Broken(broken, response) => Some((broken.kind, response.as_ref().map_or(0, |response| response.body().len()))),
        _ => None,
    }
}

/// How a read and a write end that meet this answer for ever, and how often each is sent.
fn meet(answer: &Answer) -> [(Failure<jobs::Api>, usize); 2] {
    [&READ, &WRITE].map(|operation| {
        let server = serve::<jobs::Api>();
        let (caller, _) = caller::<jobs::Api>(&server);
        server.script(vec![answer.clone().forever()]).unwrap();
        let failure = any(&caller, operation, "/probe").send().unwrap_err();
        (failure, server.log().len())
    })
}

#[test]
fn a_reset_before_the_answer_is_repeated_for_reads_only() {
    for then in [Then::Reset, Then::Close] {
        let [(read, reads), (write, writes)] = meet(&Answer::new().status(200).then(then));
        assert_eq!((broken(&read), reads), (Some((Transport::Reset, 0)), 3), "{read}");
        assert_eq!((broken(&write), writes), (Some((Transport::Reset, 0)), 1), "{write}");
        assert_eq!(write.give_up.unwrap().reason, Reason::UnsafeOperation);
    }
}

#[test]
fn a_success_that_breaks_off_is_no_success_and_keeps_its_bytes() {
    let cut = Answer::new().status(200).body(Body::Text("0123456789".into())).truncated(4);
    let [(read, reads), (write, writes)] = meet(&cut);
    assert_eq!((broken(&read), read.raw(), reads), (Some((Transport::Reset, 4)), &b"0123"[..], 3), "{read}");
    assert_eq!((broken(&write), writes), (Some((Transport::Reset, 4)), 1), "{write}");
}

#[test]
fn an_error_that_breaks_off_keeps_its_status_its_bytes_and_the_code_before_the_fault() {
    let [(read, reads), (write, writes)] = meet(&Answer::new().code("PROCESSING_FAILED").truncated(40));
    for (failure, sent) in [(read, reads), (write, writes)] {
        let error = failure.error().unwrap();
        assert_eq!((error.status(), failure.raw().len(), sent), (500, 40, 1), "{failure}");
        assert!(error.is(jobs::ErrorCode::ProcessingFailed), "{failure}");
        assert_eq!(failure.class(), Some(RetryClass::Inspect));
    }
}

#[test]
fn what_is_no_http_is_no_answer() {
    let [(read, _), (write, writes)] = meet(&Answer::new().then(Then::Garbage));
    assert!(matches!(broken(&read), Some((_, 0))), "{read}");
    assert_eq!(writes, 1, "{write}");
}

#[test]
fn a_page_of_a_proxy_keeps_its_bytes() {
    let page = "<html><h1>502 Bad Gateway</h1></html>";
    for text in [page, "{\"error\": {\"code\": 7", "", "\u{feff}[]"] {
        let [(read, sent), _] = meet(&Answer::new().status(502).body(Body::Text(text.into())));
        assert_eq!((read.error().unwrap().status(), read.raw(), sent), (502, text.as_bytes(), 1), "{read}");
        assert_eq!(read.code(), None);
    }
}

#[test]
fn json_that_says_it_is_html_is_still_read() {
    let answer = Answer::new().code("INVALID_API_KEY").header("Content-Type", "text/html; charset=latin-1");
    let [(read, sent), _] = meet(&answer);
    assert!(read.error().unwrap().is(jobs::ErrorCode::InvalidApiKey), "{read}");
    assert_eq!(sent, 1);
}

#[test]
fn ten_megabytes_are_read_up_to_the_limit() {
    let huge = "x".repeat(10 << 20);
    let [(read, _), (write, writes)] = meet(&Answer::new().status(400).body(Body::Text(huge.clone())));
    assert_eq!((read.error().unwrap().status(), read.raw().len()), (400, Settings::BODY_LIMIT));
    assert!(read.to_string().len() < 500 && format!("{read:?}").len() < 5_000);
    assert_eq!(writes, 1, "{write}");
    let [(read, _), (write, writes)] = meet(&Answer::new().status(200).body(Body::Text(huge)));
    assert_eq!(broken(&read), Some((Transport::Other, Settings::BODY_LIMIT)), "{read}");
    assert_eq!(writes, 1, "{write}");
}

#[test]
fn a_flood_of_headers_ends_the_attempt() {
    let mut answer = Answer::new().status(503);
    for n in 0..5_000 {
        answer = answer.header(format!("X-Flood-{n}"), "x".repeat(40));
    }
    let [(read, _), (write, writes)] = meet(&answer);
    assert!(broken(&read).is_some(), "{read}");
    assert_eq!(writes, 1, "{write}");
}

#[test]
fn nobody_listening_is_repeated_for_writes_too() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (caller, clock) = with::<jobs::Api>(Settings::new(format!("http://127.0.0.1:{port}")));
    let failure = any(&caller, &WRITE, "/jobs").send().unwrap_err();
    assert_eq!((broken(&failure), failure.attempts()), (Some((Transport::Connect, 0)), 3), "{failure}");
    assert_eq!(clock.slept(), [secs(1), secs(2)]);
}

#[test]
fn an_answer_that_does_not_come_in_time_is_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let settings = Settings::new(url).attempt_timeout(Some(Duration::from_millis(50)));
    let (caller, _) = with::<jobs::Api>(settings);
    let failure = any(&caller, &WRITE, "/jobs").send().unwrap_err();
    assert_eq!((broken(&failure), failure.attempts()), (Some((Transport::Timeout, 0)), 1), "{failure}");
}

/// By the system's clock: the attempt that is under way when the time is up ends with it, however patient attempts are.
#[test]
fn a_deadline_ends_the_attempt_under_way() {
    let server = serve::<jobs::Api>();
    let settings = Settings::new(server.url()).deadline(Duration::from_millis(100)).attempt_timeout(None);
    let caller = Client::<jobs::Api, _>::new(settings, agent());
    server.script(vec![Answer::new().status(200).slow(secs(600))]).unwrap();
    let failure = any(&caller, &READ, "/probe").send().unwrap_err();
    assert_eq!(broken(&failure), Some((Transport::Timeout, 0)), "{failure}");
    assert_eq!((failure.give_up.unwrap().reason, server.log().len()), (Reason::DeadlineWouldPass, 1));
}

/// An answer that comes byte by byte is an answer.
#[test]
fn a_slow_body_is_waited_for() {
    let [(read, reads), _] = meet(&Answer::new().code("JOB_NOT_FOUND").then(Then::Trickle(Duration::from_micros(10))));
    assert!(read.error().unwrap().is(jobs::ErrorCode::JobNotFound), "{read}");
    assert_eq!(reads, 1);
}

/// A redirect is no success, and the credential does not travel to where it points.
#[test]
fn redirects_are_not_followed() {
    let server = serve::<vision::Api>();
    let (caller, _) = caller::<vision::Api>(&server);
    server.script(vec![Answer::new().status(302).header("Location", "/elsewhere")]).unwrap();
    let failure = any(&caller, &READ, "/probe").send().unwrap_err();
    assert_eq!((failure.error().unwrap().status(), server.log().len()), (302, 1));
}

#[test]
fn a_call_is_cancelled_between_attempts() {
    let server = serve::<jobs::Api>();
    let cancel = Cancel::default();
    let (caller, clock) = cancelled_by::<jobs::Api>(Settings::new(server.url()).credential(Credential::bearer(KEY)), &cancel);
    server.script(vec![Answer::new().code("DATABASE_ERROR").forever()]).unwrap();
    clock.cancel_at(1, &cancel);
    let failure = any(&caller, &READ, "/probe").send().unwrap_err();
    assert_eq!((failure.give_up.as_ref().unwrap().reason, server.log().len()), (Reason::Cancelled, 1));
    assert!(failure.error().unwrap().is(jobs::ErrorCode::DatabaseError), "what came before is not lost: {failure}");
    let failure = any(&caller, &READ, "/probe").send().unwrap_err();
    assert_eq!((failure.attempts(), server.log().len()), (0, 1), "{failure}");
}

/// The system's own clock: a cancelled wait ends, however long it was to be.
#[test]
fn a_wait_of_an_hour_ends_when_it_is_cancelled() {
    use errspec::retry::blocking::Clock;
    let cancel = Cancel::default();
    let mut clock = CancelClock::new(cancel.clone());
    let stopper = std::thread::spawn(move || cancel.cancel());
    clock.sleep(secs(3600));
    stopper.join().unwrap();
}

/// What goes over the wire: the credential where it belongs, and in no text that a person or a log sees.
#[test]
fn a_credential_is_sent_and_never_shown() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let mut request = [0; 4096];
        let read = stream.read(&mut request).unwrap();
        stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    let settings = Settings::new(url).credential(Credential::bearer(KEY));
    let shown = format!("{settings:?}");
    let (caller, _) = with::<jobs::Api>(settings);
    let failure = any(&caller, &READ, "/probe").send().unwrap_err();
    let sent = seen.join().unwrap();
    assert!(sent.to_lowercase().contains(&format!("authorization: bearer {KEY}")), "{sent}");
    let shown = format!("{shown} {failure} {failure:?}");
    assert!(!shown.contains(KEY), "{shown}");
    let evil = Credential::bearer("a\r\nX-Evil: 1");
    let injected = with::<jobs::Api>(Settings::new("http://127.0.0.1:1").credential(evil)).0;
    let failure = any(&injected, &READ, "/probe").send().unwrap_err();
    assert_eq!(failure.attempts(), 0);
    assert_eq!(
        failure.to_string(),
        "read failed: the request was not sent: the value of the header `Authorization` has a forbidden character"
    );
}
