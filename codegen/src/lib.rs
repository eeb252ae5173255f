//! Generates Rust from an errspec failure contract.
//!
//! Build scripts use `Builder`. `Builder`, the command and `include_spec!` use the pure function `generate`; all of them need the feature
//! `reader`. The derives use [`mod@derive`].

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(feature = "reader"), allow(dead_code, reason = "parts that only whole specs need"))]

mod names;
mod perfect_hash;
mod schedule;
mod emit;
pub mod derive;
#[cfg(feature = "diagram")]
pub mod diagram;
#[cfg(feature = "reader")]
mod generate;
#[cfg(feature = "reader")]
pub mod disk;
#[cfg(feature = "reader")]
mod output;
#[cfg(feature = "reader")]
mod builder;

#[cfg(feature = "reader")]
pub use builder::{Builder, Error};
#[cfg(feature = "reader")]
pub use generate::{Generated, MODULE_LINTS, Module, generate, generate_in_steps};
#[cfg(feature = "reader")]
pub use output::{Layout, OtherModule, Output, OutputError, OutputFile};

/// What to emit besides the contract itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The path by which emitted code names the runtime crate.
    pub runtime: String,
    /// Emit `Serialize` and `Deserialize` (the runtime's feature `serde` must be on).
    pub serde: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { runtime: "::errspec".to_owned(), serde: false }
    }
}
