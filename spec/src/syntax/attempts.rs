//! How many times a call is sent, and the header that says so.

use super::ctx::Ctx;
use super::form;
use super::header_name::header_name;
use super::mapping_keys::Fields;
use super::retry;
use super::scalars;
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

/// `attempts: 3`, which includes the first request, `retries: 2`, or `attempts: unlimited`.
#[derive(Clone, Debug)]
pub enum Limit {
    Attempts(Spanned<u32>),
    Retries(Spanned<u32>),
    Unlimited(Span),
}

impl Limit {
    /// The number that stands for `attempts: unlimited`.
    pub const UNLIMITED: u32 = u32::MAX;

    /// Where it was written.
    pub fn span(&self) -> Span {
        match self {
            Self::Attempts(n) | Self::Retries(n) => n.span,
            Self::Unlimited(span) => *span,
        }
    }

    /// The total number of attempts, including the first one.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Attempts(n) => n.value,
            Self::Retries(n) => n.value.saturating_add(1),
            Self::Unlimited(_) => Self::UNLIMITED,
        }
    }
}

/// A request header that carries the number of the attempt.
#[derive(Clone, Debug)]
pub struct AttemptHeader {
    pub name: Spanned<String>,
    pub value: Option<Spanned<String>>,
}

/// `attempts`, `retries` or neither.
pub(super) fn limit(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Option<Limit> {
    let attempts = fields.get("attempts", ctx, attempts);
    let retries = fields.get("retries", ctx, |ctx, node| scalars::number(ctx, node, 0, 999));
    match (attempts, retries) {
        (Some(attempts), Some(retries)) => {
            let finding = Diagnostic::new(&rules::ATTEMPTS_AND_RETRIES, retries.span, "`attempts` and `retries` are both set");
            let finding = finding.label(attempts.span(), "already set here");
            ctx.sink.push(finding.note(
                "`retries: 2` is the same as `attempts: 3`, because attempts include the first request. Keep one of them.",
            ));
            Some(attempts)
        }
        (Some(attempts), None) => Some(attempts),
        (None, retries) => retries.map(Limit::Retries),
    }
}

fn attempts(ctx: &mut Ctx, node: &Node) -> Option<Limit> {
    ctx.form(node, &form::ATTEMPTS);
    match node.scalar() {
        Some(scalar) if scalar.text == "unlimited" => Some(Limit::Unlimited(node.span)),
        _ => retry::attempts(ctx, node).map(Limit::Attempts),
    }
}

/// `attempt_header: X-Attempt`, or its name and value.
pub(super) fn attempt_header(ctx: &mut Ctx, node: &Node) -> Option<AttemptHeader> {
    if node.scalar().is_some() {
        return header_name(ctx, node).map(|name| AttemptHeader { name, value: None });
    }
    let mut fields = Fields::of(ctx, "`attempt_header`", node)?;
    let name = fields.require("name", ctx, header_name);
    let value = fields.get("value", ctx, template);
    fields.finish(ctx);
    Some(AttemptHeader { name: name?, value })
}

/// The names that may stand between braces.
const PLACES: [&str; 4] = ["attempt", "retry", "attempts", "retries"];

fn template(ctx: &mut Ctx, node: &Node) -> Option<Spanned<String>> {
    let text = ctx.text(node)?;
    let names = text.split('{').skip(1).map(|part| part.split_once('}').map_or("", |(name, _)| name));
    if let Some(name) = names.into_iter().find(|name| !PLACES.contains(name)) {
        let finding =
            Diagnostic::new(&rules::UNKNOWN_NAME, text.span, format!("`{{{name}}}` is not a placeholder for this header"));
        ctx.sink.push(finding.note(
            "`{attempt}` is the number of the attempt, from 1, and `{retry}` the same number, from 0. `{attempts}` and `{retries}` \
             are the maximum numbers.",
        ));
        return None;
    }
    if !text.is_ascii() || text.bytes().any(|byte| byte.is_ascii_control()) {
        ctx.sink.push(Diagnostic::new(&rules::BAD_HEADER_NAME, text.span, "the value of a header is printable ASCII"));
        return None;
    }
    Some(text)
}
