//! Generates Rust from an errspec failure contract.
//!
//! Build scripts use `Builder`. `Builder`, the command and `include_spec!` use the pure function `generate`; all of them need the feature
//! `reader`. The derives use `derive`, which needs the feature of the same name.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(all(feature = "derive", feature = "reader")),
    allow(dead_code, unused_imports, reason = "parts that only derives or only whole specs need")
)]

mod names;
mod perfect_hash;
mod emit;
#[cfg(feature = "derive")]
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
pub use generate::{Generated, MODULE_LINTS, Module, check, generate, generate_in_steps};
#[cfg(feature = "reader")]
pub use output::{Layout, OtherModule, Output, OutputError, OutputFile};

/// Options for generating code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The path by which generated code refers to the runtime crate.
    pub runtime: String,
    /// Whether to generate `Serialize` and `Deserialize`, which need the feature `serde` of the runtime crate.
    pub serde: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { runtime: "::errspec".to_owned(), serde: false }
    }
}
