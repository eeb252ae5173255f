//! What a policy's waits will be, known before any call is made: for documents, lints and tests.

use super::backoff::nanos;
use super::{Curve, DelayRange, JitterKind, Policy};
use core::time::Duration;

/// Beyond this many waits the rest is counted as long as the last one looked at.
const LOOKED_AT: u32 = 10_000;

impl Policy {
    /// The delay before retry `n`, counted from 1, without jitter and hints.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::Policy;
    /// const FIRST: Duration = Policy::DEFAULT.delay(1);
    /// assert_eq!([FIRST, Policy::DEFAULT.delay(2)], [Duration::from_secs(1), Duration::from_secs(2)]);
    /// ```
    pub const fn delay(&self, n: u32) -> Duration {
        self.backoff.delay(n)
    }

    /// The shortest and the longest delay before retry `n` that jitter can make; a hint may make it longer.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::{Jitter, Policy};
    /// const P: Policy = Policy { jitter: Jitter::additive(Duration::from_millis(500)), ..Policy::DEFAULT };
    /// assert_eq!(P.delay_range(2), (Duration::from_secs(2), Duration::from_millis(2500)));
    /// ```
    pub const fn delay_range(&self, n: u32) -> (Duration, Duration) {
        let range = self.range(n);
        (range.low(), range.high())
    }

    /// The longest that all waits of a call can take together, hints and rules with a curve of their own left aside. Not limited
    /// by the deadline: where it is longer, the deadline ends calls before the attempts are used up.
    ///
    /// Over 10,000 attempts, what comes later is counted as long as the 10,000th wait.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::Policy;
    /// const WORST: Duration = Policy { attempts: 6, ..Policy::DEFAULT }.worst_case_wait();
    /// assert_eq!(WORST, Duration::from_secs(1 + 2 + 4 + 8 + 16));
    /// ```
    pub const fn worst_case_wait(&self) -> Duration {
        let waits = self.max_attempts() - 1;
        let (mut sum, mut n) = (0u64, 0);
        while n < waits && sum < u64::MAX {
            n += 1;
            let longest = self.range(n).longest();
            if n == LOOKED_AT || self.settled(n, longest) {
                sum = sum.saturating_add(longest.saturating_mul((waits - n + 1) as u64));
                break;
            }
            sum = sum.saturating_add(longest);
        }
        Duration::from_nanos(sum)
    }

    /// Whether the cap is ever the delay, within the attempts there are. A cap that is never reached is worth a second look.
    pub const fn reaches_cap(&self) -> bool {
        let last = self.max_attempts() - 1;
        last > 0 && self.backoff.nanos(last) >= nanos(self.backoff.cap)
    }

    pub(super) const fn range(&self, n: u32) -> DelayRange {
        // The longest previous delay of decorrelated jitter triples each time.
        let base = self.backoff.nanos(1);
        let previous = if n <= 1 { None } else { Some(base.saturating_mul(3u64.saturating_pow(n - 1))) };
        DelayRange::of(&self.backoff, self.jitter, n, previous)
    }

    /// Whether all waits after the `n`th are like it, the longest of which is known.
    const fn settled(&self, n: u32, longest: u64) -> bool {
        let cap = nanos(self.backoff.cap);
        match (self.jitter.kind, self.backoff.curve) {
            (JitterKind::Decorrelated, _) => longest >= cap,
            (_, Curve::Table(delays)) => n as usize >= delays.len(),
            // Curves do not fall.
            (_, _) => self.backoff.nanos(n) >= cap,
        }
    }
}
