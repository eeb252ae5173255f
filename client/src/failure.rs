use crate::reply::{code_text, error_type};
use crate::{Broken, Refused, Reply, Response, Unreadable};
use errspec::retry::{GiveUp, Operation, Outcome, Rank, Reason, Transport};
use errspec::{Api, ApiError, Category, Code, Effect, RetryClass};
use std::borrow::Cow;
use std::fmt;

/// A call that failed: the operation, why it failed, and why it is not retried.
///
/// ```text
/// submit_job failed: 401 Unauthorized: Key expired (code EXPIRED_API_KEY; request 550e8400). What to do: Make a new key.
/// Not retried: that makes sense only after getting new credentials
/// ```
pub struct Failure<A: Api> {
    /// The operation.
    pub operation: &'static Operation,
    /// Why it failed.
    pub cause: Cause<A>,
    /// Why there is no further attempt. `None` if the request could not be sent, or if the call succeeded but its response could not be
    /// read.
    pub give_up: Option<Box<GiveUp>>,
}

/// Why a call failed.
#[non_exhaustive]
pub enum Cause<A: Api> {
    /// The API returned an error. The headers of its response are included.
    Api(Box<Refused<A>>),
    /// There was no response or only part of one, which is included.
    Broken(Broken, Option<Box<Response>>),
    /// A success that the caller's function could not read.
    Unreadable(Unreadable),
    /// The request is invalid and was not sent; what is wrong with it.
    Invalid(String),
    /// No request was sent: the client adapts its rate to a server that throttles, and this call could only have been sent after its
    /// deadline.
    RateLimited,
    /// The caller cancelled the call before any response.
    Cancelled,
}

impl<A: Api> Failure<A> {
    pub(crate) fn gave_up(operation: &'static Operation, reply: Option<Reply<A>>, give_up: Box<GiveUp>) -> Self {
        let cause = match reply {
            None => Cause::Cancelled,
            Some(Reply::Success(response)) => {
                Cause::Unreadable(Unreadable::new(response, "the contract takes it for a failure"))
            }
            Some(Reply::Error(refused)) => Cause::Api(refused),
            Some(Reply::Broken(broken, response)) => Cause::Broken(broken, response),
        };
        Self { operation, cause, give_up: Some(give_up) }
    }

    pub(crate) const fn rate_limited(operation: &'static Operation, give_up: Box<GiveUp>) -> Self {
        Self { operation, cause: Cause::RateLimited, give_up: Some(give_up) }
    }

    pub(crate) fn unreadable(operation: &'static Operation, unreadable: Unreadable) -> Self {
        Self { operation, cause: Cause::Unreadable(unreadable), give_up: None }
    }

    pub(crate) const fn invalid(operation: &'static Operation, mistake: String) -> Self {
        Self { operation, cause: Cause::Invalid(mistake), give_up: None }
    }

    /// The API's error, if it returned one.
    pub fn error(&self) -> Option<&ApiError<'static, A>> {
        match &self.cause {
            Cause::Api(refused) => Some(&refused.error),
            _ => None,
        }
    }

    /// The text of the error code, or else of the error type.
    pub fn code(&self) -> Option<Cow<'_, str>> {
        self.error().and_then(code_text)
    }

    /// Whether the error has this code or type.
    pub fn is<C: Code>(&self, code: C) -> bool {
        self.error().is_some_and(|error| error.is(code))
    }

    /// The HTTP status, if there was a response.
    pub fn status(&self) -> Option<u16> {
        match &self.cause {
            Cause::Api(refused) => Some(refused.error.status()),
            Cause::Broken(_, response) => response.as_ref().map(|response| response.status().as_u16()),
            Cause::Unreadable(unreadable) => Some(unreadable.response.status().as_u16()),
            Cause::Invalid(_) | Cause::RateLimited | Cause::Cancelled => None,
        }
    }

    /// Every byte of the response's body that arrived.
    pub fn raw(&self) -> &[u8] {
        match &self.cause {
            Cause::Api(refused) => refused.error.raw(),
            Cause::Broken(_, response) => response.as_ref().map_or(&[], |response| response.body()),
            Cause::Unreadable(unreadable) => unreadable.response.body(),
            Cause::Invalid(_) | Cause::RateLimited | Cause::Cancelled => &[],
        }
    }

    /// The retry class of the last attempt.
    pub fn class(&self) -> Option<RetryClass> {
        self.give_up.as_ref().and_then(|give_up| give_up.last).map(|last| last.class)
    }

    /// The category of the error, in words that mean the same thing for every API.
    pub fn category(&self) -> Option<Category> {
        self.error().map(ApiError::category)
    }

    /// The failure as a label for metrics and traces, with a bounded number of values; see [`error_type`](crate::error_type). The label of
    /// a failure without an API error is its kind: `timeout`, `invalid_response`, `invalid_request`, `rate_limited`, `cancelled`.
    pub fn error_type(&self) -> Cow<'static, str> {
        Cow::Borrowed(match &self.cause {
            Cause::Api(refused) => return error_type(&refused.error),
            Cause::Broken(broken, _) => broken.kind.as_str(),
            Cause::Unreadable(_) => "invalid_response",
            Cause::Invalid(_) => "invalid_request",
            Cause::RateLimited => "rate_limited",
            Cause::Cancelled => "cancelled",
        })
    }

    /// The number of requests sent.
    pub fn attempts(&self) -> u32 {
        match (&self.cause, &self.give_up) {
            (_, Some(give_up)) => give_up.attempts,
            (Cause::Invalid(_), None) => 0,
            _ => 1,
        }
    }
}

/// One line for people: what failed, what the server said with its code and request ID, what to do, and why the call is not retried.
impl<A: Api> fmt::Display for Failure<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} failed: ", self.operation.name)?;
        match &self.cause {
            Cause::Api(refused) => write!(f, "{}", refused.error)?,
            Cause::Broken(broken, None) => write!(f, "{broken}")?,
            Cause::Broken(broken, Some(response)) => {
                let (status, bytes) = (response.status().as_u16(), response.body().len());
                write!(f, "status {status}, but only {bytes} bytes of the body arrived: {broken}")?
            }
            Cause::Unreadable(unreadable) => {
                let Unreadable { response, detail } = unreadable;
                let (status, bytes) = (response.status().as_u16(), response.body().len());
                write!(f, "status {status} with a body that cannot be read, {bytes} bytes: {detail}")?
            }
            Cause::Invalid(mistake) => return write!(f, "the request was not sent: {mistake}"),
            Cause::RateLimited => {
                return f.write_str("the request was not sent: the server throttles, and the deadline comes before its turn");
            }
            Cause::Cancelled => return f.write_str("cancelled before there was a response"),
        }
        self.what_to_do(f)?;
        match self.give_up.as_deref() {
            None => f.write_str(". Not retried: the call itself succeeded"),
            Some(GiveUp { reason, attempts: 0 | 1, .. }) => write!(f, ". Not retried: {}", self.why(reason)),
            Some(GiveUp { reason, attempts, .. }) => write!(f, ". Given up after {attempts} attempts: {}", self.why(reason)),
        }
    }
}

impl<A: Api> Failure<A> {
    /// The contract's advice. If the server may have acted on a request that is not safe to repeat, the advice begins with checking the
    /// result.
    fn what_to_do(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advised = self.error().and_then(ApiError::action);
        let in_doubt =
            self.give_up.as_ref().is_some_and(|give_up| give_up.reason == Reason::UnsafeOperation) || self.acted_unseen();
        match (in_doubt, advised) {
            (true, Some(action)) => write!(f, ". What to do: Check whether it took effect; if it did not: {action}"),
            (true, None) => f.write_str(". What to do: Check whether it took effect before sending it again"),
            (false, Some(action)) => write!(f, ". What to do: {action}"),
            (false, None) => Ok(()),
        }
    }

    /// Whether there was no response to a request that is not safe to repeat, and the server may have acted.
    fn acted_unseen(&self) -> bool {
        let Cause::Broken(broken, _) = &self.cause else { return false };
        let decision = A::contract().policy.classify(&Outcome::transport(broken.kind), Some(self.operation));
        decision.effect == Effect::Maybe && !self.operation.safety.may_repeat()
    }

    fn why<'r>(&self, reason: &'r Reason) -> Why<'r> {
        let Cause::Broken(broken, _) = &self.cause else { return Why { reason, broken: None } };
        let decision = A::contract().policy.classify(&Outcome::transport(broken.kind), Some(self.operation));
        let silent = decision.rank == Rank::Default;
        Why { reason, broken: Some(NoAnswer { kind: broken.kind, silent, doubt: self.acted_unseen() }) }
    }
}

/// Why there is no further attempt, as a clause.
struct Why<'r> {
    reason: &'r Reason,
    broken: Option<NoAnswer>,
}

/// What the contract says about a response that did not arrive.
struct NoAnswer {
    kind: Transport,
    /// No rule mentions it.
    silent: bool,
    /// The server may have acted, and the operation is not safe to repeat.
    doubt: bool,
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.reason, &self.broken) {
            (Reason::NotRetryable(RetryClass::Never | RetryClass::Unspecified), Some(no_answer)) => no_answer.fmt(f),
            (Reason::NotRetryable(RetryClass::Unspecified), None) => {
                f.write_str("the contract does not say whether the same call may work later")
            }
            (Reason::NotRetryable(RetryClass::Never), None) => f.write_str("the same call is not expected to work later"),
            (Reason::NotRetryable(class), _) => write!(f, "that makes sense only {class}"),
            (Reason::HintTooLong(delay), _) => {
                write!(f, "the server asks to wait {delay:?}, which is longer than a call waits")
            }
            (reason, _) => write!(f, "{reason}"),
        }
    }
}

/// What the contract says about a retry. If it says nothing, also the rule that would allow one, if a rule is enough.
impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.silent {
            return f.write_str("the contract says not to");
        }
        f.write_str("the contract does not say what to do ")?;
        f.write_str(match self.kind {
            Transport::Connect => "when no connection can be established",
            Transport::Timeout => "when no response arrives in time",
            Transport::Reset => "when the connection breaks",
            Transport::Tls => "when no TLS connection can be established",
            _ => "when no response arrives",
        })?;
        match self.kind {
            _ if self.doubt => f.write_str(", and the operation is not safe to repeat"),
            Transport::Other => Ok(()),
            kind => write!(f, "; the rule `{{ when: {{ transport: {kind} }}, retry: transient }}` would allow it"),
        }
    }
}

impl<A: Api> fmt::Debug for Failure<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Failure");
        out.field("operation", &self.operation.name);
        match &self.cause {
            Cause::Api(refused) => out.field("error", &refused.error),
            Cause::Broken(broken, _) => out.field("broken", broken),
            Cause::Unreadable(unreadable) => out.field("unreadable", &unreadable.detail),
            Cause::Invalid(mistake) => out.field("invalid", mistake),
            Cause::RateLimited => out.field("rate_limited", &true),
            Cause::Cancelled => out.field("cancelled", &true),
        };
        out.field("give_up", &self.give_up).finish()
    }
}

impl<A: Api> std::error::Error for Failure<A> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Api(refused) => Some(&refused.error),
            Cause::Broken(broken, _) => Some(broken),
            Cause::Unreadable(_) | Cause::Invalid(_) | Cause::RateLimited | Cause::Cancelled => None,
        }
    }
}
