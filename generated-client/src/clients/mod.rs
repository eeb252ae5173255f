//! A client for each API: its calls as [`Endpoint`](crate::client::Endpoint)s, and methods that run them, blocking or on tokio.
//!
//! The documents these APIs were taken from describe errors, not endpoints. Where a path is not theirs, it is named in the
//! client's `paths` and can be set.

pub mod autoretouch;
pub mod device;
pub mod images;
pub mod jobs;
pub mod media_tasks;
mod plain;
pub mod vision;

pub use plain::Answer;
