//! With errspec.

/// From a response to a result.
pub mod decode;
/// A call with retries.
pub mod retry;
/// The wait for a job.
pub mod wait;
