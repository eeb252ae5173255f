//! The keys `hints`, `rules` and `server_says` of the section `retry`.

use super::ctx::{Ctx, Fields};
use super::facts::{self, BasisWords};
use super::header_name::header_name;
use super::retry::{self, Retry};
use super::scalars;
use super::when::{self, Asker, When};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::{Effect, Form, HintAs, OverMax};
use crate::yaml::{Node, NodeKind};
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
    /// What its value is.
    pub says: Option<Spanned<HintAs>>,
    /// The longest one that is followed.
    pub max: Option<Spanned<Duration>>,
    /// Whether the maximum counts from the delay of the backoff.
    pub max_from_backoff: bool,
    /// Whether the backoff begins anew after it.
    pub restarts: bool,
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

/// A header or body field in which the server says whether to retry.
#[derive(Clone, Debug)]
pub struct ServerSays {
    pub source: HintSource,
    pub yes: Vec<Spanned<String>>,
    pub no: Vec<Spanned<String>>,
}

pub(super) fn hint(ctx: &mut Ctx, node: &Node) -> Option<Hint> {
    let mut fields = ctx.fields("a hint", node)?;
    let source = source(ctx, &mut fields, node, "a hint needs either `header` or `body`");
    let max: Option<(Spanned<Duration>, bool)> = fields.get("max", ctx, longest);
    let max_from_backoff = max.as_ref().is_some_and(|(_, from_backoff)| *from_backoff);
    let hint = Hint {
        span: node.span,
        source: source?,
        forms: fields.list("form", ctx, Ctx::word),
        when: fields.get("when", ctx, |ctx, node| when::when(ctx, node, Asker::Hint)).unwrap_or_default(),
        says: fields.get("as", ctx, Ctx::word),
        max: max.map(|(max, _)| max),
        max_from_backoff,
        restarts: fields.get("restarts", ctx, Ctx::boolean).is_some_and(|restarts| restarts.value),
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

/// `max: 30s`, or `max: { backoff_plus: 5s }`.
fn longest(ctx: &mut Ctx, node: &Node) -> Option<(Spanned<Duration>, bool)> {
    if !matches!(node.kind, NodeKind::Map(_)) {
        return scalars::duration(ctx, node).map(|max| (max, false));
    }
    let mut fields = ctx.fields("`max`", node)?;
    let plus = fields.require("backoff_plus", ctx, scalars::duration);
    fields.finish(ctx);
    plus.map(|plus| (plus, true))
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
    let source = source(ctx, &mut fields, node, "`server_says` needs either `header` or `body`");
    let yes = fields.choice("yes", ctx, "List the values that ask for a retry.", Ctx::string);
    let no = fields.choice("no", ctx, "List the values that forbid a retry.", Ctx::string);
    if yes.is_empty() && no.is_empty() && !ctx.is_probing() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "`server_says` needs `yes` or `no`");
        ctx.sink.push(finding.note("Give the values for each case: `yes: \"true\"`, `no: [\"false\", \"0\"]`."));
    }
    fields.finish(ctx);
    Some(ServerSays { source: source?, yes, no })
}

/// The header or the location in the body, of which there has to be one.
fn source(ctx: &mut Ctx, fields: &mut Fields<'_>, node: &Node, missing: &str) -> Option<HintSource> {
    let header = fields.get("header", ctx, header_name).map(HintSource::Header);
    let body = fields.get("body", ctx, scalars::pointer).map(HintSource::Body);
    if header.is_some() == body.is_some() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), missing);
        ctx.sink
            .push(finding.note("`header: Retry-After` reads a header, and `body: /error/retry_after` a field of the body."));
    }
    header.or(body)
}
