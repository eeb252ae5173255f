use super::{
    AttemptHeader, Backoff, Budget, Choose, Combine, DelayRange, Factor, Hint, ImpliedCode, Jitter, JitterKind, Operation,
    Repeat, Retry, Rule, Safety, ServerSays,
};
use crate::shown::Count;
use crate::status::Statuses;
use crate::{Basis, RetryClass};
use core::fmt;
use core::time::Duration;
use errspec_core::retry::Waits;

/// The delays of a policy, computed at compile time: one row per retry, including jitter, so that drawing a delay takes a load, a random
/// number and a multiplication. Generated policies have a schedule. A policy that is built by hand may have one; without it, the delays are
/// the same.
///
/// The type determines the number of rows. Delays after the last row are computed when they are needed.
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
/// static RETRY: Policy = Policy { attempt_timeout: Some(Duration::from_secs(5)), ..Policy::of(&SCHEDULE) };
///
/// assert_eq!(SCHEDULE.rows[1].low(), Duration::from_secs(2));
/// assert_eq!(SCHEDULE.rows[1].high(), Duration::from_millis(2500));
/// assert_eq!(SCHEDULE.worst_case_wait, Duration::from_millis(1000 + 2000 + 4000 + 3 * 500));
/// assert_eq!(RETRY.attempts, 4);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Schedule<R: ?Sized = [DelayRange]> {
    /// The number of attempts, including the first.
    pub attempts: u32,
    /// Delays before jitter.
    pub backoff: Backoff,
    /// How delays are randomized.
    pub jitter: Jitter,
    /// The maximum total of all waits of a call; see [`Policy::worst_case_wait`].
    pub worst_case_wait: Duration,
    /// The range of the delay before each retry, beginning with the first. For decorrelated jitter, where a delay depends on the previous
    /// one, it is the widest possible range.
    pub rows: R,
}

impl<const N: usize> Schedule<[DelayRange; N]> {
    /// Computes the first `N` rows.
    #[inline]
    pub const fn of(attempts: u32, backoff: Backoff, jitter: Jitter) -> Self {
        let waits = Waits { attempts, backoff, jitter };
        let mut rows = [waits.range(1); N];
        let (mut at, mut n) = (0, 1);
        while at < N {
            rows[at] = waits.range(n);
            at += 1;
            n = n.saturating_add(1);
        }
        Self { attempts, backoff, jitter, worst_case_wait: waits.worst_case(), rows }
    }
}

/// The retry policy of an API, as const data. It is generated, or built by hand with [`PolicyBuilder`](super::PolicyBuilder), which
/// validates it.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::{Backoff, Factor, Jitter, Policy};
///
/// static RETRY: Policy = Policy {
///     attempts: 3,
///     backoff: Backoff::exponential(Duration::from_secs(1), Factor::times(2)).add(Duration::from_secs(1)),
///     jitter: Jitter::additive(Duration::from_millis(500)),
///     ..Policy::DEFAULT
/// };
/// assert_eq!(RETRY.delay(2), Duration::from_secs(3));
/// ```
#[derive(Clone, Copy)]
pub struct Policy {
    /// The number of attempts, including the first. 0 and 1 are the same, because a call is sent at least once. [`UNLIMITED`](Self::UNLIMITED)
    /// leaves it to the deadline.
    pub attempts: u32,
    /// The longest duration of the whole call from its start, including waits and attempts.
    pub deadline: Option<Duration>,
    /// Longest duration of one attempt.
    pub attempt_timeout: Option<Duration>,
    /// Delays before jitter.
    pub backoff: Backoff,
    /// How delays are randomized.
    pub jitter: Jitter,
    /// The precomputed backoff and jitter. A table made from another curve or jitter is ignored.
    pub schedule: Option<&'static Schedule>,
    /// Where the server says how long to wait; the first hint that yields a delay is used.
    pub hints: &'static [Hint],
    /// Which of several hints counts.
    pub choose: Choose,
    /// How a hint and the backoff are combined.
    pub combine: Combine,
    /// The maximum of the random delay added to a hint, so that clients with the same hint do not return at the same moment.
    pub spread: Duration,
    /// Retry classes that depend on a combination of conditions.
    pub rules: &'static [Rule],
    /// Where the server itself says whether to retry; the first place that says something counts.
    pub server_says: &'static [ServerSays],
    /// The retry budget that calls share, unless a call sets another one.
    pub budget: Option<&'static Budget>,
    /// The statuses that mean success, as ranges with both ends included.
    pub success: &'static [(u16, u16)],
    /// Facts of the declared statuses and status ranges.
    pub statuses: &'static Statuses,
    /// The codes that responses without a code mean by their status, narrower ranges first.
    pub implied: &'static [ImpliedCode],
    /// The retry class of outcomes that no rule, code, status or range covers.
    pub fallback: Retry,
    /// Limits, backoff and repeated calls of classes, as far as an entry has none of its own: at most one item per class.
    pub classes: &'static [Retry],
    /// Which calls are repeated; `None` if the effect of each outcome decides.
    pub repeat: Option<Repeat>,
    /// The methods whose requests carry an idempotency key.
    pub idempotency: Option<Idempotency>,
    /// The request header that carries the attempt's number, if the API has one.
    pub attempt_header: Option<AttemptHeader<'static>>,
    /// How certain the numbers are.
    pub basis: Basis,
}

impl fmt::Debug for Policy {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policy")
            .field("attempts", &self.attempts)
            .field("deadline", &self.deadline)
            .field("backoff", &self.backoff)
            .field("jitter", &self.jitter)
            .field("hints", &Count(self.hints.len()))
            .field("rules", &Count(self.rules.len()))
            .field("statuses", self.statuses)
            .finish_non_exhaustive()
    }
}

impl Policy {
    /// The defaults of the language: three attempts with delays of 1 s and 2 s, no jitter, no hints, success statuses 200–299, and no retry of
    /// outcomes that nothing covers. Generated policies only set what differs.
    pub const DEFAULT: Self = Self {
        attempts: 3,
        deadline: None,
        attempt_timeout: None,
        backoff: Backoff::exponential(Duration::from_secs(1), Factor::times(2)),
        jitter: Jitter::NONE,
        schedule: None,
        hints: &[],
        choose: Choose::First,
        combine: Combine::AtLeast,
        spread: Duration::ZERO,
        rules: &[],
        server_says: &[],
        budget: None,
        success: &[(200, 299)],
        statuses: &Statuses::EMPTY,
        implied: &[],
        fallback: Retry::of(RetryClass::Unspecified),
        classes: &[],
        repeat: None,
        idempotency: None,
        attempt_header: None,
        basis: Basis::Stated,
    };

    /// More attempts than any call makes, for policies whose deadline is the limit.
    pub const UNLIMITED: u32 = u32::MAX;

    /// A policy with a single attempt, for contracts without `retry`.
    pub const ONCE: Self = Self { attempts: 1, basis: Basis::Assumed, ..Self::DEFAULT };

    /// The number of attempts, at least 1.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn max_attempts(&self) -> u32 {
        if self.attempts == 0 { 1 } else { self.attempts }
    }

    /// Whether a request with this method may be sent twice, for calls that belong to no operation of the contract.
    ///
    /// ```
    /// use errspec::retry::{Idempotency, Policy, Safety};
    /// let keyed = Idempotency { header: "Idempotency-Key", methods: &["POST"] };
    /// let policy = Policy { idempotency: Some(keyed), ..Policy::DEFAULT };
    /// assert_eq!(policy.safety_of("POST"), Safety::Keyed("Idempotency-Key"));
    /// assert_eq!(policy.safety_of("PATCH"), Safety::Unsafe);
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn safety_of(&self, method: &str) -> Safety {
        match self.idempotency.filter(|keyed| keyed.methods.contains(&method)) {
            Some(keyed) => Safety::Keyed(keyed.header),
            None => Safety::of_method(method),
        }
    }

    /// Whether a status is a success status. A response with such a status can still be a failure, see
    /// [`is_failure`](Self::is_failure).
    #[inline]
    pub const fn is_success(&self, status: u16) -> bool {
        crate::when::spans(self.success, status)
    }

    /// The same for an operation, which may have success statuses of its own, such as 404 for a `HEAD` that asks whether something exists.
    #[inline]
    pub const fn is_success_of(&self, operation: Option<&Operation>, status: u16) -> bool {
        match operation {
            Some(operation) if !operation.success.is_empty() => crate::when::spans(operation.success, status),
            _ => self.is_success(status),
        }
    }

    /// A policy with this schedule, and [`DEFAULT`](Self::DEFAULT) for the rest. Continue with
    /// [`PolicyBuilder::from`](super::PolicyBuilder::from) to set more.
    #[inline]
    pub const fn of(schedule: &'static Schedule) -> Self {
        let Schedule { attempts, backoff, jitter, .. } = *schedule;
        Self { attempts, backoff, jitter, schedule: Some(schedule), ..Self::DEFAULT }
    }

    /// The rows to draw from, at most one per retry. There are none if a delay depends on the previous one, or if the table was made for
    /// another curve or jitter.
    #[inline]
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

/// The idempotency key of an API whose operations all take one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idempotency {
    /// The header that carries the key.
    pub header: &'static str,
    /// The methods whose requests carry it.
    pub methods: &'static [&'static str],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RetryClass;
    use crate::retry::{Factor, Outcome, Retry, Safety, Step};
    use alloc::boxed::Box;
    use proptest::prelude::*;

    /// The wait after the `n`th attempt of a call.
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
