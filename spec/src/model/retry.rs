use super::{Fact, Origin, Via, When};
use crate::source::{Span, Spanned};
use crate::syntax::{self, AttemptHeader, Backoff, Budget, Idempotency, Jitter, Limit, Limits, Retry, ServerSays};
use crate::words::{Basis, Choose, Combine, Effect, Repeat};
use errspec_core::retry::{self, Waits};
use std::time::Duration;

/// The retry policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Where the section was written; `None` if there is none.
    pub span: Option<Span>,
    /// The maximum number of attempts, including the first one.
    pub attempts: Fact<u32>,
    /// How long the whole call may take, including waits.
    pub deadline: Option<Spanned<Duration>>,
    /// How long one attempt may take.
    pub attempt_timeout: Option<Spanned<Duration>>,
    /// How delays grow.
    pub backoff: Fact<Backoff>,
    /// How delays are randomized.
    pub jitter: Option<Jitter>,
    /// Limits of the outcomes of a class that have none of their own, at most one item per class.
    pub classes: Vec<Spanned<Retry>>,
    /// Which calls are repeated, if the effect does not decide.
    pub repeat: Option<Spanned<Repeat>>,
    /// The idempotency key of all operations with certain methods.
    pub idempotency: Option<Idempotency>,
    /// The request header that carries the number of the attempt.
    pub attempt_header: Option<AttemptHeader>,
    /// Which of several hints counts.
    pub choose: Choose,
    /// How a hint and the backoff are combined.
    pub combine: Combine,
    /// The maximum of a random delay that is added to a hint.
    pub spread: Duration,
    /// Where the server says how long to wait.
    pub hints: Vec<Hint>,
    /// Retry classes that depend on conditions.
    pub rules: Vec<Rule>,
    /// Where the server says whether to retry.
    pub server_says: Vec<ServerSays>,
    /// A limit on the retries of all calls together.
    pub budget: Option<Budget>,
    /// The basis of the section.
    pub basis: Basis,
}

impl Policy {
    /// The waits of a call that the policy alone decides.
    ///
    /// ```
    /// use std::time::Duration;
    /// let spec = b"errspec: 1\nname: shop\nretry: { attempts: 4, backoff: { kind: exponential, base: 1s } }\n";
    /// let contract = errspec_spec::check("shop.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
    /// assert_eq!(contract.policy.waits().worst_case(), Duration::from_secs(1 + 2 + 4));
    /// ```
    pub fn waits(&self) -> Waits<&[Duration]> {
        self.waits_with(&self.backoff.value, self.attempts.value)
    }

    /// The policy of an operation that does something differently.
    pub fn of_operation(&self, own: &Spanned<Limits>) -> Self {
        let origin = |span| Origin { span: Some(span), via: Via::Own, basis: self.basis };
        let attempts = own.attempts.as_ref().map(|limit| Fact { value: limit.attempts(), origin: origin(limit.span()) });
        let backoff = own.backoff.as_ref().map(|backoff| Fact { value: backoff.clone(), origin: origin(backoff.span) });
        Self {
            span: Some(own.span),
            attempts: attempts.unwrap_or_else(|| self.attempts.clone()),
            deadline: own.deadline.clone().or_else(|| self.deadline.clone()),
            attempt_timeout: own.attempt_timeout.clone().or_else(|| self.attempt_timeout.clone()),
            backoff: backoff.unwrap_or_else(|| self.backoff.clone()),
            jitter: own.jitter.clone().or_else(|| self.jitter.clone()),
            ..self.clone()
        }
    }

    /// Whether the number of attempts is left to the deadline.
    pub fn is_unlimited(&self) -> bool {
        self.attempts.value == Limit::UNLIMITED
    }

    /// The waits of a call whose outcomes have a curve or a limit of their own.
    pub fn waits_with<'b>(&self, backoff: &'b Backoff, attempts: u32) -> Waits<&'b [Duration]> {
        let jitter = self.jitter.as_ref().map_or(retry::Jitter::NONE, Jitter::as_core);
        Waits { attempts, backoff: backoff.as_core(), jitter }
    }
}

/// A hint whose conditions are resolved.
pub type Hint = syntax::Hint<When>;

/// A retry class that depends on conditions.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it was written.
    pub span: Span,
    /// The conditions.
    pub when: When,
    /// The retry class.
    pub retry: Spanned<Retry>,
    /// Whether the server may have acted.
    pub effect: Option<Spanned<Effect>>,
    /// The basis of the entry.
    pub basis: Basis,
}
