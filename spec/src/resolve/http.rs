//! Operations and health checks.

use super::layers::entry_basis;
use super::scope::Scope;
use crate::lists::IntoVec;
use crate::model::{Health, Machine, Operation};
use crate::source::Spanned;
use crate::syntax::{self, Idempotency, Named};
use crate::words::{HealthBody, Method, Safety};

pub(super) fn operations(scope: &mut Scope<'_>, machines: &[Machine]) -> Vec<Operation> {
    let merged = scope.merge("operation", |document| &document.operations);
    let idempotency = scope.units.iter().find_map(|unit| unit.document.retry.as_ref()?.idempotency.as_ref());
    merged.into_iter().map(|entry| operation(scope, entry, machines, idempotency)).into_vec()
}

fn operation(
    scope: &mut Scope<'_>,
    entry: &Named<syntax::Operation>,
    machines: &[Machine],
    all: Option<&Idempotency>,
) -> Operation {
    let operation = &entry.value;
    let method = operation.method.clone().unwrap_or_else(|| Spanned::new(Method::Get, entry.key.span));
    let machine = operation.machine.as_ref();
    let machine = machine.and_then(|name| scope.look_up("machine", name, machines.iter().map(|machine| machine.name.as_str())));
    // What an operation states takes precedence over what the API states.
    let by_method = all.filter(|all| operation.safety.is_none() && all.methods.iter().any(|of| of.value == method.value));
    let keyed = operation.keyed.clone().or_else(|| by_method.map(|all| all.header.clone()));
    let safety = match (&operation.safety, &keyed) {
        (_, Some(_)) => Safety::Idempotent,
        (Some(safety), None) => safety.value,
        (None, None) => method.value.safety(),
    };
    Operation {
        name: entry.key.clone(),
        rust_name: operation.facts.name.clone(),
        method,
        path: operation.path.clone(),
        machine,
        success: operation.success.clone(),
        long_poll: operation.long_poll.as_ref().is_some_and(|held| held.value),
        safety,
        keyed,
        retry: operation.retry.clone(),
        summary: operation.facts.summary.clone(),
        basis: entry_basis(&operation.facts.basis),
    }
}

pub(super) fn health(scope: &mut Scope<'_>) -> Vec<Health> {
    let merged = scope.merge("health check", |document| &document.health);
    let check = |entry: &Named<syntax::Health>| {
        let health = &entry.value;
        Health {
            name: entry.key.clone(),
            rust_name: health.facts.name.clone(),
            method: health.method.as_ref().map_or(Method::Get, |method| method.value),
            target: health
                .url
                .clone()
                .or_else(|| health.path.clone())
                .unwrap_or_else(|| Spanned::new(String::new(), entry.key.span)),
            status: health.status.as_ref().map_or(200, |status| status.value),
            body: health.body.as_ref().map_or(HealthBody::Any, |body| body.value),
            summary: health.facts.summary.clone(),
            basis: entry_basis(&health.facts.basis),
        }
    };
    merged.into_iter().map(check).into_vec()
}
