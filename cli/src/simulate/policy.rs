//! The contract's retry section as the runtime's own policy, so that the engine of the clients runs here too.
//!
//! It says what the generator writes into a client's `RETRY`; a test holds the two against each other.

use super::conditions;
use super::leaked::{kept, pair};
use errspec::Facts;
use errspec::retry::{BudgetRules, Hint, Policy, Retry, Rule, ServerSays, Tokens};
use errspec::status::{StatusRange as Range, StatusRow, Statuses};
use errspec_spec::model::{self, Contract, Origin, Via};
use errspec_spec::syntax;

/// The policy without its budget, which each run fills anew.
pub(super) fn policy(contract: &'static Contract) -> Policy {
    let policy = &contract.policy;
    Policy {
        attempts: policy.attempts.value,
        deadline: policy.deadline.as_ref().map(|deadline| deadline.value),
        attempt_timeout: policy.attempt_timeout.as_ref().map(|timeout| timeout.value),
        backoff: policy.backoff.value.as_core(),
        jitter: policy.waits().jitter,
        hints: kept(policy.hints.iter().map(|hint| self::hint(hint, contract))),
        classes: kept(policy.classes.iter().map(|class| retry(&class.value))),
        repeat: policy.repeat.as_ref().map(|repeat| repeat.value),
        combine: policy.combine,
        spread: policy.spread,
        rules: kept(policy.rules.iter().map(|rule| self::rule(rule, contract))),
        choose: policy.choose,
        server_says: kept(policy.server_says.iter().map(server_says)),
        success: kept(contract.success.iter().map(pair)),
        statuses: statuses(contract),
        ..Policy::DEFAULT
    }
}

/// The rules of the budget, if the contract has one.
pub(super) fn budget(contract: &'static Contract) -> Option<BudgetRules> {
    let budget = contract.policy.budget.as_ref()?;
    let tokens = |tokens: syntax::Tokens| Tokens::milli(tokens.0);
    Some(BudgetRules {
        transient: tokens(budget.transient()),
        throttled: tokens(budget.throttled()),
        transport: kept(budget.cost.transport.iter().map(|(failure, cost)| (*failure, tokens(cost.value)))),
        refund: tokens(budget.refund()),
        refund_cost: budget.refunds_cost(),
        stop_below: tokens(budget.stops_below()),
        charge: budget.charge(),
        scope: budget.scope.as_ref().map_or("", |scope| scope.as_str()),
        ..BudgetRules::new(tokens(budget.capacity.value))
    })
}

fn server_says(says: &'static syntax::ServerSays) -> ServerSays {
    let place = match &says.source {
        syntax::HintSource::Header(name) => ServerSays::header(name),
        syntax::HintSource::Body(pointer) => ServerSays::body(pointer),
    };
    place.yes(kept(says.yes.iter().map(|yes| yes.as_str()))).no(kept(says.no.iter().map(|no| no.as_str())))
}

pub(super) fn retry(retry: &'static syntax::Retry) -> Retry {
    let of = Retry::of(retry.class);
    Retry {
        attempts: retry.attempts.as_ref().map(|attempts| attempts.value),
        backoff: retry.backoff.as_ref().map(syntax::Backoff::as_core),
        repeat: retry.repeat.as_ref().map(|repeat| repeat.value),
        ..of
    }
}

fn hint(hint: &'static model::Hint, contract: &'static Contract) -> Hint {
    let forms = kept(hint.forms.iter().map(|form| form.value));
    let plain = match &hint.source {
        syntax::HintSource::Header(name) => Hint::header(name, forms),
        syntax::HintSource::Body(pointer) => Hint::body(pointer, forms),
    };
    Hint {
        when: conditions::when(&hint.when, contract),
        says: hint.says.as_ref().map_or(plain.says, |says| says.value),
        max: hint.max.as_ref().map_or(plain.max, |max| max.value),
        max_from_backoff: hint.max_from_backoff,
        restarts: hint.restarts,
        over_max: hint.over_max.as_ref().map_or(plain.over_max, |over| over.value),
        default: hint.default.as_ref().map(|default| default.value),
        ..plain
    }
}

fn rule(rule: &'static model::Rule, contract: &'static Contract) -> Rule {
    let when = conditions::when(&rule.when, contract);
    Rule { when, retry: Some(retry(&rule.retry.value)), effect: rule.effect.as_ref().map(|effect| effect.value), ..Rule::NONE }
}

fn statuses(contract: &'static Contract) -> &'static Statuses {
    let facts = |facts: &'static model::Facts| Facts {
        retry: own(&facts.retry.origin).then(|| retry(&facts.retry.value)),
        effect: own(&facts.effect.origin).then_some(facts.effect.value),
        ..Facts::NONE
    };
    let row = |status: &'static model::Status| StatusRow { facts: facts(&status.facts), ..StatusRow::new(status.status.value) };
    let rows = contract.statuses.iter().map(row);
    let range =
        |of: &'static model::StatusDefaults| Range { facts: facts(&of.facts), ..Range::new(of.range.from, of.range.to) };
    let ranges = contract.ranges.iter().map(range);
    Box::leak(Box::new(Statuses { rows: kept(rows), ranges: kept(ranges), ..Statuses::EMPTY }))
}

/// Whether the entry itself states the fact.
fn own(origin: &Origin) -> bool {
    origin.via == Via::Own
}
