//! The key `jitter` of the section `retry` and of operations.

use super::ctx::Ctx;
use super::durations;
use super::mapping_keys::Fields;
use super::scalars;
use super::values::{self, Decimal};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::words::{Bound, JitterKind};
use crate::yaml::{Node, NodeKind};
use errspec_core::retry::{self, Factor};
use std::time::Duration;

/// How delays are randomized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jitter {
    pub kind: Spanned<JitterKind>,
    /// For `additive`: the maximum that is added.
    pub max: Option<Spanned<Duration>>,
    /// For `proportional`: the part of the delay that is added or subtracted.
    pub ratio: Option<Spanned<Decimal>>,
    /// For `range`: the factors between which the delay is multiplied.
    pub from: Option<Spanned<Decimal>>,
    pub to: Option<Spanned<Decimal>>,
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
            JitterKind::Range => {
                let factor = |factor: &Option<Spanned<Decimal>>, or| factor.as_ref().map_or(or, |factor| factor.value.factor());
                retry::Jitter::range(factor(&self.from, Factor::ZERO), factor(&self.to, Factor::ONE))
            }
            JitterKind::Decorrelated => retry::Jitter::DECORRELATED,
        };
        let bound = self.bound.as_ref().map_or(Bound::Hard, |bound| bound.value);
        retry::Jitter { bound, ..jitter }
    }
}

pub(super) fn jitter(ctx: &mut Ctx, node: &Node) -> Option<Jitter> {
    if let Some(ratio) = node.scalar().filter(|scalar| values::parse_decimal(&scalar.text).is_some()) {
        let message = format!("`{}` is not a kind of jitter", ratio.text);
        let long = format!("{{ kind: proportional, ratio: {} }}", ratio.text);
        let finding = Diagnostic::new(&rules::UNKNOWN_WORD, node.span, message);
        ctx.sink.push(finding.fix(node.span, &long, format!("for a fraction of the delay, write `{long}`")));
        return None;
    }
    if node.scalar().is_some() {
        let jitter = Jitter { kind: ctx.word(node)?, max: None, ratio: None, from: None, to: None, bound: None };
        check_jitter(ctx, node, &jitter);
        return Some(jitter);
    }
    let mut fields = Fields::of(ctx, "`jitter`", node)?;
    let kind = fields.require("kind", ctx, Ctx::word);
    let max = fields.get("max", ctx, durations::duration);
    let ratio = fields.get("ratio", ctx, scalars::decimal);
    let from = fields.get("from", ctx, share);
    let to = fields.get("to", ctx, scalars::decimal);
    let bound = fields.get("bound", ctx, Ctx::word);
    fields.finish(ctx);
    let jitter = Jitter { kind: kind?, max, ratio, from, to, bound };
    check_jitter(ctx, node, &jitter);
    Some(jitter)
}

fn check_jitter(ctx: &mut Ctx, node: &Node, jitter: &Jitter) {
    use crate::words::JitterKind::{Additive, Proportional, Range};
    let word = jitter.kind.value.as_str();
    // A key whose value is wrong has its own finding.
    let is_missing = |key: &str| !matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key == key));
    if jitter.kind.value == Additive && is_missing("max") {
        ctx.sink
            .push(Diagnostic::new(&rules::MISSING_KEY, node.span, "additive jitter needs `max`").note("Write `max: 500ms`."));
    }
    if jitter.kind.value == Proportional && is_missing("ratio") {
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
    match (&jitter.from, &jitter.to) {
        (from, to) if jitter.kind.value != Range => {
            for (key, factor) in [("from", from), ("to", to)] {
                if let Some(factor) = factor {
                    let message = format!("`{key}` has no effect on {word} jitter");
                    ctx.sink.push(Diagnostic::new(&rules::UNUSED_KEY, factor.span, message));
                }
            }
        }
        (Some(from), Some(to)) if from.value.factor().is_above(to.value.factor()) => {
            let finding = Diagnostic::new(&rules::BAD_NUMBER, from.span, "a range of jitter begins with its smaller factor");
            ctx.sink
                .push(finding.label(to.span, "the larger factor").note("Write it like `{ kind: range, from: 0.75, to: 1 }`."));
        }
        _ if !is_missing("from") && !is_missing("to") => {}
        _ => {
            let finding = Diagnostic::new(&rules::MISSING_KEY, node.span, "a range of jitter needs `from` and `to`");
            ctx.sink.push(finding.note("Write it like `{ kind: range, from: 0.75, to: 1 }`."));
        }
    }
}

/// A decimal that may be zero.
fn share(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Decimal>> {
    let zero = node.scalar().and_then(|scalar| values::parse_decimal(&scalar.text)).filter(|decimal| decimal.digits == 0);
    match zero {
        Some(zero) => Some(Spanned::new(zero, node.span)),
        None => scalars::decimal(ctx, node),
    }
}
