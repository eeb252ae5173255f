use super::{Backoff, Budget, Combine, Factor, Hint, Jitter, Outcome, OutcomeKind, Rule, Schedule, ServerSays};
use crate::shown::Count;
use crate::status::Statuses;
use crate::{Basis, RetryClass};
use core::fmt;
use core::time::Duration;

/// How to retry after an outcome: the retry class, and optionally a limit and a curve of its own.
///
/// ```
/// use core::time::Duration;
/// use errspec::RetryClass;
/// use errspec::retry::{Backoff, Retry};
/// const SLOW: Retry = Retry::of(RetryClass::Transient).attempts(2).backoff(Backoff::constant(Duration::from_secs(30)));
/// assert_eq!(SLOW.attempts, Some(2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// The class.
    pub class: RetryClass,
    /// How many attempts may end with an outcome of this entry, within the policy's limit: 2 allows one retry.
    pub attempts: Option<u32>,
    /// A curve of its own instead of the policy's.
    pub backoff: Option<Backoff>,
}

impl Retry {
    /// The class with the policy's limits and curve.
    pub const fn of(class: RetryClass) -> Self {
        Self { class, attempts: None, backoff: None }
    }

    /// Limits the attempts that end with this outcome, including the first; with 0 or 1 there is no retry.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// Sets a curve to use instead of the policy's.
    #[must_use]
    pub const fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = Some(backoff);
        self
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
    /// The number of attempts, including the first. 0 and 1 are the same, because a call is sent at least once.
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
    /// How a hint and the backoff are combined.
    pub combine: Combine,
    /// The maximum of the random delay added to a hint, so that clients with the same hint do not return at the same moment.
    pub spread: Duration,
    /// Retry classes that depend on a combination of conditions.
    pub rules: &'static [Rule],
    /// The header in which the server itself says whether to retry.
    pub server_says: Option<ServerSays>,
    /// The retry budget that calls share, unless a call sets another one.
    pub budget: Option<&'static Budget>,
    /// The statuses that mean success, as ranges with both ends included.
    pub success: &'static [(u16, u16)],
    /// Facts of the declared statuses and status ranges.
    pub statuses: &'static Statuses,
    /// The retry class of outcomes that no rule, code, status or range covers.
    pub fallback: Retry,
    /// The request header that carries the attempt's number, if the API has one.
    pub attempt_header: Option<&'static str>,
    /// How certain the numbers are.
    pub basis: Basis,
}

impl fmt::Debug for Policy {
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
        combine: Combine::AtLeast,
        spread: Duration::ZERO,
        rules: &[],
        server_says: None,
        budget: None,
        success: &[(200, 299)],
        statuses: &Statuses::EMPTY,
        fallback: Retry::of(RetryClass::Never),
        attempt_header: None,
        basis: Basis::Stated,
    };

    /// A policy with a single attempt, for contracts without `retry`.
    pub const ONCE: Self = Self { attempts: 1, basis: Basis::Assumed, ..Self::DEFAULT };

    /// The number of attempts, at least 1.
    pub const fn max_attempts(&self) -> u32 {
        if self.attempts == 0 { 1 } else { self.attempts }
    }

    /// Whether a status is a success status. A response with such a status can still be a failure, see
    /// [`is_failure`](Self::is_failure).
    pub const fn is_success(&self, status: u16) -> bool {
        spans(self.success, status)
    }

    /// Whether an outcome is a failure: no response, a response that is known to be an error, or a status that is not a success status.
    pub const fn is_failure(&self, outcome: &Outcome<'_>) -> bool {
        match outcome.seen {
            OutcomeKind::Status(status) => outcome.failed || !self.is_success(status),
            OutcomeKind::Transport(_) => true,
        }
    }
}

/// Whether one of the ranges, both ends included, holds the status.
pub(crate) const fn spans(ranges: &[(u16, u16)], status: u16) -> bool {
    let mut i = 0;
    while i < ranges.len() {
        if ranges[i].0 <= status && status <= ranges[i].1 {
            return true;
        }
        i += 1;
    }
    false
}
