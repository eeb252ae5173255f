//! The waits of a policy before any call is made, for documents, lints and tests.

use super::Policy;
use core::time::Duration;
use errspec_core::retry::Waits;

impl Policy {
    /// The delay before retry `n`, counted from 1, without jitter and hints.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::Policy;
    /// const FIRST: Duration = Policy::DEFAULT.delay(1);
    /// assert_eq!([FIRST, Policy::DEFAULT.delay(2)], [Duration::from_secs(1), Duration::from_secs(2)]);
    /// ```
    #[inline]
    pub const fn delay(&self, n: u32) -> Duration {
        self.backoff.delay(n)
    }

    /// The shortest and the longest delay before retry `n` that jitter can produce. A hint may make it longer.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::{Jitter, Policy};
    /// const P: Policy = Policy { jitter: Jitter::additive(Duration::from_millis(500)), ..Policy::DEFAULT };
    /// assert_eq!(P.delay_range(2), (Duration::from_secs(2), Duration::from_millis(2500)));
    /// ```
    #[inline]
    pub const fn delay_range(&self, n: u32) -> (Duration, Duration) {
        let range = self.waits().range(n);
        (range.low(), range.high())
    }

    /// The maximum total of all waits of a call, without hints and without entries that have their own backoff. It is not limited by the
    /// deadline: if it is longer, the deadline ends calls before all attempts are made.
    ///
    /// After 10,000 attempts, each further wait counts like the 10,000th.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::Policy;
    /// const WORST: Duration = Policy { attempts: 6, ..Policy::DEFAULT }.worst_case_wait();
    /// assert_eq!(WORST, Duration::from_secs(1 + 2 + 4 + 8 + 16));
    /// ```
    #[inline]
    pub const fn worst_case_wait(&self) -> Duration {
        self.waits().worst_case()
    }

    /// Whether a delay reaches the cap, within the number of attempts. A cap that is never reached may be a mistake.
    #[inline]
    pub const fn reaches_cap(&self) -> bool {
        self.waits().reaches_cap()
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn waits(&self) -> Waits {
        Waits { attempts: self.attempts, backoff: self.backoff, jitter: self.jitter }
    }
}
