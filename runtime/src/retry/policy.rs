use super::{Backoff, Budget, Combine, Factor, Hint, Jitter, Outcome, OutcomeKind, Rule, Schedule, ServerSays};
use crate::shown::Count;
use crate::status::Statuses;
use crate::{Basis, RetryClass};
use core::fmt;
use core::time::Duration;

/// What may be done after an outcome: the class, and where the contract says so, limits and a curve of its own.
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
    /// How many attempts may end with an outcome of this entry, inside the policy's limit: 2 allows one retry of it.
    pub attempts: Option<u32>,
    /// A curve of its own instead of the policy's.
    pub backoff: Option<Backoff>,
}

impl Retry {
    /// The class with the policy's limits and curve.
    pub const fn of(class: RetryClass) -> Self {
        Self { class, attempts: None, backoff: None }
    }

    /// At most this many attempts that end so, the first included; with 0 or 1 none is repeated.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// This curve instead of the policy's.
    #[must_use]
    pub const fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = Some(backoff);
        self
    }
}

/// The whole retry contract of an API, as const data: written by the generator, or by hand with
/// [`PolicyBuilder`](super::PolicyBuilder), which refuses what makes no sense.
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
    /// Attempts in all, the first included. A call that is made is sent once, so 0 and 1 are the same: nothing is repeated.
    pub attempts: u32,
    /// Longest duration of the whole call, waits and attempts together, from its start.
    pub deadline: Option<Duration>,
    /// Longest duration of one attempt.
    pub attempt_timeout: Option<Duration>,
    /// Delays before jitter.
    pub backoff: Backoff,
    /// How the delays of different calls are spread.
    pub jitter: Jitter,
    /// The two worked out. A table that was made of another curve or jitter is not looked at.
    pub schedule: Option<&'static Schedule>,
    /// Where the server says how long to wait; the first one that yields a delay counts.
    pub hints: &'static [Hint],
    /// How a hint and the backoff make one delay.
    pub combine: Combine,
    /// A hinted delay grows by a random part up to this, so that clients told the same moment do not return together.
    pub spread: Duration,
    /// What the facts of a single status or code cannot say.
    pub rules: &'static [Rule],
    /// The header in which the server itself says whether to retry.
    pub server_says: Option<ServerSays>,
    /// The allowance of retries that calls share; a call may be given another one.
    pub budget: Option<&'static Budget>,
    /// The statuses that mean success, as ranges with both ends included.
    pub success: &'static [(u16, u16)],
    /// Facts of the declared statuses and status ranges.
    pub statuses: &'static Statuses,
    /// What may be done after outcomes that no rule, code, status or range speaks of.
    pub fallback: Retry,
    /// The request header that carries the attempt's number, if the API wants one.
    pub attempt_header: Option<&'static str>,
    /// How sure the contract is of the numbers.
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
    /// What the language fills in where a contract's `retry` says nothing: three attempts, 1 s and 2 s apart, no jitter, no
    /// hints, success 200–299, and never a retry after what nothing speaks of. Emitted policies name what differs.
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

    /// A policy that sends nothing twice, for contracts without a `retry`.
    pub const ONCE: Self = Self { attempts: 1, basis: Basis::Assumed, ..Self::DEFAULT };

    /// Attempts in all, never below 1.
    pub const fn max_attempts(&self) -> u32 {
        if self.attempts == 0 { 1 } else { self.attempts }
    }

    /// Whether a status is one of the successes. Of a whole response this is not the last word: see
    /// [`is_failure`](Self::is_failure).
    pub const fn is_success(&self, status: u16) -> bool {
        spans(self.success, status)
    }

    /// Whether an outcome is a failure: no answer, an answer that is known to be an error, or a status that is not a success.
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
