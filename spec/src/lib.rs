//! The errspec language: from the text of a failure contract to a checked model. No I/O, no Rust syntax.

pub mod diag;
pub mod source;
pub mod yaml;
