//! Both services send the same responses, and the README states their lengths.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use errspec_tests_serve::tickets::{ApiError, ErrorCode};
use errspec_tests_serve::{by_hand, with_errspec};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

fn serve(router: axum::Router) -> SocketAddr {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || runtime.block_on(async { axum::serve(listener, router).await }));
    address
}

/// Status, some headers and the body of a response.
fn send(to: SocketAddr, line: &str, content_type: &str, body: &str) -> (u16, Vec<(String, String)>, String) {
    let mut connection = TcpStream::connect(to).unwrap();
    let length = body.len();
    write!(connection, "{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Request-Id: r-1\r\n").unwrap();
    write!(connection, "Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
    let mut response = String::new();
    connection.read_to_string(&mut response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let compared = ["content-type", "content-length", "retry-after", "x-request-id"];
    let headers = head.lines().filter_map(|line| line.split_once(": ")).filter(|(name, _)| compared.contains(name));
    let mut headers: Vec<_> = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    headers.sort();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), headers, body.to_owned())
}

#[test]
fn both_services_answer_alike() {
    let (ours, theirs) = (serve(with_errspec::router()), serve(by_hand::router()));
    let json = "application/json";
    let requests = [
        ("POST /events/opera/orders", json, r#"{"tickets":2}"#, None),
        ("POST /events/opera/orders", json, r#"{"tickets":3}"#, Some(ErrorCode::SoldOut)),
        ("POST /events/opera/orders", json, r#"{"tickets":100}"#, Some(ErrorCode::TooFast)),
        ("POST /events/jazz/orders", json, r#"{"tickets":1}"#, Some(ErrorCode::NotFound)),
        ("POST /events/haunted/orders", json, r#"{"tickets":1}"#, Some(ErrorCode::Internal)),
        ("POST /events/opera/orders", json, r#"{"tickets":-1}"#, Some(ErrorCode::InvalidRequest)),
        ("POST /events/opera/orders", json, "{", Some(ErrorCode::InvalidRequest)),
        ("POST /events/opera/orders", "text/plain", "2", Some(ErrorCode::InvalidRequest)),
        ("GET /events/opera/orders", json, "", Some(ErrorCode::InvalidRequest)),
        ("GET /events", json, "", Some(ErrorCode::NotFound)),
    ];
    for (line, content_type, body, code) in requests {
        let answer = send(ours, line, content_type, body);
        assert_eq!(answer, send(theirs, line, content_type, body), "{line} {body}");
        let (status, headers, answer) = answer;
        let error = ApiError::check(status, &headers, answer.as_bytes()).err();
        assert_eq!(error.as_ref().and_then(|error| error.code::<ErrorCode>()?.known()), code, "{line} {body}: {answer}");
    }
}

/// The lines of a service, without blank lines and comments.
fn lines(file: &str) -> usize {
    let lines = file.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

#[test]
fn the_readme_states_how_long_they_are() {
    let readme = include_str!("../../../../README.md");
    let (ours, theirs) = (lines(include_str!("../src/with_errspec.rs")), lines(include_str!("../src/by_hand.rs")));
    let row = format!("| answer with errors from axum handlers | {ours} | {theirs} |");
    assert!(readme.contains(&row), "the README has no row `{row}`");
    let contract = format!("has {} lines.", lines(include_str!("../spec/tickets.yaml")));
    assert!(readme.contains(&contract), "the README does not say that the contract {contract}");
}
