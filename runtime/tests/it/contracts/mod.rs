//! Contracts written by hand, exactly as the generator writes them.
#![allow(dead_code, unreachable_pub, reason = "each test uses its own")]

pub mod autoretouch;
pub mod tasks;
pub mod vision;
