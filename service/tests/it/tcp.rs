//! A service on a port of its own, and requests to it that are written by hand.

use errspec::{Api, ApiError};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use tokio::net::TcpListener;

/// A response as it came over the connection.
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The error that a client of the contract reads.
    pub(crate) fn error<A: Api>(&self) -> ApiError<'_, A> {
        ApiError::check(self.status, &self.headers, &self.body).expect_err("a client reads a failure")
    }
}

/// Serves a router until the test ends.
pub(crate) fn serve(router: axum::Router) -> SocketAddr {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || runtime.block_on(async { axum::serve(listener, router).await }));
    address
}

/// Sends a request line, headers and a body.
pub(crate) fn send(to: SocketAddr, line: &str, headers: &[&str], body: &str) -> Received {
    let mut connection = TcpStream::connect(to).unwrap();
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let length = body.len();
    write!(connection, "{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
        .unwrap();
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<_> =
        lines.filter_map(|line| line.split_once(": ")).map(|(key, value)| (key.into(), value.into())).collect();
    let received = Received { status, headers, body: bytes[end + 4..].to_vec() };
    let announced = received.header("content-length").map(|length| length.parse().unwrap());
    assert!(announced.is_none_or(|length: usize| length == received.body.len()), "{head}");
    received
}
