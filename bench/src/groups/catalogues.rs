//! The hand-written equivalents of the generated catalogues.

#![allow(dead_code, clippy::all, reason = "not every group uses all of it")]

include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));
