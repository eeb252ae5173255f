//! Tests of what this crate adds to an HTTP library. How calls and waits end is tested with the clients of five APIs, in `generated-client`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod calls;
#[cfg(feature = "reqwest")]
mod on_reqwest;
#[cfg(feature = "ureq")]
mod on_ureq;
mod responses;
mod support;
