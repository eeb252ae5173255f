//! What the errspec language and its runtime share: the vocabulary of contracts, and the arithmetic, tests and algorithms that give it its
//! meaning.
//!
//! Users do not depend on this crate directly: `errspec` re-exports what programs need, and generated code only names `errspec`. The crate
//! is `no_std`, does not allocate, and has no dependencies.

#![no_std]
#![forbid(unsafe_code)]

#[macro_use]
mod word;
pub mod calendar;
mod condition;
pub mod hash;
pub mod random;
pub mod rank;
pub mod reach;
pub mod retry;
pub mod text;
pub mod words;

pub use condition::{Item, Items, Listed, Predicate, Test, Value};
pub use word::Word;
