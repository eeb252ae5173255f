//! The pace of polling.

use super::super::delays::text;
use crate::diag::{Diagnostic, Sink};
use crate::resolve::Unit;
use crate::written::Poll;

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
    }
}
