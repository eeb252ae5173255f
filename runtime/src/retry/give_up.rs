use super::{Log, OutcomeKind};
use crate::catalog::CodeRef;
use crate::{Category, RetryClass};
use core::fmt;
use core::time::Duration;

/// Why a call is not retried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The retry class is not automatic.
    NotRetryable(RetryClass),
    /// All attempts of the policy, or of this entry, are used up.
    AttemptsExhausted,
    /// The next attempt could only begin at or after the deadline.
    DeadlineWouldPass,
    /// The server asks for this delay, which is longer than the contract allows.
    HintTooLong(Duration),
    /// The retry budget is used up.
    BudgetEmpty,
    /// The server may have acted, and the operation is not safe to repeat.
    UnsafeOperation,
    /// Only calls that are safer than this one are repeated after such an outcome.
    NotRepeatable,
    /// The request's body cannot be sent again.
    BodyNotReplayable,
    /// The server says not to retry.
    ServerForbade,
    /// The credentials could not be renewed, or the renewed ones were rejected too.
    RefreshFailed,
    /// The caller cancelled the call.
    Cancelled,
}

impl fmt::Display for Reason {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRetryable(RetryClass::Unspecified) => {
                f.write_str("not repeated: the contract does not say whether it may be")
            }
            Self::NotRetryable(class) => write!(f, "not repeated: retry {class}"),
            Self::AttemptsExhausted => f.write_str("no attempt left"),
            Self::DeadlineWouldPass => f.write_str("the deadline would pass"),
            Self::HintTooLong(delay) => write!(f, "the server asks to wait {delay:?}"),
            Self::BudgetEmpty => f.write_str("the retry budget is empty"),
            Self::UnsafeOperation => f.write_str("the server may have acted, and the operation is not safe to repeat"),
            Self::NotRepeatable => f.write_str("calls like this one are not repeated after such an outcome"),
            Self::BodyNotReplayable => f.write_str("the request's body cannot be sent again"),
            Self::ServerForbade => f.write_str("the server says not to retry"),
            Self::RefreshFailed => f.write_str("renewing the credentials did not help"),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

/// The end of a call without success: the reason, the last outcome and the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiveUp {
    /// The reason.
    pub reason: Reason,
    /// The last outcome; `None` for a call cancelled before its first.
    pub last: Option<Last>,
    /// The number of attempts, including those after a refresh.
    pub attempts: u32,
    /// The time since the call began, including attempts and waits.
    pub elapsed: Duration,
    /// How long to wait before returning the error to the caller. It is zero unless an empty budget ended a call of a long poll
    /// ([`Operation::long_poll`](super::Operation::long_poll)). The caller of a long poll is expected to call again at once; the delay keeps
    /// such a loop from sending requests faster than retries would. The adapters wait for this time.
    pub delay: Duration,
    /// The last attempts one by one.
    pub log: Log,
}

/// A summary of the last outcome. The caller has the outcome itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// Its status or transport failure.
    pub kind: OutcomeKind,
    /// Its error code, if it is listed.
    pub code: Option<CodeRef>,
    /// Its error type, if it is listed.
    pub error_type: Option<CodeRef>,
    /// Its retry class.
    pub class: RetryClass,
    /// Its category, if its code, type or status has one.
    pub category: Option<Category>,
}

impl fmt::Display for GiveUp {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} after {} attempt{}", self.reason, self.attempts, if self.attempts == 1 { "" } else { "s" })?;
        match &self.last {
            Some(Last { kind, code: Some(code), .. }) => write!(f, ", last {kind} {}", code.wire()),
            Some(Last { kind, .. }) => write!(f, ", last {kind}"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for GiveUp {}

/// A give-up with the last response, as returned by the adapters. It is boxed because both may be large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryError<R> {
    /// The reason and the history.
    pub give_up: GiveUp,
    /// The last response.
    pub last: R,
}

impl<R> fmt::Display for RetryError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.give_up, f)
    }
}

impl<R: fmt::Debug> core::error::Error for RetryError<R> {}
