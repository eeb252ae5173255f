//! Statuses that are not in the registry, and success statuses with a retry class.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Contract, Status, StatusDefaults, Via};
use crate::words::RetryClass;

rules! {
    RETRY_ON_SUCCESS: Warning = "retry-on-success" {
        what: "a success has a retry class",
        why: "A response whose status is in the success set ends the call, so its retry class has no effect. If the \
              status is not a success, remove it from `success`. If the body shows whether the call failed, name the \
              status in the body's `when`. The class `keep_polling` is allowed, because polls use it.",
        example: r"
-statuses: { 202: { summary: Accepted, retry: transient } }
+success: [200, 201]
+statuses: { 202: { summary: Not ready yet, retry: transient } }
",
    }
    UNREGISTERED_STATUS: Error = "unregistered-status" {
        what: "a status is neither registered nor named",
        why: "The phrase and the generated name of a status come from the IANA registry of HTTP statuses (RFC 9110, \
              section 15). Some services use unregistered numbers, such as 529 or 430. Give those the `phrase` from \
              the API's documentation, or a `name`. Often two digits are swapped.",
        example: r"
-statuses: { 492: Too many requests }
+statuses: { 429: Too many requests, 529: { phrase: Site Is Overloaded, summary: Too much to do } }
",
    }
}

pub(super) fn check(contract: &Contract, sink: &mut Sink) {
    for status in &contract.statuses {
        unregistered(status, contract, sink);
        retry_on_success(status, contract, sink);
    }
    for range in &contract.ranges {
        retry_on_successes(range, contract, sink);
    }
}

/// A status that is not in the registry has a phrase and a name only if the contract gives one.
fn unregistered(status: &Status, contract: &Contract, sink: &mut Sink) {
    let number = status.status.value;
    if status.registered.is_some() || status.phrase.is_some() || status.facts.name.is_some() {
        return;
    }
    let finding =
        Diagnostic::new(&UNREGISTERED_STATUS, status.status.span, format!("{number} is not in the registry of HTTP statuses"))
            .here("neither registered nor named");
    if let Some((_, phrase)) = IN_USE.iter().find(|(status, _)| *status == number) {
        let note = format!("Other services use `phrase: {phrase}`. Write that, or the phrase of this API.");
        return sink.push(finding.note(note));
    }
    let declared = |other: u16| contract.statuses.iter().any(|status| status.status.value == other);
    let swapped = swaps(number).into_iter().find(|other| COMMON.contains(other) && !declared(*other));
    let finding = match swapped {
        Some(other) => finding.fix(status.status.span, other.to_string(), format!("did you mean `{other}`?")),
        None => finding,
    };
    sink.push(finding.note("If the API really sends it, give it a name: `phrase: Site Is Overloaded`."));
}

/// Statuses that are not registered but that services send, so they are not misspelled.
const IN_USE: [(u16, &str); 27] = [
    (419, "Page Expired"),
    (420, "Enhance Your Calm"),
    (430, "Request Header Fields Too Large"),
    (440, "Login Time-out"),
    (444, "No Response"),
    (449, "Retry With"),
    (460, "Client Closed Connection"),
    (494, "Request Header Too Large"),
    (495, "SSL Certificate Error"),
    (496, "SSL Certificate Required"),
    (497, "HTTP Request Sent to HTTPS Port"),
    (498, "Invalid Token"),
    (499, "Client Closed Request"),
    (509, "Bandwidth Limit Exceeded"),
    (520, "Unknown Error"),
    (521, "Web Server Is Down"),
    (522, "Connection Timed Out"),
    (523, "Origin Is Unreachable"),
    (524, "A Timeout Occurred"),
    (525, "SSL Handshake Failed"),
    (526, "Invalid SSL Certificate"),
    (529, "Site Is Overloaded"),
    (530, "Site Is Frozen"),
    (540, "Temporarily Disabled"),
    (598, "Network Read Timeout"),
    (599, "Network Connect Timeout"),
    (999, "Request Denied"),
];

/// The statuses that are likely meant if two digits are swapped.
const COMMON: [u16; 12] = [201, 202, 204, 401, 402, 403, 404, 409, 410, 429, 502, 503];

fn swaps(number: u16) -> [u16; 2] {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    [hundreds * 100 + ones * 10 + tens, tens * 100 + hundreds * 10 + ones]
}

/// A success is never classified, so its retry class is never used, unless a body makes some responses failures. `keep_polling` is for poll
/// loops, which use it.
fn retry_on_success(status: &Status, contract: &Contract, sink: &mut Sink) {
    let retry = &status.facts.retry;
    let (Via::Own, Some(span)) = (&retry.origin.via, retry.origin.span) else { return };
    if contract.may_fail(status.status.value) || matches!(retry.value.class, RetryClass::KeepPolling { .. }) {
        return;
    }
    let message = format!("{} is a success, so its retry class is never used", status.status.value);
    let finding = Diagnostic::new(&RETRY_ON_SUCCESS, span, message).label(status.status.span, "a success status");
    sink.push(finding.note(NO_FAILURE));
}

/// The same for a range of success statuses. `never` is allowed there, because it is true.
fn retry_on_successes(entry: &StatusDefaults, contract: &Contract, sink: &mut Sink) {
    let retry = &entry.facts.retry;
    let (Via::Own, Some(span)) = (&retry.origin.via, retry.origin.span) else { return };
    let range = entry.range.value;
    let says = !matches!(retry.value.class, RetryClass::KeepPolling { .. } | RetryClass::Never | RetryClass::Unspecified);
    if says && !(range.from..=range.to).any(|status| contract.may_fail(status)) {
        let message = "all statuses in this range are successes, so their retry class is never used";
        let finding = Diagnostic::new(&RETRY_ON_SUCCESS, span, message).label(entry.range.span, "only success statuses");
        sink.push(finding.note(NO_FAILURE));
    }
}

/// What to do about the retry class of a success status.
pub(super) const NO_FAILURE: &str = "Remove it, or list the success statuses without this one: `success: [200, 201]`. If the \
    body shows that such a response is a failure, name the status in the body's `when: { status: [200, 4xx, 5xx] }`.";
