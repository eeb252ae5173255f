//! Writes how long a client should wait, in the places in which clients look for it according to the contract.

use crate::context::Context;
use crate::dates;
use errspec::headers::Form;
use errspec::place::Location;
use errspec::retry::{Hint, Policy};
use std::time::Duration;

/// A delay as it is written into a response.
pub(crate) struct Written {
    pub(crate) at: Location,
    pub(crate) value: String,
}

/// The places in which clients look for a delay in a response with this status, in order, with the value for each. `Retry-After` comes
/// last, for clients that do not know the contract.
pub(crate) fn written(policy: &Policy, status: u16, delay: Duration, context: &Context) -> Vec<Written> {
    let reads = |hint: &&Hint| hint.when.allows(status);
    let hints = policy.hints.iter().filter(reads);
    let mut all: Vec<Written> = hints
        .filter_map(|hint| Some(Written { at: hint.place.first, value: format(*hint.forms.first()?, delay, context.now)? }))
        .collect();
    if !all.iter().any(|written| is_header(written, "Retry-After")) {
        let value = dates::seconds(delay).to_string();
        all.push(Written { at: Location::Header("Retry-After"), value });
    }
    all
}

pub(crate) fn is_header(written: &Written, name: &str) -> bool {
    matches!(written.at, Location::Header(header) if header.eq_ignore_ascii_case(name))
}

/// The delay in this form, which is never shorter than requested. `None` for a form that this crate does not know.
fn format(form: Form, delay: Duration, now: Duration) -> Option<String> {
    let due = now.saturating_add(delay);
    Some(match form {
        Form::DelaySeconds => dates::seconds(delay).to_string(),
        Form::DecimalSeconds => decimal(delay),
        Form::DelayMillis | Form::DecimalMillis => dates::millis(delay).to_string(),
        Form::DurationText | Form::GoDuration => format!("{}s", decimal(delay)),
        Form::HttpDate => dates::http(due),
        Form::IsoDate => dates::rfc_3339(due),
        Form::UnixSeconds => dates::seconds(due).to_string(),
        Form::UnixMillis => dates::millis(due).to_string(),
        Form::RatelimitField => format!("\"default\";r=0;t={}", dates::seconds(delay)),
        _ => return None,
    })
}

/// Seconds with at most three decimals.
fn decimal(delay: Duration) -> String {
    let millis = dates::millis(delay);
    match millis % 1000 {
        0 => (millis / 1000).to_string(),
        rest => format!("{}.{rest:03}", millis / 1000).trim_end_matches('0').to_owned(),
    }
}
