//! Joins attempts into calls, and judges whether each repetition was allowed.

use super::found::{Findings, Kind};
use super::latest::Latest;
use super::numbered::number;
use crate::traffic::{Place, Record};
use errspec::retry::{Backoff, Call, DelaySource, Hinted, Jitter, Operation, Outcome, Policy, Reason, Safety, Step};
use errspec::{Contract, RetryClass};
use std::time::Duration;

/// At least this many calls are kept: those that occurred last.
const OPEN: usize = 16_384;

/// How much earlier than the server asked a call may be sent again, because times are rounded when they are recorded.
const ROUNDING: Duration = Duration::from_millis(5);

/// The calls that have not succeeded yet.
pub(super) struct Calls {
    contract: &'static Contract,
    /// The policy without backoff and jitter, so that every delay is one that the server asked for.
    policy: &'static Policy,
    open: Latest<String, Open>,
}

/// A call whose last attempt failed.
struct Open {
    call: Call<'static>,
    /// The number of the last attempt, if it was recorded.
    number: Option<u32>,
    started: Option<Duration>,
    received: Option<Duration>,
    next: Next,
    /// How the last attempt ended: `503 OVERLOADED`.
    last: String,
}

/// What may follow a failed attempt.
enum Next {
    /// The call may be sent again, after this delay if the server asks for one.
    Again(Option<Duration>),
    /// The call may not be sent again, for this reason.
    End(Reason),
}

/// How an attempt ended, for the engine and for people.
pub(super) struct Attempt<'r> {
    pub(super) record: &'r Record<'r>,
    pub(super) operation: Option<&'static Operation>,
    pub(super) outcome: &'r Outcome<'r>,
    /// `get_parcel`, or the method and the path.
    pub(super) label: &'r str,
    /// `503 OVERLOADED`.
    pub(super) ended: &'r str,
}

impl Calls {
    pub(super) fn new(contract: &'static Contract) -> Self {
        let of = contract.policy;
        let backoff = Backoff::constant(Duration::ZERO);
        let plain = Policy { backoff, jitter: Jitter::NONE, schedule: None, spread: Duration::ZERO, budget: None, ..*of };
        Self { contract, policy: Box::leak(Box::new(plain)), open: Latest::new(OPEN) }
    }

    /// Judges an attempt by the earlier attempts of its call.
    pub(super) fn add(&mut self, attempt: &Attempt<'_>, place: &Place, findings: &mut Findings) {
        let numbered = self.number(attempt.record);
        let Some((key, by_number)) = self.key(attempt) else { return self.alone(attempt, numbered, place, findings) };
        let before = self.open.take(&key).filter(|open| open.precedes(attempt.record, numbered, by_number));
        if let Some(open) = &before {
            open.judge(attempt, self.deadline(attempt), place, findings);
        } else {
            self.alone(attempt, numbered, place, findings);
        }
        let at = attempt.record.at.map(|at| at.0);
        let mut call = before.as_ref().map_or_else(|| self.call(attempt), |open| open.call.clone());
        let received = attempt.record.received();
        if let Some(next) = self.next(&mut call, attempt.outcome, received.unwrap_or_default()) {
            let started = before.map_or(at, |open| open.started);
            self.open.put(key, Open { call, number: numbered, started, received, next, last: attempt.ended.to_owned() });
        }
    }

    /// Judges an attempt by its number alone: the contract may not allow so many.
    fn alone(&self, attempt: &Attempt<'_>, number: Option<u32>, place: &Place, findings: &mut Findings) {
        let own = attempt.operation.and_then(|operation| operation.retry?.attempts);
        // The attempt after a refresh does not count.
        let most = own.unwrap_or(self.policy.max_attempts()).saturating_add(1);
        if let Some(number) = number.filter(|number| *number > most) {
            let title = format!("`{}` was sent more often than allowed", attempt.label);
            findings.add(Kind::ExcessAttempts, title, place, || format!("attempt {number}"));
        }
    }

    /// What identifies the call, and whether the attempt's number has to follow that of the attempt before.
    fn key(&self, attempt: &Attempt<'_>) -> Option<(String, bool)> {
        let record = attempt.record;
        if let Some(call) = &record.call {
            return Some((format!("call {call}"), false));
        }
        let request = record.request.as_ref()?;
        let keyed = attempt
            .operation
            .map_or_else(|| self.policy.safety_of(record.method.as_deref().unwrap_or_default()), |operation| operation.safety);
        if let Safety::Keyed(header) = keyed
            && let Some(key) = request.get(header)
        {
            return Some((format!("key {} {key}", attempt.label), false));
        }
        let id = request.get(self.contract.request_id).filter(|_| !self.contract.request_id.is_empty())?;
        Some((format!("id {} {id}", attempt.label), true))
    }

    fn number(&self, record: &Record<'_>) -> Option<u32> {
        record.attempt.or_else(|| {
            let header = self.policy.attempt_header?;
            number(&header, record.request.as_ref()?.get(header.name)?)
        })
    }

    fn call(&self, attempt: &Attempt<'_>) -> Call<'static> {
        let record = attempt.record;
        let call = self.policy.call(record.at.map_or(Duration::ZERO, |at| at.0), 0).refreshable().redirectable();
        let call = match (attempt.operation, record.method.as_deref()) {
            (Some(operation), _) => call.operation(operation),
            (None, Some(method)) => call.safety(self.policy.safety_of(method)),
            (None, None) => call.safety(Safety::Safe),
        };
        // With a precondition, a request has an effect only once.
        let conditional = |name: &&str| record.request.as_ref().is_some_and(|request| request.get(name).is_some());
        match ["If-Match", "If-None-Match", "If-Unmodified-Since"].iter().any(conditional) {
            true => call.safety(Safety::Idempotent),
            false => call,
        }
    }

    fn deadline(&self, attempt: &Attempt<'_>) -> Option<Duration> {
        attempt.operation.and_then(|operation| operation.retry?.deadline).or(self.policy.deadline)
    }

    /// What may follow an attempt; `None` after a success.
    fn next(&self, call: &mut Call<'static>, outcome: &Outcome<'_>, now: Duration) -> Option<Next> {
        let hint = self.hint(outcome);
        let step = match call.on_outcome(outcome, now) {
            Step::Refresh => call.refreshed(true, now),
            step => step,
        };
        Some(match step {
            Step::Wait(wait) => match wait.source {
                DelaySource::Hint(asked) => Next::Again(Some(asked)),
                _ => Next::Again(hint),
            },
            Step::End(Err(give_up)) => Next::End(give_up.reason),
            Step::Refresh | Step::End(Ok(())) => return None,
        })
    }

    /// The delay that the server asks for, if that does not depend on the operation. The engine reports it only if its own delay is shorter.
    fn hint(&self, outcome: &Outcome<'_>) -> Option<Duration> {
        let depends = |hint: &errspec::retry::Hint| !hint.when.operation.is_empty() || !hint.when.method.is_empty();
        match self.policy.hint(outcome) {
            Hinted::Wait(asked) if !self.policy.hints.iter().any(depends) => Some(asked),
            _ => None,
        }
    }
}

impl Open {
    /// Whether an attempt repeats this call. One that was sent before the last response had arrived does not.
    fn precedes(&self, record: &Record<'_>, number: Option<u32>, by_number: bool) -> bool {
        let continues = match (self.number, number) {
            (Some(before), Some(number)) => number > before && (!by_number || number == before + 1),
            _ => !by_number,
        };
        let overlaps = record.at.zip(self.received).is_some_and(|(at, received)| at.0 + ROUNDING < received);
        continues && !overlaps
    }

    fn judge(&self, attempt: &Attempt<'_>, deadline: Option<Duration>, place: &Place, findings: &mut Findings) {
        let at = attempt.record.at.map(|at| at.0);
        let waited = at.zip(self.received).map(|(at, received)| at.saturating_sub(received));
        let title = || format!("`{}` was sent again after {}", attempt.label, self.last);
        let early = |asked: Duration, findings: &mut Findings| {
            let Some(waited) = waited.filter(|waited| *waited + ROUNDING < asked) else { return };
            findings.add(Kind::EarlyRetry, title(), place, || {
                format!("the server asked for {asked:?}, and it was sent after {waited:?}")
            });
        };
        let (kind, reason) = match &self.next {
            Next::Again(None) => return,
            Next::Again(Some(asked)) => return early(*asked, findings),
            Next::End(Reason::HintTooLong(asked)) => return early(*asked, findings),
            Next::End(reason @ Reason::DeadlineWouldPass) => {
                let elapsed = at.zip(self.started).map(|(at, started)| at.saturating_sub(started));
                if elapsed.zip(deadline).is_none_or(|(elapsed, deadline)| elapsed < deadline) {
                    return;
                }
                (Kind::LateRetry, reason)
            }
            Next::End(reason @ Reason::UnsafeOperation) => (Kind::UnsafeRetry, reason),
            Next::End(reason @ Reason::AttemptsExhausted) => (Kind::ExcessAttempts, reason),
            Next::End(reason @ Reason::NotRetryable(RetryClass::Unspecified)) => (Kind::UnspecifiedRetry, reason),
            Next::End(reason) => (Kind::ForbiddenRetry, reason),
        };
        findings.add(kind, title(), place, || reason.to_string());
    }
}
