//! The retry policy.

use super::data::{Context, Data, Filled, object};
use super::provenance::own;
use crate::model::{CodeId, Fact, Hint, Origin, Policy, Rule, Via, When};
use crate::source::{Span, Spanned};
use crate::syntax::{
    AttemptHeader, Backoff, Budget, Curve, Decimal, Idempotency, Jitter, Limit, Limits, Place, Retry, ServerSays, Tokens,
};
use crate::words::{
    Action, Basis, Bound, Change, Charge, Choose, Combine, CurveKind, Effect, Form, HintAs, JitterKind, Method, Moment,
    OverMax, Repeat, RetryClass, Target,
};
use serde_json::{Map, Value, json};
use std::time::Duration;

object! {
    /// A retry class and its argument, with the entry's own attempt limit and backoff, if it has them.
    "retry" Retry: Retry { class, attempts, backoff, repeat } in cx => {
        class: String = class.as_str().to_owned();
        change: Option<Change> = if let RetryClass::AfterChange(change) = class { Some(*change) } else { None };
        action: Option<Action> = if let RetryClass::AfterAction(action) = class { Some(*action) } else { None };
        moment: Option<Moment> = if let RetryClass::AfterTime(moment) = class { Some(*moment) } else { None };
        target: Option<Target> = if let RetryClass::Redirect(target) = class { Some(*target) } else { None };
        slower_by: Option<Duration> = if let RetryClass::KeepPolling { slower_by } = class { Some(*slower_by) } else { None };
        attempts: Option<Spanned<u32>> = attempts;
        backoff: Option<Backoff> = backoff;
        repeat: Option<Spanned<Repeat>> = repeat;
    }
}

object! {
    /// How delays grow, and their maximum.
    "backoff" Backoff: Backoff { span: _, curve, add, cap, floor } in cx => {
        kind: CurveKind = kind(curve);
        base: Option<Duration> = match curve {
            Curve::Constant { base } | Curve::Linear { base, .. } | Curve::Exponential { base, .. } | Curve::Fibonacci { base } => {
                Some(*base)
            }
            Curve::Table { .. } => None,
        };
        step: Option<Duration> = if let Curve::Linear { step, .. } = curve { Some(*step) } else { None };
        factor: Option<Decimal> = if let Curve::Exponential { factor, .. } = curve { Some(*factor) } else { None };
        delays: Option<&Vec<Duration>> = if let Curve::Table { delays } = curve { Some(delays) } else { None };
        add: Option<Spanned<Duration>> = add;
        cap: Option<Spanned<Duration>> = cap;
        floor: Option<Spanned<Duration>> = floor;
    }
}

fn kind(curve: &Curve) -> CurveKind {
    match curve {
        Curve::Constant { .. } => CurveKind::Constant,
        Curve::Linear { .. } => CurveKind::Linear,
        Curve::Exponential { .. } => CurveKind::Exponential,
        Curve::Fibonacci { .. } => CurveKind::Fibonacci,
        Curve::Table { .. } => CurveKind::Table,
    }
}

object! {
    "policy" Policy: policy @ Policy {
        span, attempts, deadline, attempt_timeout, backoff, jitter, classes, repeat, idempotency, attempt_header, choose, combine, spread, hints, rules, server_says, budget, basis,
    } in cx => {
        location: Option<Span> = span;
        basis: Basis = basis;
        attempts: Fact<Attempts> = Fact { value: Attempts(attempts.value), origin: attempts.origin.clone() };
        deadline: Option<Fact<Duration>> = deadline.as_ref().map(|deadline| own(deadline, *basis));
        attempt_timeout: Option<Fact<Duration>> = attempt_timeout.as_ref().map(|timeout| own(timeout, *basis));
        backoff: Fact<Backoff> = backoff;
        jitter: Option<Fact<Jitter>> = jitter.as_ref().map(|jitter| jitter_of(policy, jitter));
        classes: Filled<&Vec<Spanned<Retry>>> = Filled(classes);
        repeat: Option<Spanned<Repeat>> = repeat;
        idempotency: Option<Idempotency> = idempotency;
        attempt_header: Option<AttemptHeader> = attempt_header;
        choose: Choose = choose;
        combine: Combine = combine;
        spread: Duration = spread;
        hints: Vec<Hint> = hints;
        rules: Vec<Rule> = rules;
        server_says: Vec<ServerSays> = server_says;
        budget: Option<Budget> = budget;
    }
}

/// Without a `retry` section, the jitter is the default of the language.
fn jitter_of(policy: &Policy, jitter: &Jitter) -> Fact<Jitter> {
    let via = if policy.span.is_some() { Via::Own } else { Via::Default };
    Fact { value: jitter.clone(), origin: Origin { span: policy.span.map(|_| jitter.kind.span), via, basis: policy.basis } }
}

object! {
    "jitter" Jitter: Jitter { kind, max, ratio, from, to, bound } in cx => {
        kind: JitterKind = kind;
        max: Option<Spanned<Duration>> = max;
        ratio: Option<Spanned<Decimal>> = ratio;
        from: Option<Spanned<Decimal>> = from;
        to: Option<Spanned<Decimal>> = to;
        bound: Option<Spanned<Bound>> = bound;
    }
}

/// A number of attempts.
pub(super) struct Attempts(pub(super) u32);

impl Data for Attempts {
    fn value(&self, _: Context<'_>) -> Value {
        if self.0 == Limit::UNLIMITED { "unlimited".into() } else { self.0.into() }
    }

    fn schema(_: &mut Map<String, Value>) -> Value {
        json!({ "anyOf": [{ "type": "integer", "minimum": 1 }, { "const": "unlimited" }] })
    }
}

object! {
    /// What an operation does differently from the policy.
    "operation_retry" Spanned<Limits>: Spanned { span, value: Limits { attempts, deadline, attempt_timeout, backoff, jitter } } in cx => {
        location: Span = span;
        attempts: Option<Attempts> = attempts.as_ref().map(|limit| Attempts(limit.attempts()));
        deadline: Option<Spanned<Duration>> = deadline;
        attempt_timeout: Option<Spanned<Duration>> = attempt_timeout;
        backoff: Option<Backoff> = backoff;
        jitter: Option<Jitter> = jitter;
    }
}

object! {
    /// An idempotency key that all requests with these methods carry.
    "idempotency" Idempotency: Idempotency { header, methods } in cx => {
        header: Spanned<String> = header;
        methods: Vec<Spanned<Method>> = methods;
    }
}

object! {
    /// A request header that carries the number of the attempt.
    "attempt_header" AttemptHeader: AttemptHeader { name, value } in cx => {
        name: Spanned<String> = name;
        value: Option<Spanned<String>> = value;
    }
}

object! {
    /// A place in which the server says how long to wait.
    "hint" Hint: Hint { span, place, forms, when, says, max, max_from_backoff, restarts, over_max, default } in cx => {
        location: Span = span;
        place: Place = place;
        form: Vec<Spanned<Form>> = forms;
        when: Filled<&When> = Filled(when);
        max: Option<Spanned<Duration>> = max;
        /// Whether `max` counts from the delay of the backoff.
        max_from_backoff: bool = *max_from_backoff;
        /// What its value is.
        says: HintAs = says.as_ref().map_or(HintAs::Delay, |says| says.value);
        /// Whether the backoff begins anew after it.
        restarts: bool = *restarts;
        over_max: Option<Spanned<OverMax>> = over_max;
        default: Option<Spanned<Duration>> = default;
    }
}

object! {
    /// A retry class that depends on conditions.
    "rule" Rule: Rule { span, when, retry, effect, basis } in cx => {
        location: Span = span;
        basis: Basis = basis;
        when: When = when;
        retry: Fact<Retry> = own(retry, *basis);
        effect: Option<Fact<Effect>> = effect.as_ref().map(|effect| own(effect, *basis));
    }
}

object! {
    "code_of_catalog" CodeId: id in cx => {
        catalog: Option<&Spanned<String>> = cx.contract.catalogs.get(id.catalog).map(|catalog| &catalog.name);
        code: Option<&Spanned<String>> = cx.contract.code(*id).map(|code| &code.wire);
    }
}

object! {
    /// A place in which the server says whether to retry.
    "server_says" ServerSays: ServerSays { place, yes, no } in cx => {
        place: Place = place;
        yes: Filled<&Vec<Spanned<String>>> = Filled(yes);
        no: Filled<&Vec<Spanned<String>>> = Filled(no);
    }
}

impl Data for Tokens {
    fn value(&self, _: Context<'_>) -> Value {
        if self.0.is_multiple_of(1000) { (self.0 / 1000).into() } else { (f64::from(self.0) / 1000.0).into() }
    }

    fn schema(_: &mut Map<String, Value>) -> Value {
        json!({ "type": "number", "minimum": 0 })
    }
}

object! {
    /// A limit on the retries of all calls together.
    "budget" Budget: budget @ Budget { capacity, cost: _, refund: _, stop_below: _, charge: _, scope } in cx => {
        capacity: Tokens = capacity.value;
        cost: Costs<'_> = Costs(budget);
        refund: Tokens = budget.refund();
        /// Whether a successful call returns what its last retry took instead, if it had one.
        refund_cost: bool = budget.refunds_cost();
        /// A retry is only made while more than this is left.
        stop_below: Tokens = budget.stops_below();
        charge: Charge = budget.charge();
        scope: Option<Spanned<String>> = scope;
    }
}

/// The cost of a retry by class, and by transport failure where that differs.
struct Costs<'b>(&'b Budget);

impl Data for Costs<'_> {
    fn value(&self, cx: Context<'_>) -> Value {
        let Self(budget) = self;
        let classes = [("transient", budget.transient()), ("throttled", budget.throttled())];
        let transport = budget.cost.transport.iter().map(|(failure, cost)| (failure.as_str(), cost.value));
        classes.into_iter().chain(transport).map(|(key, cost)| (key.to_owned(), cost.value(cx))).collect()
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        json!({ "type": "object", "additionalProperties": Tokens::schema(definitions) })
    }
}
