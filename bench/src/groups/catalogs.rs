//! The hand-written equivalents of the generated catalogs.

#![allow(dead_code, clippy::all, reason = "not every group uses all of it")]

include!(concat!(env!("OUT_DIR"), "/catalogs.rs"));
