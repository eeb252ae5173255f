//! The failure contracts of five real APIs, generated from `spec/apis` by this crate's build script, and thin clients based on them.
//!
//! The five modules are data and `no_std`. The clients need std and are behind the feature `client`, which the features `blocking` (on by
//! default) and `async` enable.
#![no_std]
#![deny(warnings, missing_docs)]

#[cfg(feature = "client")]
extern crate std;

errspec::include_generated!("autoretouch");
errspec::include_generated!("media_tasks");
errspec::include_generated!("jobs");
errspec::include_generated!("vision");
errspec::include_generated!("images");

#[cfg(feature = "client")]
pub mod clients;
