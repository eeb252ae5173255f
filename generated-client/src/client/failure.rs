use super::{Broken, Reply, Response};
use errspec::retry::{GiveUp, Operation, Outcome, Rank, Reason, Transport};
use errspec::{Api, ApiError, Category, Effect, RetryClass};
use std::borrow::Cow;
use std::boxed::Box;
use std::fmt;

/// A call that did not succeed: what was tried, why it failed, and why it is not tried again.
pub struct Failure<A: Api> {
    /// The operation.
    pub operation: &'static Operation,
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
    pub(super) fn gave_up(operation: &'static Operation, reply: Option<Reply<A>>, give_up: Box<GiveUp>) -> Self {
        let cause = match reply {
            None => Cause::Cancelled,
            Some(Reply::Success(response)) => Cause::Unreadable(Box::new(response)),
            Some(Reply::Error(refused)) => Cause::Api(Box::new(refused.error)),
            Some(Reply::Broken(broken, response)) => Cause::Broken(broken, response.map(Box::new)),
        };
        Self { operation, cause, give_up: Some(give_up) }
    }

    pub(super) fn unreadable(operation: &'static Operation, response: Response) -> Self {
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
        write!(f, "{} failed: ", self.operation.name)?;
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
        match self.give_up.as_deref() {
            None => f.write_str(". Not retried: the call itself succeeded"),
            Some(GiveUp { reason, attempts: 0 | 1, .. }) => write!(f, ". Not retried: {}", self.why(reason)),
            Some(GiveUp { reason, attempts, .. }) => write!(f, ". Given up after {attempts} attempts: {}", self.why(reason)),
        }
    }
}

impl<A: Api> Failure<A> {
    /// The contract's advice. Where the server may have done what must not be done twice, looking comes first.
    fn what_to_do(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let advised = self.error().and_then(ApiError::action);
        let in_doubt =
            self.give_up.as_ref().is_some_and(|give_up| give_up.reason == Reason::UnsafeOperation) || self.acted_unseen();
        match (in_doubt, advised) {
            (true, Some(action)) => write!(f, ". What to do: See whether it took effect; if it did not: {action}"),
            (true, None) => f.write_str(". What to do: See whether it took effect before sending it again"),
            (false, Some(action)) => write!(f, ". What to do: {action}"),
            (false, None) => Ok(()),
        }
    }

    /// Whether no answer came to what must not be done twice, and the server may have done it.
    fn acted_unseen(&self) -> bool {
        let Cause::Broken(broken, _) = &self.cause else { return false };
        let decision = A::CONTRACT.policy.classify(&Outcome::transport(broken.kind), Some(self.operation));
        decision.effect == Effect::Maybe && !self.operation.safety.may_repeat()
    }

    fn why<'r>(&self, reason: &'r Reason) -> Why<'r> {
        let Cause::Broken(broken, _) = &self.cause else { return Why { reason, broken: None } };
        let decision = A::CONTRACT.policy.classify(&Outcome::transport(broken.kind), Some(self.operation));
        let silent = decision.rank == Rank::Default;
        Why { reason, broken: Some(NoAnswer { kind: broken.kind, silent, doubt: self.acted_unseen() }) }
    }
}

/// Why there is no further attempt, as a clause.
struct Why<'r> {
    reason: &'r Reason,
    broken: Option<NoAnswer>,
}

/// What the contract says of an answer that did not come.
struct NoAnswer {
    kind: Transport,
    /// No rule speaks of it.
    silent: bool,
    /// The server may have acted, and the operation is not safe to repeat.
    doubt: bool,
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.reason, &self.broken) {
            (Reason::NotRetryable(RetryClass::Never), Some(no_answer)) => no_answer.fmt(f),
            (Reason::NotRetryable(RetryClass::Never), None) => f.write_str("the same call is not expected to work later"),
            (Reason::NotRetryable(class), _) => write!(f, "that makes sense only {class}"),
            (Reason::HintTooLong(delay), _) => {
                write!(f, "the server asks to wait {delay:?}, which is longer than a call waits")
            }
            (reason, _) => write!(f, "{reason}"),
        }
    }
}

/// Who decided: the contract by a word of its own, or nobody. Then also what to write, where a rule alone would do.
impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.silent {
            return f.write_str("the contract says that it is not to be");
        }
        f.write_str("the contract does not say what is to be done ")?;
        f.write_str(match self.kind {
            Transport::Connect => "without a connection",
            Transport::Timeout => "when no answer comes in time",
            Transport::Reset => "when the connection breaks",
            Transport::Tls => "without a secure channel",
            _ => "when no answer comes",
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
