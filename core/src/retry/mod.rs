//! The arithmetic of retries: how delays grow, how they are randomized, and how long a call can wait in total.
//!
//! All calculations are in whole nanoseconds, exact and saturating. The checks of a spec, the generated documentation, simulations and the
//! runtime's engine all use them.

mod backoff;
mod delay_range;
mod factor;
mod jitter;
mod waits;

pub use backoff::{Backoff, Curve, nanos};
pub use delay_range::DelayRange;
pub use factor::Factor;
pub use jitter::{Jitter, JitterKind};
pub use waits::Waits;
