//! Known failures of retry libraries, reproduced under the same conditions for every crate, without a network and without real waiting.
//!
//! There is one file per failure; its first line says what goes wrong and where it was seen. `report` writes the table of COMPARE.md.

#![allow(clippy::disallowed_methods, reason = "peers count from the clocks of the process, some from stopped ones")]

mod case;
mod catch;
mod clock;
mod curves;
mod hinted;
mod jitters;
mod middleware;
mod report;
mod smithy;
mod versions;

mod b01_overflow;
mod b02_jitter_over_cap;
mod b03_spread_at_cap;
mod b04_first_delay;
mod b05_floats;
mod b06_longest_durations;
mod b07_equal_sessions;
mod b08_budget_rounding;
mod b09_hint_and_limit;
mod b10_hint_not_slept;
mod b11_unbounded_hint;
mod b12_empty_hint;
mod b13_hint_syntax;
mod b14_jitter_range;
mod b15_below_minimum;
mod b16_outage;
mod b17_no_refund;
mod b18_attempts_take_time;
mod b19_throttled;
mod b20_done_twice;

pub use case::{Case, Finding, Peer, Verdict};
pub use report::{between_markers, printed, table};
pub use versions::version;

/// Runs every case. Panics of peers are caught and kept off the terminal.
pub fn cases() -> Vec<Case> {
    catch::quietly(|| {
        vec![
            b01_overflow::case(),
            b02_jitter_over_cap::case(),
            b03_spread_at_cap::case(),
            b04_first_delay::case(),
            b05_floats::case(),
            b06_longest_durations::case(),
            b07_equal_sessions::case(),
            b08_budget_rounding::case(),
            b09_hint_and_limit::case(),
            b10_hint_not_slept::case(),
            b11_unbounded_hint::case(),
            b12_empty_hint::case(),
            b13_hint_syntax::case(),
            b14_jitter_range::case(),
            b15_below_minimum::case(),
            b16_outage::case(),
            b17_no_refund::case(),
            b18_attempts_take_time::case(),
            b19_throttled::case(),
            b20_done_twice::case(),
        ]
    })
}
