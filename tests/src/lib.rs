//! The contracts of `cases`, generated as a user's build script would.
#![no_std]
#![deny(warnings, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/mod.rs"));
