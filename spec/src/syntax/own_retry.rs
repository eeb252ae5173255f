//! What an operation, a class of outcomes, or a method does differently from the policy.

use super::ctx::Ctx;
use super::header_name::header_name;
use super::limits::{Limits, limits};
use super::mapping_keys::Fields;
use super::retry::{self, Retry};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::{Method, RetryClass};
use crate::yaml::Node;

/// The key `idempotency` of the section `retry`.
#[derive(Clone, Debug)]
pub struct Idempotency {
    pub header: Spanned<String>,
    pub methods: Vec<Spanned<Method>>,
}

pub(super) fn operation_retry(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Limits>> {
    if node.scalar().is_some() && !ctx.is_probing() {
        let finding = Diagnostic::new(&rules::WRONG_KIND, node.span, "the `retry` of an operation has limits, not a class");
        ctx.sink.push(finding.note(CLASS_OF_OPERATION));
        return None;
    }
    let mut fields = Fields::of(ctx, "the `retry` of an operation", node)?;
    let limits = limits(ctx, &mut fields);
    fields.finish(ctx);
    Some(Spanned::new(limits, node.span))
}

/// `classes: { throttled: { attempts: 10 } }`.
pub(super) fn classes(ctx: &mut Ctx, node: &Node) -> Option<Vec<Spanned<Retry>>> {
    let mut fields = Fields::of(ctx, "`classes`", node)?;
    let transient = fields.get("transient", ctx, |ctx, node| retry::of_class(ctx, node, RetryClass::Transient));
    let throttled = fields.get("throttled", ctx, |ctx, node| retry::of_class(ctx, node, RetryClass::Throttled));
    fields.finish(ctx);
    Some([transient, throttled].into_iter().flatten().collect())
}

pub(super) fn idempotency(ctx: &mut Ctx, node: &Node) -> Option<Idempotency> {
    let mut fields = Fields::of(ctx, "`idempotency`", node)?;
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
