//! Tests that span several crates, in one binary with a module per subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

// `same_tokens` calls the modules behind `include_spec!`. Outside of a macro the compiler's tokens stand still; these have the same methods.
extern crate proc_macro2 as proc_macro;

mod bases;
mod build_script;
mod cases;
mod contracts;
mod debug;
mod derive;
mod file_graph;
mod first_of_list;
mod fuzz;
mod generated_code;
mod loaded_tables;
mod inlined;
mod lookup;
mod round_trip;
mod formats_oracle;
mod shapes_oracle;
mod same_tokens;
mod statuses;
mod support;
mod tidy;
mod typestate;
mod words;
