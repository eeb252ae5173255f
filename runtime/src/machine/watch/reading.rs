use super::super::{Outcome, StateMachine};
use crate::shown::{NAME, Quoted};
use core::fmt;
use core::time::Duration;

/// A reading of a job by a poller or a webhook: the state and, if they are known, the run and the time.
///
/// Created from a wire text or a state: `watch.observe("COMPLETED")`, `watch.observe(Reading::from("COMPLETED").at(now))`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'a, M: StateMachine> {
    pub(super) observed: ObservedState<'a, M::State>,
    /// The outcome of the state, if it depends on the response.
    pub(super) outcome: Option<Outcome>,
    pub(super) epoch: Option<u64>,
    pub(super) at: Option<Duration>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ObservedState<'a, S> {
    State(S),
    /// A text from the caller, which may be the name of any state.
    Text(&'a str),
    /// The content of a response: a text, and the state if it is recognized by more than the text.
    Answer(Option<S>, &'a str),
}

impl<S: fmt::Debug> fmt::Debug for ObservedState<'_, S> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(state) => f.debug_tuple("State").field(state).finish(),
            Self::Answer(Some(state), _) => f.debug_tuple("State").field(state).finish(),
            Self::Text(text) | Self::Answer(None, text) => f.debug_tuple("Text").field(&Quoted(text, NAME)).finish(),
        }
    }
}

impl<'a, M: StateMachine> Reading<'a, M> {
    /// The content of a response.
    #[inline]
    pub(crate) const fn read(state: Option<M::State>, text: &'a str, outcome: Option<Outcome>) -> Self {
        Self { observed: ObservedState::Answer(state, text), outcome, epoch: None, at: None }
    }
}

impl<M: StateMachine> Reading<'_, M> {
    /// A state that was read.
    #[inline]
    pub const fn of(state: M::State) -> Self {
        Self { observed: ObservedState::State(state), outcome: None, epoch: None, at: None }
    }

    /// Sets the run of the job. A higher number is a later run.
    #[must_use]
    #[inline]
    pub const fn epoch(mut self, epoch: u64) -> Self {
        self.epoch = Some(epoch);
        self
    }

    /// Sets the time of the reading, counted from any fixed point in time on a monotonic clock. A reading without a time gets the time of the
    /// previous event.
    #[must_use]
    #[inline]
    pub const fn at(mut self, now: Duration) -> Self {
        self.at = Some(now);
        self
    }
}

/// A wire text, whether the contract lists it or not.
impl<'a, M: StateMachine> From<&'a str> for Reading<'a, M> {
    #[inline]
    fn from(wire: &'a str) -> Self {
        Self { observed: ObservedState::Text(wire), outcome: None, epoch: None, at: None }
    }
}
