//! Notes about caps that no delay of the policy reaches.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Contract, Via};
use crate::rules::duration::text;
use crate::rules::waits::entries;
use crate::syntax::Backoff;
use errspec_core::retry::Waits;
use std::time::Duration;

rules! {
    CAP_NEVER_REACHED: Note = "cap-never-reached" {
        what: "a cap is longer than every delay of the policy",
        why: "With this number of attempts, no delay grows as long as the cap. That is fine if the cap is for programs \
              that use more attempts. Otherwise, the cap, the base or the number of attempts may be off by a zero.",
        example: r"
-retry: { attempts: 3, backoff: { kind: exponential, base: 1s, cap: 30s } }
+retry: { attempts: 6, backoff: { kind: exponential, base: 1s, cap: 15s } }
",
    }
}

pub(super) fn review(contract: &Contract, sink: &mut Sink) {
    let policy = &contract.policy;
    if policy.span.is_none() {
        return;
    }
    let attempts = policy.attempts.value;
    if policy.backoff.origin.via == Via::Own {
        cap(&policy.backoff.value, &policy.waits(), sink);
    }
    for retry in entries(contract) {
        let most = retry.attempts.as_ref().map_or(attempts, |own| own.value.min(attempts));
        retry.backoff.iter().for_each(|backoff| cap(backoff, &policy.waits_with(backoff, most), sink));
    }
}

/// Reports a cap that is longer than every wait. It may be meant for programs with more attempts, or the number of attempts is too low.
fn cap(backoff: &Backoff, waits: &Waits<&[Duration]>, sink: &mut Sink) {
    let Some(cap) = &backoff.cap else { return };
    if waits.retries() == 0 || waits.reaches_cap() {
        return;
    }
    let (cap_text, most) = (text(cap.value), text(waits.peak()));
    let message = match waits.retries() {
        1 => format!("the cap of {cap_text} is never reached: the only delay is {most}"),
        retries => format!("the cap of {cap_text} is never reached: the longest of {retries} delays is {most}"),
    };
    let note = Diagnostic::new(&CAP_NEVER_REACHED, cap.span, message).here("longer than any delay");
    sink.push(note.note(
        "The cap may be meant for programs that make more attempts. If it should have an effect, check the number of \
         attempts and the backoff.",
    ));
}
