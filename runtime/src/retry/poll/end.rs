use super::super::GiveUp;
use crate::Action;
use crate::machine::Outcome;
use crate::shown::{NAME, Quoted};
use alloc::boxed::Box;
use core::fmt;
use core::time::Duration;

/// What to do after a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollStep<S> {
    /// Wait this long, then poll again.
    Wait(Duration),
    /// Renew the credentials, call [`Poller::refreshed`](super::Poller::refreshed), and poll again with the new ones.
    Refresh,
    /// The wait is over.
    End(PollEnd<S>),
}

/// How a wait ended.
#[derive(Clone, PartialEq, Eq)]
pub enum PollEnd<S> {
    /// The job succeeded, or the named wait reached what it is for.
    Success(S),
    /// The job failed or was cancelled. This is a state of the job, not a failed poll.
    Failure(S),
    /// The job ended neither as a success nor as a failure: it was skipped, was done only in part, or nobody knows how it ended. Or it
    /// succeeded, but the wait was for something else.
    Ended {
        /// The state.
        state: S,
        /// How it ended.
        outcome: Outcome,
    },
    /// The job stays in its state until somebody sends a command.
    NeedsAction {
        /// The state.
        state: S,
        /// What has to be done, if the contract says so.
        action: Option<Action>,
    },
    /// The job no longer exists; the last state that was read.
    Gone(Option<S>),
    /// The wait timed out; the last state that was read. [`Poller::resume`](super::Poller::resume) continues the wait.
    DeadlinePassed(Option<S>),
    /// Too many readings in a row that the contract does not list.
    UnknownStateLimit {
        /// The text of the last one.
        text: Box<str>,
        /// How many there were.
        count: u32,
    },
    /// The polls failed, so the state of the job is not known.
    PollFailed {
        /// Why no further poll is made.
        give_up: Box<GiveUp>,
        /// The last state that was read.
        last: Option<S>,
    },
}

impl<S: fmt::Debug> fmt::Debug for PollEnd<S> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Success(state) => f.debug_tuple("Success").field(state).finish(),
            Self::Failure(state) => f.debug_tuple("Failure").field(state).finish(),
            Self::Ended { state, outcome } => f.debug_struct("Ended").field("state", state).field("outcome", outcome).finish(),
            Self::NeedsAction { state, action } => {
                f.debug_struct("NeedsAction").field("state", state).field("action", action).finish()
            }
            Self::Gone(last) => f.debug_tuple("Gone").field(last).finish(),
            Self::DeadlinePassed(last) => f.debug_tuple("DeadlinePassed").field(last).finish(),
            Self::UnknownStateLimit { text, count } => {
                let text = Quoted(text, NAME);
                f.debug_struct("UnknownStateLimit").field("text", &text).field("count", count).finish()
            }
            Self::PollFailed { give_up, last } => {
                f.debug_struct("PollFailed").field("give_up", give_up).field("last", last).finish()
            }
        }
    }
}

impl<S: fmt::Debug> fmt::Display for PollEnd<S> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Success(state) => write!(f, "succeeded: {state:?}"),
            Self::Failure(state) => write!(f, "failed: {state:?}"),
            Self::Ended { state, outcome } => write!(f, "ended ({}): {state:?}", outcome.as_str()),
            Self::NeedsAction { state, action: Some(action) } => write!(f, "{state:?} needs {action}"),
            Self::NeedsAction { state, action: None } => write!(f, "{state:?} needs somebody to act"),
            Self::Gone(_) => f.write_str("gone"),
            Self::DeadlinePassed(Some(state)) => write!(f, "deadline passed, last read {state:?}"),
            Self::DeadlinePassed(None) => f.write_str("deadline passed"),
            Self::UnknownStateLimit { text, count } => {
                write!(f, "{count} unknown states in a row, the last {}", Quoted(text, NAME))
            }
            Self::PollFailed { give_up, .. } => write!(f, "polling failed: {give_up}"),
        }
    }
}
