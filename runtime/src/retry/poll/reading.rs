use crate::Action;
use crate::machine::{Kind, Outcome, State};

/// What a poll read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<S> {
    /// The state, in the caller's own type.
    pub state: S,
    /// What the state means for the wait.
    pub phase: Phase,
}

/// What a state means for a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The job leaves the state by itself: poll again.
    Pending,
    /// The job leaves the state when a third party acts: poll again, more slowly.
    External,
    /// The job succeeded, or the named wait reached what it is for.
    Success,
    /// The job failed or was cancelled.
    Failure,
    /// The job no longer exists.
    Gone,
    /// The job ended neither as a success nor as a failure: it was skipped, was done only in part, or nobody knows how it ended. Or it
    /// succeeded, but the wait was for something else.
    Ended(Outcome),
    /// The job stays in the state until somebody sends a command; the action that is needed, if it is known.
    Needs(Option<Action>),
}

impl Phase {
    /// The phase for an outcome that ends a wait. No outcome counts as a failure.
    #[inline]
    pub(super) const fn at_end(outcome: Option<Outcome>) -> Self {
        match outcome {
            Some(Outcome::Success) => Self::Success,
            Some(Outcome::Gone) => Self::Gone,
            Some(Outcome::Needs(action)) => Self::Needs(Some(action)),
            Some(outcome @ (Outcome::Skipped | Outcome::Partial | Outcome::Unknown)) => Self::Ended(outcome),
            _ => Self::Failure,
        }
    }
}

/// Combines kind and outcome. A final state without an outcome counts as a failure, a resting one as needing action.
impl From<&State> for Phase {
    #[inline]
    fn from(state: &State) -> Self {
        match (state.kind, state.outcome) {
            (Kind::Pending, _) => Self::Pending,
            (Kind::External { .. }, _) => Self::External,
            (Kind::Resting, None) => Self::Needs(None),
            (Kind::Resting | Kind::Final, outcome) => Self::at_end(outcome),
        }
    }
}
