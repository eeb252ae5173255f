//! A plain second implementation of a call: it keeps everything that happened, and works out each answer from the beginning.

use super::decide::{self, Fact, Verdict};
use super::delays;
use super::happening::Happening;
use errspec::retry::{
    Backoff, BudgetRules, Charge, Choose, Combine, Hint, HintAs, Operation, OutcomeKind, OverMax, Policy, Reason, Repeat,
    Safety,
};
use errspec::{Effect, RetryClass};
use std::time::Duration;

/// What a call does after an outcome.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    Wait { delay: Duration, class: RetryClass, hint: Option<Duration> },
    Refresh,
    Success,
    GiveUp(Reason),
}

/// One attempt that failed.
struct Past {
    fact: Fact,
    class: RetryClass,
    /// The delay without hints, if there was one.
    backoff: Option<u128>,
    /// The base that the server has set with this response.
    base: Option<Duration>,
    /// Whether the backoff began anew after it.
    restarts: bool,
    /// What the retry took from the budget.
    paid: Option<u64>,
}

/// A budget, in thousandths of a token.
pub(super) struct Bucket<'w> {
    pub(super) rules: &'w BudgetRules,
    pub(super) left: u64,
}

pub(super) struct Call<'w> {
    pub(super) policy: &'w Policy,
    pub(super) operation: Option<&'w Operation>,
    pub(super) safety: Safety,
    pub(super) attempts: Option<u32>,
    pub(super) deadline: Option<Duration>,
    pub(super) replayable: bool,
    pub(super) refreshable: bool,
    pub(super) redirectable: bool,
    pub(super) number: u64,
    pub(super) started: Duration,
    pub(super) refreshed: bool,
    past: Vec<Past>,
}

impl<'w> Call<'w> {
    pub(super) fn new(policy: &'w Policy, number: u64, started: Duration) -> Self {
        Self {
            policy,
            operation: None,
            safety: Safety::Unsafe,
            attempts: None,
            deadline: None,
            replayable: true,
            refreshable: false,
            redirectable: false,
            number,
            started,
            refreshed: false,
            past: Vec::new(),
        }
    }

    pub(super) fn sent(&self) -> u32 {
        self.past.len() as u32
    }

    /// How often it is sent at most, by the caller, the operation or the policy.
    pub(super) fn most(&self) -> u32 {
        let of_operation = self.operation.and_then(|operation| operation.retry?.attempts);
        self.attempts.or(of_operation).unwrap_or(self.policy.attempts).max(1)
    }

    /// How long it may take.
    fn limit(&self) -> Option<Duration> {
        let of_operation = self.operation.and_then(|operation| operation.retry?.deadline);
        let stated = of_operation.or(self.policy.deadline);
        [stated, self.deadline].into_iter().flatten().min()
    }

    /// How long the next attempt may take.
    pub(super) fn timeout(&self, now: Duration) -> Option<Duration> {
        let of_operation = self.operation.and_then(|operation| operation.retry?.attempt_timeout);
        let left = self.limit().map(|limit| limit.saturating_sub(now - self.started));
        [of_operation.or(self.policy.attempt_timeout), left].into_iter().flatten().min()
    }

    fn too_late(&self, delay: Duration, now: Duration) -> bool {
        self.limit().is_some_and(|limit| (now - self.started).saturating_add(delay) >= limit)
    }

    pub(super) fn on(&mut self, happening: &Happening, now: Duration, bucket: Option<&mut Bucket<'_>>) -> Answer {
        if !decide::is_failure(self.policy, self.operation, happening) {
            bucket.into_iter().for_each(|bucket| bucket.refund(self.past.iter().rev().find_map(|past| past.paid)));
            return Answer::Success;
        }
        let Verdict { retry, fact, effect } = decide::decide(self.policy, self.operation, happening);
        let server = happening.server(self.policy.server_says);
        self.past.push(Past { fact, class: retry.class, backoff: None, base: None, restarts: false, paid: None });
        match self.next(happening, &Verdict { retry, fact, effect }, server, now, bucket) {
            Ok(answer) => answer,
            Err(reason) => Answer::GiveUp(reason),
        }
    }

    /// The conditions that end a call, in the order of LANGUAGE.
    fn next(
        &mut self,
        happening: &Happening,
        verdict: &Verdict,
        server: Option<bool>,
        now: Duration,
        mut bucket: Option<&mut Bucket<'_>>,
    ) -> Result<Answer, Reason> {
        let Verdict { retry, fact, effect } = *verdict;
        let refresh = retry.class == RetryClass::Refresh && self.refreshable;
        let elsewhere = matches!(retry.class, RetryClass::Redirect(_)) && self.redirectable;
        let automatic = matches!(retry.class, RetryClass::Transient | RetryClass::Throttled);
        let class = match server == Some(true) && !refresh && !elsewhere && !automatic {
            true => RetryClass::Transient,
            false => retry.class,
        };
        let retried = matches!(class, RetryClass::Transient | RetryClass::Throttled) || elsewhere;
        self.newest().class = class;
        let cost = bucket.as_ref().map(|bucket| bucket.cost(class, happening.kind));
        let charged = !refresh && (retried || server == Some(false));
        if let (Some(bucket), Some(cost), true) = (bucket.as_deref_mut(), cost, charged)
            && bucket.rules.charge == Charge::Failures
        {
            bucket.left = bucket.left.saturating_sub(cost);
        }
        if !retried && !refresh {
            return Err(Reason::NotRetryable(class));
        }
        if refresh && self.refreshed {
            return Err(Reason::RefreshFailed);
        }
        if server == Some(false) {
            return Err(Reason::ServerForbade);
        }
        let of_class = self.policy.classes.iter().find(|of| of.class == class);
        let unharmful = self.safety != Safety::Unsafe;
        match retry.repeat.or(of_class.and_then(|of| of.repeat)).or(self.policy.repeat) {
            Some(repeat) if !allows(repeat, self.safety) && (unharmful || effect == Effect::None) => {
                return Err(Reason::NotRepeatable);
            }
            Some(repeat) if !allows(repeat, self.safety) => return Err(Reason::UnsafeOperation),
            None if !unharmful && effect != Effect::None => return Err(Reason::UnsafeOperation),
            _ => {}
        }
        if !self.replayable {
            return Err(Reason::BodyNotReplayable);
        }
        if refresh {
            self.refreshed = !self.too_late(Duration::ZERO, now);
            return if self.refreshed { Ok(Answer::Refresh) } else { Err(Reason::DeadlineWouldPass) };
        }
        let with = |counts: &dyn Fn(&Past) -> bool| self.past.iter().filter(|past| counts(past)).count() as u32;
        // The attempt that a refresh made necessary does not count.
        let sent = self.sent() - u32::from(self.refreshed);
        let of_entry = retry.attempts.is_some_and(|most| with(&|past| past.fact == fact) >= most);
        let of_all = of_class.and_then(|of| of.attempts).is_some_and(|most| with(&|past| past.class == class) >= most);
        if sent >= self.most() || of_entry || of_all {
            return Err(Reason::AttemptsExhausted);
        }
        let (delay, hint) = self.delay(happening, retry.backoff.or(of_class.and_then(|of| of.backoff)))?;
        if self.too_late(delay, now) {
            return Err(Reason::DeadlineWouldPass);
        }
        if let (Some(bucket), Some(cost)) = (bucket, cost) {
            if !bucket.pay(cost) {
                return Err(Reason::BudgetEmpty);
            }
            self.newest().paid = Some(cost);
        }
        Ok(Answer::Wait { delay, class, hint })
    }

    fn newest(&mut self) -> &mut Past {
        self.past.last_mut().expect("an attempt")
    }

    fn delay(&mut self, happening: &Happening, own: Option<Backoff>) -> Result<(Duration, Option<Duration>), Reason> {
        let policy = self.policy;
        let heard = |says: HintAs| policy.hints.iter().filter(move |hint| hint.says == says && applies(hint, happening));
        let bases = heard(HintAs::Base).filter_map(|hint| followed(hint, happening, 0).map(|said| (said, hint)));
        if let Some((said, _)) = bases.into_iter().next() {
            self.newest().base = Some(said?);
        }
        let backoff = self.draw(own);
        self.newest().backoff = Some(backoff);
        let mut delays: Vec<_> =
            heard(HintAs::Delay).filter_map(|hint| followed(hint, happening, backoff).map(|said| (said, hint))).collect();
        if policy.choose == Choose::Longest {
            let length = |said: &Result<Duration, Reason>| match said {
                Ok(delay) | Err(Reason::HintTooLong(delay)) => *delay,
                Err(_) => Duration::ZERO,
            };
            delays.sort_by_key(|(said, _)| core::cmp::Reverse(length(said)));
        }
        let chosen = match delays.into_iter().next() {
            Some((said, hint)) => {
                let said = said?;
                self.newest().restarts = hint.restarts;
                Some(said)
            }
            None => heard(HintAs::Delay).find_map(|hint| hint.default).filter(|default| !default.is_zero()),
        };
        let plain = Duration::from_nanos(backoff as u64);
        let Some(hint) = chosen else { return Ok((plain, None)) };
        let spread = delays::draw(self.number, (0, delays::nanos(policy.spread)));
        let asked = Duration::from_nanos((delays::nanos(hint) + spread).min(u128::from(u64::MAX)) as u64);
        let delay = if policy.combine == Combine::Replace { asked } else { plain.max(asked) };
        Ok((delay, Some(hint).filter(|_| delay != plain)))
    }

    /// The delay without hints, drawn from the curve of the entry, its class, the operation or the policy.
    fn draw(&self, own: Option<Backoff>) -> u128 {
        let of_operation = self.operation.and_then(|operation| operation.retry);
        let backoff = own.or(of_operation.and_then(|own| own.backoff)).unwrap_or(self.policy.backoff);
        let jitter = of_operation.and_then(|own| own.jitter).unwrap_or(self.policy.jitter);
        let base = self.past.iter().rev().find_map(|past| past.base);
        let backoff = base.map_or(backoff, |base| backoff.based_on(base));
        let since = self.past.iter().take(self.past.len() - 1).rposition(|past| past.restarts).map_or(0, |at| at + 1);
        let since = &self.past[since..];
        // Of the attempts since then, the one that a refresh made necessary does not count.
        let refreshes = since.iter().filter(|past| past.class == RetryClass::Refresh && past.backoff.is_none()).count();
        let counted = since.len() - if self.refreshed { refreshes.min(1) } else { 0 };
        let previous = since.iter().rev().find_map(|past| past.backoff);
        delays::draw(self.number, delays::range(&backoff, jitter, counted.max(1) as u32, previous))
    }
}

fn allows(repeat: Repeat, safety: Safety) -> bool {
    match repeat {
        Repeat::Any => true,
        Repeat::Idempotent => safety != Safety::Unsafe,
        Repeat::Safe => safety == Safety::Safe,
        other => panic!("{other:?}"),
    }
}

/// Whether a hint is read: only from a response, and only if its condition holds.
fn applies(hint: &Hint, happening: &Happening) -> bool {
    let Some(status) = happening.status() else { return false };
    hint.when.status.is_empty() || hint.when.status.iter().any(|(from, to)| (*from..=*to).contains(&status))
}

/// The delay that a hint asks for, if it is followed; an error if it ends the call.
fn followed(hint: &Hint, happening: &Happening, backoff: u128) -> Option<Result<Duration, Reason>> {
    let asked = happening.asked(hint)?;
    let most = match hint.max_from_backoff {
        true => hint.max.saturating_add(Duration::from_nanos(backoff as u64)),
        false => hint.max,
    };
    match hint.over_max {
        _ if asked <= most => Some(Ok(asked)),
        OverMax::GiveUp => Some(Err(Reason::HintTooLong(asked))),
        OverMax::Clamp => Some(Ok(most)).filter(|_| !most.is_zero()),
        _ => None,
    }
}

impl Bucket<'_> {
    fn cost(&self, class: RetryClass, kind: OutcomeKind) -> u64 {
        let of_failure = self.rules.transport.iter().find(|(failure, _)| kind == OutcomeKind::Transport(*failure));
        let of_class = if class == RetryClass::Throttled { self.rules.throttled } else { self.rules.transient };
        u64::from(of_failure.map_or(of_class, |(_, cost)| *cost).as_milli())
    }

    /// Takes the cost of a retry, if there is enough. The cost of a failure has been taken already.
    fn pay(&mut self, cost: u64) -> bool {
        let stop = u64::from(self.rules.stop_below.as_milli());
        match self.rules.charge {
            Charge::Failures => self.left > stop,
            _ if self.left < cost || (stop > 0 && self.left <= stop) => false,
            _ => {
                self.left -= cost;
                true
            }
        }
    }

    fn refund(&mut self, paid: Option<u64>) {
        let stated = u64::from(self.rules.refund.as_milli());
        let back = paid.filter(|_| self.rules.refund_cost).unwrap_or(stated);
        self.left = (self.left + back).min(u64::from(self.rules.capacity.as_milli()));
    }
}
