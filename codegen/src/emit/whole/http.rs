//! Rate-limit headers, operations, health checks, credentials.

use crate::emit::code::Code;
use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::value::{Fields, literal, option, ranges, text, variant};
use errspec_spec::lists::IntoVec;
use errspec_spec::model::{Health, Operation};
use errspec_spec::source::Spanned;
use errspec_spec::syntax::{Limit, Limits};
use errspec_spec::words::{Basis, Form, HealthBody};

pub(super) fn http(emitter: &Emitter<'_>, code: &mut Code) {
    let title = emitter.title();
    if !emitter.contract.operations.is_empty() {
        let docs = Docs::of(format!("The operations of {title} that its contract describes"));
        operations(emitter, &docs, code);
    }
    if !emitter.contract.health.is_empty() {
        health(emitter, &Docs::of(format!("Health checks of {title}")), code);
    }
}

/// The `rate_limit` of the contract's table.
pub(super) fn rate_limit_headers(emitter: &Emitter<'_>) -> String {
    let Some(limit) = &emitter.contract.headers.rate_limit else { return "headers::RateLimitHeaders::NONE".to_owned() };
    let header = |name: &Option<Spanned<String>>| option(name.as_ref().map(|name| literal(name)));
    let reset = option(limit.reset.as_ref().map(|reset| {
        let form = reset.form.as_ref().map_or(Form::UnixSeconds, |form| form.value);
        format!("({}, headers::Form::{})", literal(&reset.header), variant(form))
    }));
    let (of, remaining) = (header(&limit.limit), header(&limit.remaining));
    let (scope, summary) = (text(&limit.scope), text(&limit.summary));
    format!(
        "headers::RateLimitHeaders {{ limit: {of}, remaining: {remaining}, reset: {reset}, scope: {scope}, summary: {summary} }}"
    )
}

fn operations(emitter: &Emitter<'_>, docs: &Docs, code: &mut Code) {
    let (rt, names) = (emitter.rt, &emitter.names.operations);
    code.blank();
    code.docs(docs);
    code.open("pub mod operations {");
    let mut own = 0;
    for (operation, name) in emitter.contract.operations.iter().zip(names) {
        self::operation(emitter, operation, own, name, code);
        own += usize::from(operation.retry.is_some());
    }
    all(&format!("{rt}::retry::Operation"), names, code);
    code.close("}");
}

/// `own` is the index of its policy among those of all operations.
fn operation(emitter: &Emitter<'_>, operation: &Operation, own: usize, name: &str, code: &mut Code) {
    let rt = emitter.rt;
    let (key, method) = (literal(&operation.name), operation.method.value.as_str());
    let path = operation.path.as_ref().map_or("", |path| &path.value);
    let summary = operation.summary.as_ref();
    let docs = summary.map_or_else(Docs::default, |summary| Docs::of(&summary.value));
    let docs = docs.markdown(format!("{}.", docs::code_span(format!("{method} {path}").trim())));
    let safety = match &operation.keyed {
        Some(header) => format!("Keyed({})", literal(header)),
        None => variant(operation.safety),
    };
    let machine = operation.machine.and_then(|at| emitter.contract.machines.get(at));
    let mut fields = Fields::default();
    fields.add("summary", summary.map(|summary| literal(summary)));
    let success = (!operation.success.is_empty()).then(|| ranges(operation.success.iter().map(|range| &range.value)));
    fields.add("success", success);
    fields.add("long_poll", operation.long_poll.then(|| "true".to_owned()));
    fields.add("safety", Some(format!("{rt}::retry::Safety::{safety}")));
    fields.add("retry", operation.retry.as_ref().map(|_| format!("Some(&super::tables::OPERATION_RETRIES[{own}])")));
    fields.add("machine", machine.map(|machine| literal(&machine.name)));
    let basis = (operation.basis != Basis::Stated).then(|| format!("{rt}::Basis::{}", variant(operation.basis)));
    fields.add("basis", basis);
    let ty = format!("{rt}::retry::Operation");
    let value = fields.literal(&ty, &format!("{ty}::new({key}, \"{method}\", {})", literal(path)));
    code.blank();
    let docs = operation.retry.as_ref().and_then(|own| limits(own)).into_iter().fold(docs, Docs::markdown);
    code.docs(&docs.basis(operation.basis));
    code.lines(&format!("pub const {name}: {ty} = {value};"));
}

/// The limits of an operation: how many times it is sent and how long it may take, if it has limits of its own.
fn limits(own: &Limits) -> Option<String> {
    let attempts = own.attempts.as_ref().map(|limit| match limit.attempts() {
        Limit::UNLIMITED => "any number of attempts".to_owned(),
        1 => "a single attempt".to_owned(),
        attempts => format!("{attempts} attempts"),
    });
    let deadline = own.deadline.as_ref().map(|deadline| format!("at most {}", docs::in_words(deadline.value)));
    let limits: Vec<String> = [attempts, deadline].into_iter().flatten().into_vec();
    (!limits.is_empty()).then(|| format!("A call has {}.", limits.join(" in ")))
}

fn health(emitter: &Emitter<'_>, docs: &Docs, code: &mut Code) {
    let (rt, names) = (emitter.rt, &emitter.names.health);
    code.blank();
    code.docs(docs);
    code.open("pub mod health {");
    for (health, name) in emitter.contract.health.iter().zip(names) {
        health_check(emitter, health, name, code);
    }
    all(&format!("{rt}::HealthCheck"), names, code);
    code.close("}");
}

fn health_check(emitter: &Emitter<'_>, health: &Health, name: &str, code: &mut Code) {
    let rt = emitter.rt;
    let (method, target) = (health.method.as_str(), &health.target.value);
    let lead = health.summary.as_ref().filter(|summary| !summary.is_empty());
    let docs = lead.map_or_else(Docs::default, |summary| Docs::of(&summary.value));
    let docs = docs.markdown(format!("{}.", docs::code_span(&format!("{method} {target}"))));
    code.blank();
    code.docs(&docs.basis(health.basis));
    let (key, target, summary) = (literal(&health.name), literal(target), text(&health.summary));
    let (status, empty_body, basis) = (health.status, health.body == HealthBody::Empty, variant(health.basis));
    code.lines(&format!(
        "
        pub const {name}: {rt}::HealthCheck = {rt}::HealthCheck {{
            name: {key},
            method: \"{method}\",
            target: {target},
            status: {status},
            empty_body: {empty_body},
            summary: {summary},
            basis: {rt}::Basis::{basis},
        }};
        "
    ));
}

fn all(ty: &str, names: &[String], code: &mut Code) {
    let names = names.join(", ");
    code.blank();
    code.line("/// All of them, in the order of the contract.");
    code.lines(&format!("pub const ALL: &[{ty}] = &[{names}];"));
}
