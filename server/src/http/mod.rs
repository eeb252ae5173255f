//! HTTP/1.1 (RFC 9112), as far as a test server needs it.

mod receive;
mod request;
mod send;
mod wire;

pub(crate) use receive::receive;
pub(crate) use request::{Refusal, Request};
pub(crate) use send::{Reply, is_bodiless, send};
pub(crate) use wire::Wire;

use percent_encoding::percent_decode_str;
use std::borrow::Cow;

/// Whether a text is a token of RFC 9110 §5.6.2, such as a method or the name of a header.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether a text can be the value of a header.
pub(crate) fn is_field_value(text: &str) -> bool {
    text.bytes().all(|b| b == b'\t' || (b' '..=b'~').contains(&b) || b >= 0x80)
}

/// Decodes a percent-encoded text. If the result is not UTF-8, the text is returned unchanged.
pub(crate) fn percent_decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}
