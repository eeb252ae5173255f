use crate::Failure;
use errspec::machine::StateMachine;
use errspec::retry::Poller;
use errspec::{Api, Effect, Watch};
use std::time::Duration;

/// What is known about a job: its readings, and the commands sent to it.
///
/// A wait creates a `Job` by itself. Keep your own to wait for the same job again after a command or a deadline, so that a reading that is
/// older than the known state or the command does not end the next wait. Use one client for all waits for a job, because each client has a
/// clock of its own.
///
/// ```
/// # use errspec::StateMachine;
/// # use errspec_client::Job;
/// # fn jobs<Report: StateMachine>() {
/// let new = Job::<Report>::new();             // created just now: its first state is an initial one
/// let restored = Job::<Report>::existing();   // after a restart: it may be in any state
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Job<M: StateMachine> {
    pub(crate) watch: Watch<M>,
    /// The poller of a wait that timed out, which keeps what the server said about the interval.
    pub(crate) poller: Option<Poller<'static, M::State>>,
}

impl<M: StateMachine> Job<M> {
    /// A job that was created just now.
    pub const fn new() -> Self {
        Self { watch: Watch::new(), poller: None }
    }

    /// A job that may be in any state.
    pub const fn existing() -> Self {
        Self { watch: Watch::new().resumed(), poller: None }
    }

    /// The last known state.
    pub const fn state(&self) -> Option<M::State> {
        self.watch.state()
    }

    /// The watch that judges its readings, for readings from other sources, such as webhooks.
    pub const fn watch(&mut self) -> &mut Watch<M> {
        &mut self.watch
    }

    /// Reports that a command was sent, and the result of the call. `now` is the time on the client's clock.
    ///
    /// Until its effect is read or the settle time has passed, the old state does not end a wait. If the contract says that the error of
    /// the call means that the command had no effect, the command is forgotten.
    pub fn sent<A: Api, O>(&mut self, command: M::Command, result: &Result<O, Failure<A>>, now: Duration) {
        self.watch.sent(command, now);
        if let Err(failure) = result
            && failure.error().is_some_and(|error| error.effect() == Effect::None)
        {
            self.watch.refused(command);
        }
    }
}

impl<M: StateMachine> Default for Job<M> {
    fn default() -> Self {
        Self::new()
    }
}
