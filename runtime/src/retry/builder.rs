use super::{AttemptHeader, Backoff, Budget, Combine, Curve, Hint, Jitter, JitterKind, Policy, Retry, Rule, ServerSays};
use crate::status::Statuses;
use core::fmt;
use core::time::Duration;
use errspec_core::retry::{Waits, nanos};

/// Builds a [`Policy`] by hand and validates it. It also works in const contexts.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::{Backoff, Factor, Hint, Jitter, Policy, PolicyBuilder, PolicyError};
///
/// static RETRY: Policy = match PolicyBuilder::new()
///     .attempts(5)
///     .backoff(Backoff::exponential(Duration::from_millis(200), Factor::times(2)).cap(Duration::from_secs(10)))
///     .jitter(Jitter::FULL)
///     .hints(&[Hint::RETRY_AFTER])
///     .deadline(Duration::from_secs(60))
///     .build()
/// {
///     Ok(policy) => policy,
///     Err(_) => panic!("the policy makes no sense"),
/// };
/// assert_eq!(RETRY.attempts, 5);
///
/// let hot_loop = PolicyBuilder::new().backoff(Backoff::constant(Duration::ZERO)).build();
/// assert_eq!(hot_loop.unwrap_err(), PolicyError::NoWait);
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct PolicyBuilder {
    policy: Policy,
}

/// Why a policy is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyError {
    /// No delay can be longer than zero, which would be a busy loop.
    NoWait,
    /// An empty table of delays.
    EmptyTable,
    /// A growth factor below 1.
    FactorBelowOne,
    /// Proportional jitter with a ratio over 1.
    RatioAboveOne,
    /// Additive jitter that is longer than the cap.
    JitterAboveCap,
    /// A floor that is longer than the cap.
    FloorAboveCap,
    /// A range of jitter whose lower factor is above the upper one.
    JitterReversed,
    /// A deadline or an attempt timeout of zero.
    NoTime,
    /// A range of statuses that ends before it begins, or a success set without a status.
    BadRange,
    /// A hint without a form.
    HintWithoutForm,
}

impl PolicyBuilder {
    /// Begins with [`Policy::DEFAULT`].
    #[inline]
    pub const fn new() -> Self {
        Self::from(Policy::DEFAULT)
    }

    /// Begins with another policy, for example a generated one.
    #[inline]
    pub const fn from(policy: Policy) -> Self {
        Self { policy }
    }

    /// The number of attempts, including the first. 0 and 1 are the same, as in a [`Policy`]: the call is sent once.
    #[inline]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.policy.attempts = attempts;
        self
    }

    /// The longest duration of the whole call.
    #[inline]
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.policy.deadline = Some(deadline);
        self
    }

    /// The longest duration of one attempt.
    #[inline]
    pub const fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.policy.attempt_timeout = Some(timeout);
        self
    }

    /// Delays before jitter.
    #[inline]
    pub const fn backoff(mut self, backoff: Backoff) -> Self {
        self.policy.backoff = backoff;
        self
    }

    /// How delays are spread.
    #[inline]
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.policy.jitter = jitter;
        self
    }

    /// Where the server says how long to wait, in order.
    #[inline]
    pub const fn hints(mut self, hints: &'static [Hint]) -> Self {
        self.policy.hints = hints;
        self
    }

    /// How a hint and the backoff are combined.
    #[inline]
    pub const fn combine(mut self, combine: Combine) -> Self {
        self.policy.combine = combine;
        self
    }

    /// The random part added to a hint.
    #[inline]
    pub const fn spread(mut self, spread: Duration) -> Self {
        self.policy.spread = spread;
        self
    }

    /// Rules.
    #[inline]
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.policy.rules = rules;
        self
    }

    /// Facts of statuses.
    #[inline]
    pub const fn statuses(mut self, statuses: &'static Statuses) -> Self {
        self.policy.statuses = statuses;
        self
    }

    /// The retry class of outcomes that no fact covers.
    #[inline]
    pub const fn fallback(mut self, retry: Retry) -> Self {
        self.policy.fallback = retry;
        self
    }

    /// Where the server says whether to retry.
    #[inline]
    pub const fn server_says(mut self, says: &'static [ServerSays]) -> Self {
        self.policy.server_says = says;
        self
    }

    /// The retry budget that calls share.
    #[inline]
    pub const fn budget(mut self, budget: &'static Budget) -> Self {
        self.policy.budget = Some(budget);
        self
    }

    /// The statuses that mean success.
    #[inline]
    pub const fn success(mut self, success: &'static [(u16, u16)]) -> Self {
        self.policy.success = success;
        self
    }

    /// The request header that carries the attempt's number.
    #[inline]
    pub const fn attempt_header(mut self, header: AttemptHeader<'static>) -> Self {
        self.policy.attempt_header = Some(header);
        self
    }

    /// The policy.
    ///
    /// # Errors
    /// The first problem found.
    #[inline]
    pub const fn build(self) -> Result<Policy, PolicyError> {
        match self.policy.check() {
            Ok(()) => Ok(self.policy),
            Err(error) => Err(error),
        }
    }
}

impl Default for PolicyBuilder {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl Policy {
    /// Validates the policy. Generated policies are always valid.
    ///
    /// # Errors
    /// The first problem found.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn check(&self) -> Result<(), PolicyError> {
        if let Err(error) = check_waits(&self.waits()) {
            return Err(error);
        }
        if let Err(error) = self.check_own(&self.fallback) {
            return Err(error);
        }
        let mut i = 0;
        while i < self.rules.len() {
            if let Some(retry) = &self.rules[i].retry
                && let Err(error) = self.check_own(retry)
            {
                return Err(error);
            }
            i += 1;
        }
        if is_zero(self.deadline) || is_zero(self.attempt_timeout) {
            return Err(PolicyError::NoTime);
        }
        if self.success.is_empty() || !ranges_ok(self.success) {
            return Err(PolicyError::BadRange);
        }
        check_lists(self.hints, self.rules)
    }

    /// Checks the backoff of an entry.
    #[cfg_attr(debug_assertions, inline)]
    const fn check_own(&self, retry: &Retry) -> Result<(), PolicyError> {
        match retry.backoff {
            Some(backoff) => check_waits(&Waits { backoff, ..self.waits() }),
            None => Ok(()),
        }
    }
}

#[cfg_attr(debug_assertions, inline)]
const fn is_zero(limit: Option<Duration>) -> bool {
    matches!(limit, Some(limit) if limit.is_zero())
}

#[cfg_attr(debug_assertions, inline)]
const fn check_waits(waits: &Waits) -> Result<(), PolicyError> {
    match waits.backoff.curve {
        Curve::Table([]) => return Err(PolicyError::EmptyTable),
        Curve::Exponential { factor, .. } if factor.is_below_one() => return Err(PolicyError::FactorBelowOne),
        _ => {}
    }
    if matches!(waits.jitter.kind, JitterKind::Proportional { ratio } if ratio.is_above_one()) {
        return Err(PolicyError::RatioAboveOne);
    }
    if matches!(waits.jitter.kind, JitterKind::Range { from, to } if from.is_above(to)) {
        return Err(PolicyError::JitterReversed);
    }
    if nanos(waits.backoff.floor) > nanos(waits.backoff.cap) {
        return Err(PolicyError::FloorAboveCap);
    }
    if waits.has_jitter_above_cap() {
        return Err(PolicyError::JitterAboveCap);
    }
    if waits.never_wait() { Err(PolicyError::NoWait) } else { Ok(()) }
}

#[cfg_attr(debug_assertions, inline)]
const fn check_lists(hints: &[Hint], rules: &[Rule]) -> Result<(), PolicyError> {
    let mut i = 0;
    while i < hints.len() {
        if hints[i].forms.is_empty() {
            return Err(PolicyError::HintWithoutForm);
        }
        if !ranges_ok(hints[i].when.status) {
            return Err(PolicyError::BadRange);
        }
        i += 1;
    }
    let mut i = 0;
    while i < rules.len() {
        if !ranges_ok(rules[i].when.status) {
            return Err(PolicyError::BadRange);
        }
        i += 1;
    }
    Ok(())
}

#[cfg_attr(debug_assertions, inline)]
const fn ranges_ok(ranges: &[(u16, u16)]) -> bool {
    let mut i = 0;
    while i < ranges.len() {
        if ranges[i].0 > ranges[i].1 {
            return false;
        }
        i += 1;
    }
    true
}

impl fmt::Display for PolicyError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoWait => "the waits between attempts are zero",
            Self::EmptyTable => "a table of delays needs one",
            Self::FactorBelowOne => "a growth factor is at least 1",
            Self::RatioAboveOne => "proportional jitter is at most the delay itself, a ratio of 1",
            Self::JitterAboveCap => "additive jitter has to fit into the cap",
            Self::FloorAboveCap => "the shortest delay has to fit into the cap",
            Self::JitterReversed => "the lower factor of a range of jitter is above the upper one",
            Self::NoTime => "a deadline or timeout of zero leaves no time",
            Self::BadRange => "a range of statuses ends before it begins, or success has no status",
            Self::HintWithoutForm => "a hint needs a form to be read by",
        })
    }
}

impl core::error::Error for PolicyError {}
