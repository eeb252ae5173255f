//! States by themselves: what goes with their kind, and texts that are told apart.

use crate::check::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Machine, State};
use crate::words::{Outcome, StateKind, Word};
use std::collections::HashMap;

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    for state in &machine.states {
        observable(state, machine, sink);
    }
    colliding(machine, sink);
}

/// What a state says beside its kind. An error elsewhere in the machine changes nothing about it.
pub(super) fn keys(machine: &Machine, broken: &Broken, sink: &mut Sink) {
    for state in machine.states.iter().filter(|state| !broken.has(state.wire.span)) {
        keys_of(state, sink);
    }
}

/// `outcome`, `by` and `blocked` belong to some kinds only.
fn keys_of(state: &State, sink: &mut Sink) {
    let (kind, name) = (state.kind.value, &state.wire.value);
    let ends = matches!(kind, StateKind::Final | StateKind::Resting);
    let unused = |key: &str, span, only: &str| {
        let finding = Diagnostic::error("unused-key", span, format!("`{key}` means nothing in a {} state", kind.as_str()));
        finding.label(state.kind.span, "its kind").note(format!("`{key}` is for {only}."))
    };
    match &state.outcome {
        Some(outcome) if !ends => sink.push(unused("outcome", outcome.span, "final and resting states, where a wait ends")),
        None if ends => {
            let message = format!("`{name}` ends a wait, but does not say how");
            let finding =
                Diagnostic::error("missing-outcome", state.wire.span, message).label(state.kind.span, "a wait ends here");
            let words: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.as_str()).collect();
            sink.push(finding.note(format!(
                "Add `outcome: {}` or, as in `outcome: {{ needs: add_funds }}`, what somebody has to do.",
                words.join("`, `")
            )));
        }
        _ => {}
    }
    if let Some(by) = state.by.as_ref().filter(|_| kind != StateKind::External) {
        sink.push(unused("by", by.span, "external states, which a third party leaves"));
    }
    if let Some(span) = state.blocked.filter(|_| kind != StateKind::Resting) {
        sink.push(unused("blocked", span, "resting states"));
    }
}

/// With several places the state's text is their values with slashes between.
fn observable(state: &State, machine: &Machine, sink: &mut Sink) {
    let places = machine.observe.len();
    if state.wire.matches('/').count() + 1 < places {
        let message = format!("`{}` is never read: the state is made of {places} values", state.wire.value);
        let finding = Diagnostic::error("unobservable-state", state.wire.span, message);
        let finding = machine.observe.first().iter().fold(finding, |finding, at| finding.label(at.span, "the first of them"));
        sink.push(finding.note("Write the values with slashes between, as in `completed/success`."));
    }
}

/// States whose texts differ in case alone would be one name, and are one state to most readers.
fn colliding(machine: &Machine, sink: &mut Sink) {
    let mut seen: HashMap<String, &State> = HashMap::new();
    for state in machine.states.iter().filter(|state| state.facts.name.is_none()) {
        if let Some(first) = seen.insert(state.wire.to_lowercase(), state) {
            let message = format!("`{}` and `{}` differ in upper and lower case only", first.wire.value, state.wire.value);
            let finding =
                Diagnostic::error("colliding-states", state.wire.span, message).label(first.wire.span, "the other one");
            sink.push(finding.note("If the service really sends both, give one of them a `name` of its own."));
        }
    }
}
