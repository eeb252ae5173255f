//! Tests of the code generated from the five contracts and of the clients built on it, in one binary with a module per subject.
//!
//! What needs an HTTP client or `tracing` depends on features of the package: `--features async,tracing` runs all of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod classes;
mod conflicts;
#[cfg(all(feature = "async", feature = "blocking"))]
mod e2e_async;
#[cfg(feature = "blocking")]
mod e2e_codes;
#[cfg(feature = "blocking")]
mod e2e_crowd;
#[cfg(feature = "blocking")]
mod e2e_faults;
#[cfg(feature = "blocking")]
mod e2e_headers;
#[cfg(feature = "blocking")]
mod e2e_rate;
#[cfg(feature = "blocking")]
mod e2e_renewal;
#[cfg(feature = "blocking")]
mod e2e_schedules;
#[cfg(feature = "blocking")]
mod e2e_support;
#[cfg(feature = "blocking")]
mod e2e_texts;
#[cfg(all(feature = "blocking", feature = "tracing"))]
mod e2e_traced;
#[cfg(feature = "blocking")]
mod e2e_waits;
mod ideas;
#[cfg(feature = "blocking")]
mod judged;
mod page_000;
mod page_001;
mod page_002;
mod page_003;
mod page_004;
#[cfg(feature = "blocking")]
mod samples;
mod schedules;
mod support;
mod sureness;
mod totals;
