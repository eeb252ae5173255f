use super::{CodeId, Fact};
use crate::source::{Span, Spanned};
use crate::syntax::{Backoff, Budget, FieldCondition, Hint, Jitter, Retry, ServerSays, StatusRange};
use crate::words::{Basis, Combine, Effect, Method, Transport};
use std::time::Duration;

/// The retry policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Whether the contract has a retry section at all.
    pub span: Option<Span>,
    /// How often a call is made at most, the first included.
    pub attempts: Fact<u32>,
    /// How long all attempts and waits may take.
    pub deadline: Option<Spanned<Duration>>,
    /// How long one attempt may take.
    pub attempt_timeout: Option<Spanned<Duration>>,
    /// How delays grow.
    pub backoff: Fact<Backoff>,
    /// How delays are spread.
    pub jitter: Option<Jitter>,
    /// How a hint of the server and the backoff combine.
    pub combine: Combine,
    /// A random delay of at most this length is added to a hint.
    pub spread: Duration,
    /// Where the server says how long to wait.
    pub hints: Vec<Hint>,
    /// What no single entry can say.
    pub rules: Vec<Rule>,
    /// A header in which the server decides.
    pub server_says: Option<ServerSays>,
    /// How many retries all calls together may cost.
    pub budget: Option<Budget>,
    /// How sure the section is.
    pub basis: Basis,
}

/// What no single entry can say.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it is written.
    pub span: Span,
    /// When it applies.
    pub when: RuleWhen,
    /// What may be done then.
    pub retry: Spanned<Retry>,
    /// Whether the server may have acted then.
    pub effect: Option<Spanned<Effect>>,
    /// How sure the entry is.
    pub basis: Basis,
}

/// The conditions of a rule, names resolved; all must hold, and of each list one.
#[derive(Clone, Debug, Default)]
pub struct RuleWhen {
    /// The codes that were read as code.
    pub code: Option<Spanned<Vec<CodeId>>>,
    /// The key `type`: the codes that were read as type.
    pub error_type: Option<Spanned<Vec<CodeId>>>,
    /// The statuses of the answer.
    pub status: Vec<Spanned<StatusRange>>,
    /// How the transport failed.
    pub transport: Option<Spanned<Transport>>,
    /// Headers and the values they must have.
    pub headers: Vec<FieldCondition>,
    /// Fields of the body and the values they must have.
    pub fields: Vec<FieldCondition>,
    /// Which of the contract's operations.
    pub operation: Option<Spanned<usize>>,
    /// The method of the call.
    pub method: Option<Spanned<Method>>,
}
