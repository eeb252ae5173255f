//! Tests of the language: reader, checker, findings, in one binary with a module per subject.
//! `cargo test -p errspec-spec --test it findings_retry` runs one of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod common;
mod conditions;
mod contract_schema;
mod diag_columns;
mod diag_render;
mod diag_suggest;
mod findings_advice;
mod findings_bodies;
mod findings_formats;
mod findings_calls;
mod findings_catalogs;
mod explanations;
mod findings_imports;
mod findings_inheritance;
mod findings_labels;
mod findings_lints;
mod findings_many;
mod findings_mutations;
mod findings_places;
mod findings_retry;
mod findings_rules;
mod findings_slips;
mod findings_statuses;
mod findings_verdicts;
mod findings_wire;
mod language;
mod machines_checks;
mod machines_graphs;
mod overlays;
mod reader_changes;
mod reader_hostile;
mod reader_oracle;
mod reader_quirks;
mod state_conditions;
mod words;
