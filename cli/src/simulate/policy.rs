//! The contract's retry section as the runtime's own policy, so that the engine of the clients runs here too.
//!
//! It says what the generator writes into a client's `RETRY`; a test holds the two against each other. The runtime's policies are
//! const data, so the lists are given away for good: a run of the command has one contract and ends with it.

use errspec::Facts;
use errspec::retry::{Backoff, BudgetRules, Factor, Hint, Jitter, Policy, Retry, Rule, ServerSays, Tokens, When};
use errspec::status::{StatusRange as Range, StatusRow, Statuses};
use errspec_spec::model::{self, CodeId, Contract, Origin, Via};
use errspec_spec::source::Spanned;
use errspec_spec::syntax::{self, Curve, Decimal, FieldCondition, StatusRange};
use errspec_spec::words::{Bound, JitterKind};
use std::time::Duration;

/// The policy, without its budget: that is a store, which each run fills anew.
pub(super) fn policy(contract: &Contract) -> Policy {
    let policy = &contract.policy;
    Policy {
        attempts: policy.attempts.value,
        deadline: policy.deadline.as_ref().map(|deadline| deadline.value),
        attempt_timeout: policy.attempt_timeout.as_ref().map(|timeout| timeout.value),
        backoff: backoff(&policy.backoff.value),
        jitter: policy.jitter.as_ref().map_or(Jitter::NONE, jitter),
        hints: kept(policy.hints.iter().map(hint)),
        combine: policy.combine,
        spread: policy.spread,
        rules: kept(policy.rules.iter().map(|rule| self::rule(rule, contract))),
        server_says: policy.server_says.as_ref().map(|says| ServerSays {
            header: text(&says.header),
            yes: says.yes.as_ref().map(|yes| text(yes)),
            no: says.no.as_ref().map(|no| text(no)),
        }),
        success: kept(contract.success.iter().map(pair)),
        statuses: statuses(contract),
        ..Policy::DEFAULT
    }
}

/// What retries cost, where the contract has a budget.
pub(super) fn budget(contract: &Contract) -> Option<BudgetRules> {
    let budget = contract.policy.budget.as_ref()?;
    Some(BudgetRules {
        capacity: Tokens::whole(budget.capacity.value),
        transient: Tokens::whole(budget.transient()),
        throttled: Tokens::whole(budget.throttled()),
        refund: Tokens::whole(budget.refund()),
        scope: budget.scope.as_ref().map_or("", |scope| text(scope)),
    })
}

pub(super) fn retry(retry: &syntax::Retry) -> Retry {
    let of = Retry::of(retry.class);
    Retry {
        attempts: retry.attempts.as_ref().map(|attempts| attempts.value),
        backoff: retry.backoff.as_ref().map(backoff),
        ..of
    }
}

fn backoff(backoff: &syntax::Backoff) -> Backoff {
    let curve = match &backoff.curve {
        Curve::Constant { base } => Backoff::constant(*base),
        Curve::Linear { base, step } => Backoff::linear(*base, *step),
        Curve::Exponential { base, factor } => Backoff::exponential(*base, self::factor(*factor)),
        Curve::Fibonacci { base } => Backoff::fibonacci(*base),
        Curve::Table { delays } => Backoff::table(kept(delays.iter().copied())),
    };
    let of = |value: &Option<Spanned<Duration>>, default| value.as_ref().map_or(default, |value| value.value);
    curve.add(of(&backoff.add, Duration::ZERO)).cap(of(&backoff.cap, Duration::MAX))
}

fn jitter(jitter: &syntax::Jitter) -> Jitter {
    let max = jitter.max.as_ref().map_or(Duration::ZERO, |max| max.value);
    let kind = match jitter.kind.value {
        JitterKind::None => Jitter::NONE,
        JitterKind::Full => Jitter::FULL,
        JitterKind::Equal => Jitter::EQUAL,
        JitterKind::Proportional => {
            Jitter::proportional(jitter.ratio.as_ref().map_or(Factor::ZERO, |ratio| factor(ratio.value)))
        }
        JitterKind::Additive => Jitter::additive(max),
        JitterKind::Decorrelated => Jitter::DECORRELATED,
    };
    if jitter.bound.as_ref().is_some_and(|bound| bound.value == Bound::Soft) { kind.soft() } else { kind }
}

fn factor(decimal: Decimal) -> Factor {
    Factor::decimal(decimal.digits, decimal.scale)
}

fn hint(hint: &syntax::Hint) -> Hint {
    let forms = kept(hint.forms.iter().map(|form| form.value));
    let plain = match &hint.source {
        syntax::HintSource::Header(name) => Hint::header(text(name), forms),
        syntax::HintSource::Body(pointer) => Hint::body(text(pointer), forms),
    };
    Hint {
        on: kept(hint.on.iter().map(|range| pair(&range.value))),
        max: hint.max.as_ref().map_or(plain.max, |max| max.value),
        over_max: hint.over_max.as_ref().map_or(plain.over_max, |over| over.value),
        default: hint.default.as_ref().map(|default| default.value),
        ..plain
    }
}

fn rule(rule: &model::Rule, contract: &Contract) -> Rule {
    let when = &rule.when;
    let operation = when.operation.as_ref().and_then(|at| contract.operations.get(at.value));
    let when = When {
        code: wire(&when.code, contract),
        error_type: wire(&when.error_type, contract),
        status: kept(when.status.iter().map(|range| pair(&range.value))),
        transport: when.transport.as_ref().map(|transport| transport.value),
        headers: conditions(&when.headers),
        fields: conditions(&when.fields),
        operation: operation.map(|operation| text(&operation.name)),
        method: when.method.as_ref().map(|method| method.as_str()),
    };
    Rule { when, retry: Some(retry(&rule.retry.value)), effect: rule.effect.as_ref().map(|effect| effect.value), ..Rule::NONE }
}

/// All ids of a condition have one wire text.
fn wire(ids: &Option<Spanned<Vec<CodeId>>>, contract: &Contract) -> Option<&'static str> {
    let id = ids.as_ref()?.value.first()?;
    contract.code(*id).map(|code| text(&code.wire))
}

fn conditions(conditions: &[FieldCondition]) -> &'static [(&'static str, &'static str)] {
    kept(conditions.iter().map(|condition| (text(&condition.at), text(&condition.equals))))
}

fn statuses(contract: &Contract) -> &'static Statuses {
    let facts = |facts: &model::Facts| Facts {
        retry: own(&facts.retry.origin).then(|| retry(&facts.retry.value)),
        effect: own(&facts.effect.origin).then_some(facts.effect.value),
        ..Facts::NONE
    };
    let row = |status: &model::Status| StatusRow { facts: facts(&status.facts), ..StatusRow::new(status.status.value) };
    let rows = contract.statuses.iter().map(row);
    let range = |of: &model::StatusDefaults| Range { facts: facts(&of.facts), ..Range::new(of.range.from, of.range.to) };
    let ranges = contract.ranges.iter().map(range);
    Box::leak(Box::new(Statuses { rows: kept(rows), ranges: kept(ranges), ..Statuses::EMPTY }))
}

/// Whether the entry itself says so.
fn own(origin: &Origin) -> bool {
    origin.via == Via::Own
}

fn pair(range: &StatusRange) -> (u16, u16) {
    (range.from, range.to)
}

pub(super) fn text(text: &str) -> &'static str {
    text.to_owned().leak()
}

pub(super) fn kept<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    items.collect::<Vec<T>>().leak()
}
