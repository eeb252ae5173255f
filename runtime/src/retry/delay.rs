use super::backoff::nanos;
use super::seed::Random;
use super::{Backoff, Bound, Jitter, JitterKind};

/// The range a delay is drawn from, both ends included, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) low: u64,
    pub(super) high: u64,
}

impl Range {
    /// The range for retry `n` of a curve. `previous` is the delay before, `None` for the first.
    #[inline]
    pub(super) const fn of(backoff: &Backoff, jitter: Jitter, n: u32, previous: Option<u64>) -> Self {
        let base = match jitter.kind {
            JitterKind::Decorrelated => backoff.nanos(1),
            _ => 0,
        };
        Self::around(backoff.nanos(n), nanos(backoff.cap), base, jitter, previous)
    }

    /// The same, for a delay that is known. Only decorrelated jitter asks for `base`, the curve's first delay.
    #[inline]
    pub(super) const fn around(delay: u64, cap: u64, base: u64, jitter: Jitter, previous: Option<u64>) -> Self {
        let limit = match jitter.bound {
            Bound::Hard => cap,
            Bound::Soft => u64::MAX,
        };
        match jitter.kind {
            JitterKind::None => Self { low: delay, high: delay },
            JitterKind::Full => Self { low: 0, high: delay },
            JitterKind::Equal => Self { low: delay / 2, high: delay },
            JitterKind::Additive { max } => Self::additive(delay, nanos(max), limit),
            JitterKind::Proportional { ratio } => {
                let ratio = ratio.at_most_one();
                // A centre of cap / (1 + r) leaves room for the upward half.
                let room = ratio.plus_one().share(limit);
                let centre = if delay < room { delay } else { room };
                let half = ratio.of(centre);
                Self { low: centre.saturating_sub(half), high: centre.saturating_add(half) }.within(limit)
            }
            JitterKind::Decorrelated => {
                let before = match previous {
                    Some(previous) => previous,
                    None => base,
                };
                Self { low: base, high: before.saturating_mul(3) }.within(cap)
            }
        }
    }

    const fn additive(delay: u64, max: u64, cap: u64) -> Self {
        let room = cap.saturating_sub(max);
        let low = if delay < room { delay } else { room };
        Self { low, high: low.saturating_add(max) }.within(cap)
    }

    const fn within(self, cap: u64) -> Self {
        let low = if self.low < cap { self.low } else { cap };
        let high = if self.high < cap { self.high } else { cap };
        Self { low, high: if high < low { low } else { high } }
    }

    #[inline]
    pub(super) fn draw(self, random: &mut Random) -> u64 {
        random.between(self.low, self.high)
    }
}
