use super::{Broken, Reply, Response};
use errspec::retry::{GiveUp, Reason};
use errspec::{Api, ApiError, Category, RetryClass};
use std::borrow::Cow;
use std::boxed::Box;
use std::fmt;

/// A call that did not succeed: what was tried, why it failed, and why it is not tried again.
pub struct Failure<A: Api> {
    /// The operation.
    pub operation: &'static str,
    /// Why it failed.
    pub cause: Cause<A>,
    /// Why there is no further attempt; `None` where the call succeeded but its answer could not be read.
    pub give_up: Option<Box<GiveUp>>,
}

/// Why a call failed.
#[non_exhaustive]
pub enum Cause<A: Api> {
    /// The API answered with an error.
    Api(Box<ApiError<'static, A>>),
    /// No answer came, or not all of one; what came of it.
    Broken(Broken, Option<Box<Response>>),
    /// A success whose body is not what the API promises.
    Unreadable(Box<Response>),
    /// The caller stopped it before any answer.
    Cancelled,
}

impl<A: Api> Failure<A> {
    pub(super) fn gave_up(operation: &'static str, reply: Option<Reply<A>>, give_up: Box<GiveUp>) -> Self {
        let cause = match reply {
            None => Cause::Cancelled,
            Some(Reply::Success(response)) => Cause::Unreadable(Box::new(response)),
            Some(Reply::Error(refused)) => Cause::Api(Box::new(refused.error)),
            Some(Reply::Broken(broken, response)) => Cause::Broken(broken, response.map(Box::new)),
        };
        Self { operation, cause, give_up: Some(give_up) }
    }

    pub(super) fn unreadable(operation: &'static str, response: Response) -> Self {
        Self { operation, cause: Cause::Unreadable(Box::new(response)), give_up: None }
    }

    /// The API's error, if it answered with one.
    pub fn error(&self) -> Option<&ApiError<'static, A>> {
        match &self.cause {
            Cause::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The text of the error code, or else of the type.
    pub fn code(&self) -> Option<Cow<'_, str>> {
        self.error().and_then(|error| error.code_text().or_else(|| error.type_text()))
    }

    /// Every byte of the answer's body that arrived.
    pub fn raw(&self) -> &[u8] {
        match &self.cause {
            Cause::Api(error) => error.raw(),
            Cause::Broken(_, Some(response)) | Cause::Unreadable(response) => &response.body,
            Cause::Broken(_, None) | Cause::Cancelled => &[],
        }
    }

    /// What may be done about it, as the contract has it.
    pub fn class(&self) -> Option<RetryClass> {
        self.give_up.as_ref().and_then(|give_up| give_up.last).map(|last| last.class)
    }

    /// What went wrong, in words that mean the same for every API.
    pub fn category(&self) -> Option<Category> {
        self.error().map(ApiError::category)
    }

    /// Requests sent.
    pub fn attempts(&self) -> u32 {
        self.give_up.as_ref().map_or(1, |give_up| give_up.attempts)
    }
}

/// What a person needs: what failed, what the server said with code and request id, what to do, and why it is not tried again.
///
/// `submit_job failed: 401 Unauthorized: Key expired (code EXPIRED_API_KEY). What to do: Make a new key. Not retried: that makes
/// sense only after getting new credentials`
impl<A: Api> fmt::Display for Failure<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed: ", self.operation)?;
        match &self.cause {
            Cause::Api(error) => write!(f, "{error}")?,
            Cause::Broken(broken, None) => write!(f, "{broken}")?,
            Cause::Broken(broken, Some(response)) => {
                write!(f, "answered {}, but only {} bytes of the body arrived: {broken}", response.status, response.body.len())?
            }
            Cause::Unreadable(response) => {
                write!(f, "answered {} with a body that cannot be read, {} bytes", response.status, response.body.len())?
            }
            Cause::Cancelled => return f.write_str("cancelled before it was sent"),
        }
        self.what_to_do(f)?;
        let answered = !matches!(self.cause, Cause::Broken(..));
        match self.give_up.as_deref() {
            None => f.write_str(". Not retried: the call itself succeeded"),
            Some(GiveUp { reason, attempts: 0 | 1, .. }) => write!(f, ". Not retried: {}", Why { reason, answered }),
            Some(GiveUp { reason, attempts, .. }) => {
                write!(f, ". Given up after {attempts} attempts: {}", Why { reason, answered })
            }
        }
    }
}

impl<A: Api> Failure<A> {
    /// The contract's advice. Where the server may have done what must not be done twice, looking comes first.
    fn what_to_do(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advised = self.error().and_then(ApiError::action);
        let in_doubt = self.give_up.as_ref().is_some_and(|give_up| give_up.reason == Reason::UnsafeOperation);
        match (in_doubt, advised) {
            (true, Some(action)) => write!(f, ". What to do: See whether it took effect; if it did not: {action}"),
            (true, None) => f.write_str(". What to do: See whether it took effect before sending it again"),
            (false, Some(action)) => write!(f, ". What to do: {action}"),
            (false, None) => Ok(()),
        }
    }
}

/// Why there is no further attempt, as a clause.
struct Why<'r> {
    reason: &'r Reason,
    answered: bool,
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            Reason::NotRetryable(RetryClass::Never) if !self.answered => {
                f.write_str("the contract does not say that it may be")
            }
            Reason::NotRetryable(RetryClass::Never) => f.write_str("the same call is not expected to work later"),
            Reason::NotRetryable(class) => write!(f, "that makes sense only {class}"),
            Reason::HintTooLong(delay) => write!(f, "the server asks to wait {delay:?}, which is longer than a call waits"),
            reason => write!(f, "{reason}"),
        }
    }
}

impl<A: Api> fmt::Debug for Failure<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Failure");
        out.field("operation", &self.operation);
        match &self.cause {
            Cause::Api(error) => out.field("error", error),
            Cause::Broken(broken, response) => out.field("broken", broken).field("response", response),
            Cause::Unreadable(response) => out.field("unreadable", response),
            Cause::Cancelled => out.field("cancelled", &true),
        };
        out.field("give_up", &self.give_up).finish()
    }
}

impl<A: Api> std::error::Error for Failure<A> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Api(error) => Some(&**error),
            Cause::Broken(broken, _) => Some(broken),
            Cause::Unreadable(_) | Cause::Cancelled => None,
        }
    }
}
