use crate::{Failure, Reply};
use errspec::machine::{MachineState, Outcome, Payload, StateMachine};
use errspec::{Action, Api, ApiError};
use std::fmt;

/// A wait that did not end in the success of the job: how it ended, with the last response and the decoded error.
pub struct Unfinished<A: Api, M: StateMachine> {
    /// The operation that was polled.
    pub operation: &'static str,
    /// How it ended.
    pub end: WaitEnd<A, M::State>,
    /// The last response. `None` if there was none, or if polling failed: the [`Failure`] has it.
    pub last: Option<Box<Reply<A>>>,
    /// The error in the response of a job that failed.
    pub(crate) job_error: Option<Box<ApiError<'static, A>>>,
}

/// How a wait ended without the success of the job.
#[non_exhaustive]
pub enum WaitEnd<A: Api, S> {
    /// The job failed or was cancelled.
    Failure(S),
    /// The job ended neither as a success nor as a failure: it was skipped, was done only in part, or it is not known how it ended. Or it
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
        /// What has to be done first, if the contract says so.
        action: Option<Action>,
    },
    /// The job no longer exists; the last state that was read.
    Gone(Option<S>),
    /// The wait timed out; the last state that was read. Wait with the same [`Job`](crate::Job) to continue.
    DeadlinePassed(Option<S>),
    /// There were too many readings in a row of states that the contract does not list.
    UnknownState {
        /// The last one.
        text: Box<str>,
        /// How many there were.
        count: u32,
    },
    /// The polls failed, so the state of the job is not known.
    PollFailed(Box<Failure<A>>),
    /// The job succeeded, but its response does not have the payload that the contract describes.
    Unreadable {
        /// The state.
        state: S,
        /// What is wrong.
        detail: String,
    },
    /// The request is invalid and was not sent; what is wrong with it.
    Invalid(String),
    /// The caller cancelled the wait.
    Cancelled,
}

impl<A: Api, M: StateMachine> Unfinished<A, M> {
    /// The error: that of the last response, or the one that the response of a failed job contains.
    pub fn error(&self) -> Option<&ApiError<'static, A>> {
        match &self.end {
            WaitEnd::PollFailed(failure) => failure.error(),
            _ => self.job_error.as_deref().or_else(|| self.last.as_ref()?.error()),
        }
    }

    /// The last state that was read.
    pub const fn state(&self) -> Option<M::State> {
        match &self.end {
            WaitEnd::Failure(state)
            | WaitEnd::Ended { state, .. }
            | WaitEnd::NeedsAction { state, .. }
            | WaitEnd::Unreadable { state, .. } => Some(*state),
            WaitEnd::Gone(last) | WaitEnd::DeadlinePassed(last) => *last,
            _ => None,
        }
    }

    /// What the last response contains in the state that it reported, such as the error code of a job that failed. `None` if the contract
    /// describes no payload of the state, or the response does not have it.
    pub fn payload(&self) -> Option<M::Payload> {
        let state = match &self.end {
            WaitEnd::Failure(state) | WaitEnd::Ended { state, .. } | WaitEnd::NeedsAction { state, .. } => *state,
            WaitEnd::Gone(state) => (*state)?,
            _ => return None,
        };
        M::Payload::read(state, self.last.as_ref()?.body()).ok()
    }

    /// What the contract advises: the action of the error, or else of the state.
    pub fn action(&self) -> Option<&'static str> {
        let of_state = || self.state().and_then(|state| M::MACHINE.action(state.index()));
        self.error().and_then(ApiError::action).or_else(of_state)
    }
}

/// One line for people: how the wait ended, what the server said, and what to do.
impl<A: Api, M: StateMachine> fmt::Display for Unfinished<A, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |state: &Option<M::State>| state.map(|state| M::MACHINE.wire(state.index()));
        match &self.end {
            // The failure says all of it.
            WaitEnd::PollFailed(failure) => return write!(f, "{failure}"),
            WaitEnd::Invalid(mistake) => return write!(f, "{} was not sent: {mistake}", self.operation),
            WaitEnd::Failure(state) => write!(f, "the job failed: {state}")?,
            WaitEnd::Ended { state, outcome: Outcome::Partial } => write!(f, "the job succeeded only in part: {state}")?,
            WaitEnd::Ended { state, outcome: Outcome::Skipped } => write!(f, "the job was skipped: {state}")?,
            WaitEnd::Ended { state, outcome: Outcome::Success } => {
                write!(f, "the job succeeded, but the wait was for something else: {state}")?
            }
            WaitEnd::Ended { state, .. } => write!(f, "the job ended, and it is not known how: {state}")?,
            WaitEnd::NeedsAction { state, action: Some(action) } => match M::MACHINE.declared(*action) {
                Some(action) if action.summary.is_empty() => write!(f, "the job is {state} and needs {}", action.name)?,
                Some(action) => write!(f, "the job is {state}. What it needs: {}", action.summary)?,
                None => write!(f, "the job is {state} and continues only after {}", action.phrase())?,
            },
            WaitEnd::NeedsAction { state, action: None } => write!(f, "the job is {state} until somebody acts")?,
            WaitEnd::Gone(_) => f.write_str("the job no longer exists")?,
            WaitEnd::DeadlinePassed(last) => write!(f, "the time is up, and the job is {}", at(last).unwrap_or("unknown"))?,
            WaitEnd::UnknownState { text, count } => {
                write!(f, "the job was in states that the contract does not list {count} times in a row, at last {text:?}")?
            }
            WaitEnd::Unreadable { state, detail } => write!(f, "the job is {state}, but its result cannot be read: {detail}")?,
            WaitEnd::Cancelled => f.write_str("cancelled")?,
        }
        if let Some(error) = self.error() {
            write!(f, ": {error}")?;
        }
        self.action().map_or(Ok(()), |action| write!(f, ". What to do: {action}"))
    }
}

impl<A: Api, S: fmt::Debug> fmt::Debug for WaitEnd<A, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(state) => f.debug_tuple("Failure").field(state).finish(),
            Self::Ended { state, outcome } => f.debug_struct("Ended").field("state", state).field("outcome", outcome).finish(),
            Self::NeedsAction { state, action } => {
                f.debug_struct("NeedsAction").field("state", state).field("action", action).finish()
            }
            Self::Gone(last) => f.debug_tuple("Gone").field(last).finish(),
            Self::DeadlinePassed(last) => f.debug_tuple("DeadlinePassed").field(last).finish(),
            Self::UnknownState { text, count } => {
                f.debug_struct("UnknownState").field("text", text).field("count", count).finish()
            }
            Self::PollFailed(failure) => f.debug_tuple("PollFailed").field(failure).finish(),
            Self::Unreadable { state, detail } => {
                f.debug_struct("Unreadable").field("state", state).field("detail", detail).finish()
            }
            Self::Invalid(mistake) => f.debug_tuple("Invalid").field(mistake).finish(),
            Self::Cancelled => f.write_str("Cancelled"),
        }
    }
}

impl<A: Api, M: StateMachine> fmt::Debug for Unfinished<A, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, end, last, job_error } = self;
        let mut out = f.debug_struct("Unfinished");
        out.field("operation", operation).field("end", end).field("last", last);
        if let Some(error) = job_error {
            out.field("job_error", error);
        }
        out.finish()
    }
}

impl<A: Api, M: StateMachine> std::error::Error for Unfinished<A, M> {}
