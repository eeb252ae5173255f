//! What an operation, a class of outcomes, or a method does differently from the policy.

use super::attempts::{Limit, limit};
use super::ctx::Ctx;
use super::header_name::header_name;
use super::jitter::{Jitter, jitter};
use super::retry::{self, Backoff, Retry};
use super::scalars;
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::{Method, RetryClass};
use crate::yaml::Node;
use std::time::Duration;

/// The key `retry` of an operation.
#[derive(Clone, Debug)]
pub struct OperationRetry {
    pub span: Span,
    pub limit: Option<Limit>,
    pub deadline: Option<Spanned<Duration>>,
    pub attempt_timeout: Option<Spanned<Duration>>,
    pub backoff: Option<Backoff>,
    pub jitter: Option<Jitter>,
}

/// The key `idempotency` of the section `retry`.
#[derive(Clone, Debug)]
pub struct Idempotency {
    pub header: Spanned<String>,
    pub methods: Vec<Spanned<Method>>,
}

pub(super) fn operation_retry(ctx: &mut Ctx, node: &Node) -> Option<OperationRetry> {
    if node.scalar().is_some() && !ctx.is_probing() {
        let finding = Diagnostic::new(&rules::WRONG_KIND, node.span, "the `retry` of an operation has limits, not a class");
        ctx.sink.push(finding.note(CLASS_OF_OPERATION));
        return None;
    }
    let mut fields = ctx.fields("the `retry` of an operation", node)?;
    let own = OperationRetry {
        span: node.span,
        limit: limit(ctx, &mut fields),
        deadline: fields.get("deadline", ctx, scalars::duration),
        attempt_timeout: fields.get("attempt_timeout", ctx, scalars::duration),
        backoff: fields.get("backoff", ctx, retry::backoff),
        jitter: fields.get("jitter", ctx, jitter),
    };
    fields.finish(ctx);
    Some(own)
}

/// `classes: { throttled: { attempts: 10 } }`.
pub(super) fn classes(ctx: &mut Ctx, node: &Node) -> Option<Vec<Spanned<Retry>>> {
    let mut fields = ctx.fields("`classes`", node)?;
    let transient = fields.get("transient", ctx, |ctx, node| retry::of_class(ctx, node, RetryClass::Transient));
    let throttled = fields.get("throttled", ctx, |ctx, node| retry::of_class(ctx, node, RetryClass::Throttled));
    fields.finish(ctx);
    Some([transient, throttled].into_iter().flatten().collect())
}

pub(super) fn idempotency(ctx: &mut Ctx, node: &Node) -> Option<Idempotency> {
    let mut fields = ctx.fields("`idempotency`", node)?;
    let header = fields.require("header", ctx, header_name);
    let methods = fields.choice("methods", ctx, "Name the methods whose requests carry the key: `methods: [POST]`.", Ctx::word);
    fields.finish(ctx);
    let methods = match methods.is_empty() {
        true => [Method::Post, Method::Patch].map(|method| Spanned::new(method, node.span)).to_vec(),
        false => methods,
    };
    Some(Idempotency { header: header?, methods })
}

const CLASS_OF_OPERATION: &str = "Whether a call may be sent twice is the operation's `safety`; a class for one operation is a rule: \
    `retry: { rules: [{ when: { status: 409, operation: NAME }, retry: never }] }`.";
