use crate::draft::Draft;
use crate::polling::{Ended, Polled};
use crate::{Caller, Failure, Job, Progress, Reply, Response, Unfinished, WaitEnd};
use errspec::machine::{MachineState, Outcome, Payload, Reading, StateMachine, WaitFor};
use errspec::retry::{Answer, Operation, Pace, PollEnd, PollStep, Poller};
use errspec::{Api, ApiError};
use std::time::Duration;

type OnProgress<'c, A> = Box<dyn FnMut(&Progress<'_, A>) + Send + 'c>;

/// A wait for a job of the machine `M`, created by [`Call::wait`](crate::Call::wait).
///
/// Polls are sent at the contract's pace, and never before the server allows. A failed poll is not a failed job: it is repeated as the
/// contract says.
#[must_use = "nothing is polled until the wait is run"]
pub struct Wait<'c, C: Caller, M: StateMachine> {
    pub(crate) client: &'c C,
    draft: Draft,
    timeout: Duration,
    goal: Option<WaitFor<M>>,
    job: Held<'c, M>,
    progress: Option<OnProgress<'c, C::Api>>,
}

/// A job that belongs to this wait, or one that belongs to the caller.
enum Held<'c, M: StateMachine> {
    Own(Box<Job<M>>),
    Given(&'c mut Job<M>),
}

impl<M: StateMachine> Held<'_, M> {
    const fn get(&mut self) -> &mut Job<M> {
        match self {
            Self::Own(job) => job,
            Self::Given(job) => job,
        }
    }
}

/// A job that succeeded, or that reached the goal of the wait.
#[derive(Clone, Debug)]
pub struct Finished<M: StateMachine> {
    /// The state in which it is.
    pub state: M::State,
    /// What the response contains in this state.
    pub payload: M::Payload,
    /// The response that reported it.
    pub answer: Response,
}

impl<'c, C: Caller, M: StateMachine> Wait<'c, C, M> {
    pub(crate) fn new(client: &'c C, draft: Draft, timeout: Duration) -> Self {
        Self { client, draft, timeout, goal: None, job: Held::Own(Box::new(Job::existing())), progress: None }
    }

    /// Uses what is known about this job, and adds to it. Without this, the first reading may be any state.
    pub fn job(mut self, job: &'c mut Job<M>) -> Self {
        self.job = Held::Given(job);
        self
    }

    /// Waits for this instead of the end of the job: a named wait of the contract, such as `Deployment::FOR_DELETION`.
    ///
    /// A job that ends in another way ends the wait as an error, even if it succeeded.
    pub fn until(mut self, goal: WaitFor<M>) -> Self {
        self.goal = Some(goal);
        self
    }

    /// Sets a function that is called after each poll, for progress bars and logs.
    pub fn on_progress(mut self, progress: impl FnMut(&Progress<'_, C::Api>) + Send + 'c) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    pub(crate) fn begin(mut self, now: Duration) -> (Draft, Waiting<'c, C::Api, M>) {
        let settings = self.client.settings();
        let poller = match self.job.get().poller.take() {
            Some(mut poller) => {
                poller.resume(self.timeout, now);
                poller
            }
            None => {
                let pace = Pace::from(M::MACHINE);
                Poller::new(<C::Api as Api>::contract().policy, pace, self.timeout, now, settings.next_seed())
            }
        };
        let operation = self.draft.operation;
        let poller = poller.operation(operation).until(self.goal.map(WaitFor::facts));
        let poller = if settings.renews(&self.draft) { poller.refreshable() } else { poller };
        (self.draft, Waiting { job: self.job, poller, operation, goal: self.goal, progress: self.progress })
    }
}

/// A wait that has begun.
pub(crate) struct Waiting<'c, A: Api, M: StateMachine> {
    job: Held<'c, M>,
    poller: Poller<'static, M::State>,
    operation: &'static Operation,
    goal: Option<WaitFor<M>>,
    progress: Option<OnProgress<'c, A>>,
}

impl<A: Api, M: StateMachine> Polled<A> for Waiting<'_, A, M> {
    type State = M::State;

    fn on_reply(&mut self, reply: &Reply<A>, now: Duration) -> (PollStep<M::State>, String) {
        // An invalid byte only affects one character, and not the state next to it.
        let text = String::from_utf8_lossy(reply.body());
        let body = text.as_bytes();
        let outcome = reply.outcome();
        let outcome = if matches!(reply, Reply::Success(_)) { outcome.body(&body) } else { outcome };
        let policy = <A as Api>::contract().policy;
        let Some(observed) = M::MACHINE.read_outcome(&outcome, policy, Some(self.operation)) else {
            return match reply {
                Reply::Success(_) => (self.poller.on_unknown("", &outcome, now), "a response without a state".to_owned()),
                Reply::Error(refused) => (self.poller.on_error(&outcome, now), refused.error.to_string()),
                Reply::Broken(broken, _) => (self.poller.on_error(&outcome, now), broken.to_string()),
            };
        };
        let report = self.job.get().watch.observe(Reading::from(&observed).at(now));
        let words = format!("{}: {}", report.text(), report.verdict());
        (self.poller.on_report(&report, &outcome, now), words)
    }

    fn time_left(&self, now: Duration) -> Duration {
        self.poller.time_left(now)
    }

    fn renewed(&mut self, renewed: bool, now: Duration) -> PollStep<M::State> {
        self.poller.refreshed(renewed, now)
    }

    fn on_progress(&mut self, progress: &Progress<'_, A>) {
        if let Some(on_progress) = &mut self.progress {
            on_progress(progress);
        }
    }
}

impl<A: Api, M: StateMachine> Waiting<'_, A, M> {
    /// The result of the wait.
    pub(crate) fn end(mut self, draft: &Draft, ended: Ended<A, M::State>) -> Result<Finished<M>, Unfinished<A, M>> {
        let (end, last) = match self.reached_by_failure(ended) {
            Ended::Polled(PollEnd::Success(state), last) => match M::Payload::read(state, last.body()) {
                Ok(payload) => match last.into_response() {
                    Some(answer) => return Ok(Finished { state, payload, answer }),
                    None => (WaitEnd::Unreadable { state, detail: "there was no response".to_owned() }, None),
                },
                Err(missing) => (WaitEnd::Unreadable { state, detail: missing.to_string() }, Some(last)),
            },
            Ended::Polled(end, last) => self.ended(draft, end, last),
            Ended::Cancelled(last) => {
                self.job.get().poller = Some(self.poller);
                (WaitEnd::Cancelled, last)
            }
            Ended::Invalid(mistake) => (WaitEnd::Invalid(mistake), None),
        };
        let job_error = match (&end, &last) {
            (WaitEnd::Failure(_), Some(Reply::Success(response))) => error_of_job(response).map(Box::new),
            _ => None,
        };
        Err(Unfinished { operation: draft.operation.name, end, last: last.map(Box::new), job_error })
    }

    /// If a poll failed because the job no longer exists, a wait for exactly that has succeeded, in the state that means it.
    fn reached_by_failure(&self, ended: Ended<A, M::State>) -> Ended<A, M::State> {
        let is_goal = self.goal.is_some_and(|goal| goal.facts().outcomes.contains(&Outcome::Gone));
        let state = <M::State as MachineState>::ALL.iter().find(|state| state.entry().outcome == Some(Outcome::Gone));
        match (ended, state) {
            (Ended::Polled(PollEnd::Gone(_), last), Some(state)) if is_goal => Ended::Polled(PollEnd::Success(*state), last),
            (ended, _) => ended,
        }
    }

    fn ended(mut self, draft: &Draft, end: PollEnd<M::State>, last: Reply<A>) -> (WaitEnd<A, M::State>, Option<Reply<A>>) {
        let end = match end {
            PollEnd::Failure(state) => WaitEnd::Failure(state),
            PollEnd::Ended { state, outcome } => WaitEnd::Ended { state, outcome },
            PollEnd::NeedsAction { state, action } => WaitEnd::NeedsAction { state, action },
            PollEnd::Gone(state) => WaitEnd::Gone(state),
            PollEnd::UnknownStateLimit { text, count } => WaitEnd::UnknownState { text, count },
            PollEnd::DeadlinePassed(state) => {
                self.job.get().poller = Some(self.poller);
                WaitEnd::DeadlinePassed(state)
            }
            PollEnd::PollFailed { give_up, .. } => {
                return (WaitEnd::PollFailed(Box::new(Failure::gave_up(draft.operation, Some(last), give_up))), None);
            }
            PollEnd::Success(state) => WaitEnd::Unreadable { state, detail: "the last response is an older one".to_owned() },
        };
        (end, Some(last))
    }
}

/// The error that the response of a failed job contains, if it has the form of one.
fn error_of_job<A: Api>(response: &Response) -> Option<ApiError<'static, A>> {
    let error = ApiError::decode_owned(response.status().as_u16(), response.headers(), response.body().clone());
    (error.code_text().is_some() || error.type_text().is_some()).then_some(error)
}
