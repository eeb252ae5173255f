//! errspec side by side with published crates.
//!
//! [`peers`] re-enacts known failures of retry libraries; `cargo run -p bench --bin peers` prints what each crate did.
//! `harness` and `groups` measure speed; `cargo run -p bench --release` runs them all.

pub mod peers;
