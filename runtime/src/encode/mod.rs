//! Encoding of error bodies, for servers and test fakes. It uses the decoder's tables in the other direction.
//!
//! A body is created as the typed value that decoding returns, and [`ApiError::new`](crate::ApiError::new) creates an error from it:
//!
//! ```text
//! let body = payments::Body::Api(ApiBody { code: ErrorCode::CardDeclined.into(), message: "The bank said no".into() });
//! let error = payments::ApiError::new(402, &body)?;
//! respond(error.status(), error.media_type(), error.raw());             // {"error":{"code":"card_declined","message":"The bank said no"}}
//! ```
//!
//! A body in a format other than JSON is first written as JSON and then converted. The JSON is always valid: strings are escaped, and
//! numbers and JSON documents were validated when they were created. Members are written in the order of
//! [`Decoder::root`](crate::decode::Decoder::root), and optional fields without a value are omitted. [`body`] writes JSON without
//! allocating.
//!
//! # Reading back
//!
//! A client reads exactly the body that was written, or nothing is sent. [`ApiError::new`](crate::ApiError::new) rejects a value that
//! violates the contract, such as an unlisted code of a closed catalog, a status outside the range 100 to 999, `null` for a required field,
//! or a response whose status [`When`](crate::when::When) excludes. If a field contains another one (`/errors` and `/errors/0/code`), the
//! outer field is written and must contain the inner one, so an empty list around a required code is rejected. If a body that was received
//! contains characters that JSON strings may not contain, they are written as they were read: an invalid escape as U+FFFD, and a raw
//! control character escaped.

mod error;
mod param;
pub(crate) mod splice;
mod tree;
mod text;
mod values;

pub use error::{EncodeError, Misread};
pub use param::Param;
pub use tree::{Encode, Values};

pub(crate) use text::line;
pub(crate) use text::string;

use crate::Api;
use crate::decode::{BodyShape, Decoder, Format, ItemShape, Json};
use alloc::string::String;
use core::fmt;

/// Writes a typed body in the format that the contract gives it, which is usually JSON. Writes nothing for the variant of an unknown body.
///
/// # Errors
/// Returns the errors of `out`, and an error if the format cannot represent the values.
pub fn body<A: Api>(body: &A::Body<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let decoder = &A::contract().decoder;
    match A::values(body).and_then(|(at, values)| Some((decoder.bodies.get(at)?, values))) {
        Some((shape, values)) => fields(decoder, shape, values, out),
        None => Ok(()),
    }
}

/// Writes the items of a list as a JSON array, for programs that fill the bodies of any contract.
///
/// # Errors
/// Returns the errors of `out`.
#[cfg_attr(debug_assertions, inline)]
pub fn list(shape: &ItemShape, items: &[&dyn Values], out: &mut dyn fmt::Write) -> fmt::Result {
    tree::items(shape, items.iter().copied(), out)
}

/// Writes a body of this shape in its format.
#[inline]
fn fields(decoder: &Decoder, shape: &BodyShape, values: &dyn Values, out: &mut dyn fmt::Write) -> fmt::Result {
    match shape.format {
        None => tree::document(&decoder.root, shape, values, out),
        Some(_) => out.write_str(&sent(shape, json(decoder, shape, values))?),
    }
}

/// The JSON of a body of this shape, whatever its format.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn json(decoder: &Decoder, shape: &BodyShape, values: &dyn Values) -> String {
    let mut json = String::new();
    // Writing to a string cannot fail.
    let _ = tree::document(&decoder.root, shape, values, &mut json);
    json
}

/// A body of this shape in its format, given as JSON.
///
/// # Errors
/// A value cannot be written in the format.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn sent(shape: &BodyShape, json: String) -> Result<String, fmt::Error> {
    let Some(format) = shape.format else { return Ok(json) };
    in_format(format, &json)
}

#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(never))]
fn in_format(format: &Format, json: &str) -> Result<String, fmt::Error> {
    let mut text = String::new();
    // A body whose fields are all in headers is empty.
    if let Some(json) = Json::parse_text(json) {
        format.write(json, &mut text)?;
    }
    Ok(text)
}
