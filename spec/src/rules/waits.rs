//! The numbers of the policy and of entries with their own limits: caps, deadlines, tables.

use super::duration::text;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Contract, Policy, Via};
use crate::syntax::{Backoff, Curve, Jitter, Limit, Retry};
use errspec_core::retry::Waits;
use std::time::Duration;

rules! {
    ATTEMPTS_ABOVE_POLICY: Warning = "attempts-above-policy" {
        what: "an entry allows more attempts than the policy",
        why: "The limits of an entry apply within those of `retry`: the call ends at whichever limit it reaches first, \
              so a limit above that of the policy is never reached. Raise the limit of the policy and limit the other \
              entries, or remove this limit.",
        example: r"
 statuses:
-  503: { summary: Down, retry: { class: transient, attempts: 5 } }
+  503: { summary: Down, retry: { class: transient, attempts: 2 } }
 retry: { attempts: 3 }
",
    }
    BACKOFF_OVER_CAP: Warning = "backoff-over-cap" {
        what: "the first delay is longer than the cap",
        why: "Every delay is limited to the cap. If the first delay already exceeds it, all delays equal the cap and the \
              backoff has no effect. Usually a unit is wrong. For a fixed delay, use `kind: constant`.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { backoff: { kind: exponential, base: 100s, cap: 1s } }
+retry: { backoff: { kind: exponential, base: 100ms, cap: 200ms } }
",
    }
    DEADLINE_TOO_SHORT: Warning = "deadline-too-short" {
        what: "the delays alone can exceed the deadline",
        why: "The sum of the longest possible delays, including jitter but not hints from the server, reaches the \
              deadline. The last attempts may never be made, even if every response arrives immediately. An entry with \
              its own backoff is checked with that backoff. Raise the deadline or lower the number of attempts. If the \
              deadline is meant to be the real limit, allow the warning and give that as the reason.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { attempts: 5, deadline: 10s, backoff: { kind: exponential, base: 1s } }
+retry: { attempts: 5, deadline: 1m, backoff: { kind: exponential, base: 1s } }
",
    }
    FLOOR_OVER_CAP: Error = "floor-over-cap" {
        what: "the shortest delay is longer than the cap",
        why: "No delay is longer than the `cap`, and none is shorter than the `floor`. With a floor above the cap, no delay \
              is possible. Often the two values are swapped.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { backoff: { kind: exponential, base: 1s, cap: 1s, floor: 5s } }
+retry: { backoff: { kind: exponential, base: 1s, cap: 5s, floor: 1s } }
",
    }
    JITTER_OVER_CAP: Error = "jitter-over-cap" {
        what: "jitter adds more than the cap allows",
        why: "With hard bounds, jitter never pushes a delay above the cap: the backoff part shrinks instead. If the \
              jitter is wider than the cap, nothing is left of the backoff. Lower `max`. If the API adds jitter on top \
              of the cap, set `bound: soft`.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { backoff: { kind: constant, base: 1s, cap: 1s }, jitter: { kind: additive, max: 5s } }
+retry: { backoff: { kind: constant, base: 1s, cap: 1s }, jitter: { kind: additive, max: 500ms } }
",
    }
    NO_WAIT: Warning = "no-wait" {
        what: "all delays of a backoff are zero",
        why: "Every delay of this backoff is zero, so all attempts are sent at once, which makes an overloaded service \
              worse. For an immediate first retry, use a table such as `delays: [0s, 1s]`.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { backoff: { kind: constant, base: 0s } }
+retry: { backoff: { kind: table, delays: [0s, 1s] } }
",
    }
    TIMEOUT_OVER_DEADLINE: Warning = "timeout-over-deadline" {
        what: "the timeout of one attempt exceeds the deadline of the call",
        why: "An attempt never gets more time than the deadline has left, so an `attempt_timeout` above the deadline \
              has no effect. Often the two values are swapped.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { deadline: 10s, attempt_timeout: 1m }
+retry: { deadline: 1m, attempt_timeout: 10s }
",
    }
    UNLIMITED_WITHOUT_DEADLINE: Error = "unlimited-without-deadline" {
        what: "the attempts are unlimited, and there is no deadline",
        why: "With `attempts: unlimited`, only the deadline ends a call whose every attempt fails. Without a deadline, such a \
              call never ends, and neither does whatever waits for it.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { attempts: unlimited }
+retry: { attempts: unlimited, deadline: 5m }
",
    }
    UNUSED_DELAYS: Warning = "unused-delays" {
        what: "a table has more delays than there are retries",
        why: "The nth delay comes before retry n. Since `attempts` counts the first request too, three attempts have only \
              two delays. Either there is one attempt too few (`retries: 3` is `attempts: 4`), or a delay is \
              redundant.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { attempts: 3, backoff: { kind: table, delays: [1s, 5s, 30s] } }
+retry: { retries: 3, backoff: { kind: table, delays: [1s, 5s, 30s] } }
",
    }
}

pub(super) fn check(contract: &Contract, sink: &mut Sink) {
    let policy = &contract.policy;
    let attempts = policy.attempts.value;
    if policy.span.is_some() {
        if policy.backoff.origin.via == Via::Own {
            curve(&policy.backoff.value, policy, attempts, sink);
        }
        deadline(policy, sink);
        unlimited(policy, sink);
    }
    operations(contract, sink);
    for retry in entries(contract) {
        let own = retry.attempts.as_ref();
        if let Some(own) = own.filter(|own| policy.span.is_some() && own.value > attempts) {
            let message = format!("{} attempts here, but {attempts} in total, so this limit is never reached", own.value);
            let finding = Diagnostic::new(&ATTEMPTS_ABOVE_POLICY, own.span, message);
            let finding = policy
                .attempts
                .origin
                .span
                .iter()
                .fold(finding, |finding, span| finding.label(*span, "the limit of every call"));
            sink.push(
                finding.note("The limits of an entry apply within those of `retry`. Raise that limit, or remove this one."),
            );
        }
        let most = own.map_or(attempts, |own| own.value.min(attempts));
        if let Some(backoff) = retry.backoff.as_ref().filter(|_| policy.span.is_some()) {
            curve(backoff, policy, most, sink);
            own_curve_in_deadline(backoff, policy, most, sink);
        }
    }
}

/// The retry classes that entries and rules state themselves.
pub(crate) fn entries(contract: &Contract) -> Vec<&Retry> {
    let mut facts = contract.statuses.iter().map(|status| &status.facts).into_vec();
    contract.ranges.iter().map(|range| &range.facts).add_to(&mut facts);
    for catalog in &contract.catalogs {
        facts.push(&catalog.facts);
        catalog.groups.iter().map(|group| &group.facts).add_to(&mut facts);
        catalog.codes.iter().map(|code| &code.facts).add_to(&mut facts);
    }
    for machine in &contract.machines {
        machine.states.iter().map(|state| &state.facts).add_to(&mut facts);
    }
    facts.retain(|facts| matches!(facts.retry.origin.via, Via::Own | Via::Base(_)));
    let mut entries = facts.iter().map(|facts| &facts.retry.value).into_vec();
    contract.policy.rules.iter().map(|rule| &rule.retry.value).add_to(&mut entries);
    contract.policy.classes.iter().map(|class| &class.value).add_to(&mut entries);
    entries
}

fn curve(backoff: &Backoff, policy: &Policy, attempts: u32, sink: &mut Sink) {
    let waits = policy.waits_with(backoff, attempts);
    jitter_over_cap(backoff, policy.jitter.as_ref(), &waits, sink);
    unused_delays(backoff, waits.retries(), sink);
    let first = waits.backoff.uncapped(1);
    if let Some(cap) = backoff.cap.as_ref().filter(|cap| waits.retries() > 0 && first > cap.value) {
        let message = format!("every delay is the cap: the first one would be {}", text(first));
        let finding = Diagnostic::new(&BACKOFF_OVER_CAP, cap.span, message);
        sink.push(finding.note("Raise the cap, or lower the first delay. For a fixed delay, write `kind: constant`."));
    }
    if let (Some(floor), Some(cap)) = (&backoff.floor, &backoff.cap)
        && floor.value > cap.value
    {
        let message = format!("no delay is at least {} and at most {}", text(floor.value), text(cap.value));
        let finding = Diagnostic::new(&FLOOR_OVER_CAP, floor.span, message).label(cap.span, "the longest delay");
        sink.push(finding.note("Make `floor` shorter than `cap`."));
    }
    if waits.never_wait() {
        let finding = Diagnostic::new(&NO_WAIT, backoff.span, "all delays of this backoff are zero: retries are sent at once");
        sink.push(finding.note("That makes an overloaded service worse. Set a `base`, or add jitter."));
    }
}

/// Reports hard jitter that can add more than the cap, which leaves no room for the backoff.
fn jitter_over_cap(backoff: &Backoff, jitter: Option<&Jitter>, waits: &Waits<&[Duration]>, sink: &mut Sink) {
    let Some((max, cap)) = jitter.and_then(|jitter| jitter.max.as_ref()).zip(backoff.cap.as_ref()) else { return };
    if !waits.has_jitter_above_cap() {
        return;
    }
    let message = format!("jitter of up to {} does not fit under a cap of {}", text(max.value), text(cap.value));
    let finding = Diagnostic::new(&JITTER_OVER_CAP, max.span, message).label(cap.span, "no delay is longer than this");
    sink.push(finding.note("Make `max` smaller than the cap. If the API really adds it on top of the cap, set `bound: soft`."));
}

/// Reports delays of a table for retries that are never made.
fn unused_delays(backoff: &Backoff, retries: u32, sink: &mut Sink) {
    let Curve::Table { delays } = &backoff.curve else { return };
    if delays.len() > retries as usize {
        let message = format!(
            "{} delays for {retries} {}: the rest is never used",
            delays.len(),
            if retries == 1 { "retry" } else { "retries" }
        );
        let finding = Diagnostic::new(&UNUSED_DELAYS, backoff.span, message);
        sink.push(finding.note(format!(
            "Attempts include the first request: {} delays go with `retries: {0}` or `attempts: {}`.",
            delays.len(),
            delays.len() + 1
        )));
    }
}

/// The numbers of operations that do something differently.
fn operations(contract: &Contract, sink: &mut Sink) {
    for own in contract.operations.iter().filter_map(|operation| operation.retry.as_ref()) {
        let policy = contract.policy.of_operation(own);
        if own.backoff.is_some() || own.jitter.is_some() {
            curve(&policy.backoff.value, &policy, policy.attempts.value, sink);
        }
        if own.attempts.is_some() || own.deadline.is_some() || own.backoff.is_some() || own.jitter.is_some() {
            deadline(&policy, sink);
        }
        if own.attempts.is_some() {
            unlimited(&policy, sink);
        }
    }
}

/// Reports calls that may never end.
fn unlimited(policy: &Policy, sink: &mut Sink) {
    let Some(span) = policy.attempts.origin.span.filter(|_| policy.is_unlimited() && policy.deadline.is_none()) else { return };
    let finding = Diagnostic::new(&UNLIMITED_WITHOUT_DEADLINE, span, "unlimited attempts need a deadline");
    sink.push(finding.here("nothing ends a call that always fails").note("Add one, such as `deadline: 5m`."));
}

/// Reports a deadline that the waits alone can exceed, and an attempt timeout that is longer than the deadline.
fn deadline(policy: &Policy, sink: &mut Sink) {
    let Some(deadline) = &policy.deadline else { return };
    if let Some(timeout) = policy.attempt_timeout.as_ref().filter(|timeout| timeout.value > deadline.value) {
        let message = format!("an attempt can take {}, but the whole call only {}", text(timeout.value), text(deadline.value));
        let finding = Diagnostic::new(&TIMEOUT_OVER_DEADLINE, timeout.span, message).label(deadline.span, "the whole call");
        sink.push(finding.note("An attempt never gets more time than the deadline has left. Make `attempt_timeout` shorter."));
    }
    // If the deadline is the only limit, the delays are expected to exceed it.
    if policy.is_unlimited() {
        return;
    }
    let attempts = policy.attempts.value;
    let Some((waits, fit)) = waits_over(deadline.value, &policy.waits()) else { return };
    let message = format!("{waits}, but the deadline is {}", text(deadline.value));
    let finding = Diagnostic::new(&DEADLINE_TOO_SHORT, deadline.span, message);
    let finding =
        policy.attempts.origin.span.iter().fold(finding, |finding, span| finding.label(*span, "the number of attempts"));
    sink.push(finding.note(format!(
        "Calls can end after {fit} of {attempts} attempts. Raise the deadline or lower the attempts; if the deadline is \
         meant to be the limit, allow the warning under `lints.allow`."
    )));
}

/// The same for the backoff of an entry.
fn own_curve_in_deadline(backoff: &Backoff, policy: &Policy, attempts: u32, sink: &mut Sink) {
    let Some(deadline) = policy.deadline.as_ref().filter(|_| attempts != Limit::UNLIMITED) else { return };
    let Some((waits, fit)) = waits_over(deadline.value, &policy.waits_with(backoff, attempts)) else { return };
    let message = format!("{waits}, but the deadline of every call is {}", text(deadline.value));
    let finding = Diagnostic::new(&DEADLINE_TOO_SHORT, backoff.span, message).label(deadline.span, "the whole call");
    sink.push(finding.note(format!(
        "Calls that fail in this way can end after {fit} of {attempts} attempts. Raise the deadline, make the delays shorter, \
         or give the entry fewer `attempts`."
    )));
}

/// The maximum total of the waits if it reaches the deadline, and the number of attempts that fit.
fn waits_over(deadline: Duration, waits: &Waits<&[Duration]>) -> Option<(String, u32)> {
    let retries = waits.retries();
    let sum = Some(waits.worst_case()).filter(|sum| *sum >= deadline && retries > 0)?;
    let (mut fit, mut waited) = (1, waits.range(1).high());
    while fit <= retries && waited < deadline {
        fit += 1;
        waited = waited.saturating_add(waits.range(fit).high());
    }
    let sum = text(sum);
    Some(match retries {
        1 => (format!("the only delay can take {sum}"), fit),
        _ => (format!("the {retries} delays can take {sum} together"), fit),
    })
}
