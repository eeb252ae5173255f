//! The retry policy and its budget.

use crate::kept::{kept, pair};
use crate::place::place;
use crate::retry::retry;
use crate::statuses::statuses;
use crate::when::when;
use errspec::retry::{AttemptHeader, BudgetRules, Hint, Idempotency, ImpliedCode, Policy, Rule, ServerSays, Tokens};
use errspec::{Catalog, CodeRef};
use errspec_spec::decide::Verdicts;
use errspec_spec::model::{self, Contract};
use errspec_spec::syntax;
use errspec_spec::words::Role;

/// The policy without its budget, which is not a table but changes with every call.
pub(crate) fn policy(contract: &'static Contract, catalogs: &'static [Catalog]) -> Policy {
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
        idempotency: policy.idempotency.as_ref().map(idempotency),
        attempt_header: policy.attempt_header.as_ref().map(attempt_header),
        choose: policy.choose,
        combine: policy.combine,
        spread: policy.spread,
        rules: kept(policy.rules.iter().map(|rule| self::rule(rule, contract))),
        server_says: kept(policy.server_says.iter().map(server_says)),
        success: kept(contract.success.iter().map(pair)),
        statuses: statuses(contract),
        implied: implied(contract, catalogs),
        basis: policy.basis,
        ..Policy::DEFAULT
    }
}

/// The rules of the budget, if the contract has one.
pub fn budget(contract: &'static Contract) -> Option<BudgetRules> {
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

fn idempotency(keyed: &'static syntax::Idempotency) -> Idempotency {
    Idempotency { header: &keyed.header, methods: kept(keyed.methods.iter().map(|method| method.value.as_str())) }
}

fn attempt_header(header: &'static syntax::AttemptHeader) -> AttemptHeader<'static> {
    let plain = AttemptHeader::new(&header.name);
    header.value.as_ref().map_or(plain, |value| plain.value(value))
}

fn server_says(says: &'static syntax::ServerSays) -> ServerSays {
    ServerSays::at(place(&says.place))
        .yes(kept(says.yes.iter().map(|yes| yes.as_str())))
        .no(kept(says.no.iter().map(|no| no.as_str())))
}

fn hint(hint: &'static model::Hint, contract: &'static Contract) -> Hint {
    let forms = kept(hint.forms.iter().map(|form| form.value));
    let plain = Hint::at(place(&hint.place), forms);
    Hint {
        when: when(&hint.when, contract),
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
    Rule {
        when: when(&rule.when, contract),
        retry: Some(retry(&rule.retry.value)),
        effect: rule.effect.as_ref().map(|effect| effect.value),
        basis: rule.basis,
    }
}

/// The codes that statuses imply, narrower ranges first.
fn implied(contract: &'static Contract, catalogs: &'static [Catalog]) -> &'static [ImpliedCode] {
    let verdicts = Verdicts::new(contract);
    let mut all = Vec::new();
    for (at, (entry, catalog)) in contract.catalogs.iter().zip(catalogs).enumerate() {
        let role = verdicts.role(at).unwrap_or(Role::Code);
        for (row, code) in (0..).zip(&entry.codes) {
            let code_ref = CodeRef { catalog, row };
            all.extend(code.implied_by.iter().map(|range| ImpliedCode { statuses: pair(range), code: code_ref, role }));
        }
    }
    all.sort_by_key(|implied| implied.statuses.1 - implied.statuses.0);
    all.leak()
}
