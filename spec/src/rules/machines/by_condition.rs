//! States that are recognized by a condition, and outcomes that depend on the response: whether there is a response for each of them.

use super::states::UNOBSERVABLE_STATE;
use crate::decide::response_of_case;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Contract, Machine, State};
use crate::rules;

rules! {
    UNREACHABLE_OUTCOME: Error = "unreachable-outcome" {
        what: "an outcome never applies",
        why: "The outcome of a state is that of the first case whose condition holds. A case never applies if an \
              earlier one, or the condition of the state, decides first. Put the narrower condition first, or remove \
              the case.",
        example: r"
 machines:
   Job:
     initial: NEW
     observe: { at: /status }
     states:
       NEW: { kind: pending }
       DONE:
         kind: final
         outcome:
-          - { when: { field: { /error: { present: true } } }, is: failure }
-          - { when: { field: { /error: cancelled } }, is: cancelled }
+          - { when: { field: { /error: cancelled } }, is: cancelled }
+          - { when: { field: { /error: { present: true } } }, is: failure }
           - success
     edges: [NEW -> DONE]
",
    }
}

pub(super) fn check(contract: &Contract, machine: &Machine, sink: &mut Sink) {
    for (at, state) in machine.states.iter().enumerate() {
        unused_aliases(state, sink);
        recognized(contract, machine, at, sink);
        outcomes(contract, machine, at, sink);
    }
}

fn unused_aliases(state: &State, sink: &mut Sink) {
    if let (Some(alias), Some(when)) = (state.aliases.first(), &state.when) {
        let finding = Diagnostic::new(&rules::UNUSED_KEY, alias.span, "`aliases` has no effect in a state with a condition");
        let finding = finding.label(when.span, "the state is recognized by this condition");
        sink.push(
            finding.note("Remove one of the two. A condition can ask for several texts: `field: { /status: [DONE, OK] }`."),
        );
    }
}

/// A state with a condition is never read if the conditions before it decide every response that meets its own.
fn recognized(contract: &Contract, machine: &Machine, at: usize, sink: &mut Sink) {
    let Some(state) = machine.states.get(at) else { return };
    let Some(when) = state.when.as_ref().filter(|_| !readable(contract, machine, at)) else { return };
    let before: Vec<&State> = machine.states.iter().take(at).filter(|state| state.when.is_some()).into_vec();
    let name = &state.wire.value;
    let finding = Diagnostic::new(&UNOBSERVABLE_STATE, when.span, format!("no response is read as `{name}`"));
    sink.push(match before.as_slice() {
        [] => finding.note("Its conditions exclude each other."),
        [.., last] => finding
            .label(last.wire.span, "the states before it are tried first")
            .note("Whenever its condition holds, that of an earlier state does too. Put the narrower condition first."),
    });
}

/// Whether there is a response that is read as the state, whatever its outcome.
fn readable(contract: &Contract, machine: &Machine, at: usize) -> bool {
    let cases = machine.states.get(at).map_or(0, |state| state.cases.len());
    (0..cases).map(Some).chain([None]).any(|case| response_of_case(contract, machine, at, case).is_some())
}

/// Each outcome that depends on the response applies to one.
fn outcomes(contract: &Contract, machine: &Machine, at: usize, sink: &mut Sink) {
    let Some(state) = machine.states.get(at) else { return };
    let known = state.when.is_some() || !machine.observe.is_empty();
    if state.cases.is_empty() || !known || !readable(contract, machine, at) {
        return;
    }
    for (case, (when, is)) in state.cases.iter().enumerate() {
        if response_of_case(contract, machine, at, Some(case)).is_none() {
            let message = format!("the outcome `{}` never applies", is.value.as_str());
            let finding = Diagnostic::new(&UNREACHABLE_OUTCOME, when.span, message);
            sink.push(finding.note("No response in this state meets this condition and none of the conditions before it."));
        }
    }
    if let Some(last) = state.outcome.as_ref().filter(|_| response_of_case(contract, machine, at, None).is_none()) {
        let message = format!("the outcome `{}` never applies", last.value.as_str());
        let finding = Diagnostic::new(&UNREACHABLE_OUTCOME, last.span, message);
        sink.push(finding.note("One of the conditions before it holds for every response in this state."));
    }
}
