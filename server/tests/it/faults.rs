//! Faults of the network, as a client meets them.
use crate::common::{Client, raw, serve};
use errspec_server::{Answer, Then};
use std::io::ErrorKind;
use std::time::Duration;

#[test]
fn a_truncated_body_is_shorter_than_it_says() {
    let server = serve("jobs");
    server.script_text("500 code=DATABASE_ERROR truncate 20\ntruncate 1000\n200 empty truncate 0").unwrap();
    for (status, body) in [("500 Internal Server Error", r#"{"error":{"code":"DA"#), ("200 OK", "{}"), ("200 OK", "")] {
        let mut client = Client::new(server.addr());
        client.send(b"GET / HTTP/1.1\r\nHost: test\r\n\r\n");
        let text = String::from_utf8(client.rest().unwrap()).unwrap();
        let (head, sent) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with(&format!("HTTP/1.1 {status}")), "{head}");
        let length: usize = head.split("Content-Length: ").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
        assert_eq!(sent, body);
        assert!(length > sent.len(), "{length} of {sent}");
    }
}

#[test]
fn a_reset_connection_is_reset_and_a_closed_one_closed() {
    let server = serve("jobs");
    server.script_text("reset x2\nclose x2").unwrap();
    let long = format!("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\n{}", "x".repeat(100_000));
    let short = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";
    let outcome = |request: &str| {
        let mut client = Client::new(server.addr());
        client.send(request.as_bytes());
        client.rest().map_err(|error| error.kind())
    };
    for request in [short, &long] {
        let outcome = outcome(request);
        assert_eq!(outcome, Err(ErrorKind::ConnectionReset));
    }
    for request in [short, &long] {
        assert_eq!(outcome(request), Ok(Vec::new()));
    }
}

#[test]
fn garbage_is_no_http() {
    let server = serve("jobs");
    server.script(vec![Answer::new().then(Then::Garbage)]).unwrap();
    let bytes = raw(&server, "/").unwrap();
    assert!(!bytes.is_empty() && !bytes.starts_with(b"HTTP"), "{bytes:?}");
    assert!(std::str::from_utf8(&bytes).is_err());
}

#[test]
fn slow_and_trickled_answers_arrive_whole() {
    let server = serve("jobs");
    server.script_text("404 slow 5ms\n404 trickle 1ms\nslow 5ms").unwrap();
    let mut client = Client::new(server.addr());
    let slow = client.request("GET", "/", "");
    let trickled = client.request("GET", "/", "");
    assert_eq!((slow.status, &slow.body), (404, &trickled.body));
    assert_eq!(client.request("GET", "/", "").text(), "{}");
    assert_eq!(server.log()[1].answer(), "404 byte by byte");
}

#[test]
fn a_server_that_stops_waits_for_nobody() {
    let server = serve("jobs");
    server.script(vec![Answer::new().slow(Duration::from_secs(600))]).unwrap();
    let mut waiting = Client::new(server.addr());
    waiting.send(b"GET / HTTP/1.1\r\nHost: test\r\n\r\n");
    let mut idle = Client::new(server.addr());
    assert_eq!(idle.request("GET", "/__errspec/script", "").status, 200);
    server.stop();
    assert!(waiting.rest().unwrap_or_default().is_empty());
    assert!(idle.rest().unwrap_or_default().is_empty());
}
