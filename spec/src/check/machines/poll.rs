//! The pace of polling.

use super::super::delays::text;
use crate::diag::{Diagnostic, Sink};
use crate::resolve::Unit;
use crate::syntax::{Decimal, Poll};
use std::time::Duration;

/// So many waits are looked at.
const MOST: usize = 10_000;

pub(super) fn check(units: &[Unit], sink: &mut Sink) {
    let machines = units.iter().flat_map(|unit| &unit.document.machines);
    for poll in machines.filter_map(|machine| machine.value.poll.as_ref()) {
        cap(poll, sink);
    }
}

/// A cap below the first wait contradicts it; one above a pace that never grows is never reached.
fn cap(poll: &Poll, sink: &mut Sink) {
    let (Some(interval), Some(cap)) = (&poll.interval, &poll.cap) else { return };
    let grows = poll.factor.as_ref().is_some_and(|factor| u128::from(factor.digits) > 10u128.pow(u32::from(factor.scale)));
    if cap.value < interval.value {
        let message = format!("the cap of {} is shorter than the first wait of {}", text(cap.value), text(interval.value));
        let finding = Diagnostic::error("poll-cap-below-interval", cap.span, message).label(interval.span, "the first wait");
        sink.push(finding.note("Waits grow from `interval` up to `cap`: raise the cap, or shorten the interval."));
    } else if !grows && cap.value > interval.value {
        let message = format!(
            "the cap of {} is never reached: without a `factor` every wait is {}",
            text(cap.value),
            text(interval.value)
        );
        let finding = Diagnostic::warning("poll-cap-unused", cap.span, message).label(interval.span, "every wait");
        sink.push(finding.note("Say how the waits grow, `factor: 1.5`, or take the cap out."));
    } else if let (Some(factor), Some(timeout)) = (poll.factor.as_ref().filter(|_| grows), &poll.timeout)
        && until(cap.value, interval.value, factor.value) >= timeout.value
    {
        let (cap_text, timeout_text) = (text(cap.value), text(timeout.value));
        let message = format!("the cap of {cap_text} is never reached: the waits before it take the {timeout_text} there are");
        let finding = Diagnostic::warning("poll-cap-unused", cap.span, message).label(timeout.span, "the wait ends here");
        sink.push(finding.note("Raise the timeout, make the waits grow faster, or take the cap out."));
    }
}

/// What all waits take together before one is as long as the cap.
fn until(cap: Duration, interval: Duration, factor: Decimal) -> Duration {
    let scale = 10u128.pow(u32::from(factor.scale));
    // A wait of no time grows for ever.
    let next = |wait: &u128| wait.checked_mul(u128::from(factor.digits)).map(|grown| (grown / scale).max(wait + 1));
    let waits = std::iter::successors(Some(interval.as_nanos()), next);
    let sum = waits.take(MOST).take_while(|wait| *wait < cap.as_nanos()).fold(0u128, u128::saturating_add);
    Duration::from_nanos(u64::try_from(sum).unwrap_or(u64::MAX))
}
