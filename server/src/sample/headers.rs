//! The phrases of statuses, and the headers that a contract declares.

use super::REQUEST_ID;
use super::value_types::fits;
use crate::clock::{http_date, iso_date};
use errspec_spec::model::{Contract, Field, Hint};
use errspec_spec::syntax::Location;
use errspec_spec::words::Form;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The delay in hints, in seconds.
const WAIT: u64 = 1;

/// The phrase of a status: the API's own, otherwise that of the registry.
pub(crate) fn phrase(contract: &Contract, status: u16) -> String {
    let declared = contract.statuses.iter().find(|entry| entry.status.value == status);
    let own = declared.and_then(|entry| entry.phrase.as_ref()).map(|phrase| phrase.value.clone());
    own.or_else(|| registered(status)).unwrap_or_default()
}

/// The phrase in the shipped registry.
fn registered(status: u16) -> Option<String> {
    static REGISTRY: LazyLock<BTreeMap<u16, String>> = LazyLock::new(|| {
        let statuses: String = (100..=599).map(|status| format!("  {status}: {{ phrase: Any }}\n")).collect();
        let spec = format!("errspec: 1\nname: registry\nstatuses:\n{statuses}");
        let contract = errspec_spec::check("registry", spec.as_bytes(), &mut errspec_spec::NoFiles).contract;
        let declared = contract.into_iter().flat_map(|contract| contract.statuses);
        declared.filter_map(|entry| Some((entry.status.value, entry.registered?))).collect()
    });
    REGISTRY.get(&status).cloned()
}

/// The status of a response if nothing else determines it.
pub(crate) fn success(contract: &Contract) -> u16 {
    if contract.is_success(200) { 200 } else { contract.success.first().map_or(200, |range| range.from) }
}

/// The headers of a response with this status, each name once. `failing` means that clients treat it as a failure.
pub(crate) fn declared(contract: &Contract, status: u16, failing: bool, now: u64) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| {
        if !headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            headers.push((name.to_owned(), value));
        }
    };
    if let Some(name) = &contract.headers.request_id {
        add(name, REQUEST_ID.to_owned());
    }
    if let Some(limit) = &contract.headers.rate_limit {
        let left = if status == 429 { "0" } else { "99" };
        limit.limit.iter().for_each(|name| add(name, "100".to_owned()));
        limit.remaining.iter().for_each(|name| add(name, left.to_owned()));
        if let Some(reset) = &limit.reset {
            add(&reset.header, hint(reset.form.as_ref().map_or(Form::UnixSeconds, |form| form.value), now));
        }
    }
    for declared in hints(contract, status, failing) {
        if let Some(Location::Header(name)) = declared.place.at.first() {
            add(name, hint(form(declared), now));
        }
    }
    headers
}

/// The hints of errors with this status.
pub(super) fn body_hints(contract: &Contract, status: u16) -> impl Iterator<Item = (&Location, Value)> {
    hints(contract, status, true).filter_map(|hint| match hint.place.at.first()? {
        Location::Header(_) => None,
        location => Some((location, in_body(form(hint)))),
    })
}

/// The delay that a client reads from a field, in the first of the hint's forms that fits the type of the field.
pub(super) fn wait_at(contract: &Contract, status: u16, field: &Field) -> Option<Value> {
    let here = |hint: &&Hint| hint.place.at.first().zip(field.place.at.first()).is_some_and(|(hinted, own)| hinted.same(own));
    // If this status has no hint, a hint of other statuses determines the value.
    let hint = hints(contract, status, true).find(here).or_else(|| contract.policy.hints.iter().find(here))?;
    let values = hint.forms.iter().flat_map(|form| {
        let value = in_body(form.value);
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        [value, Value::from(text)]
    });
    values.into_iter().find(|value| fits(contract, &field.kind, value))
}

/// The hints of a response. A hint without statuses applies to failures.
fn hints(contract: &Contract, status: u16, failing: bool) -> impl Iterator<Item = &Hint> {
    contract.policy.hints.iter().filter(move |hint| match hint.when.status.as_slice() {
        [] => failing,
        on => on.iter().any(|range| range.contains(status)),
    })
}

/// The form in which a hint is written.
fn form(hint: &Hint) -> Form {
    hint.forms.first().map_or(Form::DelaySeconds, |form| form.value)
}

/// The delay in a form, at a point in time.
fn hint(form: Form, now: u64) -> String {
    let then = now.saturating_add(WAIT);
    match form {
        Form::DecimalSeconds => format!("{WAIT}.0"),
        Form::DelayMillis | Form::DecimalMillis => (WAIT * 1000).to_string(),
        Form::DurationText | Form::GoDuration => format!("{WAIT}s"),
        Form::HttpDate => http_date(then),
        Form::IsoDate => iso_date(then),
        Form::UnixSeconds => then.to_string(),
        Form::UnixMillis => then.saturating_mul(1000).to_string(),
        Form::RatelimitField => format!("\"default\";r=0;t={WAIT}"),
        _ => WAIT.to_string(),
    }
}

/// The same in a body, whose points in time are always those of the samples.
fn in_body(form: Form) -> Value {
    let text = hint(form, crate::Clock::SAMPLE.unix());
    match form {
        Form::DelaySeconds | Form::DelayMillis | Form::DecimalMillis | Form::UnixSeconds | Form::UnixMillis => {
            text.parse::<u64>().map_or(Value::Null, Value::from)
        }
        Form::DecimalSeconds => super::decimal(),
        _ => Value::from(text),
    }
}
