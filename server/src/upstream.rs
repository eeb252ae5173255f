//! The service behind the server, if it runs as a proxy.

use crate::http::{Reply, Request};
use crate::response::Response;
use errspec_spec::words::Transport;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sends requests on to a service. Called from the threads of the connections.
pub(crate) type Send = Arc<dyn Fn(&Forwarded) -> Result<Response, Unreachable> + std::marker::Send + Sync>;

/// A request that is sent on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forwarded {
    /// The method.
    pub method: String,
    /// The path and the query, as they were sent.
    pub target: String,
    /// The headers, without those that belong to a single connection.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

/// Why a service did not respond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreachable {
    /// How the attempt failed.
    pub failure: Transport,
    /// The reason, as a sentence without a full stop.
    pub why: String,
}

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Unreachable {}

/// The headers that belong to a connection (RFC 9110 §7.6.1), or that whoever sends the message sets.
const HOP: [&str; 11] = [
    "Connection",
    "Content-Length",
    "Expect",
    "Host",
    "Keep-Alive",
    "Proxy-Authenticate",
    "Proxy-Authorization",
    "Proxy-Connection",
    "TE",
    "Transfer-Encoding",
    "Upgrade",
];

/// The response of the service or, if it did not respond, that of a gateway (RFC 9110 §15.6.3 and §15.6.5).
pub(crate) fn forward(send: &Send, request: &Request) -> Reply {
    let listed: Vec<&str> = request.all("Connection").flat_map(|value| value.split(',')).map(str::trim).collect();
    let is_own = |name: &str| HOP.iter().chain(&listed).any(|other| other.eq_ignore_ascii_case(name));
    // Compressed bodies cannot be read here.
    let kept = |name: &str| !is_own(name) && !name.eq_ignore_ascii_case("Accept-Encoding");
    let mut headers: Vec<(String, String)> = request.headers.iter().filter(|(name, _)| kept(name)).cloned().collect();
    headers.push(("Accept-Encoding".to_owned(), "identity".to_owned()));
    let forwarded =
        Forwarded { method: request.method.clone(), target: request.target.clone(), headers, body: request.body.clone() };
    match send(&forwarded) {
        Ok(Response { status, mut headers, body }) => {
            headers.retain(|(name, _)| !HOP.iter().any(|other| other.eq_ignore_ascii_case(name)));
            Reply { headers, ..Reply::plain(status, body) }
        }
        Err(unreachable) => {
            let status = if unreachable.failure == Transport::Timeout { 504 } else { 502 };
            let body = format!("errspec: the service did not respond: {unreachable}\n").into_bytes();
            let headers = vec![("Content-Type".to_owned(), "text/plain; charset=utf-8".to_owned())];
            Reply { headers, ..Reply::plain(status, body) }
        }
    }
}

impl Reply {
    /// A response without headers, which arrives completely.
    fn plain(status: u16, body: Vec<u8>) -> Self {
        Self { status, phrase: String::new(), headers: Vec::new(), body, delay: Duration::ZERO, then: crate::Then::Full }
    }
}
