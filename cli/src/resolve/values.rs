//! Values of the language as text, numbers and objects.

use super::object::{Object, list};
use errspec_spec::decide::{Exception, Verdict};
use errspec_spec::source::Spanned;
use errspec_spec::syntax::{Backoff, Curve, Decimal, Retry, RetryClass, StatusRange};
use errspec_spec::words::Word;
use serde_json::Value;
use std::time::Duration;

/// Always in seconds, exact: `1.5s`.
pub(super) fn duration(duration: Duration) -> Value {
    let nanos = format!("{:09}", duration.subsec_nanos());
    match nanos.trim_end_matches('0') {
        "" => format!("{}s", duration.as_secs()),
        fraction => format!("{}.{fraction}s", duration.as_secs()),
    }
    .into()
}

/// As text, since it is exact: `1.5`.
pub(super) fn decimal(decimal: Decimal) -> Value {
    let scale = usize::from(decimal.scale);
    let digits = format!("{:0width$}", decimal.digits, width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
    .into()
}

/// Ranges, each as text.
pub(super) fn ranges(ranges: &[Spanned<StatusRange>]) -> Value {
    list(ranges.iter().map(|entry| entry.value.to_string()))
}

/// The class and its argument, then limits and a curve of its own.
pub(super) fn retry(retry: &Retry) -> Value {
    let class = |class: &str| Object::new().set("class", class);
    let object = match retry.class {
        RetryClass::Never => class("never"),
        RetryClass::Transient => class("transient"),
        RetryClass::Throttled => class("throttled"),
        RetryClass::Refresh => class("refresh"),
        RetryClass::AfterChange(what) => class("after_change").set("change", what.as_str()),
        RetryClass::AfterAction(action) => class("after_action").set("action", action.as_str()),
        RetryClass::AfterTime(moment) => class("after_time").set("moment", moment.as_str()),
        RetryClass::KeepPolling(slower) => class("keep_polling").set("slower_by", duration(slower)),
        RetryClass::Inspect => class("inspect"),
    };
    object
        .maybe("attempts", retry.attempts.as_ref().map(|attempts| attempts.value))
        .maybe("backoff", retry.backoff.as_ref().map(backoff))
        .into()
}

/// The rules that say otherwise than an entry.
pub(super) fn exceptions(verdict: &Verdict<'_>) -> Value {
    let exception = |exception: &Exception<'_>| {
        let retry = self::retry(&exception.rule.retry.value);
        Object::new().set("rule", exception.index).set("class", retry.get("class").cloned())
    };
    list(verdict.exceptions.iter().map(exception))
}

/// The kind of a curve and its parameters.
pub(super) fn backoff(backoff: &Backoff) -> Value {
    let kind = |kind: &str| Object::new().set("kind", kind);
    let curve = match &backoff.curve {
        Curve::Constant { base } => kind("constant").set("base", duration(*base)),
        Curve::Linear { base, step } => kind("linear").set("base", duration(*base)).set("step", duration(*step)),
        Curve::Exponential { base, factor } => kind("exponential").set("base", duration(*base)).set("factor", decimal(*factor)),
        Curve::Fibonacci { base } => kind("fibonacci").set("base", duration(*base)),
        Curve::Table { delays } => kind("table").set("delays", list(delays.iter().map(|delay| duration(*delay)))),
    };
    curve
        .maybe("add", backoff.add.as_ref().map(|add| duration(add.value)))
        .maybe("cap", backoff.cap.as_ref().map(|cap| duration(cap.value)))
        .into()
}
