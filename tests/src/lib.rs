//! The contracts of `cases` and of the five APIs, generated as a user's build script would.
#![no_std]
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/mod.rs"));
include!(concat!(env!("OUT_DIR"), "/contracts.rs"));
