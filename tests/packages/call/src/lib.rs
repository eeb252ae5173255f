//! Two versions of one client: with errspec, and written by hand with thiserror and backon, as clients usually are. Both behave the same. A
//! test compares them, and counts the lines that the README states.

#![allow(clippy::disallowed_methods, reason = "what is written by hand reads clocks and sleeps")]

pub mod by_hand;
pub mod with_errspec;

errspec::include_generated!("shop");
