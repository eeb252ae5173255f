//! The order of checks after an attempt. The budget comes last, so that a retry that is rejected for another reason takes nothing from it.

use super::classify::{Source, Verdict};
use super::ended::Ended;
use super::give_up::Last;
use super::hinted::Hinted;
use super::log::Entry;
use super::{Backoff, Call, Combine, DelayRange, DelaySource, GiveUp, Outcome, Reason, Retry, Step, Wait};
use crate::{Effect, RetryClass};
use alloc::boxed::Box;
use core::time::Duration;
use errspec_core::retry::nanos;

impl Call<'_> {
    /// Reports how an attempt ended, and returns what to do next.
    ///
    /// An outcome that is not a failure ([`Policy::is_failure`](super::Policy::is_failure)) ends the call as a success. After a failure, these
    /// conditions end the call, in this order: a class that is not retried automatically; a no from the server; an unsafe operation if the
    /// server may have acted; a body that cannot be sent again; the last attempt; a hint over its maximum; a delay that would reach the
    /// deadline; an empty budget. If none of them holds, the result is a wait.
    #[inline]
    pub fn on_outcome(&mut self, outcome: &Outcome<'_>, now: Duration) -> Step {
        if self.policy.is_failure(outcome, self.operation) {
            return self.on_failure(outcome, now);
        }
        self.state.ended = self.state.ended.saturating_add(1);
        if let Some(budget) = self.budget {
            budget.refund(self.state.paid);
        }
        Step::End(Ok(()))
    }

    /// The same for an outcome that the caller knows to be a failure.
    #[inline]
    pub(super) fn on_failure(&mut self, outcome: &Outcome<'_>, now: Duration) -> Step {
        self.state.ended = self.state.ended.saturating_add(1);
        let ended = Ended::new(self.policy, outcome, self.operation);
        let verdict = self.policy.decide(&ended);
        self.note(&ended, &verdict);
        match self.next(&ended, &verdict, now) {
            Ok(step) => step,
            Err(reason) => self.give_up(reason, now),
        }
    }

    /// Reports whether the credentials were renewed, after [`Step::Refresh`]. The next attempt has to use the new ones.
    #[inline]
    pub fn refreshed(&mut self, renewed: bool, now: Duration) -> Step {
        if !renewed {
            return self.give_up(Reason::RefreshFailed, now);
        }
        if self.too_late(Duration::ZERO, now) {
            return self.give_up(Reason::DeadlineWouldPass, now);
        }
        self.state.log.waited(Duration::ZERO);
        let wait = Wait {
            delay: Duration::ZERO,
            attempt: self.state.ended,
            class: RetryClass::Refresh,
            source: DelaySource::Refreshed,
        };
        Step::Wait(wait)
    }

    /// Reports that the next attempt is sent only after this delay, for a reason that the engine does not know, such as an
    /// [`AdaptiveRate`](super::AdaptiveRate).
    ///
    /// # Errors
    /// The attempt would begin at or after the deadline, so the call ends.
    #[cfg_attr(debug_assertions, inline)]
    pub fn hold(&mut self, delay: Duration, now: Duration) -> Result<(), Box<GiveUp>> {
        if self.too_late(delay, now) {
            return Err(Box::new(self.gave_up(Duration::ZERO, Reason::DeadlineWouldPass, now)));
        }
        self.state.log.waited(delay);
        Ok(())
    }

    #[cfg_attr(debug_assertions, inline)]
    fn next(&mut self, ended: &Ended<'_>, verdict: &Verdict<'_>, now: Duration) -> Result<Step, Reason> {
        let refresh = verdict.class == RetryClass::Refresh && self.refreshable;
        let redirect = matches!(verdict.class, RetryClass::Redirect(_)) && self.redirectable;
        // The server's yes counts for what nobody here renews, polls or sends elsewhere, too.
        let asked = verdict.server == Some(true) && !refresh && !redirect && !verdict.class.is_automatic();
        let class = if asked { RetryClass::Transient } else { verdict.class };
        let retried = class.is_automatic() || redirect;
        let cost = self.budget.map(|budget| budget.rules().cost_of(class, ended.outcome.kind));
        let charged = retried || verdict.server == Some(false) && !refresh;
        if let (Some(budget), Some(cost), true) = (self.budget, cost, charged) {
            budget.failed(cost);
        }
        if !retried && !refresh {
            return Err(Reason::NotRetryable(class));
        }
        if refresh && self.state.refreshed {
            return Err(Reason::RefreshFailed);
        }
        if verdict.server == Some(false) {
            return Err(Reason::ServerForbade);
        }
        let of_class = self.policy.classes.iter().find(|retry| retry.class == class);
        self.check_safety(verdict, of_class)?;
        if !self.replayable {
            return Err(Reason::BodyNotReplayable);
        }
        if refresh {
            return self.refresh(now);
        }
        let sent = self.counted();
        let of_entry = self.is_used_up(verdict.retry.attempts, verdict.source);
        let of_all = of_class.is_some_and(|retry| self.is_used_up(retry.attempts, Source::Class(class)));
        if sent >= self.limits.attempts || of_entry || of_all {
            return Err(Reason::AttemptsExhausted);
        }
        let own = verdict.retry.backoff.as_ref().or(of_class.and_then(|retry| retry.backoff.as_ref()));
        let (delay, source) = self.delay(ended, own, sent)?;
        if self.too_late(delay, now) {
            return Err(Reason::DeadlineWouldPass);
        }
        if let (Some(budget), Some(cost)) = (self.budget, cost) {
            if !budget.pay(cost) {
                let delay = if self.operation.is_some_and(|operation| operation.long_poll) { delay } else { Duration::ZERO };
                return Ok(self.give_up_after(delay, Reason::BudgetEmpty, now));
            }
            self.state.paid = Some(cost);
        }
        self.state.log.waited(delay);
        Ok(Step::Wait(Wait { delay, attempt: self.state.ended, class, source }))
    }

    /// Counts an attempt against a limit of its own, and returns whether it was the last one.
    #[inline]
    fn is_used_up(&mut self, limit: Option<u32>, source: Source) -> bool {
        limit.is_some_and(|limit| self.state.tally.count(source) >= limit)
    }

    /// Whether the call may be sent again, by what was said about the outcome, its class or all outcomes, or else by the effect.
    #[cfg_attr(debug_assertions, inline)]
    fn check_safety(&self, verdict: &Verdict<'_>, of_class: Option<&Retry>) -> Result<(), Reason> {
        let in_doubt = verdict.effect != Effect::None;
        let repeat = verdict.retry.repeat.or(of_class.and_then(|retry| retry.repeat)).or(self.policy.repeat);
        let allowed = match repeat {
            Some(repeat) => repeat.allows(self.safety),
            None => !in_doubt || self.safety.may_repeat(),
        };
        match allowed {
            true => Ok(()),
            false if in_doubt && !self.safety.may_repeat() => Err(Reason::UnsafeOperation),
            false => Err(Reason::NotRepeatable),
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn refresh(&mut self, now: Duration) -> Result<Step, Reason> {
        if self.too_late(Duration::ZERO, now) {
            return Err(Reason::DeadlineWouldPass);
        }
        self.state.refreshed = true;
        Ok(Step::Refresh)
    }

    /// Attempts that count against the limit: the one that a refresh made necessary does not.
    #[cfg_attr(debug_assertions, inline)]
    fn counted(&self) -> u32 {
        self.state.ended - u32::from(self.state.refreshed)
    }

    /// The wait after the `n`th attempt.
    #[cfg_attr(debug_assertions, inline)]
    fn delay(&mut self, ended: &Ended<'_>, own: Option<&Backoff>, n: u32) -> Result<(Duration, DelaySource), Reason> {
        if !self.policy.hints.is_empty() {
            match self.policy.base_of(ended) {
                Hinted::TooLong(base) => return Err(Reason::HintTooLong(base)),
                Hinted::Wait(base) => self.state.base = Some(base),
                Hinted::Nothing => {}
            }
        }
        let backoff = self.range(own, n - self.state.restarted).draw(&mut self.state.random);
        self.state.previous = Some(backoff);
        if self.policy.hints.is_empty() {
            return Ok((Duration::from_nanos(backoff), DelaySource::Backoff));
        }
        let (hint, restarts) = self.policy.hint_of(ended, Duration::from_nanos(backoff));
        let hint = match hint {
            Hinted::TooLong(delay) => return Err(Reason::HintTooLong(delay)),
            Hinted::Wait(delay) => Some(delay),
            Hinted::Nothing => None,
        };
        if restarts {
            (self.state.restarted, self.state.previous) = (n, None);
        }
        let Some(hint) = hint else { return Ok((Duration::from_nanos(backoff), DelaySource::Backoff)) };
        let asked = nanos(hint).saturating_add(self.state.random.below(nanos(self.policy.spread).saturating_add(1)));
        let delay = match self.policy.combine {
            Combine::Replace => asked,
            _ => backoff.max(asked),
        };
        Ok((Duration::from_nanos(delay), if delay == backoff { DelaySource::Backoff } else { DelaySource::Hint(hint) }))
    }

    /// What the `n`th wait is drawn from: the curve of the entry or its class, the policy's table, or the curve of the operation or the
    /// policy.
    #[cfg_attr(debug_assertions, inline)]
    fn range(&self, own: Option<&Backoff>, n: u32) -> DelayRange {
        let as_planned = own.is_none() && self.state.base.is_none();
        match self.rows.get((n as usize).wrapping_sub(1)).filter(|_| as_planned) {
            Some(row) => *row,
            None => self.computed(own, n),
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(never))]
    fn computed(&self, own: Option<&Backoff>, n: u32) -> DelayRange {
        let of_operation = self.own();
        let backoff = own.or(of_operation.and_then(|own| own.backoff.as_ref())).unwrap_or(&self.policy.backoff);
        let jitter = of_operation.and_then(|own| own.jitter).unwrap_or(self.policy.jitter);
        match self.state.base {
            None => DelayRange::of(backoff, jitter, n, self.state.previous),
            Some(base) => DelayRange::of(&backoff.based_on(base), jitter, n, self.state.previous),
        }
    }

    /// Whether an attempt after this delay would begin at or after the deadline.
    #[cfg_attr(debug_assertions, inline)]
    fn too_late(&self, delay: Duration, now: Duration) -> bool {
        self.limits.deadline.is_some_and(|within| self.elapsed(now).saturating_add(delay) >= within)
    }

    #[inline]
    fn note(&mut self, ended: &Ended<'_>, verdict: &Verdict<'_>) {
        let (outcome, class, category) = (ended.outcome, verdict.class, ended.category_by_codes());
        let (kind, code, error_type) = (outcome.kind, outcome.code.listed, outcome.error_type.listed);
        self.state.last = Some(Last { kind, code, error_type, class, category });
        self.state.log.push(Entry { attempt: self.state.ended, kind, class, delay: None });
    }
}
