//! The contract of the GUIDE as the crate `shop`, so that each of its blocks of Rust is tested as it stands, imports included.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/shop.rs"));

/// The page. Its blocks are documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../spec/GUIDE.md")]
pub struct Page;

/// Has no block of Rust today; one that is added is tested too.
#[cfg(doctest)]
#[allow(rustdoc::invalid_codeblock_attributes)] // of its blocks of YAML
#[doc = include_str!("../../../../spec/LANGUAGE.md")]
pub struct Language;
