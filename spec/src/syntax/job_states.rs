//! The states of a machine: how each is recognized, what it means, and what a response in this state contains.

use super::ctx::Ctx;
use super::facts::{self, Facts};
use super::keys::OF_STATES;
use super::mapping_keys::Fields;
#[cfg(not(feature = "reader"))]
use super::outcome::outcome;
use super::payload::{Payload, payload};
use super::scalars;
#[cfg(feature = "reader")]
use super::state_conditions::{self, StateConditions};
use crate::source::{Span, Spanned};
use crate::words::{Outcome, StateKind};
use crate::yaml::Node;

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

pub(super) fn state(ctx: &mut Ctx, node: &Node) -> Option<State> {
    let mut fields = Fields::of(ctx, "a state", node)?;
    #[cfg(feature = "reader")]
    let (conditions, outcome) = state_conditions::conditions(ctx, &mut fields);
    #[cfg(not(feature = "reader"))]
    let outcome = fields.get("outcome", ctx, outcome);
    let state = State {
        kind: fields.require("kind", ctx, Ctx::word),
        by: fields.get("by", ctx, Ctx::prose),
        outcome,
        #[cfg(feature = "reader")]
        conditions,
        aliases: fields.list("aliases", ctx, Ctx::text),
        payload: payload(ctx, &mut fields),
        blocked: fields.get("blocked", ctx, scalars::boolean).filter(|blocked| blocked.value).map(|blocked| blocked.span),
        observed: fields.get("observed", ctx, scalars::boolean).filter(|observed| observed.value).map(|observed| observed.span),
        facts: facts::facts(ctx, &mut fields, OF_STATES),
    };
    fields.finish(ctx);
    Some(state)
}
