//! Request line and headers.

use super::{is_field_value, is_token, percent_decoded};

/// A request that has arrived.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path as sent, without the query.
    pub(crate) path: String,
    /// Names and values of the query, decoded.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    /// Whether the client speaks HTTP/1.0.
    pub(crate) old: bool,
    /// Of control requests, the body.
    pub(crate) body: Vec<u8>,
    /// How long the body was.
    pub(crate) body_bytes: u64,
}

impl Request {
    /// Reads a request line; `Err` is the status that refuses it, and why.
    pub(super) fn new(line: &[u8]) -> Result<Self, (u16, &'static str)> {
        const MALFORMED: (u16, &str) = (400, "the request line is not `METHOD /path HTTP/1.1`");
        let line = std::str::from_utf8(line).map_err(|_| MALFORMED)?;
        let [method, target, version] = line.split(' ').collect::<Vec<_>>().try_into().map_err(|_| MALFORMED)?;
        let old = match version {
            "HTTP/1.1" => false,
            "HTTP/1.0" => true,
            _ if version.starts_with("HTTP/") => return Err((505, "only HTTP/1.1 and HTTP/1.0 are spoken here")),
            _ => return Err(MALFORMED),
        };
        if !is_token(method) || target.is_empty() || target.chars().any(char::is_control) {
            return Err(MALFORMED);
        }
        let (path, query) = origin(target).split_once('?').unwrap_or((origin(target), ""));
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (percent_decoded(&name.replace('+', " ")), percent_decoded(&value.replace('+', " ")))
        };
        let query = query.split('&').filter(|part| !part.is_empty()).map(pair).collect();
        let (method, path) = (method.to_owned(), path.to_owned());
        Ok(Self { method, path, query, headers: Vec::new(), old, body: Vec::new(), body_bytes: 0 })
    }

    /// Reads a line of the headers.
    pub(super) fn add_header(&mut self, line: &[u8]) -> Result<(), (u16, &'static str)> {
        const MALFORMED: (u16, &str) = (400, "a header is not `Name: value` in one line");
        let line = String::from_utf8_lossy(line);
        let (name, value) = line.split_once(':').ok_or(MALFORMED)?;
        // A bare carriage return or a NUL is no white space: readers that take it for some see other headers (RFC 9110 section 5.5).
        if !is_token(name) || !is_field_value(value) {
            return Err(MALFORMED);
        }
        self.headers.push((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()));
        Ok(())
    }

    /// The value of the first header of a name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The value of the first parameter of a name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether a header's list has an item.
    pub(crate) fn lists(&self, name: &str, item: &str) -> bool {
        let values = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        values.flat_map(|(_, value)| value.split(',')).any(|part| part.trim().eq_ignore_ascii_case(item))
    }

    /// The parts of the path below a folder, decoded; `None` where it is elsewhere.
    pub(crate) fn below(&self, folder: &str) -> Option<Vec<String>> {
        let rest = self.path.strip_prefix(folder)?;
        match rest.strip_prefix('/') {
            Some(rest) => Some(rest.split('/').filter(|part| !part.is_empty()).map(percent_decoded).collect()),
            None if rest.is_empty() => Some(Vec::new()),
            None => None,
        }
    }
}

/// The origin form of a target that may be in the absolute form, as proxies get it (RFC 9112 section 3.2).
fn origin(target: &str) -> &str {
    let Some((scheme, rest)) = target.split_once("://") else { return target };
    match scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
        true => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        false => target,
    }
}
