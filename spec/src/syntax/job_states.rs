//! The states of a machine: how each is known, what it means, and what an answer in it contains.

use super::ctx::{Ctx, Fields};
use super::facts::{self, Facts};
use super::keys::OF_STATES;
#[cfg(not(feature = "reader"))]
use super::outcome::outcome;
use super::scalars;
#[cfg(feature = "reader")]
use super::state_conditions::{self, StateConditions};
use crate::lists::IntoVec;
use crate::source::{Span, Spanned};
use crate::words::{Outcome, StateKind};
use crate::yaml::{Node, NodeKind};

/// One state.
#[derive(Clone, Debug)]
pub struct State {
    pub kind: Option<Spanned<StateKind>>,
    pub by: Option<Spanned<String>>,
    pub outcome: Option<Spanned<Outcome>>,
    #[cfg(feature = "reader")]
    pub conditions: StateConditions,
    pub aliases: Vec<Spanned<String>>,
    pub payload: Vec<Payload>,
    pub blocked: Option<Span>,
    pub observed: Option<Span>,
    pub facts: Facts,
}

/// A member that a response in a state contains.
#[derive(Clone, Debug)]
pub struct Payload {
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// Where it is, if that is not the top-level member with its name.
    pub at: Option<Spanned<String>>,
    /// Whether a response may lack it.
    pub optional: bool,
    pub kind: Spanned<String>,
}

pub(super) fn state(ctx: &mut Ctx, node: &Node) -> Option<State> {
    let mut fields = ctx.fields("a state", node)?;
    #[cfg(feature = "reader")]
    let (conditions, outcome) = state_conditions::conditions(ctx, &mut fields);
    #[cfg(not(feature = "reader"))]
    let outcome = fields.get("outcome", ctx, outcome);
    let state = State {
        kind: fields.require("kind", ctx, Ctx::word),
        by: fields.get("by", ctx, Ctx::text),
        outcome,
        #[cfg(feature = "reader")]
        conditions,
        aliases: fields.list("aliases", ctx, Ctx::text),
        payload: payload(ctx, &mut fields),
        blocked: fields.get("blocked", ctx, Ctx::boolean).filter(|blocked| blocked.value).map(|blocked| blocked.span),
        observed: fields.get("observed", ctx, Ctx::boolean).filter(|observed| observed.value).map(|observed| observed.span),
        facts: facts::facts(ctx, &mut fields, OF_STATES),
    };
    fields.finish(ctx);
    Some(state)
}

fn payload(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Vec<Payload> {
    let members = fields.named("payload", ctx, payload_member);
    for member in members.iter().filter(|member| member.value.at.is_none()) {
        scalars::is_member(ctx, &member.key.value, member.key.span);
    }
    members.into_iter().map(|member| Payload { name: member.key, ..member.value }).into_vec()
}

/// `url: string`, or `url: { at: /result/url, type: string, optional: true, name: link }`.
fn payload_member(ctx: &mut Ctx, node: &Node) -> Option<Payload> {
    let name = Spanned::new(String::new(), node.span);
    if !matches!(node.kind, NodeKind::Map(_)) {
        return Some(Payload { name, rust_name: None, at: None, optional: false, kind: ctx.text(node)? });
    }
    let mut fields = ctx.fields("a payload member", node)?;
    let kind = fields.require("type", ctx, Ctx::text);
    let at = fields.get("at", ctx, scalars::pointer);
    let optional = fields.get("optional", ctx, Ctx::boolean).is_some_and(|optional| optional.value);
    let rust_name = fields.get("name", ctx, facts::rust_name);
    fields.finish(ctx);
    Some(Payload { name, rust_name, at, optional, kind: kind? })
}
