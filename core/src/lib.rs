//! What the errspec language and its runtime have in common: the words of a contract.
//!
//! Users never name this crate: `errspec` has all of it that a program needs, and generated code names `errspec` only.
//! `no_std`, without allocation and without any dependency.

#![no_std]
#![forbid(unsafe_code)]

#[macro_use]
mod word;
pub mod words;

pub use word::Word;
