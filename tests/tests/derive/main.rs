//! Each derive as a user writes it, against the same facts written as YAML.

#![allow(clippy::unwrap_used, clippy::expect_used)] // in helpers of tests too

mod twin {
    errspec::include_spec!("tests/derive/payments.yaml");
}
mod codes;
mod states;
mod statuses;
mod retryable;
mod against;
mod cost;
mod rules;
mod stand_in;
mod ui;
