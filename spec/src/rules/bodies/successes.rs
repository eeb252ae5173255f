//! Failures with a success status: bodies that would match every success, and codes that are never looked for.

use super::covers::implies;
use super::fields::is_inside;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Body, Catalog, Contract, Field, FieldKind, Machine};
use crate::source::{Span, Spanned};
use crate::syntax::StatusRange;
use crate::words::WireKind;

rules! {
    CODE_IN_SUCCESS: Warning = "code-in-success" {
        what: "a code is documented with a success status for which no body is looked for",
        why: "So that no success is mistaken for a failure, a response with a success status is only compared with \
              bodies whose `when` names that status. A code that is documented with status 200 needs a body that names \
              200 and carries the code. Otherwise, responses with that code count as successes.",
        example: r"
 statuses: { 200: The answer is in the body }
 errors:
   Code: { codes: { no_such_channel: { status: 200 } } }
 bodies:
-  api: { fields: { code: { at: /error, type: Code } } }
+  api: { when: { status: [200, 4xx, 5xx] }, fields: { code: { at: /error, type: Code } } }
",
    }
    FAILURE_TAKEN_FOR_SUCCESS: Error = "failure-taken-for-success" {
        what: "a body would turn every failure into a success",
        why: "A response that matches a body with `means: success` or `means: challenge` is not a failure, whatever its \
              status. A body without required fields matches every response with JSON, so errors with these statuses would \
              be lost. Require a field that only these responses have, or restrict the body to a media type, a header or a \
              field.",
        example: r"
 bodies:
-  next: { means: challenge, when: { status: 401 }, fields: { url: { at: /next, optional: true } } }
+  next: { means: challenge, when: { status: 401 }, fields: { url: /next } }
",
    }
    STATE_TAKEN_FOR_ERROR: Warning = "state-taken-for-error" {
        what: "a body would turn every state reading into a failure",
        why: "If a body's `when` names a success status, every response that it matches becomes a failure. If the body \
              requires nothing but the field that holds a machine's state, every reading of the state is a failure, \
              and a wait for the job ends at the first one. Require a field that only failures have, such as a message \
              or a code in a place of its own.",
        example: r"
 bodies:
-  api: { when: { status: [200, 4xx] }, fields: { phrase: /status } }
+  api: { when: { status: [200, 4xx] }, fields: { phrase: /status, message: /error/message } }
 machines:
   Job:
     observe: { at: /status }
     initial: queued
     unknown: { treat_as: pending, limit: 5 }
     states: { queued: { kind: pending }, done: { kind: final, outcome: success } }
     edges: [queued -> done]
     poll: { interval: 1s }
",
    }
    SUCCESS_TAKEN_FOR_ERROR: Error = "success-taken-for-error" {
        what: "a body would turn every success into a failure",
        why: "If a body's `when` names a success status, every response that it matches becomes a failure. A body \
              without required fields matches all of them, so no call could succeed. Require a field that only \
              failures have, or restrict the body to a media type that only failures have, such as \
              `application/problem+json`.",
        example: r"
 bodies:
-  api: { when: { status: 2xx }, fields: { message: { at: /error, optional: true } } }
+  api: { when: { status: 2xx }, fields: { message: /error } }
",
    }
}

/// Compares a body that names a success status with what successful responses contain.
pub(super) fn body(body: &Body, contract: &Contract, sink: &mut Sink) {
    if !body.is_error() {
        return no_error(body, contract, sink);
    }
    let of_success = |range: &&Spanned<StatusRange>| {
        contract.success.iter().any(|success| success.from <= range.to && range.from <= success.to)
    };
    let Some(named) = body.when.status.iter().find(of_success).map(|range| range.span) else { return };
    if is_told_apart(body) {
        return;
    }
    if !body.fields.iter().any(Field::is_required) {
        return any_success(body, named, sink);
    }
    for machine in contract.machines.iter().filter(|machine| reads_a_state(body, machine, &contract.catalogs)) {
        state(body, named, machine, sink);
    }
}

/// Whether the body is distinguished by a media type that other responses do not have, a header or a field, whatever fields it requires.
fn is_told_apart(body: &Body) -> bool {
    let types = &body.when.content_type;
    let other_type = !types.is_empty() && !types.iter().any(|given| given.eq_ignore_ascii_case("application/json"));
    other_type || !body.when.headers.is_empty() || !body.when.fields.is_empty()
}

/// Compares a body that means no failure with what failures contain.
fn no_error(body: &Body, contract: &Contract, sink: &mut Sink) {
    let fails = |range: &Spanned<StatusRange>| (range.from..=range.to).any(|status| !contract.is_success(status));
    let of_failures = body.when.status.is_empty() || body.when.status.iter().any(fails);
    // Without any condition, the body matches anything, which is a finding of its own.
    if body.when.is_empty() || !of_failures || is_told_apart(body) || body.fields.iter().any(|field| !field.optional) {
        return;
    }
    let message = format!("every failure in which `{}` is looked for would be treated as a success", body.name.value);
    let finding = Diagnostic::new(&FAILURE_TAKEN_FOR_SUCCESS, body.means.span, message);
    sink.push(finding.label(body.name.span, "requires no field").note(
        "Require a field that only these responses have, or restrict the body by `when` to a media type, a header or a field.",
    ));
}

/// Reports a body that every success with JSON matches.
fn any_success(body: &Body, named: Span, sink: &mut Sink) {
    let message = format!("every success with this status would be treated as the error `{}`", body.name.value);
    let finding = Diagnostic::new(&SUCCESS_TAKEN_FOR_ERROR, named, message).here("a success");
    sink.push(finding.label(body.name.span, "requires no field").note(
        "If `when` names a success status, every response with that status that matches the body is a failure. Require a \
         field that only failures have, such as `code`, or remove the success status from `when`.",
    ));
}

fn state(body: &Body, named: Span, machine: &Machine, sink: &mut Sink) {
    let message =
        format!("a response with a state of `{}` would be treated as the error `{}`", machine.name.value, body.name.value);
    let finding = Diagnostic::new(&STATE_TAKEN_FOR_ERROR, named, message).here("a success");
    let finding = match machine.observe.first() {
        Some(observe) => finding.label(observe.span, "the state is read from here"),
        None => finding,
    };
    sink.push(finding.note(
        "The body only requires fields from which the state is read, so the state would never be seen. Require a field that \
         only failures have, or remove the success status from `when`.",
    ));
}

/// Whether a body matches whenever a state of the machine is reported.
fn reads_a_state(body: &Body, machine: &Machine, catalogs: &[Catalog]) -> bool {
    let given = |wanted: &Field| {
        machine.observe.iter().any(|observe| {
            let Some(at) = wanted.pointer() else { return false };
            let read = |observe: &Spanned<String>| {
                let inside = wanted.kind == FieldKind::Json && is_inside(&observe.value, &at.value);
                inside || (observe.value == at.value && takes_states(&wanted.kind, machine, catalogs))
            };
            observe.pointers().any(read)
        })
    };
    body.fields.iter().filter(|field| field.is_required()).all(given)
}

/// Whether the text of some state is a value of this type.
fn takes_states(kind: &FieldKind, machine: &Machine, catalogs: &[Catalog]) -> bool {
    if implies(&FieldKind::String, kind, catalogs) {
        return true;
    }
    let FieldKind::Code(at) = kind else { return false };
    let Some(catalog) = catalogs.get(*at).filter(|catalog| catalog.wire == WireKind::String) else { return false };
    machine.observe.len() == 1
        && machine.states.iter().any(|state| catalog.codes.iter().any(|code| code.wire.value == state.wire.value))
}

/// Codes that are documented with a success status for which no body that carries them is looked for. There is one finding per location of
/// a status, because many codes may have it from their group or catalog.
pub(super) fn codes(contract: &Contract, sink: &mut Sink) {
    let mut reported = Vec::new();
    for (at, catalog) in contract.catalogs.iter().enumerate() {
        let carries = |body: &&Body| body.is_error() && body.fields.iter().any(|field| field.kind.holds(at));
        let carriers: Vec<&Body> = contract.bodies.iter().filter(carries).into_vec();
        for code in catalog.codes.iter().filter(|code| !carriers.is_empty() && !code.facts.is_success()) {
            for status in code.status.iter().filter(|status| contract.is_success(status.value)) {
                let Some(span) = status.origin.span else { continue };
                if reported.contains(&span) || carriers.iter().any(|body| body.names(status.value)) {
                    continue;
                }
                reported.push(span);
                let (wire, number) = (&code.wire.value, status.value);
                let message = format!("`{wire}` is documented with {number}, a success status for which no body is looked for");
                let finding = Diagnostic::new(&CODE_IN_SUCCESS, span, message).here("never treated as a failure");
                let finding = carriers.iter().fold(finding, |finding, body| finding.label(body.name.span, "carries the code"));
                sink.push(finding.note(format!(
                    "With a success status, only bodies that name it are looked for: `when: {{ status: [{number}, 4xx, 5xx] \
                     }}`. If such a response is not a failure, remove the status."
                )));
            }
        }
    }
}
