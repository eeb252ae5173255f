//! States that are recognized by a condition, and outcomes that depend on the response.

use super::ctx::Ctx;
use super::mapping_keys::Fields;
use super::outcome::outcome;
use super::when::{Asker, When, when};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::Outcome;
use crate::yaml::{Node, NodeKind};

/// The properties of a state that depend on the response.
#[derive(Clone, Debug, Default)]
pub struct StateConditions {
    /// The condition by which the state is recognized, instead of by its text.
    pub when: Option<Spanned<When>>,
    /// The outcomes that have a condition. The first whose condition holds applies.
    pub cases: Vec<OutcomeCase>,
}

/// `{ when: { … }, is: failure }`.
#[derive(Clone, Debug)]
pub struct OutcomeCase {
    pub when: Spanned<When>,
    pub is: Spanned<Outcome>,
}

/// The conditions of a state, and its outcome without one.
pub(super) fn conditions(ctx: &mut Ctx, fields: &mut Fields<'_>) -> (StateConditions, Option<Spanned<Outcome>>) {
    let (cases, last) = fields.get("outcome", ctx, outcomes).unwrap_or_default();
    let when = fields.get("when", ctx, |ctx, node| condition(ctx, node, Asker::State));
    (StateConditions { when, cases }, last)
}

fn condition(ctx: &mut Ctx, node: &Node, asker: Asker) -> Option<Spanned<When>> {
    Some(Spanned::new(when(ctx, node, asker)?, node.span.first()))
}

/// `success`, or a list of cases that ends with the outcome for all other responses: `[{ when: { … }, is: failure }, success]`.
fn outcomes(ctx: &mut Ctx, node: &Node) -> Option<(Vec<OutcomeCase>, Option<Spanned<Outcome>>)> {
    let mut items = ctx.list(node, item);
    let last = match items.pop() {
        Some((Item::Otherwise(outcome), _)) => Some(outcome),
        Some((Item::Broken, _)) => None,
        last => {
            let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "this list does not end with an outcome");
            ctx.sink
                .push(finding.note("The last one applies if no condition holds: `[{ when: { … }, is: failure }, success]`."));
            items.extend(last);
            None
        }
    };
    let mut cases = Vec::new();
    for (item, span) in items {
        match item {
            Item::Case(case) => cases.push(*case),
            Item::Otherwise(_) => {
                let finding = Diagnostic::new(&rules::WRONG_KIND, span, "an outcome without `when` is the last of its list");
                ctx.sink
                    .push(finding.note("Those before it are written `{ when: { field: { /state: lost } }, is: failure }`."));
            }
            Item::Broken => {}
        }
    }
    Some((cases, last))
}

enum Item {
    Case(Box<OutcomeCase>),
    Otherwise(Spanned<Outcome>),
    /// It has been reported.
    Broken,
}

fn item(ctx: &mut Ctx, node: &Node) -> Option<(Item, Span)> {
    let is_case = matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key != "needs"));
    if is_case || ctx.probes_map(node) {
        let case = outcome_case(ctx, node);
        if !ctx.is_probing() {
            return Some((case.map_or(Item::Broken, |case| Item::Case(Box::new(case))), node.span.first()));
        }
    }
    Some((outcome(ctx, node).map_or(Item::Broken, Item::Otherwise), node.span))
}

fn outcome_case(ctx: &mut Ctx, node: &Node) -> Option<OutcomeCase> {
    let mut fields = Fields::of(ctx, "a case of `outcome`", node)?;
    let when = fields.require("when", ctx, |ctx, node| condition(ctx, node, Asker::Outcome));
    let is = fields.require("is", ctx, outcome);
    fields.finish(ctx);
    Some(OutcomeCase { when: when?, is: is? })
}
