use errspec::retry::{seeds, unix_time};
use std::time::Duration;

/// What an error response says about the request that caused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The request ID, for the header and the body field that the contract gives it.
    pub request_id: String,
    /// The path of the request, for a body field called `path` or `instance`.
    pub path: Option<String>,
    /// The time since the start of 1970, for delays that are sent as a point in time and for a body field called `timestamp`.
    pub now: Duration,
    /// How long a client should wait, if the error does not say so itself.
    pub delay: Option<Duration>,
}

impl Context {
    /// A new request ID (a UUID), the current time, and nothing else.
    pub fn new() -> Self {
        let request_id = seeds().next().idempotency_key().to_string();
        Self { request_id, path: None, now: unix_time().unwrap_or_default(), delay: None }
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new()
    }
}
