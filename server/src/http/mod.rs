//! HTTP/1.1 as far as a server of tests needs it (RFC 9112).

mod head;
mod incoming;
mod outgoing;
mod receive;
mod send;

pub(crate) use head::Request;
pub(crate) use incoming::Incoming;
pub(crate) use outgoing::Outgoing;
pub(crate) use receive::{Refusal, receive};
pub(crate) use send::{Reply, send};

/// Whether a text is a token of RFC 9110 section 5.6.2: a method, a header's name.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether a text can be the value of a header.
pub(crate) fn is_field_value(text: &str) -> bool {
    text.bytes().all(|b| b == b'\t' || (b' '..=b'~').contains(&b) || b >= 0x80)
}

/// A text with `%20` and the like undone; as it is where that gives no UTF-8.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        let hex = hex.filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *byte == b'%') {
            Some(value) => {
                decoded.push(value);
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}
