use super::category;
use super::give_up::Last;
use super::limits::Limits;
use super::tally::Tally;
use super::{
    AttemptHeader, AttemptHeaderValue, Budget, DelayRange, GiveUp, IdempotencyKey, Log, Operation, OperationRetry, Policy,
    Reason, Safety, Seed, Step, Tokens,
};
use alloc::boxed::Box;
use core::time::Duration;
use errspec_core::random::Random;

/// One call: a request and all its retries.
///
/// It does no I/O, does not wait, reads no clock and has no source of randomness. The caller sends the request, reports the outcome and
/// the time, and follows the returned step. The same inputs give the same steps. Times are durations since any fixed point in time, measured
/// with a monotonic clock (in std, [`Instant`](https://doc.rust-lang.org/std/time/struct.Instant.html); whether it runs while the machine
/// sleeps depends on the platform).
///
/// ```
/// use core::time::Duration;
/// use errspec::RetryClass;
/// use errspec::retry::{Operation, Outcome, Policy, Reason, Retry, Step};
///
/// static RETRY: Policy = Policy { fallback: Retry::of(RetryClass::Transient), ..Policy::DEFAULT };
/// static READ: Operation = Operation::new("read", "GET", "/v1/things/{id}");
///
/// let mut now = Duration::ZERO;
/// let mut call = RETRY.call(now, 42).operation(&READ);
/// let end = loop {
///     // Send here; a response of status 503 comes back.
///     match call.on_outcome(&Outcome::status(503), now) {
///         Step::Wait(wait) => now += wait.delay,
///         Step::Refresh => {} // only for a call that is `refreshable`
///         Step::End(end) => break end,
///     }
/// };
/// let gave_up = end.unwrap_err();
/// assert_eq!(gave_up.to_string(), "no attempt left after 3 attempts, last status 503");
/// assert_eq!((gave_up.reason, now), (Reason::AttemptsExhausted, Duration::from_secs(1 + 2)));
/// ```
#[derive(Clone, Debug)]
pub struct Call<'p> {
    pub(super) policy: &'p Policy,
    pub(super) rows: &'static [DelayRange],
    pub(super) operation: Option<&'p Operation>,
    pub(super) safety: Safety<&'p str>,
    pub(super) budget: Option<&'p Budget>,
    pub(super) limits: Limits,
    pub(super) attempt_header: Option<AttemptHeader<'p>>,
    pub(super) replayable: bool,
    pub(super) refreshable: bool,
    pub(super) redirectable: bool,
    pub(super) seed: Seed,
    pub(super) started: Duration,
    pub(super) state: State,
}

/// The state that changes from attempt to attempt.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) random: Random,
    /// The number of finished attempts, including those after a refresh.
    pub(super) ended: u32,
    pub(super) refreshed: bool,
    /// The previous delay, without hints.
    pub(super) previous: Option<u64>,
    /// The base that the server has set for the backoff.
    pub(super) base: Option<Duration>,
    /// The number of attempts after which the backoff began anew.
    pub(super) restarted: u32,
    /// What the last retry took from the budget.
    pub(super) paid: Option<Tokens>,
    pub(super) tally: Tally,
    pub(super) last: Option<Last>,
    pub(super) log: Log,
}

impl Policy {
    /// Begins a call. `now` is the time since any fixed point in time, measured with a monotonic clock. `seed` determines the jitter, see
    /// [`Seeds`](super::Seeds).
    ///
    /// By default, the call is considered unsafe, with a body that can be sent again.
    pub fn call(&self, now: Duration, seed: impl Into<Seed>) -> Call<'_> {
        let seed = seed.into();
        let state = State {
            random: seed.jitter(),
            ended: 0,
            refreshed: false,
            previous: None,
            base: None,
            restarted: 0,
            paid: None,
            tally: Tally::default(),
            last: None,
            log: Log::default(),
        };
        Call {
            policy: self,
            rows: self.rows(),
            operation: None,
            safety: Safety::Unsafe,
            budget: self.budget,
            limits: Limits::of(self),
            attempt_header: self.attempt_header,
            replayable: true,
            refreshable: false,
            redirectable: false,
            seed,
            started: now,
            state,
        }
    }
}

impl<'p> Call<'p> {
    /// Sets the operation, which determines the safety, may have limits and a backoff of its own, and can be referred to by rules.
    #[must_use]
    #[inline]
    pub fn operation(mut self, operation: &'p Operation) -> Self {
        self.operation = Some(operation);
        self.safety = operation.safety;
        if let Some(own) = operation.retry {
            self.limits.operation(self.policy, own);
            if own.backoff.is_some() || own.jitter.is_some() {
                self.rows = &[];
            }
        }
        self
    }

    /// Sets whether the call may be sent more than once. For an operation that is idempotent only under a precondition, set `Idempotent` if
    /// the request has one.
    #[must_use]
    #[inline]
    pub const fn safety(mut self, safety: Safety<&'p str>) -> Self {
        self.safety = safety;
        self
    }

    /// Sets the budget to use instead of the policy's, for example one per API key.
    #[must_use]
    #[inline]
    pub const fn budget(mut self, budget: &'p Budget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Sets how many times this call is sent, including the first, instead of the number of the policy or of the operation. 0 and 1 are the
    /// same. The limits of entries and classes still apply.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::RetryClass;
    /// use errspec::retry::{Outcome, Policy, Retry, Safety, Step};
    /// let policy = Policy { fallback: Retry::of(RetryClass::Transient), ..Policy::DEFAULT };
    /// let mut call = policy.call(Duration::ZERO, 7).safety(Safety::Safe).attempts(2);
    /// assert!(matches!(call.on_outcome(&Outcome::status(503), Duration::ZERO), Step::Wait(_)));
    /// assert!(matches!(call.on_outcome(&Outcome::status(503), Duration::ZERO), Step::End(Err(_))));
    /// ```
    #[must_use]
    #[inline]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.limits.attempts(attempts);
        self
    }

    /// Limits the duration of the whole call. The shorter of this and the deadline of the policy or of the operation applies.
    #[must_use]
    #[inline]
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.limits.deadline(limit);
        self
    }

    /// Sets how long one attempt of this call may take, instead of the duration of the policy or of the operation.
    #[must_use]
    #[inline]
    pub const fn attempt_limit(mut self, limit: Duration) -> Self {
        self.limits.attempt_timeout(limit);
        self
    }

    /// Sets the request header that carries the attempt's number, instead of the policy's.
    #[must_use]
    #[inline]
    pub const fn numbered(mut self, header: AttemptHeader<'p>) -> Self {
        self.attempt_header = Some(header);
        self
    }

    /// Declares that the request's body can only be sent once, like a stream that is not buffered.
    #[must_use]
    #[inline]
    pub const fn not_replayable(mut self) -> Self {
        self.replayable = false;
        self
    }

    /// Declares that the caller can renew credentials. It then has to handle [`Step::Refresh`] by calling [`Call::refreshed`].
    #[must_use]
    #[inline]
    pub const fn refreshable(mut self) -> Self {
        self.refreshable = true;
        self
    }

    /// Declares that the caller can send the request to another place. An outcome of the class `redirect` then leads to another attempt, with
    /// the delay of the backoff, and [`Attempt::redirect`](super::Attempt::redirect) says where to.
    #[must_use]
    #[inline]
    pub const fn redirectable(mut self) -> Self {
        self.redirectable = true;
        self
    }

    /// Sets the beginning of the call to `now` instead of its creation; for adapters with a clock of their own.
    #[inline]
    pub const fn restart(&mut self, now: Duration) {
        self.started = now;
    }

    /// The number of the current or next attempt, from 1.
    #[inline]
    pub const fn attempt(&self) -> u32 {
        self.state.ended.saturating_add(1)
    }

    /// The request header that carries the attempt's number, if the API has one, and its value. If the number of attempts is unlimited, there
    /// is no header whose value only consists of the limit.
    #[inline]
    pub fn attempt_header(&self) -> Option<(&'p str, AttemptHeaderValue<'p>)> {
        let header = self.attempt_header?;
        let attempts = (self.limits.attempts != Policy::UNLIMITED).then_some(self.limits.attempts);
        let value = header.of(self.attempt(), attempts);
        (!value.is_empty()).then_some((header.name, value))
    }

    /// What the operation does differently from the policy.
    #[inline]
    pub(super) fn own(&self) -> Option<&'static OperationRetry> {
        self.operation?.retry
    }

    /// The idempotency key and its request header, for operations that use one. They are the same for all attempts.
    #[inline]
    pub const fn idempotency_key(&self) -> Option<(&'p str, IdempotencyKey)> {
        match self.safety {
            Safety::Keyed(header) => Some((header, self.seed.idempotency_key())),
            _ => None,
        }
    }

    /// How long the next attempt may take: the shorter of the attempt's own limit and the time left.
    #[inline]
    pub fn attempt_timeout(&self, now: Duration) -> Option<Duration> {
        match (self.limits.attempt_timeout, self.time_left(now)) {
            (Some(limit), Some(left)) => Some(limit.min(left)),
            (limit, left) => limit.or(left),
        }
    }

    /// The time until the deadline, if there is one.
    #[inline]
    pub fn time_left(&self, now: Duration) -> Option<Duration> {
        self.limits.deadline.map(|within| within.saturating_sub(self.elapsed(now)))
    }

    /// The time since the call began, including attempts and waits.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn elapsed(&self, now: Duration) -> Duration {
        now.saturating_sub(self.started)
    }

    /// The attempts so far.
    #[inline]
    pub const fn log(&self) -> &Log {
        &self.state.log
    }

    /// Ends the call on behalf of the caller.
    #[inline]
    pub fn cancel(self, now: Duration) -> GiveUp {
        self.gave_up(Duration::ZERO, Reason::Cancelled, now)
    }

    #[inline]
    pub(super) fn give_up(&self, reason: Reason, now: Duration) -> Step {
        self.give_up_after(Duration::ZERO, reason, now)
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn give_up_after(&self, delay: Duration, reason: Reason, now: Duration) -> Step {
        Step::End(Err(Box::new(self.gave_up(delay, reason, now))))
    }

    #[inline]
    pub(super) fn gave_up(&self, delay: Duration, reason: Reason, now: Duration) -> GiveUp {
        let State { ended: attempts, last, log, .. } = &self.state;
        // Retries are frequent and ends are rare, so the category of a status is only looked up here.
        let with_category = |last: Last| {
            let category = last.category.or_else(|| category::of_kind(self.policy.statuses, last.kind));
            Last { category, ..last }
        };
        GiveUp { reason, last: last.map(with_category), attempts: *attempts, elapsed: self.elapsed(now), delay, log: *log }
    }
}
