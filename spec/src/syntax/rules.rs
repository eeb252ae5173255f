//! The keys `hints`, `rules`, `server_says` and `budget` of the section `retry`.

use super::ctx::Ctx;
use super::facts::{self, BasisWords};
use super::header_name::header_name;
use super::retry::{self, Retry};
use super::scalars;
use super::when::{self, Asker, When};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::{Effect, Form, OverMax};
use crate::yaml::Node;
use std::time::Duration;

/// A header or body field in which the server says how long to wait.
#[derive(Clone, Debug)]
pub struct Hint<W = When> {
    /// Where it was written.
    pub span: Span,
    /// A header, or a location in the body.
    pub source: HintSource,
    /// How it is written; the first form that reads it counts.
    pub forms: Vec<Spanned<Form>>,
    /// The responses it is read from.
    pub when: W,
    /// The longest one that is followed.
    pub max: Option<Spanned<Duration>>,
    /// What to do with a longer one.
    pub over_max: Option<Spanned<OverMax>>,
    /// The delay without a hint.
    pub default: Option<Spanned<Duration>>,
}

/// A header, or a location in the body.
#[derive(Clone, Debug)]
pub enum HintSource {
    Header(Spanned<String>),
    Body(Spanned<String>),
}

/// A retry class that depends on conditions.
#[derive(Clone, Debug)]
pub struct Rule {
    pub span: Span,
    pub when: When,
    pub retry: Option<Spanned<Retry>>,
    pub effect: Option<Spanned<Effect>>,
    pub basis: BasisWords,
}

/// A header in which the server says whether to retry.
#[derive(Clone, Debug)]
pub struct ServerSays {
    pub header: Spanned<String>,
    pub yes: Option<Spanned<String>>,
    pub no: Option<Spanned<String>>,
}

/// A limit on the retries of all calls together.
#[derive(Clone, Debug)]
pub struct Budget {
    pub capacity: Spanned<u32>,
    pub cost_transient: Option<Spanned<u32>>,
    pub cost_throttled: Option<Spanned<u32>>,
    pub refund: Option<Spanned<u32>>,
    pub scope: Option<Spanned<String>>,
}

impl Budget {
    /// The default cost of a retry, and the default refund of a success.
    const USUAL: u32 = 1;

    /// The tokens that a retry of class `transient` takes.
    pub fn transient(&self) -> u32 {
        self.cost_transient.as_ref().map_or(Self::USUAL, |cost| cost.value)
    }

    /// The tokens that a retry of class `throttled` takes.
    pub fn throttled(&self) -> u32 {
        self.cost_throttled.as_ref().map_or(Self::USUAL, |cost| cost.value)
    }

    /// The tokens that a successful call returns.
    pub fn refund(&self) -> u32 {
        self.refund.as_ref().map_or(Self::USUAL, |refund| refund.value)
    }
}

pub(super) fn hint(ctx: &mut Ctx, node: &Node) -> Option<Hint> {
    let mut fields = ctx.fields("a hint", node)?;
    let header = fields.get("header", ctx, header_name).map(HintSource::Header);
    let body = fields.get("body", ctx, scalars::pointer).map(HintSource::Body);
    if header.is_some() == body.is_some() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a hint needs either `header` or `body`");
        ctx.sink
            .push(finding.note("`header: Retry-After` reads a header, and `body: /error/retry_after` a field of the body."));
    }
    let hint = Hint {
        span: node.span,
        source: header.or(body)?,
        forms: fields.list("form", ctx, Ctx::word),
        when: fields.get("when", ctx, |ctx, node| when::when(ctx, node, Asker::Hint)).unwrap_or_default(),
        max: fields.get("max", ctx, scalars::duration),
        over_max: fields.get("over_max", ctx, Ctx::word),
        default: fields.get("default", ctx, scalars::duration),
    };
    if hint.forms.is_empty() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a hint needs `form`");
        ctx.sink.push(finding.note("Set one form, `form: delay-seconds`, or several, `form: [delay-seconds, http-date]`."));
    }
    fields.finish(ctx);
    Some(hint)
}

pub(super) fn rule(ctx: &mut Ctx, node: &Node) -> Option<Rule> {
    let mut fields = ctx.fields("a rule", node)?;
    let when = fields.require("when", ctx, |ctx, node| when::when(ctx, node, Asker::Rule));
    let rule = Rule {
        span: node.span,
        when: when.unwrap_or_default(),
        retry: fields.require("retry", ctx, retry::retry),
        effect: fields.get("effect", ctx, Ctx::word),
        basis: facts::basis(ctx, &mut fields),
    };
    fields.finish(ctx);
    Some(rule)
}

pub(super) fn server_says(ctx: &mut Ctx, node: &Node) -> Option<ServerSays> {
    let mut fields = ctx.fields("`server_says`", node)?;
    let header = fields.require("header", ctx, header_name);
    let yes = fields.get("yes", ctx, Ctx::string);
    let no = fields.get("no", ctx, Ctx::string);
    if yes.is_none() && no.is_none() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "`server_says` needs `yes` or `no`");
        ctx.sink.push(finding.note("Give the value of the header for each case: `yes: \"true\"`, `no: \"false\"`."));
    }
    fields.finish(ctx);
    Some(ServerSays { header: header?, yes, no })
}

fn tokens(ctx: &mut Ctx, node: &Node) -> Option<Spanned<u32>> {
    scalars::number(ctx, node, 0, 1_000_000)
}

type Costs = (Option<Spanned<u32>>, Option<Spanned<u32>>);

fn cost(ctx: &mut Ctx, node: &Node) -> Option<Costs> {
    let mut cost = ctx.fields("`cost`", node)?;
    let read = (cost.get("transient", ctx, tokens), cost.get("throttled", ctx, tokens));
    cost.finish(ctx);
    Some(read)
}

pub(super) fn budget(ctx: &mut Ctx, node: &Node) -> Option<Budget> {
    let mut fields = ctx.fields("`budget`", node)?;
    let capacity = fields.require("capacity", ctx, |ctx, node| scalars::number(ctx, node, 1, 1_000_000));
    let (transient, throttled) = fields.get("cost", ctx, cost).unwrap_or_default();
    let refund = fields.get("refund", ctx, tokens);
    let scope = fields.get("scope", ctx, Ctx::text);
    fields.finish(ctx);
    Some(Budget { capacity: capacity?, cost_transient: transient, cost_throttled: throttled, refund, scope })
}
