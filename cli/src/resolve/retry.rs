use super::facts::Places;
use super::object::{Object, list};
use super::values;
use errspec_spec::model::{CodeId, Contract, Origin, Policy, Rule, RuleWhen, Via};
use errspec_spec::source::Spanned;
use errspec_spec::syntax::{Budget, FieldCondition, Hint, HintSource, Jitter, ServerSays};
use errspec_spec::words::Word;
use serde_json::Value;
use std::time::Duration;

/// The retry policy.
pub(super) fn retry(contract: &Contract, places: Places<'_>) -> Value {
    let policy = &contract.policy;
    let own = |value: &Option<Spanned<Duration>>| {
        value.as_ref().map(|value| places.own(value, policy.basis, |duration| values::duration(*duration)))
    };
    let section = policy.span.map_or(Object::new(), |span| places.at(span));
    section
        .set("basis", policy.basis.as_str())
        .set("attempts", places.fact(&policy.attempts, |attempts| (*attempts).into()))
        .maybe("deadline", own(&policy.deadline))
        .maybe("attempt_timeout", own(&policy.attempt_timeout))
        .set("backoff", places.fact(&policy.backoff, values::backoff))
        .maybe("jitter", policy.jitter.as_ref().map(|jitter| self::jitter(jitter, policy, places)))
        .set("combine", policy.combine.as_str())
        .set("spread", values::duration(policy.spread))
        .set("hints", list(policy.hints.iter().map(|hint| self::hint(hint, places))))
        .set("rules", list(policy.rules.iter().map(|rule| self::rule(rule, contract, places))))
        .maybe("server_says", policy.server_says.as_ref().map(server_says))
        .maybe("budget", policy.budget.as_ref().map(budget))
        .into()
}

/// A contract without a retry section has the language's jitter.
fn jitter(jitter: &Jitter, policy: &Policy, places: Places<'_>) -> Object {
    let value = Object::new()
        .set("kind", jitter.kind.as_str())
        .maybe("max", jitter.max.as_ref().map(|max| values::duration(max.value)))
        .maybe("ratio", jitter.ratio.as_ref().map(|ratio| values::decimal(ratio.value)))
        .maybe("bound", jitter.bound.as_ref().map(|bound| bound.as_str()));
    let via = if policy.span.is_some() { Via::Own } else { Via::Default };
    let origin = Origin { span: policy.span.map(|_| jitter.kind.span), via, basis: policy.basis };
    places.origin(value.into(), &origin)
}

fn hint(hint: &Hint, places: Places<'_>) -> Object {
    let (kind, at) = match &hint.source {
        HintSource::Header(header) => ("header", header),
        HintSource::Body(pointer) => ("body", pointer),
    };
    places
        .at(hint.span)
        .set(kind, at.as_str())
        .set("form", list(hint.forms.iter().map(|form| form.as_str())))
        .unless_empty("when", Object::new().unless_empty("status", values::ranges(&hint.on)))
        .maybe("max", hint.max.as_ref().map(|max| values::duration(max.value)))
        .maybe("over_max", hint.over_max.as_ref().map(|over| over.as_str()))
        .maybe("default", hint.default.as_ref().map(|default| values::duration(default.value)))
}

fn rule(rule: &Rule, contract: &Contract, places: Places<'_>) -> Object {
    let effect = rule.effect.as_ref().map(|effect| places.own(effect, rule.basis, |effect| effect.as_str().into()));
    places
        .entry(rule.span, rule.basis)
        .set("when", when(&rule.when, contract))
        .set("retry", places.own(&rule.retry, rule.basis, values::retry))
        .maybe("effect", effect)
}

fn when(when: &RuleWhen, contract: &Contract) -> Object {
    let codes = |ids: &Spanned<Vec<CodeId>>| list(ids.iter().map(|id| code(*id, contract)));
    let operation = when.operation.as_ref().and_then(|at| contract.operations.get(at.value));
    Object::new()
        .maybe("code", when.code.as_ref().map(codes))
        .maybe("type", when.error_type.as_ref().map(codes))
        .unless_empty("status", values::ranges(&when.status))
        .maybe("transport", when.transport.as_ref().map(|transport| transport.as_str()))
        .unless_empty("header", conditions(&when.headers))
        .unless_empty("field", conditions(&when.fields))
        .maybe("operation", operation.map(|operation| operation.name.as_str()))
        .maybe("method", when.method.as_ref().map(|method| method.as_str()))
}

fn code(id: CodeId, contract: &Contract) -> Object {
    let catalog = contract.catalogs.get(id.catalog).map(|catalog| catalog.name.as_str());
    Object::new().set("catalog", catalog).set("code", contract.code(id).map(|code| code.wire.as_str()))
}

fn conditions(conditions: &[FieldCondition]) -> Value {
    Value::Object(conditions.iter().map(|one| (one.at.value.clone(), one.equals.as_str().into())).collect())
}

fn server_says(says: &ServerSays) -> Object {
    Object::new()
        .set("header", says.header.as_str())
        .maybe("yes", says.yes.as_ref().map(|yes| yes.as_str()))
        .maybe("no", says.no.as_ref().map(|no| no.as_str()))
}

fn budget(budget: &Budget) -> Object {
    Object::new()
        .set("capacity", budget.capacity.value)
        .set("cost", Object::new().set("transient", budget.transient()).set("throttled", budget.throttled()))
        .set("refund", budget.refund())
        .maybe("scope", budget.scope.as_ref().map(|scope| scope.as_str()))
}
