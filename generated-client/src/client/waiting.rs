use super::Reply;
use errspec::Api;
use errspec::machine::{Reading, StateMachine, Watch};
use errspec::retry::{Answer, Pace, PollEnd, PollStep, Poller};
use std::format;
use std::string::{String, ToString};
use std::time::Duration;

/// Something that is polled to its end. Free of I/O: it is told replies and the time, and says what is next.
pub trait Polled<A: Api> {
    /// A state.
    type State;

    /// What follows a reply, and what it says in words.
    fn on_reply(&mut self, reply: &Reply<A>, now: Duration) -> (PollStep<Self::State>, String);

    /// What follows the renewal of a credential.
    fn renewed(&mut self, renewed: bool, now: Duration) -> PollStep<Self::State>;
}

/// The wait for a job of a state machine: the poller paces, the watch says what each reading means.
pub struct Waiting<'w, M: StateMachine> {
    watch: &'w mut Watch<M>,
    poller: Poller<'static, M::State>,
}

impl<'w, M: StateMachine> Waiting<'w, M> {
    /// Waits with this watch; the poller has policy, pace and time limit.
    pub const fn new(watch: &'w mut Watch<M>, poller: Poller<'static, M::State>) -> Self {
        Self { watch, poller }
    }

    /// The pace that the machine's contract names.
    pub fn pace() -> Pace {
        Pace::from(M::MACHINE)
    }
}

impl<A: Api, M: StateMachine> Polled<A> for Waiting<'_, M> {
    type State = M::State;

    fn on_reply(&mut self, reply: &Reply<A>, now: Duration) -> (PollStep<M::State>, String) {
        let outcome = reply.outcome();
        let response = match reply {
            Reply::Success(response) => response,
            Reply::Error(refused) => return (self.poller.on_error(&outcome, now), refused.error.to_string()),
            Reply::Broken(broken, _) => return (self.poller.on_error(&outcome, now), broken.to_string()),
        };
        let Some(observed) = M::MACHINE.read(&response.body) else {
            return (self.poller.on_unknown("", &outcome, now), "an answer without a state".into());
        };
        let report = self.watch.observe(Reading::from(&observed).at(now));
        let words = format!("{}: {}", report.text(), report.verdict());
        (self.poller.on_report(&report, &outcome, now), words)
    }

    fn renewed(&mut self, renewed: bool, now: Duration) -> PollStep<M::State> {
        self.poller.refreshed(renewed, now)
    }
}

/// How a wait ended, with the last answer: the job's result, or the error that ended it.
pub struct Ended<A: Api, S> {
    /// How; `None` where the caller stopped it.
    pub end: Option<PollEnd<S>>,
    /// The last answer; `None` for a wait that was stopped before the first.
    pub reply: Option<Reply<A>>,
}

/// How the wait ended, and what the last error says and asks for.
impl<A: Api, S: core::fmt::Debug> core::fmt::Display for Ended<A, S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Some(end) = &self.end else { return f.write_str("cancelled") };
        write!(f, "{end}")?;
        let Some(error) = self.reply.as_ref().and_then(Reply::error) else { return Ok(()) };
        write!(f, ": {error}")?;
        error.action().map_or(Ok(()), |action| write!(f, ". What to do: {action}"))
    }
}

impl<A: Api, S: core::fmt::Debug> core::fmt::Debug for Ended<A, S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Ended").field("end", &self.end).field("reply", &self.reply).finish()
    }
}

impl<A: Api, S: core::fmt::Debug> core::error::Error for Ended<A, S> {}
