//! The built command on real folders: what it prints, what it writes and how it ends. One binary with a module per subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod auditing;
mod comparing;
mod crowd;
mod diagrams;
mod documenting;
mod diff_places_and_limits;
mod diff_proof;
mod diff_traffic;
mod diffing;
mod explaining;
mod findings;
mod folder;
mod formats;
mod generating;
mod guide_commands;
mod language_server;
mod output_schemas;
mod planted;
mod provenance;
mod recording;
mod renderings;
mod resolved_schema;
mod resolving;
mod searching;
mod serve;
mod simulate_compare;
mod simulate_engine;
mod simulate_formats;
mod simulate_load;
mod simulate_operations;
mod simulate_schedules;
mod starting;
mod terminals;
