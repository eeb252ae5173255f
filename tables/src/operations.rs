//! Operations, credentials, and the headers of rate limits.

use crate::kept::{kept, one, pair, text};
use errspec::headers::{Form, RateLimitHeaders};
use errspec::retry::{Operation, OperationRetry, Safety};
use errspec::{Basis, Credential};
use errspec_spec::model::{self, Contract};
use errspec_spec::source::Spanned;
use errspec_spec::syntax;

pub(crate) fn operations(contract: &'static Contract) -> &'static [Operation] {
    kept(contract.operations.iter().map(|operation| self::operation(operation, contract)))
}

fn operation(operation: &'static model::Operation, contract: &'static Contract) -> Operation {
    let machine = operation.machine.and_then(|at| contract.machines.get(at));
    let safety = match &operation.keyed {
        Some(header) => Safety::Keyed(header.value.as_str()),
        None => operation.safety,
    };
    Operation {
        summary: text(&operation.summary),
        success: kept(operation.success.iter().map(|range| pair(&range.value))),
        long_poll: operation.long_poll,
        safety,
        retry: operation.retry.as_ref().map(|own| one(own_retry(own))),
        machine: machine.map_or("", |machine| machine.name.as_str()),
        basis: operation.basis,
        ..Operation::new(&operation.name, operation.method.value.as_str(), text(&operation.path))
    }
}

fn own_retry(own: &'static syntax::Limits) -> OperationRetry {
    OperationRetry {
        attempts: own.attempts.as_ref().map(syntax::Limit::attempts),
        deadline: own.deadline.as_ref().map(|deadline| deadline.value),
        attempt_timeout: own.attempt_timeout.as_ref().map(|timeout| timeout.value),
        backoff: own.backoff.as_ref().map(syntax::Backoff::as_core),
        jitter: own.jitter.as_ref().map(syntax::Jitter::as_core),
    }
}

pub(crate) fn credentials(contract: &'static Contract) -> &'static [Credential] {
    kept(contract.credentials.iter().filter_map(|entry| {
        let credential = &entry.value;
        Some(Credential {
            name: &entry.key,
            kind: credential.kind.as_ref()?.value,
            header: text(&credential.header),
            refresh: credential.refresh,
            summary: text(&credential.facts.summary),
            basis: Basis::Stated,
            docs: text(&credential.facts.docs),
        })
    }))
}

pub(crate) fn rate_limit(contract: &'static Contract) -> RateLimitHeaders {
    let Some(limit) = &contract.headers.rate_limit else { return RateLimitHeaders::NONE };
    let name = |name: &'static Option<Spanned<String>>| name.as_ref().map(|name| name.value.as_str());
    let reset = limit.reset.as_ref().map(|reset| {
        let form = reset.form.as_ref().map_or(Form::UnixSeconds, |form| form.value);
        (reset.header.value.as_str(), form)
    });
    RateLimitHeaders {
        limit: name(&limit.limit),
        remaining: name(&limit.remaining),
        reset,
        scope: text(&limit.scope),
        summary: text(&limit.summary),
    }
}
