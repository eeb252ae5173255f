//! One whole request, within its limits.

use super::incoming::Stopped;
use super::{Incoming, Request};
use crate::{Limits, clock};
use std::io::Write;
use std::net::TcpStream;

/// The longest body of a control request.
const CONTROL_BODY: u64 = 1024 * 1024;

/// Why a request is not answered as the contract says.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// There is nobody to answer.
    Silent,
    /// The request breaks a rule or a limit; afterwards the connection is closed.
    Answer(u16, String),
}

impl From<(u16, &'static str)> for Refusal {
    fn from((status, why): (u16, &'static str)) -> Self {
        Self::Answer(status, why.to_owned())
    }
}

impl From<Stopped> for Refusal {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Closed => Self::Silent,
            Stopped::Late => Self::Answer(408, "the request did not arrive in time".to_owned()),
            Stopped::TooLong => Self::Answer(431, "request line and headers are too long".to_owned()),
        }
    }
}

/// The next request of a connection; its last byte is still unread.
pub(crate) fn receive(
    incoming: &mut Incoming,
    stream: &mut TcpStream,
    limits: &Limits,
    control: &str,
) -> Result<Request, Refusal> {
    let mut budget = limits.head;
    let mut line = incoming.line(&mut budget)?;
    while line.is_empty() {
        line = incoming.line(&mut budget)?; // RFC 9112 section 2.2: empty lines before a request are to be ignored.
    }
    let mut request = Request::new(&line)?;
    loop {
        let line = incoming.line(&mut budget)?;
        match line.is_empty() {
            true => break,
            false => request.add_header(&line)?,
        }
    }
    let kept = if request.below(control).is_some() { CONTROL_BODY.min(limits.body) } else { 0 };
    let limit = if kept > 0 { kept } else { limits.body };
    let framing = framing(&request)?;
    if matches!(framing, Framing::Length(length) if length > limit) {
        return Err(too_long(limit));
    }
    if request.lists("Expect", "100-continue") && framing != Framing::Length(0) && !request.old {
        let _ = stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
    }
    if let Some(deadline) = clock::now().checked_add(limits.request) {
        incoming.until(deadline);
    }
    let mut body = Vec::new();
    let mut keep = |bytes: &[u8]| {
        if kept > 0 {
            body.extend_from_slice(bytes)
        }
    };
    request.body_bytes = match framing {
        Framing::Length(length) => incoming.bytes(length, true, &mut keep).map(|()| length)?,
        Framing::Chunked => chunked(incoming, limit, budget, &mut keep)?,
    };
    request.body = body;
    Ok(request)
}

/// How the end of a body is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    Length(u64),
    Chunked,
}

/// RFC 9112 section 6: what is ambiguous is refused, since two readers might not agree on it.
fn framing(request: &Request) -> Result<Framing, Refusal> {
    let all = |name: &str| request.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name)).count();
    let length = request.header("Content-Length");
    match (request.header("Transfer-Encoding"), length) {
        (Some(_), Some(_)) => Err((400, "Content-Length and Transfer-Encoding exclude each other").into()),
        (Some(_), None) if request.old => Err((400, "HTTP/1.0 knows no Transfer-Encoding").into()),
        (Some(encoding), None) if encoding.eq_ignore_ascii_case("chunked") && all("Transfer-Encoding") == 1 => {
            Ok(Framing::Chunked)
        }
        (Some(_), None) => Err((501, "the only transfer coding known here is chunked").into()),
        (None, None) => Ok(Framing::Length(0)),
        (None, Some(text)) => {
            let digits = all("Content-Length") == 1 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let length = digits.then(|| text.parse().unwrap_or(u64::MAX));
            length.map(Framing::Length).ok_or_else(|| (400, "Content-Length is no number").into())
        }
    }
}

/// A chunked body (RFC 9112 section 7.1) and how long it was.
fn chunked(incoming: &mut Incoming, limit: u64, head: usize, keep: &mut impl FnMut(&[u8])) -> Result<u64, Refusal> {
    const MALFORMED: (u16, &str) =
        (400, "a chunk does not begin with its length in hexadecimal, or does not end with its line");
    let mut total = 0u64;
    loop {
        let line = incoming.line(&mut 1024)?;
        let size = line.split(|byte| *byte == b';').next().unwrap_or_default();
        let hex = std::str::from_utf8(size)
            .ok()
            .map(|hex| hex.trim_end_matches([' ', '\t']))
            .filter(|hex| !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let size = u64::from_str_radix(hex.ok_or(MALFORMED)?, 16).unwrap_or(u64::MAX);
        if size == 0 {
            break;
        }
        total = total.saturating_add(size);
        if total > limit {
            return Err(too_long(limit));
        }
        incoming.bytes(size, false, &mut *keep)?;
        if !incoming.line(&mut 1024)?.is_empty() {
            return Err(MALFORMED.into());
        }
    }
    let mut trailers = head.max(1024);
    while !incoming.line(&mut trailers)?.is_empty() {}
    Ok(total)
}

fn too_long(limit: u64) -> Refusal {
    Refusal::Answer(413, format!("a body has at most {limit} bytes here"))
}
