//! The section `retry`: defaults, and rules with resolved names.

use super::layers::{default, entry_basis};
use super::scope::Scope;
use super::when::{self, Named};
use crate::lists::IntoVec;
use crate::model::{Fact, Hint, Origin, Policy, Rule, Via};
use crate::source::Span;
use crate::syntax::{self, Backoff, Curve, Decimal};
use crate::words::{Basis, Choose, Combine};
use std::time::Duration;

/// The default number of attempts.
const ATTEMPTS: u32 = 3;

/// The retry section, of which a contract has one; without it, the language's default numbers.
pub(super) fn policy(scope: &mut Scope<'_>, named: Named<'_>) -> Policy {
    let root = scope.units.first().map(|unit| unit.document.span);
    let mut sections = scope.units.iter().filter_map(|unit| unit.document.retry.as_ref());
    let first = sections.next();
    for (second, first) in sections.zip(first.iter().cycle()) {
        scope.section_clash("retry", second.span, first.span);
    }
    let Some(written) = first else {
        return default_policy(root.unwrap_or_else(|| Span::new(scope.registry.span.file, 0, 0)));
    };
    let (basis, limits) = (entry_basis(&written.basis), &written.limits);
    let own = |span| Origin { span: Some(span), via: Via::Own, basis };
    let rules = written.rules.iter().filter_map(|entry| rule(scope, entry, named)).into_vec();
    let hints = written.hints.iter().map(|entry| hint(scope, entry, named)).into_vec();
    Policy {
        span: Some(written.span),
        attempts: limits
            .attempts
            .as_ref()
            .map_or(default(ATTEMPTS), |limit| Fact { value: limit.attempts(), origin: own(limit.span()) }),
        deadline: limits.deadline.clone(),
        attempt_timeout: limits.attempt_timeout.clone(),
        backoff: limits.backoff.as_ref().map_or(default(default_backoff(written.span)), |backoff| Fact {
            value: backoff.clone(),
            origin: own(backoff.span),
        }),
        jitter: limits.jitter.clone(),
        classes: written.classes.clone(),
        repeat: written.repeat.clone(),
        idempotency: written.idempotency.clone(),
        attempt_header: written.attempt_header.clone(),
        choose: written.choose.as_ref().map_or(Choose::First, |choose| choose.value),
        combine: written.combine.as_ref().map_or(Combine::AtLeast, |combine| combine.value),
        spread: written.spread.as_ref().map_or(Duration::ZERO, |spread| spread.value),
        hints,
        rules,
        server_says: written.server_says.clone(),
        budget: written.budget.clone(),
        basis,
    }
}

fn rule(scope: &mut Scope<'_>, rule: &syntax::Rule, named: Named<'_>) -> Option<Rule> {
    let retry = rule.retry.clone()?;
    let when = when::when(scope, &rule.when, named);
    Some(Rule { span: rule.span, when, retry, effect: rule.effect.clone(), basis: entry_basis(&rule.basis) })
}

fn hint(scope: &mut Scope<'_>, hint: &syntax::Hint, named: Named<'_>) -> Hint {
    let syntax::Hint { span, place, forms, when, says, max, max_from_backoff, restarts, over_max, default } = hint;
    Hint {
        span: *span,
        place: place.clone(),
        forms: forms.clone(),
        when: when::when(scope, when, named),
        says: says.clone(),
        max: max.clone(),
        max_from_backoff: *max_from_backoff,
        restarts: *restarts,
        over_max: over_max.clone(),
        default: default.clone(),
    }
}

/// Without a `retry` section, there is a single attempt.
fn default_policy(span: Span) -> Policy {
    Policy {
        span: None,
        attempts: default(1),
        deadline: None,
        attempt_timeout: None,
        backoff: default(default_backoff(span)),
        jitter: None,
        classes: Vec::new(),
        repeat: None,
        idempotency: None,
        attempt_header: None,
        choose: Choose::First,
        combine: Combine::AtLeast,
        spread: Duration::ZERO,
        hints: Vec::new(),
        rules: Vec::new(),
        server_says: Vec::new(),
        budget: None,
        basis: Basis::Assumed,
    }
}

/// The default backoff: 1 s, doubled each time.
fn default_backoff(span: Span) -> Backoff {
    let curve = Curve::Exponential { base: Duration::from_secs(1), factor: Decimal { digits: 2, scale: 0 } };
    Backoff { span, curve, add: None, cap: None, floor: None }
}
