//! Encoding of error bodies, for servers and fakes: the decoder's tables walked the other way.
//!
//! A body is made as the typed value that decoding gives, and [`ApiError::new`](crate::ApiError::new) makes an error of it:
//!
//! ```text
//! let body = payments::Body::Api(ApiBody { code: ErrorCode::CardDeclined.into(), message: "The bank said no".into() });
//! let error = payments::ApiError::new(402, &body)?;
//! respond(error.status(), error.media_type(), error.raw());             // {"error":{"code":"card_declined","message":"The bank said no"}}
//! ```
//!
//! What is written is always JSON: texts are escaped, numbers and documents were checked when they were made. Members stand in the
//! order of [`Decoder::root`](crate::decode::Decoder::root), optional fields without a value are left out. [`body`] writes
//! without allocating.
//!
//! # Reading back
//!
//! The body that is read back is the one written, or nothing is sent: [`ApiError::new`](crate::ApiError::new) refuses a value that
//! breaks the contract, such as an unlisted code of a closed catalog, a status beyond 100 to 999, `null` for a required field, a response
//! whose status [`When`](crate::decode::When) excludes. Where a field holds another one (`/errors` and `/errors/0/code`), the outer one
//! is written and has to hold the inner: an empty list around a required code is refused. Of a body that was read, what a string may not
//! hold is written as what it was read as: an invalid escape as U+FFFD, a raw control character escaped.

mod error;
mod tree;
mod text;
mod values;

pub use error::{EncodeError, Misread};
pub use tree::{Encode, Values};

pub(crate) use text::line;
#[cfg(feature = "serde")]
pub(crate) use text::string;

use crate::Api;
use core::fmt;

/// Writes a typed body as JSON; nothing for the variant that stands for none of the shapes.
///
/// # Errors
/// Those of `out`.
pub fn body<A: Api>(body: &A::Body<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let decoder = &A::CONTRACT.decoder;
    match A::values(body).and_then(|(at, values)| Some((decoder.bodies.get(at)?, values))) {
        Some((shape, values)) => tree::value(&decoder.root, shape.fields, values, out),
        None => Ok(()),
    }
}
