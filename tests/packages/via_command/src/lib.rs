//! A crate that keeps the generated files: `errspec generate spec/payments.yaml --out-dir src/contracts`.
#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic, clippy::nursery)]

/// What the command wrote.
pub mod contracts;

pub use contracts::payments;
