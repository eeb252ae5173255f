//! Sends one response, with the faults that it is to have.

use super::Wire;
use crate::Then;
use crate::connections::Pause;
use std::io::{self, Write};
use std::time::Duration;

/// A response that is ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) phrase: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) delay: Duration,
    pub(crate) then: Then,
}

/// What is sent instead of HTTP: it is neither a status line nor text.
const GARBAGE: &[u8] = b"\x16\x03\x01\x00\xffgarbage\x00\xfe\r\n\r\n\x80";

impl Reply {
    /// The bytes of the body to send.
    pub(crate) fn sent(&self, head_only: bool) -> &[u8] {
        match self.then {
            Then::Reset | Then::Close | Then::Garbage => &[],
            Then::Truncate(bytes) if !head_only => self.body.get(..bytes).unwrap_or(&self.body),
            _ if head_only || is_bodiless(self.status) => &[],
            _ => &self.body,
        }
    }
}

/// Sends a response. Returns `true` if the connection can be used again.
pub(crate) fn send(to: &mut Wire, reply: &Reply, head_only: bool, keep: bool, pause: &Pause) -> io::Result<bool> {
    match reply.then {
        Then::Reset | Then::Close => return Ok(false),
        Then::Garbage => return to.write_all(GARBAGE).map(|()| false),
        Then::Truncate(_) | Then::Full | Then::Trickle(_) => {}
    }
    let body = reply.sent(head_only);
    let cut = matches!(reply.then, Then::Truncate(_));
    let length = if cut { reply.body.len().max(body.len() + 1) } else { reply.body.len() };
    let mut bytes = head(reply, length, keep && !cut).into_bytes();
    if let Then::Trickle(gap) = reply.then {
        to.write_all(&bytes)?;
        for byte in body {
            if to.held(|| pause.stopped_within(gap)) {
                return Ok(false);
            }
            to.write_all(&[*byte])?;
        }
    } else {
        bytes.extend_from_slice(body);
        to.write_all(&bytes)?;
    }
    Ok(keep && !cut)
}

/// Whether responses with a status never have a body (RFC 9110 §6.4.1).
pub(crate) fn is_bodiless(status: u16) -> bool {
    matches!(status, 100..=199 | 204 | 205 | 304)
}

fn head(reply: &Reply, length: usize, keep: bool) -> String {
    let mut head = format!("HTTP/1.1 {} {}\r\n", reply.status, reply.phrase);
    for (name, value) in &reply.headers {
        head += &format!("{name}: {value}\r\n");
    }
    if !is_bodiless(reply.status) || length > reply.body.len() || reply.status == 205 {
        head += &format!("Content-Length: {length}\r\n");
    }
    head += if keep { "\r\n" } else { "Connection: close\r\n\r\n" };
    head
}
