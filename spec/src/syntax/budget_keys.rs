//! The key `budget` of the section `retry`.

use super::ctx::Ctx;
use super::form::{self, Form};
use super::mapping_keys::Fields;
use super::values::parse_decimal;
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::rules;
use crate::source::Spanned;
use crate::words::{Charge, Transport};
use crate::yaml::Node;

/// An amount of tokens, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tokens(pub u32);

/// A limit on the retries of all calls together.
#[derive(Clone, Debug)]
pub struct Budget {
    pub capacity: Spanned<Tokens>,
    pub cost: Costs,
    pub refund: Option<Refund>,
    pub stop_below: Option<Spanned<Tokens>>,
    pub charge: Option<Spanned<Charge>>,
    pub scope: Option<Spanned<String>>,
}

/// What retries cost, by class and by transport failure.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    pub transient: Option<Spanned<Tokens>>,
    pub throttled: Option<Spanned<Tokens>>,
    pub transport: Vec<(Transport, Spanned<Tokens>)>,
}

/// What a successful call returns: an amount, or what its last retry took.
#[derive(Clone, Debug)]
pub enum Refund {
    Tokens(Spanned<Tokens>),
    Cost,
}

impl Budget {
    /// The default cost of a retry, and the default refund of a success.
    const USUAL: Tokens = Tokens(1000);

    /// The tokens that a retry of class `transient` takes.
    pub fn transient(&self) -> Tokens {
        self.cost.transient.as_ref().map_or(Self::USUAL, |cost| cost.value)
    }

    /// The tokens that a retry of class `throttled` takes.
    pub fn throttled(&self) -> Tokens {
        self.cost.throttled.as_ref().map_or(Self::USUAL, |cost| cost.value)
    }

    /// The tokens that a successful call returns, if it was not retried.
    pub fn refund(&self) -> Tokens {
        match &self.refund {
            Some(Refund::Tokens(refund)) => refund.value,
            _ => Self::USUAL,
        }
    }

    /// Whether a successful call returns what its last retry took.
    pub fn refunds_cost(&self) -> bool {
        matches!(self.refund, Some(Refund::Cost))
    }

    /// What must be left for a retry.
    pub fn stops_below(&self) -> Tokens {
        self.stop_below.as_ref().map_or(Tokens(0), |stop| stop.value)
    }

    /// What takes tokens.
    pub fn charge(&self) -> Charge {
        self.charge.as_ref().map_or(Charge::Retries, |charge| charge.value)
    }
}

pub(super) fn budget(ctx: &mut Ctx, node: &Node) -> Option<Budget> {
    let mut fields = Fields::of(ctx, "`budget`", node)?;
    let capacity: Option<Spanned<Tokens>> = fields.require("capacity", ctx, capacity);
    let cost = fields.get("cost", ctx, costs).unwrap_or_default();
    let refund = fields.get("refund", ctx, refund);
    let stop = fields.get("stop_below", ctx, stop_below);
    let charge = fields.get("charge", ctx, Ctx::word);
    let scope = fields.get("scope", ctx, Ctx::prose);
    fields.finish(ctx);
    let capacity = capacity?;
    let half = Tokens(capacity.value.0 / 2);
    let stop_below = stop.map(|stop| stop.map(|stop| stop.unwrap_or(half)));
    Some(Budget { capacity, cost, refund, stop_below, charge, scope })
}

fn costs(ctx: &mut Ctx, node: &Node) -> Option<Costs> {
    let mut fields = Fields::of(ctx, "`cost`", node)?;
    let transient = fields.get("transient", ctx, tokens);
    let throttled = fields.get("throttled", ctx, tokens);
    let transport = [
        ("connect", Transport::Connect),
        ("timeout", Transport::Timeout),
        ("reset", Transport::Reset),
        ("tls", Transport::Tls),
    ];
    let transport =
        transport.into_iter().filter_map(|(key, failure)| Some((failure, fields.get(key, ctx, tokens)?))).into_vec();
    fields.finish(ctx);
    Some(Costs { transient, throttled, transport })
}

fn refund(ctx: &mut Ctx, node: &Node) -> Option<Refund> {
    ctx.form(node, &form::REFUND);
    match node.scalar() {
        Some(scalar) if scalar.text == "cost" => Some(Refund::Cost),
        _ => tokens_from(ctx, node, 0, &form::REFUND).map(Refund::Tokens),
    }
}

/// An amount, or `None` for half of the capacity.
fn stop_below(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Option<Tokens>>> {
    ctx.form(node, &form::STOP_BELOW);
    match node.scalar() {
        Some(scalar) if scalar.text == "half" => Some(Spanned::new(None, node.span)),
        _ => tokens_from(ctx, node, 0, &form::STOP_BELOW).map(|tokens| tokens.map(Some)),
    }
}

fn capacity(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Tokens>> {
    tokens_from(ctx, node, 1000, &form::TOKENS)
}

fn tokens(ctx: &mut Ctx, node: &Node) -> Option<Spanned<Tokens>> {
    tokens_from(ctx, node, 0, &form::TOKENS)
}

/// At most a million, with at most three decimals.
fn tokens_from(ctx: &mut Ctx, node: &Node, least: u64, form: &Form<'_>) -> Option<Spanned<Tokens>> {
    ctx.form(node, form);
    let decimal = node.scalar().and_then(|scalar| parse_decimal(&scalar.text)).filter(|decimal| decimal.scale <= 3);
    let milli = decimal.and_then(|decimal| decimal.digits.checked_mul(10u64.pow(3 - u32::from(decimal.scale))));
    let milli = milli.filter(|milli| (least..=1_000_000_000).contains(milli)).and_then(|milli| u32::try_from(milli).ok());
    if milli.is_none() {
        let message =
            format!("expected an amount of tokens from {} to 1000000, found {}", least / 1000, super::ctx::written(node));
        let finding = Diagnostic::new(&rules::BAD_NUMBER, node.span, message);
        ctx.sink.push(finding.note("An amount has at most three decimals, as in `0.1`."));
    }
    milli.map(|milli| Spanned::new(Tokens(milli), node.span))
}
