//! All facts that can decide about an outcome: rules, and the entries they compete with.

use super::conditions::{Coded, Conditions};
use crate::lists::{IntoVec, sort_by_key};
use crate::model::{CodeId, Contract, Facts, Rule, Via};
use crate::source::Span;
use crate::syntax::{Retry, StatusRange};
use crate::words::Effect;
use errspec_core::rank::{Rank, Specificity, StatusCondition};

/// The source of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A status, a range of statuses or a code.
    Entry,
    /// A rule, by index.
    Rule(usize),
}

impl Source {
    /// Whether a rule is compared with this: entries and earlier rules, so that each pair is compared once.
    pub(crate) fn is_before(self, rule: usize) -> bool {
        match self {
            Self::Entry => true,
            Self::Rule(at) => at < rule,
        }
    }
}

/// A fact that decides about outcomes.
pub(crate) struct Fact<'c> {
    /// Its rank, and among equal ranks the one with more conditions first.
    pub(crate) key: Specificity,
    pub(crate) conditions: Conditions,
    pub(crate) retry: Option<&'c Retry>,
    pub(crate) effect: Option<Effect>,
    pub(crate) span: Span,
    pub(crate) effect_span: Span,
    pub(crate) source: Source,
}

/// The facts of all rules, one for each status of a rule.
pub(crate) fn of_rules(contract: &Contract) -> Vec<Fact<'_>> {
    contract.policy.rules.iter().enumerate().flat_map(|(at, rule)| of_rule(at, rule, contract)).into_vec()
}

/// The facts of these rules, and of the entries with which rules can compete.
pub(crate) fn of<'c>(contract: &'c Contract, rules: &[(usize, &'c Rule)]) -> Vec<Fact<'c>> {
    let mut facts: Vec<Fact<'c>> = rules.iter().flat_map(|(at, rule)| of_rule(*at, rule, contract)).into_vec();
    if facts.is_empty() {
        return facts;
    }
    let codes: Vec<CodeId> =
        facts.iter().filter_map(|fact| fact.conditions.code.as_ref()).flatten().map(|code| code.id).into_vec();
    let types: Vec<CodeId> =
        facts.iter().filter_map(|fact| fact.conditions.error_type.as_ref()).flatten().map(|code| code.id).into_vec();
    for (rank, mut ids) in [(Rank::Code, codes), (Rank::Type, types)] {
        sort_by_key(&mut ids, |id| *id);
        ids.dedup();
        let entries = ids.into_iter().filter_map(|id| {
            let conditions = match rank {
                Rank::Code => Conditions { code: Some(vec![Coded::new(id, contract)]), ..Conditions::default() },
                _ => Conditions { error_type: Some(vec![Coded::new(id, contract)]), ..Conditions::default() },
            };
            of_entry(rank, conditions, &contract.code(id)?.facts, Via::is_own)
        });
        facts.extend(entries);
    }
    let written = |via: &Via| *via == Via::Own;
    let of_status = |status: StatusRange| Conditions { status: Some(status), ..Conditions::default() };
    contract
        .statuses
        .iter()
        .filter_map(|entry| {
            let status = entry.status.value;
            of_entry(Rank::Status, of_status(StatusRange { from: status, to: status }), &entry.facts, written)
        })
        .add_to(&mut facts);
    contract
        .ranges
        .iter()
        .filter_map(|entry| of_entry(Rank::Range, of_status(entry.range.value), &entry.facts, written))
        .add_to(&mut facts);
    facts
}

fn of_rule<'c>(at: usize, rule: &'c Rule, contract: &'c Contract) -> Vec<Fact<'c>> {
    let when = &rule.when;
    let fact = |status: Option<StatusRange>| {
        Some(Fact {
            key: when.specificity(condition(status)),
            conditions: Conditions::of(when, status, contract)?,
            retry: Some(&rule.retry.value),
            effect: rule.effect.as_ref().map(|effect| effect.value),
            span: rule.retry.span,
            effect_span: rule.effect.as_ref().map_or(rule.retry.span, |effect| effect.span),
            source: Source::Rule(at),
        })
    };
    match when.status.as_slice() {
        [] => fact(None).into_iter().into_vec(),
        statuses => statuses.iter().filter_map(|status| fact(Some(status.value))).into_vec(),
    }
}

fn condition(status: Option<StatusRange>) -> StatusCondition {
    match status {
        None => StatusCondition::Any,
        Some(range) if range.from == range.to => StatusCondition::Single,
        Some(_) => StatusCondition::Range,
    }
}

fn of_entry<'c>(rank: Rank, conditions: Conditions, facts: &'c Facts, written: impl Fn(&Via) -> bool) -> Option<Fact<'c>> {
    let retry = Some(&facts.retry).filter(|retry| written(&retry.origin.via));
    let effect = Some(&facts.effect).filter(|effect| written(&effect.origin.via));
    let retry_span = retry.and_then(|retry| retry.origin.span);
    let effect_span = effect.and_then(|effect| effect.origin.span);
    let span = retry_span.or(effect_span)?;
    Some(Fact {
        key: Specificity::of(rank),
        conditions,
        retry: retry.map(|retry| &retry.value),
        effect: effect.map(|effect| effect.value),
        span,
        effect_span: effect_span.unwrap_or(span),
        source: Source::Entry,
    })
}

/// Whether more specific facts decide about all outcomes with these conditions.
pub(crate) fn decided(conditions: &Conditions, key: Specificity, facts: &[Fact<'_>], says: impl Fn(&Fact<'_>) -> bool) -> bool {
    covered(conditions, facts.iter().filter(|fact| fact.key < key && says(fact)))
}

/// Whether one of these facts applies to all outcomes with these conditions.
pub(crate) fn covered<'f, 'c: 'f>(conditions: &Conditions, facts: impl Iterator<Item = &'f Fact<'c>>) -> bool {
    let mut left = vec![conditions.status.unwrap_or(StatusRange { from: 100, to: 999 })];
    for fact in facts.filter(|fact| conditions.imply(&fact.conditions)) {
        match fact.conditions.status {
            None => return true,
            Some(status) => left = StatusRange::without(&left, status),
        }
    }
    left.is_empty() && conditions.answered()
}
