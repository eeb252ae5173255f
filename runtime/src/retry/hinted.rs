//! Reading hints from an outcome.

use super::policy::spans;
use super::{Hint, HintSource, Outcome, OverMax, Policy, Seen};
use crate::headers::{self, Form};
use core::time::Duration;

/// What the server says about waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hinted {
    /// Nothing, or nothing that can be used: malformed, zero or in the past.
    Nothing,
    /// Not earlier than this long after the response.
    Wait(Duration),
    /// Longer than is waited for.
    TooLong(Duration),
}

impl Policy {
    /// What the policy's hints yield for an outcome.
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
    pub fn hint(&self, outcome: &Outcome<'_>) -> Hinted {
        read(self.hints, outcome)
    }
}

/// The first hint that yields a delay; if none does, the first default of those that were listened to.
pub(super) fn read(hints: &[Hint], outcome: &Outcome<'_>) -> Hinted {
    let Seen::Status(status) = outcome.seen else { return Hinted::Nothing };
    let heard = || hints.iter().filter(|hint| hint.on.is_empty() || spans(hint.on, status));
    let said = heard().map(|hint| limited(hint, outcome)).find(|said| *said != Hinted::Nothing);
    let said = said.or_else(|| heard().find_map(|hint| hint.default).map(Hinted::Wait));
    // A maximum or default of zero is no wait either.
    said.filter(|said| *said != Hinted::Wait(Duration::ZERO)).unwrap_or(Hinted::Nothing)
}

fn limited(hint: &Hint, outcome: &Outcome<'_>) -> Hinted {
    let Some(delay) = delay(hint, outcome).filter(|delay| !delay.is_zero()) else { return Hinted::Nothing };
    match hint.over_max {
        _ if delay <= hint.max => Hinted::Wait(delay),
        OverMax::GiveUp => Hinted::TooLong(delay),
        OverMax::Ignore => Hinted::Nothing,
        OverMax::Clamp => Hinted::Wait(hint.max),
    }
}

fn delay(hint: &Hint, outcome: &Outcome<'_>) -> Option<Duration> {
    // The server's moments belong to the server's clock, so its own Date is the better "now".
    let now = headers::date(outcome.headers).or(outcome.wall_clock);
    let due = match hint.source {
        HintSource::Header(name) => Form::read_any(hint.forms, outcome.headers.get(name)?, now),
        HintSource::Body(pointer) => Form::read_any(hint.forms, outcome.body.text(pointer)?.as_bytes(), now),
    };
    due?.after(now)
}
