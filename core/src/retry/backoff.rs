use super::Factor;
use core::time::Duration;

/// Delay before jitter: `min(cap, add + curve(n))` for retry n = 1, 2, …. The floor applies to the delay with its jitter.
///
/// Computed in whole nanoseconds. On overflow the result is the cap or, if there is none, 2^64 - 1 ns, which is 584 years.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::{Backoff, Factor};
///
/// const SECOND: Duration = Duration::from_secs(1);
/// const B: Backoff = Backoff::exponential(SECOND, Factor::times(2)).add(SECOND).cap(Duration::from_secs(30));
/// assert_eq!([B.delay(1), B.delay(2), B.delay(3)].map(|d| d.as_secs()), [2, 3, 5]);
/// assert_eq!(B.delay(u32::MAX), Duration::from_secs(30));
/// ```
///
/// `T` contains the delays of a table: static data, unless they were read at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff<T = &'static [Duration]> {
    /// The curve.
    pub curve: Curve<T>,
    /// The duration that is added to every delay.
    pub add: Duration,
    /// The longest delay.
    pub cap: Duration,
    /// The shortest delay, whatever the jitter.
    pub floor: Duration,
}

impl<'a> Backoff<&'a [Duration]> {
    /// A backoff with this curve, nothing added and no cap.
    #[inline]
    pub const fn new(curve: Curve<&'a [Duration]>) -> Self {
        Self { curve, add: Duration::ZERO, cap: Duration::MAX, floor: Duration::ZERO }
    }

    /// Always the same delay.
    #[inline]
    pub const fn constant(delay: Duration) -> Self {
        Self::new(Curve::Constant(delay))
    }

    /// `base` at first, then `step` longer each time.
    #[inline]
    pub const fn linear(base: Duration, step: Duration) -> Self {
        Self::new(Curve::Linear { base, step })
    }

    /// `base` at first, then `factor` times as long each time.
    #[inline]
    pub const fn exponential(base: Duration, factor: Factor) -> Self {
        Self::new(Curve::Exponential { base, factor })
    }

    /// `base` times 1, 1, 2, 3, 5, 8, ….
    #[inline]
    pub const fn fibonacci(base: Duration) -> Self {
        Self::new(Curve::Fibonacci { base })
    }

    /// These delays; the last one repeats.
    #[inline]
    pub const fn table(delays: &'a [Duration]) -> Self {
        Self::new(Curve::Table(delays))
    }

    /// Adds this to every delay.
    #[must_use]
    #[inline]
    pub const fn add(mut self, add: Duration) -> Self {
        self.add = add;
        self
    }

    /// Sets the longest delay.
    #[must_use]
    #[inline]
    pub const fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// Sets the shortest delay. A shorter one that jitter would draw is not lengthened; it is not drawn.
    #[must_use]
    #[inline]
    pub const fn floor(mut self, floor: Duration) -> Self {
        self.floor = floor;
        self
    }

    /// The same backoff with another base. A table has no base, so it is not changed.
    #[must_use]
    #[cfg_attr(debug_assertions, inline)]
    pub const fn based_on(mut self, base: Duration) -> Self {
        self.curve = match self.curve {
            Curve::Constant(_) => Curve::Constant(base),
            Curve::Linear { step, .. } => Curve::Linear { base, step },
            Curve::Exponential { factor, .. } => Curve::Exponential { base, factor },
            Curve::Fibonacci { .. } => Curve::Fibonacci { base },
            Curve::Table(delays) => Curve::Table(delays),
        };
        self
    }

    /// The delay before retry `n`, counted from 1, without jitter; 0 is treated as 1.
    #[inline]
    pub const fn delay(&self, n: u32) -> Duration {
        let (delay, floor) = (self.nanos(n), nanos(self.floor));
        Duration::from_nanos(if delay < floor { floor } else { delay })
    }

    /// The delay before retry `n`, counted from 1, without the cap.
    #[inline]
    pub const fn uncapped(&self, n: u32) -> Duration {
        Duration::from_nanos(self.curve.nanos(n).saturating_add(nanos(self.add)))
    }

    /// [`delay`](Self::delay) without the floor, in nanoseconds; `u64::MAX` (584 years) is the longest.
    #[inline]
    pub(super) const fn nanos(&self, n: u32) -> u64 {
        let (delay, cap) = (self.curve.nanos(n).saturating_add(nanos(self.add)), nanos(self.cap));
        if delay < cap { delay } else { cap }
    }
}

/// How delays grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Curve<T = &'static [Duration]> {
    /// Always the same.
    Constant(Duration),
    /// `base + (n - 1) * step`.
    Linear {
        /// The first delay.
        base: Duration,
        /// The growth per retry.
        step: Duration,
    },
    /// `base * factor^(n - 1)`, to the nearest nanosecond.
    Exponential {
        /// The first delay.
        base: Duration,
        /// The growth per retry.
        factor: Factor,
    },
    /// `base` times the Fibonacci numbers 1, 1, 2, 3, 5, ….
    Fibonacci {
        /// The first and second delay.
        base: Duration,
    },
    /// The delays one by one. The last one repeats; an empty table means no delay.
    Table(T),
}

impl Curve<&[Duration]> {
    #[inline]
    const fn nanos(&self, n: u32) -> u64 {
        let steps = n.saturating_sub(1);
        match *self {
            Self::Constant(delay) => nanos(delay),
            Self::Linear { base, step } => nanos(base).saturating_add(nanos(step).saturating_mul(steps as u64)),
            Self::Exponential { base, factor } => factor.grow(nanos(base), steps),
            Self::Fibonacci { base } => nanos(base).saturating_mul(fibonacci(steps)),
            Self::Table([]) => 0,
            Self::Table(delays) => {
                let last = delays.len() - 1;
                nanos(delays[if (steps as usize) < last { steps as usize } else { last }])
            }
        }
    }
}

/// The nth number of 1, 1, 2, 3, 5, …; `u64::MAX` after 93 steps.
#[inline]
const fn fibonacci(steps: u32) -> u64 {
    let (mut this, mut next) = (1u64, 1u64);
    let mut left = steps;
    while left > 0 && this < u64::MAX {
        (this, next) = (next, this.saturating_add(next));
        left -= 1;
    }
    this
}

/// A duration in nanoseconds; `u64::MAX` if it does not fit.
#[inline]
pub const fn nanos(duration: Duration) -> u64 {
    duration.as_secs().saturating_mul(1_000_000_000).saturating_add(duration.subsec_nanos() as u64)
}
