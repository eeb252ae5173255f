//! Reading hints from an outcome.

use super::ended::Ended;
use super::{Choose, Hint, HintAs, Outcome, OutcomeKind, OverMax, Policy};
use crate::headers;
use crate::place::Location;
use core::time::Duration;

/// The delay that the server asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hinted {
    /// There is no hint, or none that can be used: it is malformed, zero or in the past.
    Nothing,
    /// The next attempt must not be sent earlier than this long after the response.
    Wait(Duration),
    /// The hint exceeds the maximum.
    TooLong(Duration),
}

impl Policy {
    /// The result of the policy's hints for an outcome. The engine also knows the operation, which a hint's `when` may name; here it is none. A maximum
    /// that counts from the backoff counts from zero.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::retry::{Hint, Hinted, Outcome, Policy};
    /// let policy = Policy { hints: &[Hint::RETRY_AFTER], ..Policy::DEFAULT };
    /// let hint = |value| policy.hint(&Outcome::status(429).headers(&[("Retry-After", value)]));
    /// assert_eq!(hint("7"), Hinted::Wait(Duration::from_secs(7)));
    /// assert_eq!(hint("soon"), Hinted::Nothing);
    /// assert_eq!(hint("86400"), Hinted::TooLong(Duration::from_secs(86_400)));
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn hint(&self, outcome: &Outcome<'_>) -> Hinted {
        self.hint_of(&Ended::new(self, outcome, None), Duration::ZERO).0
    }

    /// The result for an outcome of a call, whose backoff would wait this long, and whether the backoff begins anew after it.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn hint_of(&self, ended: &Ended<'_>, backoff: Duration) -> (Hinted, bool) {
        if self.hints.is_empty() {
            return (Hinted::Nothing, false);
        }
        match said(self.hints, self.choose, ended, backoff) {
            (Hinted::Nothing, _) => (default(self.hints, ended), false),
            said => said,
        }
    }

    /// The base that the server sets for the backoff from now on.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn base_of(&self, ended: &Ended<'_>) -> Hinted {
        if !self.hints.iter().any(|hint| hint.says == HintAs::Base) {
            return Hinted::Nothing;
        }
        let mut bases = heard(self.hints, HintAs::Base, ended).map(|hint| limited(hint, ended.outcome, Duration::ZERO));
        bases.find(|base| *base != Hinted::Nothing).unwrap_or(Hinted::Nothing)
    }
}

/// The first hint that yields a delay; if none does, the first default of the hints whose conditions hold.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn read(hints: &[Hint], ended: &Ended<'_>) -> Hinted {
    match said(hints, Choose::First, ended, Duration::ZERO) {
        (Hinted::Nothing, _) => default(hints, ended),
        (said, _) => said,
    }
}

#[cfg_attr(debug_assertions, inline)]
fn default(hints: &[Hint], ended: &Ended<'_>) -> Hinted {
    heard(hints, HintAs::Delay, ended).find_map(|hint| hint.default).map_or(Hinted::Nothing, wait)
}

/// The hint that counts of those that yield a delay, without defaults, and whether the backoff begins anew after it.
#[cfg_attr(debug_assertions, inline)]
fn said(hints: &[Hint], choose: Choose, ended: &Ended<'_>, backoff: Duration) -> (Hinted, bool) {
    let mut longest = (Hinted::Nothing, false);
    for hint in heard(hints, HintAs::Delay, ended) {
        let said = limited(hint, ended.outcome, backoff);
        if said.delay() > longest.0.delay() {
            longest = (said, hint.restarts);
            if choose != Choose::Longest {
                break;
            }
        }
    }
    longest
}

/// The hints whose conditions hold. Only a response has hints.
#[cfg_attr(debug_assertions, inline)]
fn heard<'h>(hints: &'h [Hint], says: HintAs, ended: &'h Ended<'_>) -> impl Iterator<Item = &'h Hint> {
    let answered = matches!(ended.outcome.kind, OutcomeKind::Status(_));
    hints.iter().filter(move |hint| answered && hint.says == says && ended.meets(&hint.when))
}

/// The delay that the response to a poll asks for. The `max` of a hint limits the waits of one call. A wait for a job has its own time
/// limit, so a hint that would make a call give up is still followed.
///
/// `Retry-After` is used if no hint of the contract reads it, because any response may have it (RFC 9110 §10.2.3).
#[inline]
pub(super) fn asked(policy: &Policy, ended: &Ended<'_>) -> Duration {
    const STANDARD: Hint = Hint { max: Duration::MAX, over_max: OverMax::Clamp, ..Hint::RETRY_AFTER };
    let reads = |hint: &Hint| reads_header(hint, "Retry-After") && delay(hint, ended.outcome).is_some();
    let said = |hints| said(hints, policy.choose, ended, Duration::ZERO).0;
    let by_contract = said(policy.hints);
    let by_standard = if heard(policy.hints, HintAs::Delay, ended).any(reads) { Hinted::Nothing } else { said(&[STANDARD]) };
    by_contract.delay().max(by_standard.delay())
}

impl Hinted {
    /// The delay that the server asks for, even if a call would not wait that long.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn delay(self) -> Duration {
        match self {
            Self::Wait(delay) | Self::TooLong(delay) => delay,
            Self::Nothing => Duration::ZERO,
        }
    }
}

/// A maximum or default of zero is not a delay.
#[cfg_attr(debug_assertions, inline)]
const fn wait(delay: Duration) -> Hinted {
    if delay.is_zero() { Hinted::Nothing } else { Hinted::Wait(delay) }
}

#[cfg_attr(debug_assertions, inline)]
fn limited(hint: &Hint, outcome: &Outcome<'_>, backoff: Duration) -> Hinted {
    let Some(delay) = delay(hint, outcome) else { return Hinted::Nothing };
    let max = if hint.max_from_backoff { hint.max.saturating_add(backoff) } else { hint.max };
    match hint.over_max {
        _ if delay <= max => Hinted::Wait(delay),
        OverMax::Ignore => Hinted::Nothing,
        OverMax::Clamp => wait(max),
        _ => Hinted::TooLong(delay),
    }
}

#[cfg_attr(debug_assertions, inline)]
fn delay(hint: &Hint, outcome: &Outcome<'_>) -> Option<Duration> {
    // Points in time refer to the server's clock, so its own `Date` header takes precedence over the local time.
    let now = headers::date(outcome.headers).or(outcome.received_at);
    let read = |text| headers::read_any(hint.forms, hint.place.part(text)?.as_bytes(), now);
    let due = |location: &Location| match location {
        Location::Header(name) if !hint.place.is_cut() => headers::due(outcome.headers, name, hint.forms, now),
        Location::Header(name) => headers::due_in(outcome.headers, name, &hint.place, hint.forms, now),
        Location::Pointer(pointer) => read(outcome.body.text(pointer)?),
        Location::Item(item) => read(outcome.body.item(item)?),
    };
    hint.place.locations().find_map(|location| due(location)?.after(now).filter(|delay| !delay.is_zero()))
}

/// Whether the hint is read from this header.
#[cfg_attr(debug_assertions, inline)]
fn reads_header(hint: &Hint, name: &str) -> bool {
    hint.place.locations().any(|location| matches!(location, Location::Header(own) if own.eq_ignore_ascii_case(name)))
}
