use super::super::ended::Ended;
use super::super::give_up::Last;
use super::super::hinted::{Hinted, asked, read};
use super::super::{Call, GiveUp, Operation, Outcome, OutcomeKind, Policy, Reason, Safety, Seed, Step};
use super::{Pace, Phase, PollEnd, PollStep, Reading};
use crate::machine::Wait;
use crate::{Category, RetryClass};
use alloc::boxed::Box;
use core::time::Duration;
use errspec_core::random::Random;

/// The wait for one job. Times are durations since any fixed point in time, measured with a monotonic clock.
///
/// States can have any type. For the states of a contract's machine, use a [`Watch`](crate::Watch) and
/// [`on_report`](Self::on_report).
///
/// No poll is sent earlier than the last response asked for, whether that was a pending one or a failure. This includes every hint of
/// the contract that applies to its status, and `Retry-After` if the contract has no hint for it. Pass outcomes with their headers, and
/// with the body if a hint is in the body. The poller has no clock, so it needs [`Outcome::received_at`] for a hint that is a point in
/// time, if the response has no `Date` header.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::{Outcome, Pace, Phase, Policy, PollEnd, PollStep, Poller, Reading};
///
/// let pace = Pace { spread: Duration::ZERO, ..Pace::DEFAULT };
/// let mut poller = Poller::new(&Policy::DEFAULT, pace, Duration::from_secs(600), Duration::ZERO, 42);
/// let ok = Outcome::status(200);
/// let step = poller.on_reading(Reading { state: "ACTIVE", phase: Phase::Pending }, &ok, Duration::from_secs(1));
/// assert_eq!(step, PollStep::Wait(Duration::from_secs(2)));
/// let step = poller.on_reading(Reading { state: "COMPLETED", phase: Phase::Success }, &ok, Duration::from_secs(4));
/// assert_eq!(step, PollStep::End(PollEnd::Success("COMPLETED")));
/// ```
#[derive(Clone, Debug)]
pub struct Poller<'p, S> {
    policy: &'p Policy,
    operation: Option<&'p Operation>,
    refreshable: bool,
    pace: Pace,
    deadline: Duration,
    /// The source of the jitter, and of the seeds of the polls' own calls.
    random: Random,
    last: Option<S>,
    /// Polls since the intervals began.
    polls: u32,
    external: bool,
    /// What the server has permanently added to the interval.
    slower: Duration,
    /// The shortest interval that the server allows from now on.
    floor: Duration,
    unknown: u32,
    /// The polls that failed since the last one that succeeded.
    failing: Option<Call<'p>>,
    /// The named wait; `None` if the wait is for the end of the job.
    pub(super) goal: Option<&'static Wait>,
    /// Whether the current poll is the one at the deadline.
    last_poll: bool,
}

impl<'p, S: Clone + PartialEq> Poller<'p, S> {
    /// Begins a wait of at most `timeout`. The policy applies to polls that fail.
    pub fn new(policy: &'p Policy, pace: Pace, timeout: Duration, now: Duration, seed: impl Into<Seed>) -> Self {
        Self {
            policy,
            operation: None,
            refreshable: false,
            pace,
            deadline: now.saturating_add(timeout),
            random: seed.into().jitter(),
            last: None,
            polls: 0,
            external: false,
            slower: Duration::ZERO,
            floor: Duration::ZERO,
            unknown: 0,
            failing: None,
            goal: None,
            last_poll: false,
        }
    }

    /// Sets the operation that polls use, so that rules can refer to it. Polls are considered safe to repeat.
    #[must_use]
    #[inline]
    pub const fn operation(mut self, operation: &'p Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Declares that the caller can renew credentials. It then has to handle [`PollStep::Refresh`] by calling [`Poller::refreshed`].
    #[must_use]
    #[inline]
    pub const fn refreshable(mut self) -> Self {
        self.refreshable = true;
        self
    }

    /// Sets what the wait is for: a named wait of the machine or, if `None`, the end of the job.
    #[must_use]
    #[inline]
    pub const fn until(mut self, goal: Option<&'static Wait>) -> Self {
        self.goal = goal;
        self
    }

    /// The time until the deadline.
    #[inline]
    pub const fn time_left(&self, now: Duration) -> Duration {
        self.deadline.saturating_sub(now)
    }

    /// The last state that was read.
    #[inline]
    pub const fn last(&self) -> Option<&S> {
        self.last.as_ref()
    }

    /// Reports that a poll read a state. After a command whose effect may not be visible yet, pass an unchanged reading as pending;
    /// [`on_report`](Self::on_report) does this for a machine of a contract.
    #[inline]
    pub fn on_reading(&mut self, reading: Reading<S>, outcome: &Outcome<'_>, now: Duration) -> PollStep<S> {
        self.answered(outcome);
        self.unknown = 0;
        let Reading { state, phase } = reading;
        if self.pace.restart_on_change && self.last.as_ref().is_some_and(|last| *last != state) {
            self.polls = 0;
        }
        self.last = Some(state.clone());
        self.external = phase == Phase::External;
        PollStep::End(match phase {
            Phase::Pending | Phase::External => return self.wait(self.asked(outcome), Duration::ZERO, now),
            Phase::Success => PollEnd::Success(state),
            Phase::Failure => PollEnd::Failure(state),
            Phase::Gone => PollEnd::Gone(Some(state)),
            Phase::Ended(outcome) => PollEnd::Ended { state, outcome },
            Phase::Needs(action) => PollEnd::NeedsAction { state, action },
        })
    }

    /// Reports that a poll read a state that the contract does not list.
    #[inline]
    pub fn on_unknown(&mut self, text: &str, outcome: &Outcome<'_>, now: Duration) -> PollStep<S> {
        self.answered(outcome);
        self.unknown = self.unknown.saturating_add(1);
        if self.unknown > self.pace.unknown_limit {
            return PollStep::End(PollEnd::UnknownStateLimit { text: text.into(), count: self.unknown });
        }
        self.wait(self.asked(outcome), Duration::ZERO, now)
    }

    /// Reports that a poll failed, or that its response is an error with any status, as decided by [`ApiError::check`](crate::ApiError::check).
    /// Errors of the class "keep polling" do not count as failed polls: they permanently slow down polling, and the wait continues.
    #[inline]
    pub fn on_error(&mut self, outcome: &Outcome<'_>, now: Duration) -> PollStep<S> {
        let class = self.policy.classify(outcome, self.operation).class();
        if let RetryClass::KeepPolling { slower_by } = class {
            self.failing = None;
            self.slow_down(slower_by, outcome);
            return self.wait(self.asked(outcome), Duration::ZERO, now);
        }
        let mut failing = self.failing.take().unwrap_or_else(|| self.call(now));
        let step = failing.on_failure(outcome, now);
        self.failing = Some(failing);
        self.after_failure(step, outcome, now)
    }

    /// Reports whether the credentials were renewed, after [`PollStep::Refresh`].
    #[inline]
    pub fn refreshed(&mut self, renewed: bool, now: Duration) -> PollStep<S> {
        match self.failing.as_mut().map(|failing| failing.refreshed(renewed, now)) {
            Some(Step::End(Err(give_up))) => self.failed(give_up),
            _ if now >= self.deadline => self.deadline_passed(),
            _ => PollStep::Wait(Duration::ZERO),
        }
    }

    /// Continues after a command that made a resting job active again. The intervals start again from the beginning.
    #[inline]
    pub fn commanded(&mut self, now: Duration) -> PollStep<S> {
        (self.polls, self.external) = (0, false);
        self.wait(Duration::ZERO, Duration::ZERO, now)
    }

    /// Resumes a wait that the deadline ended. Changes that the server made to the interval are kept.
    #[inline]
    pub fn resume(&mut self, timeout: Duration, now: Duration) {
        self.deadline = now.saturating_add(timeout);
        self.last_poll = false;
    }

    /// A successful poll ends a series of failed ones, and refunds the budget like any call that succeeds.
    #[inline]
    fn answered(&mut self, outcome: &Outcome<'_>) {
        let paid = self.failing.take().and_then(|failing| failing.state.paid);
        if let Some(budget) = self.policy.budget.filter(|_| !self.policy.is_failure(outcome, self.operation)) {
            budget.refund(paid);
        }
    }

    #[inline]
    fn call(&mut self, now: Duration) -> Call<'p> {
        let seed = self.random.next();
        let call = self.policy.call(now, seed);
        let call = match self.operation {
            Some(operation) => call.operation(operation),
            None => call,
        };
        let call = call.safety(Safety::Safe);
        if self.refreshable { call.refreshable() } else { call }
    }

    #[inline]
    fn after_failure(&mut self, step: Step, outcome: &Outcome<'_>, now: Duration) -> PollStep<S> {
        match step {
            Step::Wait(wait) => self.wait(self.asked(outcome), wait.delay, now),
            // A failure never ends a call as a success.
            Step::End(Ok(())) => self.wait(self.asked(outcome), Duration::ZERO, now),
            Step::Refresh => PollStep::Refresh,
            Step::End(Err(give_up)) => self.failed(give_up),
        }
    }

    #[inline]
    fn failed(&self, give_up: Box<GiveUp>) -> PollStep<S> {
        let last = self.last.clone();
        let refused = matches!(give_up.reason, Reason::NotRetryable(_));
        PollStep::End(match give_up.last {
            Some(outcome) if refused && is_gone(&outcome) => PollEnd::Gone(last),
            _ => PollEnd::PollFailed { give_up, last },
        })
    }

    /// RFC 8628 §3.5: 5 seconds more for this and all later polls. If the server states a new interval, that is used, but only if it is
    /// longer: a server that repeats the old interval wants slower polls too.
    #[inline]
    fn slow_down(&mut self, by: Duration, outcome: &Outcome<'_>) {
        match self.pace.interval.map(|hint| read(&[hint], &self.ended(outcome))) {
            Some(Hinted::Wait(interval)) if interval > self.interval() => {
                (self.floor, self.slower) = (interval, Duration::ZERO)
            }
            _ => self.slower = self.slower.saturating_add(by),
        }
    }

    #[inline]
    fn deadline_passed(&self) -> PollStep<S> {
        PollStep::End(PollEnd::DeadlinePassed(self.last.clone()))
    }

    /// A poll is a call of no operation that rules or hints could name.
    fn ended<'o>(&self, outcome: &'o Outcome<'o>) -> Ended<'o> {
        Ended::new(self.policy, outcome, None)
    }

    fn asked(&self, outcome: &Outcome<'_>) -> Duration {
        asked(self.policy, &self.ended(outcome))
    }

    /// The wait before the next poll, which is at least `least`. It never ends before the time that the server `asked` for, not even for
    /// the poll at the deadline.
    #[inline]
    fn wait(&mut self, asked: Duration, least: Duration, now: Duration) -> PollStep<S> {
        let left = self.deadline.saturating_sub(now);
        if left.is_zero() || self.last_poll || asked >= left {
            return self.deadline_passed();
        }
        self.polls = self.polls.saturating_add(1);
        let spread = Duration::from_nanos(self.random.below(errspec_core::retry::nanos(self.pace.spread).saturating_add(1)));
        let delay = self.interval().saturating_add(self.pace.margin).max(asked).max(least).saturating_add(spread);
        self.last_poll = delay >= left;
        PollStep::Wait(delay.min(left))
    }

    #[inline]
    fn interval(&self) -> Duration {
        let own = match self.pace.external {
            Some(external) if self.external => external,
            _ => self.pace.backoff.delay(self.polls),
        };
        own.max(self.floor).saturating_add(self.slower)
    }
}

/// The contract says so, or it does not say and the status is 410 (RFC 9110 §15.5.11). A 404 is not enough, because the same status hides
/// what the caller may not see.
#[inline]
fn is_gone(last: &Last) -> bool {
    last.category.map_or(last.kind == OutcomeKind::Status(410), |category| category == Category::Gone)
}
