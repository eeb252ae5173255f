use super::{DelayRange, Policy, Seed};
use core::slice;
use core::time::Duration;
use errspec_core::random::Random;

/// The delays of one call with jitter and without hints; created by [`Policy::delays`].
#[derive(Clone, Debug)]
pub struct Delays<'p> {
    /// The remaining rows of the policy's table.
    rows: slice::Iter<'p, DelayRange>,
    random: Random,
    policy: &'p Policy,
    /// The retry after the rows, and the last retry.
    next: u32,
    last: u32,
    /// The previous delay, if it was computed.
    previous: Option<u64>,
}

impl Policy {
    /// The delays of a call with this seed if only the policy decides: one fewer than the attempts. This is for programs with their own
    /// retry loop.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::Policy;
    /// let delays: Vec<Duration> = Policy::DEFAULT.delays(42).collect();
    /// assert_eq!(delays, [Duration::from_secs(1), Duration::from_secs(2)]);
    /// ```
    #[inline]
    pub fn delays(&self, seed: impl Into<Seed>) -> Delays<'_> {
        let rows = self.rows();
        Delays {
            rows: rows.iter(),
            random: seed.into().jitter(),
            policy: self,
            // There is at most one row per retry.
            next: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            last: self.max_attempts() - 1,
            previous: None,
        }
    }
}

impl Delays<'_> {
    /// The next delay after the rows.
    #[cfg_attr(not(debug_assertions), inline(never))]
    #[cfg_attr(debug_assertions, inline)]
    fn computed(&mut self) -> Option<Duration> {
        if self.next >= self.last {
            return None;
        }
        self.next += 1;
        let range = DelayRange::of(&self.policy.backoff, self.policy.jitter, self.next, self.previous);
        let delay = range.draw(&mut self.random);
        self.previous = Some(delay);
        Some(Duration::from_nanos(delay))
    }
}

impl Iterator for Delays<'_> {
    type Item = Duration;

    #[inline]
    fn next(&mut self) -> Option<Duration> {
        match self.rows.next() {
            Some(row) => Some(Duration::from_nanos(row.draw(&mut self.random))),
            None => self.computed(),
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.rows.len() + (self.last - self.next) as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Delays<'_> {}
