//! What both clients poll. It does no I/O: it receives replies and the time, and returns the next step.

use crate::Reply;
use errspec::Api;
use errspec::retry::{PollEnd, PollStep};
use std::fmt;
use std::time::Duration;

/// Something that is polled until it ends.
pub(crate) trait Polled<A: Api> {
    /// A state.
    type State;

    /// The next step after a reply, and the reply in words.
    fn on_reply(&mut self, reply: &Reply<A>, now: Duration) -> (PollStep<Self::State>, String);

    /// The time until the wait is over.
    fn time_left(&self, now: Duration) -> Duration;

    /// The next step after the renewal of a credential.
    fn renewed(&mut self, renewed: bool, now: Duration) -> PollStep<Self::State>;

    /// Passes a poll to the observer.
    fn on_progress(&mut self, progress: &Progress<'_, A>);
}

/// One poll of a wait. Its `Display` is the reading in words, as in `COMPLETED: moved on, past ACTIVE`.
pub struct Progress<'a, A: Api> {
    /// The time since the wait began.
    pub elapsed: Duration,
    /// The state that was read and what it means, or an error.
    pub reading: &'a str,
    /// The response; decoded if it is an error.
    pub reply: &'a Reply<A>,
    /// How long the client waits before the next poll; `None` at the end.
    pub delay: Option<Duration>,
}

impl<A: Api> fmt::Display for Progress<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reading)
    }
}

impl<A: Api> fmt::Debug for Progress<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { elapsed, reading, reply, delay } = self;
        f.debug_struct("Progress")
            .field("elapsed", elapsed)
            .field("reading", reading)
            .field("reply", reply)
            .field("delay", delay)
            .finish()
    }
}

/// How the polls ended.
pub(crate) enum Ended<A: Api, S> {
    /// The poller ended the wait after this reply.
    Polled(PollEnd<S>, Reply<A>),
    /// The caller cancelled the wait after this reply.
    Cancelled(Option<Reply<A>>),
    /// The request is invalid.
    Invalid(String),
}
