//! Receives one whole request, within its limits.

use super::request::{Refusal, Request};
use super::wire::Wire;
use crate::{Limits, clock};
use std::io::{self, BufRead, BufReader, Read, Write};

/// The maximum length of the body of a control request.
const CONTROL_BODY: u64 = 1024 * 1024;

/// The next request of a connection. Bodies are only kept if the request is for the server itself, or if all of them are to be kept.
pub(crate) fn receive(from: &mut BufReader<Wire>, limits: &Limits, control: &str, all: bool) -> Result<Request, Refusal> {
    let mut budget = limits.head;
    let mut request = Request::parse(&head(from, &mut budget)?)?;
    let kept = match request.below(control) {
        Some(_) => CONTROL_BODY.min(limits.body),
        None if all => limits.body,
        None => 0,
    };
    let limit = if kept > 0 { kept } else { limits.body };
    let framing = framing(&request)?;
    if matches!(framing, Framing::Length(length) if length > limit) {
        return Err(too_long(limit));
    }
    if request.lists("Expect", "100-continue") && framing != Framing::Length(0) && !request.old {
        let _ = from.get_mut().write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
    }
    if let Some(deadline) = clock::now().checked_add(limits.request) {
        from.get_mut().until(deadline);
    }
    let mut body = Vec::new();
    let keep: &mut dyn Write = if kept > 0 { &mut body } else { &mut io::sink() };
    request.body_bytes = match framing {
        Framing::Length(length) => bytes(from, length, keep).map(|()| length)?,
        Framing::Chunked => chunked(from, limit, budget, keep)?,
    };
    request.body = body;
    Ok(request)
}

/// Reads the request line and the headers, including the empty line at the end.
fn head(from: &mut BufReader<Wire>, budget: &mut usize) -> Result<Vec<u8>, Refusal> {
    let mut head = Vec::new();
    loop {
        let line = line(from, budget)?;
        head.extend_from_slice(&line);
        match is_empty(&line) {
            // RFC 9112 §2.2: empty lines before a request are ignored.
            true if head.len() == line.len() => head.clear(),
            true => return Ok(head),
            false => {}
        }
    }
}

/// Reads a line, including its end.
fn line(from: &mut impl BufRead, budget: &mut usize) -> Result<Vec<u8>, Refusal> {
    let mut line = Vec::new();
    *budget -= from.by_ref().take(*budget as u64).read_until(b'\n', &mut line)?;
    match line.last() {
        Some(b'\n') => Ok(line),
        _ if *budget == 0 => Err((431, "request line and headers are too long").into()),
        _ => Err(Refusal::Silent),
    }
}

/// Reads this many bytes.
fn bytes(from: &mut impl BufRead, count: u64, mut to: &mut dyn Write) -> Result<(), Refusal> {
    if io::copy(&mut from.take(count), &mut to)? < count { Err(Refusal::Silent) } else { Ok(()) }
}

/// How the end of a body is determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    Length(u64),
    Chunked,
}

/// RFC 9112 §6: ambiguous framing is rejected, because two readers might interpret it differently.
fn framing(request: &Request) -> Result<Framing, Refusal> {
    let lengths: Vec<&str> = request.all("Content-Length").collect();
    let encodings: Vec<&str> = request.all("Transfer-Encoding").collect();
    match (encodings.as_slice(), lengths.as_slice()) {
        ([], []) => Ok(Framing::Length(0)),
        ([], [text]) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
            Ok(Framing::Length(text.parse().unwrap_or(u64::MAX)))
        }
        ([], _) => Err((400, "Content-Length is not a number").into()),
        (_, [_, ..]) => Err((400, "Content-Length and Transfer-Encoding exclude each other").into()),
        _ if request.old => Err((400, "HTTP/1.0 has no Transfer-Encoding").into()),
        ([encoding], []) if encoding.eq_ignore_ascii_case("chunked") => Ok(Framing::Chunked),
        _ => Err((501, "the only supported transfer coding is chunked").into()),
    }
}

/// Reads a chunked body (RFC 9112 §7.1) and returns its length.
fn chunked(from: &mut impl BufRead, limit: u64, head: usize, keep: &mut dyn Write) -> Result<u64, Refusal> {
    const MALFORMED: (u16, &str) =
        (400, "a chunk does not begin with its length in hexadecimal, or does not end with a line break");
    let mut total = 0u64;
    loop {
        let line = line(from, &mut 1024)?;
        let size = line.split(|byte| *byte == b';').next().and_then(|size| std::str::from_utf8(size).ok());
        let hex = size.map(|hex| hex.trim_end_matches([' ', '\t', '\r', '\n']));
        let hex = hex.filter(|hex| !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit())).ok_or(MALFORMED)?;
        let size = u64::from_str_radix(hex, 16).unwrap_or(u64::MAX);
        if size == 0 {
            break;
        }
        total = total.saturating_add(size);
        if total > limit {
            return Err(too_long(limit));
        }
        bytes(from, size, keep)?;
        if !is_empty(&self::line(from, &mut 1024)?) {
            return Err(MALFORMED.into());
        }
    }
    let mut trailers = head.max(1024);
    while !is_empty(&line(from, &mut trailers)?) {}
    Ok(total)
}

fn is_empty(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n")
}

fn too_long(limit: u64) -> Refusal {
    Refusal::Answer(413, format!("the body is longer than {limit} bytes"))
}
