//! Hints: forms that hide each other, numbers that contradict each other, and statuses for which no hint is ever read.

use super::duration::text;
use crate::decide::Verdicts;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Contract, Facts, Hint, Policy, Rule, Via};
use crate::source::Spanned;
use crate::syntax::{Curve, StatusRange};
use crate::words::{Form, HintAs, RetryClass};
use std::time::Duration;

rules! {
    DEFAULT_OVER_MAX: Error = "default-over-max" {
        what: "the default of a hint is longer than its maximum",
        why: "`max` is the longest hint that is obeyed, 120 s unless you set it. `default` applies if the server sends \
              no hint. With a default above the maximum, clients would wait longer for a server that sends no hint \
              than for one that does.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { hints: [{ at: { header: Retry-After }, form: delay-seconds, max: 10s, default: 30s }] }
+retry: { hints: [{ at: { header: Retry-After }, form: delay-seconds, max: 1m, default: 30s }] }
",
    }
    OVERLAPPING_FORMS: Error = "overlapping-forms" {
        what: "one form of a hint also reads the values of another",
        why: "The forms of a hint are tried in order on the same text. Seconds, milliseconds and Unix timestamps are \
              all plain digits, so the first such form reads every value, and a timestamp read as seconds is a delay of \
              decades. A header has one meaning, so keep only the form that is documented. Digits and dates can be \
              combined, as in Retry-After.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { hints: [{ at: { header: Retry-After }, form: [delay-seconds, unix-seconds] }] }
+retry: { hints: [{ at: { header: Retry-After }, form: [delay-seconds, http-date] }] }
",
    }
    BASE_WITHOUT_CURVE: Error = "base-without-curve" {
        what: "a hint sets the base of a backoff that has none",
        why: "With `as: base`, the server sets the first delay of the backoff, from which the others follow. A table lists its \
              delays one by one, so there is no base that could be set.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
 retry:
-  backoff: { kind: table, delays: [1s, 5s] }
+  backoff: { kind: exponential, base: 1s, factor: 5 }
   hints: [{ at: { header: Retry-Base }, form: delay-millis, as: base }]
",
    }
    UNUSED_HINT: Warning = "unused-hint" {
        what: "a hint is for outcomes that are never retried or polled",
        why: "Hints say how long to wait before the next attempt or poll. They are only read where a status, a code or \
              a rule states the class `transient`, `throttled` or `keep_polling`, and in successes if the contract has \
              a machine to poll. Correct the status under `when`, or its retry class.",
        example: r"
-statuses: { 404: There is none }
-retry: { hints: [{ at: { header: Retry-After }, form: delay-seconds, when: { status: 404 } }] }
+statuses: { 429: { summary: Too many, retry: throttled } }
+retry: { hints: [{ at: { header: Retry-After }, form: delay-seconds, when: { status: 429 } }] }
",
    }
}

/// The default of `max`.
const MAX: Duration = Duration::from_secs(120);

pub(super) fn check(contract: &Contract, sink: &mut Sink) {
    for hint in &contract.policy.hints {
        forms(hint, sink);
        default_over_max(hint, sink);
        base_of_table(hint, &contract.policy, sink);
        if !sink.has_errors() {
            unused(hint, contract, sink);
        }
    }
}

/// The forms are tried in order, and the first that can parse the value is used.
fn forms(hint: &Hint, sink: &mut Sink) {
    for (at, form) in hint.forms.iter().enumerate() {
        let earlier = hint.forms.iter().take(at).find(|earlier| hides(earlier.value, form.value));
        if let Some(earlier) = earlier {
            let message = match earlier.value == form.value {
                true => format!("`{}` appears here twice", form.value.as_str()),
                false => {
                    format!(
                        "`{}` cannot be distinguished from `{}`, which is tried first",
                        form.value.as_str(),
                        earlier.value.as_str()
                    )
                }
            };
            let finding = Diagnostic::new(&OVERLAPPING_FORMS, form.span, message).label(earlier.span, "reads the same digits");
            sink.push(finding.note("The same digits cannot mean both. Keep the form that is documented."));
        }
    }
}

/// Whether the earlier form also parses values of the later one. Whole seconds and decimal seconds agree.
fn hides(earlier: Form, later: Form) -> bool {
    let digits = |form: Form| {
        matches!(
            form,
            Form::DelaySeconds
                | Form::DecimalSeconds
                | Form::DelayMillis
                | Form::DecimalMillis
                | Form::UnixSeconds
                | Form::UnixMillis
        )
    };
    let durations = |form: Form| matches!(form, Form::DurationText | Form::GoDuration);
    earlier == later
        || (durations(earlier) && durations(later))
        || (digits(earlier)
            && digits(later)
            && !matches!(
                (earlier, later),
                (Form::DelaySeconds, Form::DecimalSeconds) | (Form::DelayMillis, Form::DecimalMillis)
            ))
}

fn default_over_max(hint: &Hint, sink: &mut Sink) {
    let max = hint.max.as_ref().map_or(MAX, |max| max.value);
    let Some(default) = hint.default.as_ref().filter(|default| default.value > max && !hint.max_from_backoff) else { return };
    let message = format!("the default of {} is longer than the longest hint, {}", text(default.value), text(max));
    let finding = Diagnostic::new(&DEFAULT_OVER_MAX, default.span, message);
    sink.push(match &hint.max {
        Some(max) => finding.label(max.span, "the longest hint").note("Raise `max`, or lower `default`."),
        None => finding.note("The default for `max` is 120 s. Set `max`, or lower `default`."),
    });
}

fn base_of_table(hint: &Hint, policy: &Policy, sink: &mut Sink) {
    let is_base =
        |says: &&Spanned<HintAs>| says.value == HintAs::Base && matches!(policy.backoff.value.curve, Curve::Table { .. });
    if let Some(says) = hint.says.as_ref().filter(is_base) {
        let finding = Diagnostic::new(&BASE_WITHOUT_CURVE, says.span, "a table of delays has no base");
        let finding = finding.label(policy.backoff.value.span, "the table");
        sink.push(finding.note("Write the backoff as a curve, such as `{ kind: exponential, base: 1s }`."));
    }
}

/// Hints are only read for outcomes that are retried automatically, and for responses to polls.
fn unused(hint: &Hint, contract: &Contract, sink: &mut Sink) {
    for range in &hint.when.status {
        if !any_polled(range.value, contract) && !any_automatic(range.value, contract) {
            let finding = Diagnostic::new(
                &UNUSED_HINT,
                range.span,
                "none of these outcomes is retried or polled, so this hint is never read",
            );
            sink.push(finding.note(
                "Hints are read for the classes `transient`, `throttled` and `keep_polling`, and for success statuses if \
                 there is a machine to poll. Give the status such a class, or remove it from `when`.",
            ));
        }
    }
}

/// Whether a machine's state may be read from a response with a success status in the range.
fn any_polled(range: StatusRange, contract: &Contract) -> bool {
    !contract.machines.is_empty() && contract.success.iter().any(|success| success.from <= range.to && range.from <= success.to)
}

/// Whether a program retries or continues to poll after an outcome of this class.
fn is_waited_for(class: RetryClass) -> bool {
    class.is_automatic() || matches!(class, RetryClass::KeepPolling { .. })
}

/// Whether an outcome with a status in the range may have a class that waits.
fn any_automatic(range: StatusRange, contract: &Contract) -> bool {
    let by_server = contract.policy.server_says.iter().any(|says| !says.yes.is_empty());
    let own = |facts: &Facts| is_waited_for(facts.retry.value.class) && facts.retry.origin.via.is_own();
    let with = |statuses: &[crate::model::Fact<u16>]| {
        statuses.is_empty() || statuses.iter().any(|status| range.contains(status.value))
    };
    let verdicts = Verdicts::new(contract);
    let read = |at: usize| verdicts.role(at).is_some();
    let catalogs = || contract.catalogs.iter().enumerate().filter(|(at, _)| read(*at)).map(|(_, catalog)| catalog);
    by_server
        || contract.policy.rules.iter().any(|rule| is_waited_for(rule.retry.value.class) && may_meet(rule, range))
        || catalogs().flat_map(|catalog| &catalog.codes).any(|code| own(&code.facts) && with(&code.status))
        || catalogs()
            .flat_map(|catalog| &catalog.groups)
            .any(|group| group.family.is_some() && own(&group.facts) && with(&group.status))
        || by_status(range, contract)
}

fn may_meet(rule: &Rule, range: StatusRange) -> bool {
    let meets = |status: StatusRange| status.from <= range.to && range.from <= status.to;
    rule.when.transport.is_empty() && (rule.when.status.is_empty() || rule.when.status.iter().any(|status| meets(status.value)))
}

/// Whether a status in the range has a class that waits, by its entry or by the narrowest range that contains it.
fn by_status(range: StatusRange, contract: &Contract) -> bool {
    let mut left = vec![range];
    for entry in contract.statuses.iter().filter(|entry| range.contains(entry.status.value)) {
        if is_waited_for(entry.facts.retry.value.class) {
            return true;
        }
        left = StatusRange::without(&left, StatusRange { from: entry.status.value, to: entry.status.value });
    }
    for entry in contract.ranges.iter().filter(|entry| entry.facts.retry.origin.via == Via::Own) {
        let rest = StatusRange::without(&left, entry.range.value);
        if rest != left && is_waited_for(entry.facts.retry.value.class) {
            return true;
        }
        left = rest;
    }
    false
}
