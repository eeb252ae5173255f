//! What facts say about retrying, without the engine that follows it.

mod class;
mod operation;

pub use class::Retry;
#[doc(inline)]
pub use errspec_core::retry::{Backoff, Curve, DelayRange, Factor, Jitter, JitterKind};
#[doc(inline)]
pub use errspec_core::words::{Repeat, Safety};
pub use operation::{Operation, OperationRetry};
