//! Tests of what this crate adds to an HTTP library. The results of calls and waits are tested in `generated-client`, with the clients of
//! five APIs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod calls;
#[cfg(feature = "reqwest")]
mod on_reqwest;
#[cfg(feature = "ureq")]
mod on_ureq;
mod responses;
mod support;
