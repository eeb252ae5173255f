use super::backoff::Backoff;
use super::delay::Range;
use super::seed::Random;
use super::{Jitter, Policy, Seed};
use core::time::Duration;

/// The delays of one call, jitter included, hints left aside; made by [`Policy::delays`].
#[derive(Clone, Debug)]
pub struct Delays {
    backoff: Backoff,
    jitter: Jitter,
    random: Random,
    /// The retry whose delay comes next, and the last one there is.
    next: u32,
    last: u32,
    previous: Option<u64>,
}

impl Policy {
    /// The delays a call of this seed waits if nothing but the curve decides: one fewer than there are attempts. For programs that
    /// have a retry loop of their own.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::Policy;
    /// let delays: Vec<Duration> = Policy::DEFAULT.delays(42).collect();
    /// assert_eq!(delays, [Duration::from_secs(1), Duration::from_secs(2)]);
    /// ```
    pub fn delays(&self, seed: impl Into<Seed>) -> Delays {
        let random = seed.into().jitter();
        Delays { backoff: self.backoff, jitter: self.jitter, random, next: 1, last: self.max_attempts() - 1, previous: None }
    }
}

impl Iterator for Delays {
    type Item = Duration;

    #[inline]
    fn next(&mut self) -> Option<Duration> {
        if self.next > self.last {
            return None;
        }
        let delay = Range::of(&self.backoff, self.jitter, self.next, self.previous).draw(&mut self.random);
        self.previous = Some(delay);
        self.next += 1;
        Some(Duration::from_nanos(delay))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.last - (self.next - 1)) as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Delays {}
