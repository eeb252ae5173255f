//! Credentials, headers, operations, health checks.

use super::facts::Places;
use super::object::{Object, named};
use errspec_spec::model::{Contract, Operation};
use errspec_spec::syntax::{BasisWords, Credential, HeaderRef, Named};
use errspec_spec::words::{Basis, Word};
use serde_json::Value;

pub(super) fn credentials(contract: &Contract, places: Places<'_>) -> Value {
    named(contract.credentials.iter().map(|entry| (entry.key.value.clone(), credential(entry, places))))
}

fn credential(entry: &Named<Credential>, places: Places<'_>) -> Object {
    let credential = &entry.value;
    let basis = basis(&credential.facts.basis);
    places
        .entry(entry.key.span, basis)
        .maybe("summary", places.own_text(credential.facts.summary.as_ref(), basis))
        .maybe("docs", places.own_text(credential.facts.docs.as_ref(), basis))
        .maybe("kind", credential.kind.as_ref().map(|kind| kind.as_str()))
        .maybe("header", credential.header.as_ref().map(|header| header.as_str()))
        .set("refresh", credential.refresh)
}

/// The basis of an entry as a whole.
pub(super) fn basis(words: &BasisWords) -> Basis {
    words.all.as_ref().map_or(Basis::Stated, |all| all.value)
}

pub(super) fn headers(contract: &Contract, places: Places<'_>) -> Value {
    let limits = contract.headers.rate_limit.as_ref().map(|limits| {
        Object::new()
            .maybe("summary", places.own_text(limits.summary.as_ref(), Basis::Stated))
            .maybe("limit", limits.limit.as_ref().map(|header| header.as_str()))
            .maybe("remaining", limits.remaining.as_ref().map(|header| header.as_str()))
            .maybe("reset", limits.reset.as_ref().map(reset))
            .maybe("scope", limits.scope.as_ref().map(|scope| scope.as_str()))
    });
    let request_id = contract.headers.request_id.as_ref();
    Object::new().maybe("request_id", request_id.map(|header| header.as_str())).maybe("rate_limit", limits).into()
}

fn reset(reset: &HeaderRef) -> Object {
    Object::new().set("header", reset.header.as_str()).maybe("form", reset.form.as_ref().map(|form| form.as_str()))
}

pub(super) fn operations(contract: &Contract, places: Places<'_>) -> Value {
    named(
        contract
            .operations
            .iter()
            .map(|operation| (operation.name.value.clone(), self::operation(operation, contract, places))),
    )
}

fn operation(operation: &Operation, contract: &Contract, places: Places<'_>) -> Object {
    let machine = operation.machine.and_then(|at| contract.machines.get(at));
    places
        .entry(operation.name.span, operation.basis)
        .maybe("summary", places.own_text(operation.summary.as_ref(), operation.basis))
        .set("method", operation.method.as_str())
        .maybe("path", operation.path.as_ref().map(|path| path.as_str()))
        .maybe("machine", machine.map(|machine| machine.name.as_str()))
        .set("safety", operation.safety.as_str())
        .maybe("keyed", operation.keyed.as_ref().map(|header| header.as_str()))
}

pub(super) fn health(contract: &Contract, places: Places<'_>) -> Value {
    named(contract.health.iter().map(|check| {
        let expect = Object::new().set("status", check.status).set("body", check.body.as_str());
        let entry = places
            .entry(check.name.span, check.basis)
            .maybe("summary", places.own_text(check.summary.as_ref(), check.basis))
            .set("method", check.method.as_str())
            .set("target", check.target.as_str())
            .set("expect", expect);
        (check.name.value.clone(), entry)
    }))
}
