#![allow(missing_docs, reason = "named as the keys of the language")]

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
    pub attempts: Fact<u32>,
    pub deadline: Option<Spanned<Duration>>,
    pub attempt_timeout: Option<Spanned<Duration>>,
    pub backoff: Fact<Backoff>,
    pub jitter: Option<Jitter>,
    pub combine: Combine,
    pub spread: Duration,
    pub hints: Vec<Hint>,
    pub rules: Vec<Rule>,
    pub server_says: Option<ServerSays>,
    pub budget: Option<Budget>,
    pub basis: Basis,
}

/// What no single entry can say.
#[derive(Clone, Debug)]
pub struct Rule {
    pub span: Span,
    pub when: RuleWhen,
    pub retry: Spanned<Retry>,
    pub effect: Option<Spanned<Effect>>,
    pub basis: Basis,
}

/// The conditions of a rule, names resolved; all must hold, and of each list one.
#[derive(Clone, Debug, Default)]
pub struct RuleWhen {
    pub code: Option<Spanned<Vec<CodeId>>>,
    pub error_type: Option<Spanned<Vec<CodeId>>>,
    pub status: Vec<Spanned<StatusRange>>,
    pub transport: Option<Spanned<Transport>>,
    pub headers: Vec<FieldCondition>,
    pub fields: Vec<FieldCondition>,
    /// Which of the contract's operations.
    pub operation: Option<Spanned<usize>>,
    pub method: Option<Spanned<Method>>,
}
