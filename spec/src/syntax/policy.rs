//! The section `retry`.

use super::ctx::{Ctx, Fields};
use super::facts::{self, BasisWords};
use super::retry::{Backoff, backoff};
use super::rules::{Budget, Hint, Rule, ServerSays, budget, hint, rule, server_says};
use super::scalars;
use super::values::{self, Decimal};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::{Bound, Combine, JitterKind};
use crate::yaml::Node;
use errspec_core::retry::{self, Factor};
use std::time::Duration;

/// The retry section.
#[derive(Clone, Debug)]
pub struct Policy {
    pub span: Span,
    pub limit: Option<Limit>,
    pub deadline: Option<Spanned<Duration>>,
    pub attempt_timeout: Option<Spanned<Duration>>,
    pub backoff: Option<Backoff>,
    pub jitter: Option<Jitter>,
    pub combine: Option<Spanned<Combine>>,
    pub spread: Option<Spanned<Duration>>,
    pub hints: Vec<Hint>,
    pub rules: Vec<Rule>,
    pub server_says: Option<ServerSays>,
    pub budget: Option<Budget>,
    pub basis: BasisWords,
}

/// `attempts: 3`, which includes the first request, or `retries: 2`.
#[derive(Clone, Debug)]
pub enum Limit {
    Attempts(Spanned<u32>),
    Retries(Spanned<u32>),
}

impl Limit {
    /// The total number of attempts, including the first one.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Attempts(n) => n.value,
            Self::Retries(n) => n.value.saturating_add(1),
        }
    }
}

/// How delays are randomized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jitter {
    pub kind: Spanned<JitterKind>,
    /// For `additive`: the maximum that is added.
    pub max: Option<Spanned<Duration>>,
    /// For `proportional`: the part of the delay that is added or subtracted.
    pub ratio: Option<Spanned<Decimal>>,
    pub bound: Option<Spanned<Bound>>,
}

impl Jitter {
    /// The distribution to compute with.
    pub fn as_core(&self) -> retry::Jitter {
        let ratio = || self.ratio.as_ref().map_or(Factor::ZERO, |ratio| ratio.value.factor());
        let jitter = match self.kind.value {
            JitterKind::None => retry::Jitter::NONE,
            JitterKind::Full => retry::Jitter::FULL,
            JitterKind::Equal => retry::Jitter::EQUAL,
            JitterKind::Proportional => retry::Jitter::proportional(ratio()),
            JitterKind::Additive => retry::Jitter::additive(self.max.as_ref().map_or(Duration::ZERO, |max| max.value)),
            JitterKind::Decorrelated => retry::Jitter::DECORRELATED,
        };
        let bound = self.bound.as_ref().map_or(Bound::Hard, |bound| bound.value);
        retry::Jitter { bound, ..jitter }
    }
}

fn jitter(ctx: &mut Ctx, node: &Node) -> Option<Jitter> {
    if let Some(ratio) = node.scalar().filter(|scalar| values::parse_decimal(&scalar.text).is_some()) {
        let message = format!("`{}` is not a kind of jitter", ratio.text);
        let long = format!("{{ kind: proportional, ratio: {} }}", ratio.text);
        let finding = Diagnostic::new(&rules::UNKNOWN_WORD, node.span, message);
        ctx.sink.push(finding.fix(node.span, &long, format!("for a fraction of the wait, write `{long}`")));
        return None;
    }
    if node.scalar().is_some() {
        let jitter = Jitter { kind: ctx.word(node)?, max: None, ratio: None, bound: None };
        check_jitter(ctx, node, &jitter);
        return Some(jitter);
    }
    let mut fields = ctx.fields("`jitter`", node)?;
    let kind = fields.require("kind", ctx, Ctx::word);
    let max = fields.get("max", ctx, scalars::duration);
    let ratio = fields.get("ratio", ctx, scalars::decimal);
    let bound = fields.get("bound", ctx, Ctx::word);
    fields.finish(ctx);
    let jitter = Jitter { kind: kind?, max, ratio, bound };
    check_jitter(ctx, node, &jitter);
    Some(jitter)
}

fn check_jitter(ctx: &mut Ctx, node: &Node, jitter: &Jitter) {
    use crate::words::JitterKind::{Additive, Proportional};
    let word = jitter.kind.value.as_str();
    if jitter.kind.value == Additive && jitter.max.is_none() {
        ctx.sink
            .push(Diagnostic::new(&rules::MISSING_KEY, node.span, "additive jitter needs `max`").note("Write `max: 500ms`."));
    }
    if jitter.kind.value == Proportional && jitter.ratio.is_none() {
        ctx.sink.push(
            Diagnostic::new(&rules::MISSING_KEY, node.span, "proportional jitter needs `ratio`").note("Write `ratio: 0.2`."),
        );
    }
    if let Some(max) = jitter.max.as_ref().filter(|_| jitter.kind.value != Additive) {
        ctx.sink.push(Diagnostic::new(&rules::UNUSED_KEY, max.span, format!("`max` has no effect on {word} jitter")));
    }
    if let Some(ratio) = &jitter.ratio {
        if jitter.kind.value != Proportional {
            ctx.sink.push(Diagnostic::new(&rules::UNUSED_KEY, ratio.span, format!("`ratio` has no effect on {word} jitter")));
        } else if ratio.value.factor().is_above_one() {
            ctx.sink.push(Diagnostic::new(&rules::BAD_NUMBER, ratio.span, "a ratio is at most 1"));
        }
    }
}

pub(super) fn policy(ctx: &mut Ctx, node: &Node) -> Option<Policy> {
    let mut fields = ctx.fields("`retry`", node)?;
    let policy = Policy {
        span: node.span,
        limit: limit(ctx, &mut fields),
        deadline: fields.get("deadline", ctx, scalars::duration),
        attempt_timeout: fields.get("attempt_timeout", ctx, scalars::duration),
        backoff: fields.get("backoff", ctx, backoff),
        jitter: fields.get("jitter", ctx, jitter),
        combine: fields.get("combine", ctx, Ctx::word),
        spread: fields.get("spread", ctx, scalars::duration),
        hints: fields.list("hints", ctx, hint),
        rules: fields.list("rules", ctx, rule),
        server_says: fields.get("server_says", ctx, server_says),
        budget: fields.get("budget", ctx, budget),
        basis: facts::basis(ctx, &mut fields),
    };
    fields.finish(ctx);
    Some(policy)
}

fn limit(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Option<Limit> {
    let attempts = fields.get("attempts", ctx, |ctx, node| scalars::number(ctx, node, 1, 1000));
    let retries = fields.get("retries", ctx, |ctx, node| scalars::number(ctx, node, 0, 999));
    match (attempts, retries) {
        (Some(attempts), Some(retries)) => {
            let finding = Diagnostic::new(&rules::ATTEMPTS_AND_RETRIES, retries.span, "`attempts` and `retries` are both set");
            let finding = finding.label(attempts.span, "already set here");
            ctx.sink.push(finding.note(
                "`retries: 2` is the same as `attempts: 3`, because attempts include the first request. Keep one of them.",
            ));
            Some(Limit::Attempts(attempts))
        }
        (Some(attempts), None) => Some(Limit::Attempts(attempts)),
        (None, retries) => retries.map(Limit::Retries),
    }
}
