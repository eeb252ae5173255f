//! What was written: one type per construct of the language, every value with its place, nothing filled in.

mod bodies;
mod errors;
mod facts;
mod http;
mod machines;
mod notes;
mod retry;

pub use bodies::{Body, Field, FieldType, Member, When};
pub use errors::{Catalog, Code, Family, Group, Param};
pub use facts::{BasisWords, Facts};
pub use http::{Credential, HeaderRef, Headers, Health, Operation, RateLimit, StatusEntry, StatusRange, StatusRangeEntry};
pub use machines::{Command, Edge, Machine, Payload, Poll, State, StateOutcome, Unknown};
pub use notes::{Conflict, LintAllow, Remark};
pub use retry::{
    Backoff, Budget, Curve, Decimal, FieldCondition, Hint, HintSource, Jitter, Limit, Policy, Retry, RetryClass, Rule,
    RuleWhen, ServerSays,
};

use crate::source::{Span, Spanned};

/// A key and what stands under it.
#[derive(Clone, Debug)]
pub struct Named<T> {
    /// The key.
    pub key: Spanned<String>,
    /// What stands under it.
    pub value: T,
    /// From the key to the end of what stands under it.
    pub span: Span,
}

/// One file.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "named as the keys of the language")]
pub struct Document {
    pub span: Span,
    pub name: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
    pub uses: Vec<Spanned<String>>,
    pub credentials: Vec<Named<Credential>>,
    pub success: Vec<Spanned<StatusRange>>,
    pub statuses: Vec<StatusEntry>,
    pub ranges: Vec<StatusRangeEntry>,
    pub errors: Vec<Named<Catalog>>,
    pub bodies: Vec<Named<Body>>,
    pub headers: Headers,
    pub operations: Vec<Named<Operation>>,
    pub health: Vec<Named<Health>>,
    pub retry: Option<Policy>,
    pub machines: Vec<Named<Machine>>,
    pub conflicts: Vec<Conflict>,
    pub advice: Vec<Remark>,
    pub unspecified: Vec<Remark>,
    pub lints: Vec<LintAllow>,
}

impl Document {
    /// A file that says nothing.
    pub(crate) fn empty(span: Span) -> Self {
        Self {
            span,
            name: None,
            title: None,
            source: None,
            uses: Vec::new(),
            credentials: Vec::new(),
            success: Vec::new(),
            statuses: Vec::new(),
            ranges: Vec::new(),
            errors: Vec::new(),
            bodies: Vec::new(),
            headers: Headers::default(),
            operations: Vec::new(),
            health: Vec::new(),
            retry: None,
            machines: Vec::new(),
            conflicts: Vec::new(),
            advice: Vec::new(),
            unspecified: Vec::new(),
            lints: Vec::new(),
        }
    }
}
