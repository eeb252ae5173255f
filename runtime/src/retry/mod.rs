//! Retry policy and engine.

mod policy;

pub use policy::{Backoff, Curve, Retry};
