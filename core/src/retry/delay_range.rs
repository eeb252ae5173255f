use super::backoff::nanos;
use super::{Backoff, Factor, Jitter, JitterKind};
use crate::random::Random;
use crate::words::Bound;
use core::time::Duration;

/// The range from which a delay is drawn; all whole nanoseconds in it are equally likely. It is a row of the schedule of a generated
/// policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayRange {
    /// The shortest delay, in nanoseconds.
    low: u64,
    /// The number of possible delays, which are a nanosecond apart. It is at least 1, and `low + (values - 1)` does not overflow.
    values: u64,
}

impl DelayRange {
    /// The shortest delay.
    #[inline]
    pub const fn low(&self) -> Duration {
        Duration::from_nanos(self.low)
    }

    /// The longest delay.
    #[inline]
    pub const fn high(&self) -> Duration {
        Duration::from_nanos(self.longest())
    }

    /// The longest delay in nanoseconds.
    #[inline]
    pub(super) const fn longest(self) -> u64 {
        self.low + (self.values - 1)
    }

    /// The range between two delays, both included, or only the first one if the second is shorter. If it would contain all 2^64 delays,
    /// the longest is left out.
    #[inline]
    const fn between(low: u64, high: u64) -> Self {
        Self { low, values: high.saturating_sub(low).saturating_add(1) }
    }

    /// The range for retry `n` of a curve. `previous` is the previous delay in nanoseconds, or `None` for the first retry; only
    /// decorrelated jitter uses it.
    #[doc(hidden)]
    #[inline]
    pub const fn of(backoff: &Backoff<&[Duration]>, jitter: Jitter, n: u32, previous: Option<u64>) -> Self {
        let (delay, cap) = (backoff.nanos(n), nanos(backoff.cap));
        let limit = match jitter.bound {
            Bound::Hard => cap,
            Bound::Soft => u64::MAX,
        };
        let range = match jitter.kind {
            JitterKind::None => Self::between(delay, delay),
            JitterKind::Full => Self::between(0, delay),
            JitterKind::Equal => Self::between(delay / 2, delay),
            JitterKind::Additive { max } => Self::additive(delay, nanos(max), limit),
            JitterKind::Proportional { ratio } => Self::proportional(delay, ratio.at_most_one(), limit),
            JitterKind::Range { from, to } => Self::scaled(delay, from, to, limit),
            JitterKind::Decorrelated => {
                let base = backoff.nanos(1);
                let before = match previous {
                    Some(previous) => previous,
                    None => base,
                };
                Self::within(base, before.saturating_mul(3), cap)
            }
        };
        range.at_least(nanos(backoff.floor))
    }

    #[inline]
    const fn scaled(delay: u64, from: Factor, to: Factor, limit: u64) -> Self {
        // Of a longer delay, the upper end would exceed the limit.
        let room = if to.is_above_one() { to.share(limit) } else { limit };
        let center = if delay < room { delay } else { room };
        Self::within(from.of(center), to.of(center), limit)
    }

    #[inline]
    const fn at_least(self, floor: u64) -> Self {
        if self.low >= floor {
            return self;
        }
        let high = self.longest();
        Self::between(floor, if high < floor { floor } else { high })
    }

    #[inline]
    const fn additive(delay: u64, max: u64, limit: u64) -> Self {
        let room = limit.saturating_sub(max);
        let low = if delay < room { delay } else { room };
        Self::within(low, low.saturating_add(max), limit)
    }

    #[inline]
    const fn proportional(delay: u64, ratio: Factor, limit: u64) -> Self {
        // A center of limit / (1 + r) leaves room for the upper half. Since r is at most 1, half the limit always does, so only longer
        // delays need the division.
        let center = if delay <= limit / 2 {
            delay
        } else {
            let room = ratio.plus_one().share(limit);
            if delay < room { delay } else { room }
        };
        let half = ratio.of(center);
        Self::within(center.saturating_sub(half), center.saturating_add(half), limit)
    }

    #[inline]
    const fn within(low: u64, high: u64, limit: u64) -> Self {
        Self::between(if low < limit { low } else { limit }, if high < limit { high } else { limit })
    }

    /// Draws a delay, in nanoseconds.
    #[doc(hidden)]
    #[inline]
    pub const fn draw(self, random: &mut Random) -> u64 {
        self.low + random.below(self.values)
    }
}
