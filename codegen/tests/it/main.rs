//! Tests of the generator, in one binary with a module per subject. `cargo test -p errspec-codegen --test it goldens` runs one of
//! them; with `ERRSPEC_BLESS=1` it writes the files under `tests/goldens`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod builder;
mod diagram_gaps;
mod diagram_goldens;
mod diagram_properties;
mod diagram_support;
mod documentation;
mod explained_names;
mod goldens;
mod layout;
mod names;
mod verdicts;
