//! The client that the README shows, so that what it shows compiles and does what it says.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

errspec::include_generated!("payments");

use errspec::retry::blocking::{Blocking, Clock};
use errspec::retry::{Failed, Outcome, Safety, Transport, seeds};
use std::time::Duration;

/// What came of one attempt.
#[allow(missing_docs)]
pub enum Reply {
    Paid,
    Refused(payments::ApiError<'static>, Vec<(String, String)>),
    NoAnswer(Transport),
}

impl Reply {
    /// Status, headers and body decide whether it is a failure.
    pub fn of(status: u16, headers: Vec<(String, String)>, body: Vec<u8>) -> Self {
        match payments::ApiError::check_owned(status, &headers, body) {
            Ok(_) => Self::Paid,
            Err(error) => Self::Refused(error, headers),
        }
    }
}

impl errspec::retry::Answer for Reply {
    fn outcome(&self) -> Outcome<'_> {
        match self {
            Self::Paid => Outcome::status(200),
            Self::Refused(error, headers) => Outcome::error(error).headers(headers),
            Self::NoAnswer(why) => Outcome::transport(*why),
        }
    }
}

/// Pays, as often as the contract allows.
///
/// # Errors
/// Why no further attempt is made, with the last reply.
pub fn pay(clock: impl Clock, send: impl FnMut(&errspec::retry::Attempt) -> Reply) -> Result<Reply, Box<Failed<Reply>>> {
    let call = payments::RETRY.call(Duration::ZERO, seeds().next()).safety(Safety::Idempotent);
    Blocking::new(call).clock(clock).run(send)
}
