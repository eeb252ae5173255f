//! The log of requests and responses, without secrets.

use crate::Then;
use crate::http::{Reply, Request};
use errspec_spec::model::Contract;
use serde_json::{Map, Value, json};
use std::collections::VecDeque;
use std::time::Duration;

/// A request and its response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The time since the server started.
    pub at: Duration,
    /// The method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The names of the query's parameters. Their values may be secret.
    pub query: Vec<String>,
    /// Headers that do not contain secrets: `Accept`, `Content-Type`, `User-Agent`, and the idempotency keys of operations.
    pub headers: Vec<(String, String)>,
    /// Whether the request carried credentials: `Authorization`, `Cookie`, or a header of the contract's credentials.
    pub credentials: bool,
    /// The length of the body in bytes.
    pub body: u64,
    /// The operation of the contract that the request calls.
    pub operation: Option<String>,
    /// The status of the response; `None` if there was none.
    pub status: Option<u16>,
    /// The number of bytes of the response body that were sent.
    pub sent: u64,
    /// What happened to the response on the way.
    pub then: Then,
    /// Whether the request was for the server itself: its page, scripts, log or jobs.
    pub control: bool,
}

/// The headers whose values are logged.
const SHOWN: [&str; 4] = ["Accept", "Content-Type", "Idempotency-Key", "User-Agent"];

/// The headers that are credentials in any case.
const SECRET: [&str; 4] = ["Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key"];

impl Entry {
    pub(crate) fn new(contract: &Contract, request: &Request, reply: &Reply, control: bool, at: Duration) -> Self {
        let named = contract.credentials.iter().filter_map(|credential| credential.value.header.as_ref());
        let secrets: Vec<&str> = SECRET.into_iter().chain(named.map(|header| header.as_str())).collect();
        let keys = contract.operations.iter().filter_map(|operation| operation.keyed.as_ref());
        let shown: Vec<&str> = SHOWN.into_iter().chain(keys.map(|header| header.as_str())).collect();
        let one_of = |list: &[&str], name: &str| list.iter().any(|other| other.eq_ignore_ascii_case(name));
        let headers = request.headers.iter().filter(|(name, _)| one_of(&shown, name) && !one_of(&secrets, name));
        Self {
            at,
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.iter().map(|(name, _)| name.clone()).collect(),
            headers: headers.cloned().collect(),
            credentials: request.headers.iter().any(|(name, _)| one_of(&secrets, name)),
            body: request.body_bytes,
            operation: crate::route::operation(contract, request).map(|(operation, _)| operation.name.value.clone()),
            status: (!matches!(reply.then, Then::Reset | Then::Close | Then::Garbage)).then_some(reply.status),
            sent: reply.sent(request.method == "HEAD").len() as u64,
            then: reply.then,
            control,
        }
    }

    /// The response as text: `404`, `200 cut off after 20 bytes`, `reset`.
    pub fn answer(&self) -> String {
        let status = self.status.map_or_else(String::new, |status| status.to_string());
        match self.then {
            Then::Full => status,
            Then::Truncate(bytes) => format!("{status} cut off after {bytes} bytes"),
            Then::Trickle(_) => format!("{status} byte by byte"),
            Then::Reset => "reset".to_owned(),
            Then::Close => "closed".to_owned(),
            Then::Garbage => "garbage".to_owned(),
        }
    }

    /// The number of bytes that a client determined.
    fn bytes(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.len() + value.len());
        self.method.len() + self.path.len() + self.query.iter().map(String::len).chain(headers).sum::<usize>()
    }

    fn to_json(&self) -> Value {
        let headers: Map<String, Value> =
            self.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), Value::from(value.as_str()))).collect();
        json!({
            "ms": u64::try_from(self.at.as_millis()).unwrap_or(u64::MAX),
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "headers": headers,
            "credentials": self.credentials,
            "body": self.body,
            "operation": self.operation,
            "status": self.status,
            "answer": self.answer(),
            "sent": self.sent,
        })
    }
}

/// The latest entries.
#[derive(Debug, Default)]
pub(crate) struct Log {
    entries: VecDeque<Entry>,
    /// The number of bytes of all entries.
    bytes: usize,
}

impl Log {
    /// The maximum number of entries. The oldest ones are removed.
    const MOST: usize = 10_000;

    /// The maximum number of bytes that clients determined.
    const BYTES: usize = 16 * 1024 * 1024;

    pub(crate) fn push(&mut self, entry: Entry) {
        self.bytes += entry.bytes();
        self.entries.push_back(entry);
        while self.entries.len() > Self::MOST || self.bytes > Self::BYTES {
            let Some(oldest) = self.entries.pop_front() else { return };
            self.bytes -= oldest.bytes();
        }
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries.iter().cloned().collect()
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn to_json(&self) -> Value {
        self.entries.iter().map(Entry::to_json).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_does_not_grow_for_ever() {
        let entry = |path: usize| Entry {
            at: Duration::ZERO,
            method: "GET".into(),
            path: "/".repeat(path),
            query: Vec::new(),
            headers: Vec::new(),
            credentials: false,
            body: 0,
            operation: None,
            status: Some(200),
            sent: 0,
            then: Then::Full,
            control: false,
        };
        let mut log = Log::default();
        (0..Log::MOST + 5).for_each(|_| log.push(entry(1)));
        assert_eq!(log.entries().len(), Log::MOST);
        (0..300).for_each(|_| log.push(entry(60_000)));
        assert!(log.bytes <= Log::BYTES && log.entries().len() < 300, "{} bytes", log.bytes);
        assert_eq!(log.bytes, log.entries.iter().map(Entry::bytes).sum::<usize>());
        log.clear();
        assert_eq!((log.bytes, log.entries().len()), (0, 0));
    }
}
