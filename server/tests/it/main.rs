//! Tests of the fault server over TCP, in one binary with a module per subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod common;
mod control;
mod faults;
mod jobs;
mod limits;
mod scripts;
mod served;
