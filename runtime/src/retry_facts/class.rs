use super::{Backoff, Repeat};
use crate::RetryClass;

/// How to retry after an outcome: the retry class, and optionally an attempt limit and a backoff of its own.
///
/// ```
/// use core::time::Duration;
/// use errspec::RetryClass;
/// use errspec::retry::{Backoff, Retry};
/// const SLOW: Retry = Retry::of(RetryClass::Transient).attempts(2).backoff(Backoff::constant(Duration::from_secs(30)));
/// assert_eq!(SLOW.attempts, Some(2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// The class.
    pub class: RetryClass,
    /// How many attempts may end with an outcome of this entry, within the policy's limit: 2 allows one retry.
    pub attempts: Option<u32>,
    /// A backoff that replaces the policy's, including its cap. Jitter, hints and the deadline are still those of the policy.
    pub backoff: Option<Backoff>,
    /// Which calls are repeated; `None` if the effect decides.
    pub repeat: Option<Repeat>,
}

impl Retry {
    /// The class with the policy's limit and backoff.
    #[inline]
    pub const fn of(class: RetryClass) -> Self {
        Self { class, attempts: None, backoff: None, repeat: None }
    }

    /// Limits the attempts that end with this outcome, including the first; with 0 or 1 there is no retry.
    #[must_use]
    #[inline]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// Sets which calls are repeated, whatever the effect.
    #[must_use]
    #[inline]
    pub const fn repeat(mut self, repeat: Repeat) -> Self {
        self.repeat = Some(repeat);
        self
    }

    /// Sets a backoff that replaces the policy's.
    #[must_use]
    #[inline]
    pub const fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = Some(backoff);
        self
    }
}
