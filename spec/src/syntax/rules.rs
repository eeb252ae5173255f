//! The keys `hints`, `rules` and `server_says` of the section `retry`.

use super::ctx::Ctx;
use super::durations;
use super::facts::{self, BasisWords};
use super::mapping_keys::Fields;
use super::place::{Place, place_without_default};
use super::retry::{self, Retry};
use super::scalars;
use super::when::{self, Asker, When};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::{Effect, Form, HintAs, OverMax};
use crate::yaml::{Node, NodeKind};
use std::time::Duration;

/// A place in which the server says how long to wait.
#[derive(Clone, Debug)]
pub struct Hint<W = When> {
    /// Where it was written.
    pub span: Span,
    /// Where it is, without a default.
    pub place: Place,
    /// Its form; the first one that can read it counts.
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

/// A retry class that depends on conditions.
#[derive(Clone, Debug)]
pub struct Rule {
    pub span: Span,
    pub when: When,
    pub retry: Option<Spanned<Retry>>,
    pub effect: Option<Spanned<Effect>>,
    pub basis: BasisWords,
}

/// A place in which the server says whether to retry.
#[derive(Clone, Debug)]
pub struct ServerSays {
    /// Where it is, without a default.
    pub place: Place,
    pub yes: Vec<Spanned<String>>,
    pub no: Vec<Spanned<String>>,
}

pub(super) fn hint(ctx: &mut Ctx, node: &Node) -> Option<Hint> {
    let mut fields = Fields::of(ctx, "a hint", node)?;
    let place = place_without_default(ctx, &mut fields, node);
    let max: Option<(Spanned<Duration>, bool)> = fields.get("max", ctx, longest);
    let findings = ctx.sink.len();
    let forms = fields.list("form", ctx, Ctx::word);
    let lacks_form = forms.is_empty() && ctx.sink.len() == findings;
    let max_from_backoff = max.as_ref().is_some_and(|(_, from_backoff)| *from_backoff);
    let hint = Hint {
        span: node.span,
        place,
        forms,
        when: fields.get("when", ctx, |ctx, node| when::when(ctx, node, Asker::Hint)).unwrap_or_default(),
        says: fields.get("as", ctx, Ctx::word),
        max: max.map(|(max, _)| max),
        max_from_backoff,
        restarts: fields.get("restarts", ctx, scalars::boolean).is_some_and(|restarts| restarts.value),
        over_max: fields.get("over_max", ctx, Ctx::word),
        default: fields.get("default", ctx, durations::duration),
    };
    if lacks_form {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a hint needs `form`");
        ctx.sink.push(finding.note("Set one form, `form: delay-seconds`, or several, `form: [delay-seconds, http-date]`."));
    }
    fields.finish(ctx);
    Some(hint)
}

/// `max: 30s`, or `max: { backoff_plus: 5s }`.
fn longest(ctx: &mut Ctx, node: &Node) -> Option<(Spanned<Duration>, bool)> {
    if !matches!(node.kind, NodeKind::Map(_)) {
        return durations::duration(ctx, node).map(|max| (max, false));
    }
    let mut fields = Fields::of(ctx, "`max`", node)?;
    let plus = fields.require("backoff_plus", ctx, durations::duration);
    fields.finish(ctx);
    plus.map(|plus| (plus, true))
}

pub(super) fn rule(ctx: &mut Ctx, node: &Node) -> Option<Rule> {
    let mut fields = Fields::of(ctx, "a rule", node)?;
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
    let mut fields = Fields::of(ctx, "`server_says`", node)?;
    let place = place_without_default(ctx, &mut fields, node);
    let yes = fields.choice("yes", ctx, "List the values that ask for a retry.", Ctx::string);
    let no = fields.choice("no", ctx, "List the values that forbid a retry.", Ctx::string);
    if yes.is_empty() && no.is_empty() && !ctx.is_probing() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "`server_says` needs `yes` or `no`");
        ctx.sink.push(finding.note("Give the values for each case: `yes: \"true\"`, `no: [\"false\", \"0\"]`."));
    }
    fields.finish(ctx);
    Some(ServerSays { place, yes, no })
}
