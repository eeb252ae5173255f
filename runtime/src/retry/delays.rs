use super::backoff::nanos;
use super::delay::Range;
use super::seed::Random;
use super::{Curve, Jitter, Policy, Seed};
use core::time::Duration;

/// The delays of one call, jitter included, hints left aside; made by [`Policy::delays`].
#[derive(Clone, Debug)]
pub struct Delays {
    curve: Curve,
    growth: Growth,
    /// The curve's next value, the two limits and the curve's first delay within them, in nanoseconds.
    raw: u64,
    add: u64,
    cap: u64,
    base: u64,
    jitter: Jitter,
    random: Random,
    /// The retry whose delay comes next, and the last one there is.
    next: u32,
    last: u32,
    previous: Option<u64>,
}

/// How the curve's next value follows from the one before, so that none is computed from the start.
#[derive(Clone, Copy, Debug)]
enum Growth {
    Plus(u64),
    Times(u64),
    Anew,
}

impl Growth {
    const fn of(curve: &Curve) -> Self {
        match curve {
            Curve::Constant(_) => Self::Plus(0),
            Curve::Linear { step, .. } => Self::Plus(nanos(*step)),
            Curve::Exponential { factor, .. } => match factor.whole() {
                Some(whole) => Self::Times(whole),
                None => Self::Anew,
            },
            Curve::Fibonacci { .. } | Curve::Table(_) => Self::Anew,
        }
    }
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
        let curve = self.backoff.curve;
        Delays {
            curve,
            growth: Growth::of(&curve),
            raw: curve.nanos(1),
            add: nanos(self.backoff.add),
            cap: nanos(self.backoff.cap),
            base: self.backoff.nanos(1),
            jitter: self.jitter,
            random: seed.into().jitter(),
            next: 1,
            last: self.max_attempts() - 1,
            previous: None,
        }
    }
}

impl Iterator for Delays {
    type Item = Duration;

    #[inline]
    fn next(&mut self) -> Option<Duration> {
        if self.next > self.last {
            return None;
        }
        let plain = self.raw.saturating_add(self.add).min(self.cap);
        let delay = Range::around(plain, self.cap, self.base, self.jitter, self.previous).draw(&mut self.random);
        self.previous = Some(delay);
        self.next += 1;
        self.raw = match self.growth {
            Growth::Plus(step) => self.raw.saturating_add(step),
            Growth::Times(factor) => self.raw.saturating_mul(factor),
            Growth::Anew => self.curve.nanos(self.next),
        };
        Some(Duration::from_nanos(delay))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = (self.last - (self.next - 1)) as usize;
        (left, Some(left))
    }
}

impl ExactSizeIterator for Delays {}
