use crate::Action;
use crate::machine::{Kind, Outcome, State};

/// What a poll read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<S> {
    /// The state, whatever the caller calls it.
    pub state: S,
    /// What the state means for the wait.
    pub phase: Phase,
}

/// What a state means for somebody who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It moves by itself: ask again.
    Pending,
    /// It moves once a third party acts: ask again, slowly.
    External,
    /// The job did what it was asked to.
    Success,
    /// The job failed or was cancelled.
    Failure,
    /// The job is not kept any more.
    Gone,
    /// It stays until somebody acts and gives a command; the action where one is known.
    Needs(Option<Action>),
}

impl Phase {
    /// Where a wait ends with an outcome; without one it counts as a failure.
    pub(super) const fn at_end(outcome: Option<Outcome>) -> Self {
        match outcome {
            Some(Outcome::Success) => Self::Success,
            Some(Outcome::Failure | Outcome::Cancelled) | None => Self::Failure,
            Some(Outcome::Gone) => Self::Gone,
            Some(Outcome::Needs(action)) => Self::Needs(Some(action)),
        }
    }
}

/// Kind and outcome in one word. A state that ends without an outcome counts as a failure, one that rests as in need of action.
impl From<&State> for Phase {
    fn from(state: &State) -> Self {
        match (state.kind, state.outcome) {
            (Kind::Pending, _) => Self::Pending,
            (Kind::External { .. }, _) => Self::External,
            (Kind::Resting, None) => Self::Needs(None),
            (Kind::Resting | Kind::Final, outcome) => Self::at_end(outcome),
        }
    }
}
