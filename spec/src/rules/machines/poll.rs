//! The intervals of polling.

use super::super::duration::text;
use crate::diag::{Diagnostic, Sink};
use crate::resolve::Unit;
use crate::syntax::Poll;
use errspec_core::retry::{Backoff, Factor};
use std::time::Duration;

rules! {
    POLL_CAP_BELOW_INTERVAL: Error = "poll-cap-below-interval" {
        what: "the cap of a poll is shorter than its first interval",
        why: "The intervals between polls grow from `interval` by `factor` up to `cap`, so a cap below the interval \
              contradicts it. Often the two values are swapped.",
        example: r"
 machines:
   Job:
     initial: NEW
-    poll: { interval: 30s, factor: 2, cap: 2s }
+    poll: { interval: 2s, factor: 2, cap: 30s }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
",
    }
    POLL_CAP_UNUSED: Warning = "poll-cap-unused" {
        what: "the intervals of a poll never reach the cap",
        why: "Without a `factor` above 1, every interval equals `interval` and the cap is never reached. The same is \
              true if the `timeout` ends the wait first. Set a factor, raise the timeout, or remove the cap.",
        example: r"
 machines:
   Job:
     initial: NEW
-    poll: { interval: 2s, cap: 30s }
+    poll: { interval: 2s, factor: 1.5, cap: 30s }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
",
    }
}

/// The number of waits that are examined.
const MOST: u32 = 10_000;

pub(super) fn check(units: &[Unit], sink: &mut Sink) {
    let machines = units.iter().flat_map(|unit| &unit.document.machines);
    for poll in machines.filter_map(|machine| machine.value.poll.as_ref()) {
        cap(poll, sink);
    }
}

/// A cap below the first wait contradicts it. A cap above an interval that never grows is never reached.
fn cap(poll: &Poll, sink: &mut Sink) {
    let (Some(interval), Some(cap)) = (&poll.interval, &poll.cap) else { return };
    let grows = poll.factor.as_ref().is_some_and(|factor| factor.value.factor().is_above_one());
    if cap.value < interval.value {
        let message = format!("the cap of {} is shorter than the first interval of {}", text(cap.value), text(interval.value));
        let finding = Diagnostic::new(&POLL_CAP_BELOW_INTERVAL, cap.span, message).label(interval.span, "the first interval");
        sink.push(finding.note("Intervals grow from `interval` up to `cap`. Raise the cap, or shorten the interval."));
    } else if !grows && cap.value > interval.value {
        let message = format!(
            "the cap of {} is never reached: without a `factor` every interval is {}",
            text(cap.value),
            text(interval.value)
        );
        let finding = Diagnostic::new(&POLL_CAP_UNUSED, cap.span, message).label(interval.span, "every interval");
        sink.push(finding.note("Set how the intervals grow, `factor: 1.5`, or remove the cap."));
    } else if let (Some(factor), Some(timeout)) = (poll.factor.as_ref().filter(|_| grows), &poll.timeout)
        && until(cap.value, interval.value, factor.value.factor()) >= timeout.value
    {
        let (cap_text, timeout_text) = (text(cap.value), text(timeout.value));
        let message =
            format!("the cap of {cap_text} is never reached: the intervals before it take the whole timeout of {timeout_text}");
        let finding = Diagnostic::new(&POLL_CAP_UNUSED, cap.span, message).label(timeout.span, "the wait ends here");
        sink.push(finding.note("Raise the timeout, make the intervals grow faster, or remove the cap."));
    }
}

/// The total of all waits before one reaches the cap.
fn until(cap: Duration, interval: Duration, factor: Factor) -> Duration {
    let pace = Backoff::exponential(interval, factor);
    let waits = (1..=MOST).map(|n| pace.uncapped(n)).take_while(|wait| *wait < cap);
    waits.fold(Duration::ZERO, Duration::saturating_add)
}
