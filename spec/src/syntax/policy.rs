//! The section `retry`.

use super::attempts::{AttemptHeader, attempt_header};
use super::budget_keys::{Budget, budget};
use super::ctx::Ctx;
use super::durations;
use super::facts::{self, BasisWords};
use super::limits::{Limits, limits};
use super::mapping_keys::Fields;
use super::own_retry::{Idempotency, classes, idempotency};
use super::retry::Retry;
use super::rules::{Hint, Rule, ServerSays, hint, rule, server_says};
use crate::source::{Span, Spanned};
use crate::words::{Choose, Combine, Repeat};
use crate::yaml::Node;
use std::time::Duration;

/// The retry section.
#[derive(Clone, Debug)]
pub struct Policy {
    pub span: Span,
    pub limits: Limits,
    pub classes: Vec<Spanned<Retry>>,
    pub repeat: Option<Spanned<Repeat>>,
    pub idempotency: Option<Idempotency>,
    pub attempt_header: Option<AttemptHeader>,
    pub choose: Option<Spanned<Choose>>,
    pub combine: Option<Spanned<Combine>>,
    pub spread: Option<Spanned<Duration>>,
    pub hints: Vec<Hint>,
    pub rules: Vec<Rule>,
    pub server_says: Vec<ServerSays>,
    pub budget: Option<Budget>,
    pub basis: BasisWords,
}

pub(super) fn policy(ctx: &mut Ctx, node: &Node) -> Option<Policy> {
    let mut fields = Fields::of(ctx, "`retry`", node)?;
    let policy = Policy {
        span: node.span,
        limits: limits(ctx, &mut fields),
        classes: fields.get("classes", ctx, classes).unwrap_or_default(),
        repeat: fields.get("repeat", ctx, Ctx::word),
        idempotency: fields.get("idempotency", ctx, idempotency),
        attempt_header: fields.get("attempt_header", ctx, attempt_header),
        choose: fields.get("choose", ctx, Ctx::word),
        combine: fields.get("combine", ctx, Ctx::word),
        spread: fields.get("spread", ctx, durations::duration),
        hints: fields.list("hints", ctx, hint),
        rules: fields.list("rules", ctx, rule),
        server_says: fields.list("server_says", ctx, server_says),
        budget: fields.get("budget", ctx, budget),
        basis: facts::basis(ctx, &mut fields),
    };
    fields.finish(ctx);
    Some(policy)
}
