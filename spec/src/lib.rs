//! The errspec language: from the text of a failure contract to a checked model. No I/O, no Rust syntax.

pub mod diag;
pub mod parse;
pub mod source;
pub mod words;
pub mod written;
pub mod yaml;
