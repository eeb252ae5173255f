use super::{Backoff, DelayRange, Jitter, JitterKind, Policy};
use core::time::Duration;

/// The delays of a policy, worked out where it is declared: one row per retry, jitter included, so that a draw is one load, one
/// random number and one multiplication. Emitted policies have one; a policy by hand may, and has the same delays without.
///
/// How many rows there are is the type's to say. Retries after the last row are computed.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::{Backoff, DelayRange, Factor, Jitter, Policy, Schedule};
///
/// static SCHEDULE: Schedule<[DelayRange; 3]> = Schedule::of(
///     4,
///     Backoff::exponential(Duration::from_secs(1), Factor::times(2)),
///     Jitter::additive(Duration::from_millis(500)),
/// );
/// static RETRY: Policy = Policy { attempt_header: Some("X-Attempt"), ..Policy::of(&SCHEDULE) };
///
/// assert_eq!(SCHEDULE.rows[1].low(), Duration::from_secs(2));
/// assert_eq!(SCHEDULE.rows[1].high(), Duration::from_millis(2500));
/// assert_eq!(SCHEDULE.worst_case_wait, Duration::from_millis(1000 + 2000 + 4000 + 3 * 500));
/// assert_eq!(RETRY.attempts, 4);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Schedule<R: ?Sized = [DelayRange]> {
    /// Attempts in all, the first included.
    pub attempts: u32,
    /// Delays before jitter.
    pub backoff: Backoff,
    /// How they are spread.
    pub jitter: Jitter,
    /// The longest that all waits of a call can take together; see [`Policy::worst_case_wait`].
    pub worst_case_wait: Duration,
    /// What the delay before each retry is drawn from, the first retry first. Of decorrelated jitter, where a delay depends on the
    /// one before, the widest that it can be.
    pub rows: R,
}

impl<const N: usize> Schedule<[DelayRange; N]> {
    /// Works out the first `N` rows.
    pub const fn of(attempts: u32, backoff: Backoff, jitter: Jitter) -> Self {
        let policy = Policy { attempts, backoff, jitter, ..Policy::DEFAULT };
        let mut rows = [policy.range(1); N];
        let (mut at, mut n) = (0, 1);
        while at < N {
            rows[at] = policy.range(n);
            at += 1;
            n = n.saturating_add(1);
        }
        Self { attempts, backoff, jitter, worst_case_wait: policy.worst_case_wait(), rows }
    }
}

impl Policy {
    /// A policy of this schedule, and for the rest [`DEFAULT`](Self::DEFAULT); [`PolicyBuilder::from`](super::PolicyBuilder::from)
    /// goes on from there.
    pub const fn of(schedule: &'static Schedule) -> Self {
        let Schedule { attempts, backoff, jitter, .. } = *schedule;
        Self { attempts, backoff, jitter, schedule: Some(schedule), ..Self::DEFAULT }
    }

    /// The rows to draw from, at most one per retry. None where a draw has to look at the one before, and none where the policy was
    /// made of another one, table included, but has a curve or jitter of its own.
    pub(super) fn rows(&self) -> &'static [DelayRange] {
        let of_this = |schedule: &&Schedule| schedule.jitter == self.jitter && schedule.backoff == self.backoff;
        match self.schedule.filter(of_this) {
            Some(schedule) if self.jitter.kind != JitterKind::Decorrelated => {
                let retries = usize::try_from(self.max_attempts() - 1).unwrap_or(usize::MAX);
                schedule.rows.get(..retries).unwrap_or(&schedule.rows)
            }
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RetryClass;
    use crate::retry::{Factor, Outcome, Retry, Safety, Step};
    use alloc::boxed::Box;
    use proptest::prelude::*;

    /// The wait after the `n`th attempt of a call that was repeated so often.
    fn wait(policy: &Policy, n: u32, seed: u64) -> Option<Duration> {
        let mut call = policy.call(Duration::ZERO, seed).safety(Safety::Safe);
        call.state.ended = n - 1;
        match call.on_outcome(&Outcome::status(503), Duration::ZERO) {
            Step::Wait(wait) => Some(wait.delay),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn late_waits_are_those_of_the_curve_with_a_table_and_without(
            base in 1u64..=100_000_000_000,
            factor in 1_000u32..10_000,
            cap in prop_oneof![1u64..=100_000_000_000, Just(u64::MAX)],
            jitter in prop_oneof![
                Just(Jitter::NONE), Just(Jitter::FULL), Just(Jitter::EQUAL), Just(Jitter::DECORRELATED),
                Just(Jitter::additive(Duration::from_secs(1))), Just(Jitter::additive(Duration::from_secs(1)).soft()),
                Just(Jitter::proportional(Factor::milli(200))),
            ],
            n in prop_oneof![1u32..40, 1..u32::MAX, Just(u32::MAX - 1)],
            seed: u64,
        ) {
            let backoff = Backoff::exponential(Duration::from_nanos(base), Factor::milli(factor)).cap(Duration::from_nanos(cap));
            let schedule: &'static Schedule = Box::leak(Box::new(Schedule::<[DelayRange; 8]>::of(u32::MAX, backoff, jitter)));
            let tabled = Policy { fallback: Retry::of(RetryClass::Transient), ..Policy::of(schedule) };
            let waited = wait(&tabled, n, seed);
            prop_assert_eq!(waited, wait(&Policy { schedule: None, ..tabled }, n, seed));
            let (low, high) = tabled.delay_range(n);
            prop_assert!(waited.is_some_and(|waited| low <= waited && waited <= high), "{:?}", waited);
        }
    }
}
