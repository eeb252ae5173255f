use super::backoff::nanos;
use super::{Backoff, Curve, DelayRange, Jitter, JitterKind};
use crate::words::Bound;
use core::time::Duration;

/// After this many waits, each further one is assumed to be as long as the last one computed.
const COMPUTED: u32 = 10_000;

/// The waits of a call if only the policy decides, as determined by attempts, backoff and jitter before any call is made.
///
/// ```
/// use core::time::Duration;
/// use errspec_core::retry::{Backoff, Factor, Jitter, Waits};
/// let second = Duration::from_secs(1);
/// let waits = Waits { attempts: 4, backoff: Backoff::exponential(second, Factor::times(2)), jitter: Jitter::additive(second) };
/// assert_eq!(waits.range(2).high(), Duration::from_secs(3));
/// assert_eq!(waits.worst_case(), Duration::from_secs(2 + 3 + 5));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits<T = &'static [Duration]> {
    /// The number of attempts, including the first. 0 and 1 are the same.
    pub attempts: u32,
    /// Delays before jitter.
    pub backoff: Backoff<T>,
    /// How delays are randomized.
    pub jitter: Jitter,
}

impl Waits<&[Duration]> {
    /// The maximum number of waits, which is one fewer than the attempts.
    #[inline]
    pub const fn retries(&self) -> u32 {
        self.attempts.saturating_sub(1)
    }

    /// The range of the delay before retry `n`, counted from 1. For decorrelated jitter, where a delay depends on the previous one, it is
    /// the widest possible range.
    #[inline]
    pub const fn range(&self, n: u32) -> DelayRange {
        // With decorrelated jitter, the longest previous delay triples each time.
        let base = nanos(self.backoff.delay(1));
        let previous = if n <= 1 { None } else { Some(base.saturating_mul(3u64.saturating_pow(n - 1))) };
        DelayRange::of(&self.backoff, self.jitter, n, previous)
    }

    /// The maximum total of all waits.
    ///
    /// After 10,000 attempts, each further wait counts like the 10,000th.
    #[inline]
    pub const fn worst_case(&self) -> Duration {
        let waits = self.retries();
        let (mut sum, mut n) = (0u64, 0);
        while n < waits && sum < u64::MAX {
            n += 1;
            let longest = self.range(n).longest();
            if n == COMPUTED || self.settled(n, longest) {
                sum = sum.saturating_add(longest.saturating_mul((waits - n + 1) as u64));
                break;
            }
            sum = sum.saturating_add(longest);
        }
        Duration::from_nanos(sum)
    }

    /// The longest delay before jitter, or for decorrelated jitter, which has none, the longest that can be drawn. Zero if there are no
    /// retries.
    #[inline]
    pub const fn peak(&self) -> Duration {
        let last = self.retries();
        if last == 0 {
            return Duration::ZERO;
        }
        Duration::from_nanos(match (self.jitter.kind, self.backoff.curve) {
            (JitterKind::Decorrelated, _) => self.range(last).longest(),
            (_, Curve::Table(delays)) => {
                let (mut peak, mut n) = (0, 0);
                while n < last && (n as usize) < delays.len() {
                    n += 1;
                    let delay = self.backoff.nanos(n);
                    peak = if delay > peak { delay } else { peak };
                }
                peak
            }
            // Curves never decrease.
            (_, _) => self.backoff.nanos(last),
        })
    }

    /// Whether a delay reaches the cap, within the number of attempts.
    #[inline]
    pub const fn reaches_cap(&self) -> bool {
        self.retries() > 0 && nanos(self.peak()) >= nanos(self.backoff.cap)
    }

    /// Whether retries are sent without delay: there are some, and no wait can be longer than zero.
    #[inline]
    pub const fn never_wait(&self) -> bool {
        self.retries() > 0 && self.worst_case().is_zero()
    }

    /// Whether capped jitter can add more than the cap, which leaves no room for the backoff.
    #[inline]
    pub const fn has_jitter_above_cap(&self) -> bool {
        match (self.jitter.kind, self.jitter.bound) {
            (JitterKind::Additive { max }, Bound::Hard) => nanos(max) > nanos(self.backoff.cap),
            _ => false,
        }
    }

    /// Whether all waits after the `n`th are as long, given the longest one.
    #[inline]
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
