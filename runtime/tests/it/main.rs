//! Tests of the runtime through its public surface, in one binary: a module per subject, and modules of helpers that several of
//! them share. `cargo test -p errspec --test it retry_poll` runs one of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod contracts;
mod decode_allocations;
mod decode_any_bytes;
mod decode_conformance;
mod decode_faults;
mod decode_grammar;
mod decode_kept;
mod decode_places;
mod decode_shapes;
mod decode_timestamps;
mod encode_bodies;
mod error_value;
mod execution;
mod headers_forms;
mod machine_bodies;
mod machine_conditions;
mod machine_large;
mod machine_questions;
mod machine_tables;
mod mended;
mod random;
#[cfg(feature = "tokio")]
mod retry_adapters;
mod retry_budgets;
mod retry_classify;
mod retry_delays;
mod retry_engine;
mod retry_hints;
mod retry_limits;
mod retry_model;
mod retry_pages;
mod retry_poll;
mod retry_poll_hints;
mod retry_properties;
mod retry_support;
#[cfg(feature = "tower")]
mod retry_tower;
mod watch_commands;
mod watch_golden;
mod watch_oracle;
mod watch_recovery;
mod watch_traces;
