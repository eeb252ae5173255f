//! The retry policy.

use super::when::when;
use crate::emit::code::Code;
use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::locations::place;
use crate::emit::value::{self, Fields, duration, list, literal, number, ranges, some, text, variant};
use errspec_spec::decide::Verdicts;
use errspec_spec::lists::{IntoVec as _, sort_by_key};
use errspec_spec::model::{Hint, Policy, Rule};
use errspec_spec::syntax::{AttemptHeader, Budget, Idempotency, Jitter, Limit, Limits, Location, Place, ServerSays, Tokens};
use errspec_spec::words::{Basis, Bound, Charge, Choose, Combine, HintAs, JitterKind, OverMax, Role};

/// The maximum number of rows in the table of delays, which is half a kilobyte. Later delays are computed when they are needed.
const ROWS: u32 = 32;

pub(super) fn policy(emitter: &Emitter<'_>, code: &mut Code) {
    let policy = &emitter.contract.policy;
    schedule(emitter, code);
    let (hints, rules) = (
        list(policy.hints.iter().map(|hint| self::hint(emitter, hint))),
        list(policy.rules.iter().map(|rule| self::rule(emitter, rule))),
    );
    let mut fields = Fields::default();
    fields.add("deadline", policy.deadline.as_ref().map(|deadline| some(duration(deadline.value))));
    fields.add("attempt_timeout", policy.attempt_timeout.as_ref().map(|timeout| some(duration(timeout.value))));
    fields.add("hints", (!hints.is_empty()).then(|| format!("&[{hints}]")));
    fields.add("classes", classes(policy));
    fields.add("repeat", policy.repeat.as_ref().map(|repeat| format!("Some(retry::Repeat::{})", variant(repeat.value))));
    fields.add("idempotency", policy.idempotency.as_ref().map(idempotency));
    fields.add("attempt_header", policy.attempt_header.as_ref().map(attempt_header));
    fields.add("choose", (policy.choose == Choose::Longest).then(|| "retry::Choose::Longest".to_owned()));
    fields.add("combine", (policy.combine == Combine::Replace).then(|| "retry::Combine::Replace".to_owned()));
    fields.add("spread", (!policy.spread.is_zero()).then(|| duration(policy.spread)));
    fields.add("rules", (!rules.is_empty()).then(|| format!("&[{rules}]")));
    fields.add("server_says", server_says(emitter));
    fields.add("budget", policy.budget.as_ref().map(|_| "Some(&RETRY_BUDGET)".to_owned()));
    fields.add("basis", basis(policy.basis));
    fields.add("success", Some(ranges(emitter.contract.success.iter())));
    fields.add("statuses", Some("&STATUSES".to_owned()));
    let implied = implied(emitter);
    fields.add("implied", (!implied.is_empty()).then(|| format!("&[{implied}]")));
    let value = fields.literal("retry::Policy", "retry::Policy::of(&RETRY_SCHEDULE)");
    code.blank();
    code.docs(&policy_docs(emitter));
    code.lines(&format!("pub static RETRY: retry::Policy = {value};"));
    if let Some(budget) = &policy.budget {
        self::budget(budget, code);
    }
    operations(emitter, code);
}

/// What operations do differently from the policy, in their order.
fn operations(emitter: &Emitter<'_>, code: &mut Code) {
    let own = emitter.contract.operations.iter().filter_map(|operation| operation.retry.as_ref());
    let own: Vec<String> = own.map(|own| operation(own)).into_vec();
    if !own.is_empty() {
        let (count, own) = (own.len(), own.join(", "));
        code.blank();
        code.lines(&format!("pub(super) static OPERATION_RETRIES: [retry::OperationRetry; {count}] = [{own}];"));
    }
}

fn operation(own: &Limits) -> String {
    let mut fields = Fields::default();
    fields.add("attempts", own.attempts.as_ref().map(|limit| some(attempts(limit.attempts()))));
    fields.add("deadline", own.deadline.as_ref().map(|deadline| some(duration(deadline.value))));
    fields.add("attempt_timeout", own.attempt_timeout.as_ref().map(|timeout| some(duration(timeout.value))));
    fields.add("backoff", own.backoff.as_ref().map(|backoff| some(value::backoff(backoff))));
    fields.add("jitter", own.jitter.as_ref().map(|jitter| some(self::jitter(jitter))));
    fields.literal("retry::OperationRetry", "retry::OperationRetry::NONE")
}

fn classes(policy: &Policy) -> Option<String> {
    let classes = list(policy.classes.iter().map(|class| value::retry(&class.value)));
    (!classes.is_empty()).then(|| format!("&[{classes}]"))
}

fn idempotency(keyed: &Idempotency) -> String {
    let methods = list(keyed.methods.iter().map(|method| literal(method.value.as_str())));
    some(format!("retry::Idempotency {{ header: {}, methods: &[{methods}] }}", literal(&keyed.header)))
}

fn attempt_header(header: &AttemptHeader) -> String {
    let value = header.value.as_ref().map(|value| format!(".value({})", literal(value)));
    some(format!("retry::AttemptHeader::new({}){}", literal(&header.name), value.unwrap_or_default()))
}

/// A number of attempts, which may be unlimited.
fn attempts(attempts: u32) -> String {
    if attempts == Limit::UNLIMITED { "retry::Policy::UNLIMITED".to_owned() } else { number(attempts) }
}

/// The codes that statuses imply, narrower ranges first.
fn implied(emitter: &Emitter<'_>) -> String {
    let verdicts = Verdicts::new(emitter.contract);
    let mut all = Vec::new();
    for (at, (catalog, names)) in emitter.contract.catalogs.iter().zip(&emitter.names.catalogs).enumerate() {
        let (table, role) = (&names.table, variant(verdicts.role(at).unwrap_or(Role::Code)));
        for (row, range) in
            catalog.codes.iter().enumerate().flat_map(|(row, code)| code.implied_by.iter().map(move |range| (row, range)))
        {
            let code = format!("CodeRef {{ catalog: &{table}, row: {row} }}");
            let (from, to) = (range.from, range.to);
            all.push((
                to - from,
                format!("retry::ImpliedCode {{ statuses: ({from}, {to}), code: {code}, role: Role::{role} }}"),
            ));
        }
    }
    sort_by_key(&mut all, |(width, _)| *width);
    list(all.into_iter().map(|(_, row)| row))
}

/// The attempts, the curve and the jitter, with the table that the compiler computes from them.
fn schedule(emitter: &Emitter<'_>, code: &mut Code) {
    let policy = &emitter.contract.policy;
    let (attempts, backoff) = (attempts(policy.attempts.value), value::backoff(&policy.backoff.value));
    let jitter = policy.jitter.as_ref().map_or_else(|| "retry::Jitter::NONE".to_owned(), self::jitter);
    let rows = policy.attempts.value.saturating_sub(1).min(ROWS);
    code.blank();
    code.lines(&format!(
        "static RETRY_SCHEDULE: retry::Schedule<[retry::DelayRange; {rows}]> = \
         retry::Schedule::of({attempts}, {backoff}, {jitter});"
    ));
}

fn policy_docs(emitter: &Emitter<'_>) -> Docs {
    let policy = &emitter.contract.policy;
    let title = emitter.title();
    let waits = policy.waits();
    let shown = waits.retries().min(8);
    let delays: Vec<String> = (1..=shown).map(|n| docs::in_words(waits.backoff.delay(n))).into_vec();
    let more = if waits.retries() > shown { ", …" } else { "" };
    let docs = Docs::of(format!("The retry policy of {title}"));
    let docs = match delays.as_slice() {
        [] => docs.markdown("One attempt, no retries."),
        _ if policy.is_unlimited() => {
            docs.markdown(format!("Attempts until the deadline, with delays of {}{more} before jitter.", delays.join(", "),))
        }
        _ => docs.markdown(format!(
            "{} attempts, with delays of {}{more} before jitter. Without hints, the delays add up to at most {}.",
            policy.attempts.value,
            delays.join(", "),
            docs::in_words(waits.worst_case())
        )),
    };
    docs.basis(policy.basis)
}

fn jitter(jitter: &Jitter) -> String {
    let range = jitter.from.as_ref().zip(jitter.to.as_ref());
    let range = range.map(|(from, to)| format!("range({}, {})", value::factor(from.value), value::factor(to.value)));
    let kind = match (jitter.kind.value, &jitter.max, &jitter.ratio) {
        (JitterKind::Range, ..) => range.unwrap_or_else(|| "NONE".to_owned()),
        (JitterKind::Additive, Some(max), _) => format!("additive({})", duration(max.value)),
        (JitterKind::Proportional, _, Some(ratio)) => format!("proportional({})", value::factor(ratio.value)),
        (kind, ..) => kind.as_str().to_uppercase(),
    };
    let is_soft = jitter.bound.as_ref().is_some_and(|bound| bound.value == Bound::Soft);
    format!("retry::Jitter::{kind}{}", if is_soft { ".soft()" } else { "" })
}

fn hint(emitter: &Emitter<'_>, hint: &Hint) -> String {
    let forms = list(hint.forms.iter().map(|form| format!("headers::Form::{}", variant(form.value))));
    let base = format!("retry::Hint::{}, &[{forms}])", made_at(&hint.place));
    let over_max = hint.over_max.as_ref().filter(|over| over.value != OverMax::GiveUp);
    let mut fields = Fields::default();
    fields.add("when", (!hint.when.is_empty()).then(|| when(emitter, &hint.when)));
    let sets_base = hint.says.as_ref().filter(|says| says.value == HintAs::Base);
    fields.add("says", sets_base.map(|_| "retry::HintAs::Base".to_owned()));
    fields.add("max", hint.max.as_ref().map(|max| duration(max.value)));
    fields.add("max_from_backoff", hint.max_from_backoff.then(|| "true".to_owned()));
    fields.add("restarts", hint.restarts.then(|| "true".to_owned()));
    fields.add("over_max", over_max.map(|over| format!("retry::OverMax::{}", variant(over.value))));
    fields.add("default", hint.default.as_ref().map(|default| some(duration(default.value))));
    if fields.is_empty() { base } else { fields.literal("retry::Hint", &base) }
}

fn rule(emitter: &Emitter<'_>, rule: &Rule) -> String {
    let mut fields = Fields::default();
    fields.add("when", Some(when(emitter, &rule.when)));
    fields.add("retry", Some(some(value::retry(&rule.retry.value))));
    fields.add("effect", rule.effect.as_ref().map(|effect| format!("Some(Effect::{})", variant(effect.value))));
    fields.add("basis", basis(rule.basis));
    fields.literal("retry::Rule", "retry::Rule::NONE")
}

fn server_says(emitter: &Emitter<'_>) -> Option<String> {
    let places = list(emitter.contract.policy.server_says.iter().map(place_of_answer));
    (!places.is_empty()).then(|| format!("&[{places}]"))
}

fn place_of_answer(says: &ServerSays) -> String {
    let mut text = format!("retry::ServerSays::{})", made_at(&says.place));
    for (method, values) in [("yes", &says.yes), ("no", &says.no)] {
        if !values.is_empty() {
            text += &format!(".{method}(&[{}])", list(values.iter().map(|value| literal(value))));
        }
    }
    text
}

/// The call that creates a hint, or something similar, from its place, up to the first argument: `header("Retry-After"`.
fn made_at(at: &Place) -> String {
    match at.at.as_slice() {
        [Location::Header(name)] if !at.is_cut() => format!("header({}", literal(name)),
        [Location::Pointer(pointer)] if !at.is_cut() => format!("body({}", literal(pointer)),
        _ => format!("at({}", place(at)),
    }
}

fn budget(budget: &Budget, code: &mut Code) {
    let transport = budget.cost.transport.iter();
    let transport =
        transport.map(|(failure, cost)| format!("(retry::Transport::{}, {})", variant(*failure), tokens(cost.value)));
    let transport = list(transport);
    let mut fields = Fields::default();
    fields.add("transient", Some(tokens(budget.transient())));
    fields.add("throttled", Some(tokens(budget.throttled())));
    fields.add("transport", (!transport.is_empty()).then(|| format!("&[{transport}]")));
    fields.add("refund", Some(tokens(budget.refund())));
    fields.add("refund_cost", budget.refunds_cost().then(|| "true".to_owned()));
    fields.add("stop_below", budget.stop_below.as_ref().map(|stop| tokens(stop.value)));
    fields.add("charge", (budget.charge() == Charge::Failures).then(|| "retry::Charge::Failures".to_owned()));
    fields.add("scope", budget.scope.as_ref().map(|_| text(&budget.scope)));
    let capacity = tokens(budget.capacity.value);
    let rules = fields.literal("retry::BudgetRules", &format!("retry::BudgetRules::new({capacity})"));
    code.blank();
    code.line("/// The retry budget that all calls share.");
    code.lines(&format!("pub static RETRY_BUDGET: retry::Budget = retry::Budget::new({rules});"));
}

fn tokens(tokens: Tokens) -> String {
    match tokens.0 {
        milli if milli % 1000 == 0 => format!("retry::Tokens::whole({})", number(milli / 1000)),
        milli => format!("retry::Tokens::milli({})", number(milli)),
    }
}

fn basis(basis: Basis) -> Option<String> {
    (basis != Basis::Stated).then(|| format!("Basis::{}", variant(basis)))
}
