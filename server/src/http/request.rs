//! The request line and the headers.

use super::percent_decoded;
use std::io::{self, ErrorKind};

/// The maximum number of headers of a request.
const HEADERS: usize = 1024;

/// A received request.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The host and port of a target in absolute form, which clients send to proxies (RFC 9112 §3.2).
    authority: Option<String>,
    /// The path and the query as they were sent.
    pub(crate) target: String,
    /// The path as it was sent, without the query.
    pub(crate) path: String,
    /// The names and values in the query, decoded.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    /// Whether the client uses HTTP/1.0.
    pub(crate) old: bool,
    /// The body, for control requests and for those that are sent on.
    pub(crate) body: Vec<u8>,
    /// The length of the body.
    pub(crate) body_bytes: u64,
}

impl Request {
    /// Parses everything before the body.
    pub(super) fn parse(head: &[u8]) -> Result<Self, Refusal> {
        let mut headers = vec![httparse::EMPTY_HEADER; HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        let whole = parsed.parse(head).map_err(refusal)?.is_complete();
        let (Some(method), Some(target), true) = (parsed.method, parsed.path, whole) else {
            return Err(refusal(httparse::Error::Token));
        };
        let (authority, target) = split(target);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (percent_decoded(&name.replace('+', " ")), percent_decoded(&value.replace('+', " ")))
        };
        let text = |value: &[u8]| String::from_utf8_lossy(value).trim_matches([' ', '\t']).to_owned();
        Ok(Self {
            method: method.to_owned(),
            authority: authority.map(str::to_owned),
            target: target.to_owned(),
            path: path.to_owned(),
            query: query.split('&').filter(|part| !part.is_empty()).map(pair).collect(),
            headers: parsed.headers.iter().map(|header| (header.name.to_owned(), text(header.value))).collect(),
            old: parsed.version == Some(0),
            body: Vec::new(),
            body_bytes: 0,
        })
    }

    /// The values of all headers with a name.
    pub(crate) fn all<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r str> {
        self.headers.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// All hosts that the client addresses, in the target and the headers.
    pub(crate) fn authorities(&self) -> impl Iterator<Item = &str> {
        self.authority.as_deref().into_iter().chain(self.all("Host"))
    }

    /// The value of the first parameter with a name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether the list in a header has an item.
    pub(crate) fn lists(&self, name: &str, item: &str) -> bool {
        self.all(name).flat_map(|value| value.split(',')).any(|part| part.trim().eq_ignore_ascii_case(item))
    }

    /// The parts of the path below a folder, decoded; `None` if the path is elsewhere.
    pub(crate) fn below(&self, folder: &str) -> Option<Vec<String>> {
        let rest = self.path.strip_prefix(folder)?;
        match rest.strip_prefix('/') {
            Some(rest) => Some(rest.split('/').filter(|part| !part.is_empty()).map(percent_decoded).collect()),
            None if rest.is_empty() => Some(Vec::new()),
            None => None,
        }
    }
}

/// The response to a malformed request.
fn refusal(error: httparse::Error) -> Refusal {
    use httparse::Error;
    match error {
        Error::Version => (505, "only HTTP/1.1 and HTTP/1.0 are supported").into(),
        Error::TooManyHeaders => Refusal::Answer(431, format!("the request has more than {HEADERS} headers")),
        Error::HeaderName | Error::HeaderValue => (400, "a header is not a single line `Name: value`").into(),
        _ => (400, "the request line is not `METHOD /path HTTP/1.1`").into(),
    }
}

/// The authority and the origin form of a target. Only a target in absolute form has an authority.
fn split(target: &str) -> (Option<&str>, &str) {
    let Some((scheme, rest)) = target.split_once("://") else { return (None, target) };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return (None, target);
    }
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    (Some(authority), if path.is_empty() { "/" } else { path })
}

/// Why a request does not get a response of the contract.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// There is nobody to respond to.
    Silent,
    /// The request violates a rule or a limit. The connection is closed afterwards.
    Answer(u16, String),
}

impl From<(u16, &'static str)> for Refusal {
    fn from((status, why): (u16, &'static str)) -> Self {
        Self::Answer(status, why.to_owned())
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut => (408, "the request did not arrive in time").into(),
            _ => Self::Silent,
        }
    }
}
