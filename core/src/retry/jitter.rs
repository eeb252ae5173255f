use super::Factor;
use crate::words::Bound;
use core::time::Duration;

/// How delays are randomized, and whether the cap applies to the result.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::Jitter;
/// const J: Jitter = Jitter::additive(Duration::from_secs(1)).soft();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jitter {
    /// The distribution.
    pub kind: JitterKind,
    /// What the backoff's cap applies to.
    pub bound: Bound,
}

/// The distribution of a delay around its deterministic value `d`. U(a, b) is uniform over the whole nanoseconds from a to b.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JitterKind {
    /// `d` itself.
    None,
    /// U(0, d).
    Full,
    /// d/2 + U(0, d/2).
    Equal,
    /// U(d(1 - r), d(1 + r)).
    Proportional {
        /// r, at most 1.
        ratio: Factor,
    },
    /// d + U(0, max).
    Additive {
        /// The largest addition.
        max: Duration,
    },
    /// U(d * from, d * to).
    Range {
        /// The lower factor.
        from: Factor,
        /// The upper factor, at least as large as the lower one.
        to: Factor,
    },
    /// U(base, 3 * previous delay) within the cap; `base` is the curve's first delay.
    Decorrelated,
}

impl Jitter {
    /// No jitter.
    pub const NONE: Self = Self::hard(JitterKind::None);
    /// U(0, d).
    pub const FULL: Self = Self::hard(JitterKind::Full);
    /// d/2 + U(0, d/2).
    pub const EQUAL: Self = Self::hard(JitterKind::Equal);
    /// U(base, 3 * previous delay).
    pub const DECORRELATED: Self = Self::hard(JitterKind::Decorrelated);

    /// d + U(0, max).
    #[inline]
    pub const fn additive(max: Duration) -> Self {
        Self::hard(JitterKind::Additive { max })
    }

    /// U(d(1 - r), d(1 + r)).
    #[inline]
    pub const fn proportional(ratio: Factor) -> Self {
        Self::hard(JitterKind::Proportional { ratio })
    }

    /// U(d * from, d * to).
    #[inline]
    pub const fn range(from: Factor, to: Factor) -> Self {
        Self::hard(JitterKind::Range { from, to })
    }

    /// Lets the jitter exceed the cap.
    #[must_use]
    #[inline]
    pub const fn soft(mut self) -> Self {
        self.bound = Bound::Soft;
        self
    }

    #[inline]
    const fn hard(kind: JitterKind) -> Self {
        Self { kind, bound: Bound::Hard }
    }
}
