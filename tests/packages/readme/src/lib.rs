//! The contract of the README as the crate `payments`, so that each of its blocks of Rust is tested as it stands, imports included.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/payments.rs"));

/// The page. Its blocks are documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
pub struct Page;
