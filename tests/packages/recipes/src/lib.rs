//! The contracts of the recipes, so that the Rust of the page is tested as it stands.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/mod.rs"));

/// The page. Its blocks of Rust are documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../spec/RECIPES.md")]
pub struct Page;
