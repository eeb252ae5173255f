use super::{CodeId, Fact};
use crate::source::{Span, Spanned};
use crate::syntax::{Backoff, Budget, FieldCondition, Hint, Jitter, Retry, ServerSays, StatusRange};
use crate::words::{Basis, Combine, Effect, Method, Transport};
use errspec_core::rank::{Asks, Specificity, StatusCondition};
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
    /// How a hint and the backoff are combined.
    pub combine: Combine,
    /// The maximum of a random delay that is added to a hint.
    pub spread: Duration,
    /// Where the server says how long to wait.
    pub hints: Vec<Hint>,
    /// Retry classes that depend on conditions.
    pub rules: Vec<Rule>,
    /// A header in which the server says whether to retry.
    pub server_says: Option<ServerSays>,
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

    /// The waits of a call whose outcomes have a curve or a limit of their own.
    pub fn waits_with<'b>(&self, backoff: &'b Backoff, attempts: u32) -> Waits<&'b [Duration]> {
        let jitter = self.jitter.as_ref().map_or(retry::Jitter::NONE, Jitter::as_core);
        Waits { attempts, backoff: backoff.as_core(), jitter }
    }
}

/// A retry class that depends on conditions.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it was written.
    pub span: Span,
    /// The conditions.
    pub when: RuleWhen,
    /// The retry class.
    pub retry: Spanned<Retry>,
    /// Whether the server may have acted.
    pub effect: Option<Spanned<Effect>>,
    /// The basis of the entry.
    pub basis: Basis,
}

/// The conditions of a rule, with resolved names. All must hold; of a list, one value must match.
#[derive(Clone, Debug, Default)]
pub struct RuleWhen {
    /// The codes that the error's code may be.
    pub code: Option<Spanned<Vec<CodeId>>>,
    /// The codes that the error's type may be. This is the key `type`.
    pub error_type: Option<Spanned<Vec<CodeId>>>,
    /// The statuses that the response may have.
    pub status: Vec<Spanned<StatusRange>>,
    /// The transport failure.
    pub transport: Option<Spanned<Transport>>,
    /// Headers, and the values they must have.
    pub headers: Vec<FieldCondition>,
    /// Locations in the body, and the values they must have.
    pub fields: Vec<FieldCondition>,
    /// The index of the operation.
    pub operation: Option<Spanned<usize>>,
    /// The method of the call.
    pub method: Option<Spanned<Method>>,
}

impl RuleWhen {
    /// The precedence of a rule with these conditions, by how its status condition is met.
    pub fn specificity(&self, status: StatusCondition) -> Specificity {
        let asks = Asks {
            code: self.code.is_some(),
            error_type: self.error_type.is_some(),
            status,
            transport: self.transport.is_some(),
            operation: self.operation.is_some(),
            method: self.method.is_some(),
            headers: self.headers.len(),
            fields: self.fields.len(),
        };
        asks.specificity()
    }
}
