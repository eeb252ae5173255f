use super::{Log, OutcomeKind};
use crate::catalog::CodeRef;
use crate::{Category, RetryClass};
use core::fmt;
use core::time::Duration;

/// Why a call is not repeated any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The class is not one that a program repeats by itself.
    NotRetryable(RetryClass),
    /// All attempts are used up, those of the policy or those of the one entry.
    AttemptsExhausted,
    /// The next attempt could only begin at or after the deadline.
    DeadlineWouldPass,
    /// The server asks for more patience than the contract has; this much.
    HintTooLong(Duration),
    /// The shared allowance of retries is used up.
    BudgetEmpty,
    /// The server may have acted, and doing it twice may do it twice.
    UnsafeOperation,
    /// The request's body is gone and cannot be sent again.
    BodyNotReplayable,
    /// The server itself says not to come back.
    ServerForbade,
    /// The credentials could not be renewed, or the renewed ones were refused as well.
    RefreshFailed,
    /// The caller stopped it.
    Cancelled,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRetryable(class) => write!(f, "not repeated: retry {class}"),
            Self::AttemptsExhausted => f.write_str("no attempt left"),
            Self::DeadlineWouldPass => f.write_str("the deadline would pass"),
            Self::HintTooLong(delay) => write!(f, "the server asks to wait {delay:?}"),
            Self::BudgetEmpty => f.write_str("the retry budget is empty"),
            Self::UnsafeOperation => f.write_str("the server may have acted, and the operation is not safe to repeat"),
            Self::BodyNotReplayable => f.write_str("the request's body cannot be sent again"),
            Self::ServerForbade => f.write_str("the server says not to retry"),
            Self::RefreshFailed => f.write_str("renewing the credentials did not help"),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

/// The end of a call without success: why, after what, and how it came to that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiveUp {
    /// Why.
    pub reason: Reason,
    /// The last outcome; `None` for a call cancelled before its first.
    pub last: Option<Last>,
    /// Attempts made, repetitions after a refresh included.
    pub attempts: u32,
    /// Time since the call began, attempts and waits together.
    pub elapsed: Duration,
    /// The last attempts one by one.
    pub log: Log,
}

/// The last outcome in short. The outcome itself stays with the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// Its status or transport failure.
    pub seen: OutcomeKind,
    /// Its error code, if it is a listed one.
    pub code: Option<CodeRef>,
    /// Its error type, if it is a listed one.
    pub error_type: Option<CodeRef>,
    /// The class it was given.
    pub class: RetryClass,
    /// Its category where code, type or status have one.
    pub category: Option<Category>,
}

impl fmt::Display for GiveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} after {} attempt{}", self.reason, self.attempts, if self.attempts == 1 { "" } else { "s" })?;
        match &self.last {
            Some(Last { seen, code: Some(code), .. }) => write!(f, ", last {seen} {}", code.wire()),
            Some(Last { seen, .. }) => write!(f, ", last {seen}"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for GiveUp {}

/// A give-up together with the last answer itself; what the adapters return, boxed since both may be large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryError<R> {
    /// Why, and how it came to that.
    pub give_up: GiveUp,
    /// The last answer.
    pub last: R,
}

impl<R> fmt::Display for RetryError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.give_up, f)
    }
}

impl<R: fmt::Debug> core::error::Error for RetryError<R> {}
