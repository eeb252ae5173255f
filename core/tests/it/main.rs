//! Tests of the core, in one binary with a module per subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod calendar;
mod rank;
mod reach;
mod retry;
mod text;
mod words;
