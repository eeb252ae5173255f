use crate::RetryClass;
use core::time::Duration;

/// What may be done after an outcome: the class, and where the contract says so, limits and a curve of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// The class.
    pub class: RetryClass,
    /// Attempts in all for outcomes of this entry, inside the policy's limit.
    pub attempts: Option<u32>,
    /// A curve of its own instead of the policy's.
    pub backoff: Option<Backoff>,
}

impl Retry {
    /// The class with the policy's limits and curve.
    pub const fn of(class: RetryClass) -> Self {
        Self { class, attempts: None, backoff: None }
    }
}

/// Delay before jitter: `min(cap, add + curve(n))` for retry n = 1, 2, ….
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The curve.
    pub curve: Curve,
    /// Added to every delay.
    pub add: Duration,
    /// No delay is longer.
    pub cap: Duration,
}

/// How delays grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Curve {
    /// Always the same.
    Constant(Duration),
}
