//! Benchmarks of errspec and of published crates.
//!
//! [`groups`] measures speed with the method described in [`harness`]; `cargo run --release` in this folder runs all groups. Generation and
//! compilation are measured by running other programs: `cargo run --release -- generation compile build size`.

pub mod groups;
pub mod harness;
mod programs;
pub mod report;
mod run;

/// What errspec generates from the specs that build.rs writes.
pub mod specs {
    errspec::include_generated!("failures");
    errspec::include_generated!("answers_header");
    errspec::include_generated!("answers_list");
    errspec::include_generated!("answers_chain");
    errspec::include_generated!("answers_xml");
    errspec::include_generated!("machine_6");
    errspec::include_generated!("machine_64");
    errspec::include_generated!("machine_500");
    errspec::include_generated!("known_50");
    errspec::include_generated!("known_500");
    errspec::include_generated!("codes_7");
    errspec::include_generated!("codes_25");
    errspec::include_generated!("codes_130");
    errspec::include_generated!("codes_260");
    errspec::include_generated!("codes_260_short");
    errspec::include_generated!("codes_2000");
    errspec::include_generated!("codes_10000");
}

pub use run::run;
