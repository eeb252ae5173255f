//! Single states: whether their keys fit their kind, and whether their wire texts can be distinguished.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Machine, State};
use crate::rules;
use crate::rules::broken::Broken;
use crate::source::Spanned;
use crate::syntax::Place;
use crate::words::{Outcome, StateKind, TextCase, Word};
use std::collections::HashMap;

rules! {
    COLLIDING_STATES: Error = "colliding-states" {
        what: "two states differ only in case",
        why: "The two would get the same name in generated code, and readers would confuse them. Usually one is a \
              typo. If the service really sends both, give one of them a `name`.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-      done: { kind: final, outcome: failure }
-    edges: [NEW -> DONE | done]
+      FAILED: { kind: final, outcome: failure }
+    edges: [NEW -> DONE | FAILED]
",
    }
    MISSING_OUTCOME: Error = "missing-outcome" {
        what: "a state ends a wait without an outcome",
        why: "Whoever waits for a job needs to know how it ended: `success`, `failure`, `cancelled` or another word, \
              or what a person has to do, as in `{ needs: add_funds }`. Every final and every resting state needs an `outcome`.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-      STOPPED: { kind: final }
+      STOPPED: { kind: final, outcome: cancelled }
     edges: [NEW -> DONE | STOPPED]
",
    }
    AMBIGUOUS_STATE: Error = "ambiguous-state" {
        what: "a text stands for two states",
        why: "A text that a response contains is read as one state. Two states that have the same text, or the same \
              text in upper and lower case if `case` is `insensitive`, cannot be told apart. Remove the text from one \
              of them, or give one a condition, `when`.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
-      NEW: { kind: pending, aliases: [DONE] }
+      NEW: { kind: pending, aliases: [CREATED] }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
",
    }
    UNOBSERVABLE_STATE: Error = "unobservable-state" {
        what: "no response is read as this state",
        why: "If `observe` has several parts, the state is their values joined with slashes, so a state with fewer \
              parts can never be read; nor can one that contains what `after` or `before` cut off. Of the states with a condition, the first whose condition holds is read, so a \
              state can never be read if an earlier condition holds whenever its own does. Put the narrower condition \
              first.",
        example: r"
 machines:
   Job:
     initial: run/none
     observe: { parts: [/status, /conclusion] }
     states:
       run/none: { kind: pending }
-      done: { kind: final, outcome: success }
-    edges: [run/none -> done]
+      done/ok: { kind: final, outcome: success }
+    edges: [run/none -> done/ok]
",
    }
}

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    for state in &machine.states {
        observable(state, machine, sink);
    }
    default(machine, sink);
    ambiguous(machine, sink);
    colliding(machine, sink);
}

/// The keys of a state other than its kind. An error elsewhere in the machine does not affect them.
pub(super) fn keys(machine: &Machine, broken: &Broken, sink: &mut Sink) {
    for state in machine.states.iter().filter(|state| !broken.has(state.wire.span)) {
        keys_of(state, sink);
    }
}

/// `outcome`, `by` and `blocked` are only allowed for some kinds.
fn keys_of(state: &State, sink: &mut Sink) {
    let (kind, name) = (state.kind.value, &state.wire.value);
    let ends = matches!(kind, StateKind::Final | StateKind::Resting);
    let unused = |key: &str, span, only: &str| {
        let finding = Diagnostic::new(&rules::UNUSED_KEY, span, format!("`{key}` has no effect in a {} state", kind.as_str()));
        finding.label(state.kind.span, "its kind").note(format!("`{key}` is for {only}."))
    };
    match &state.outcome {
        Some(outcome) if !ends => sink.push(unused("outcome", outcome.span, "final and resting states, where a wait ends")),
        None if ends => {
            let message = format!("`{name}` ends a wait but has no outcome");
            let finding =
                Diagnostic::new(&MISSING_OUTCOME, state.wire.span, message).label(state.kind.span, "a wait ends here");
            sink.push(finding.note(format!(
                "Add `outcome: {}` or, as in `outcome: {{ needs: add_funds }}`, what somebody has to do.",
                Outcome::WORDS.join("`, `")
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

/// With several places, the text of a state consists of their values, joined by slashes. Where part of a text is dropped, what is left does
/// not contain the separator.
fn observable(state: &State, machine: &Machine, sink: &mut Sink) {
    let places = machine.observe.len();
    let label = |finding: Diagnostic| {
        machine.observe.first().iter().fold(finding, |finding, at| finding.label(at.span, "read from here"))
    };
    for text in state.texts().filter(|text| text.value != "*") {
        if text.value.matches('/').count() + 1 < places {
            let message = format!("`{}` is never read: the state is made of {places} values", text.value);
            let finding = label(Diagnostic::new(&UNOBSERVABLE_STATE, text.span, message));
            sink.push(finding.note("Join the values with slashes, as in `completed/success`."));
        }
        let parts = text.value.splitn(places.max(1), '/');
        let separators = |place: &'_ Place| [place.before.clone(), place.after.clone()].into_iter().flatten();
        let cut = machine.observe.iter().zip(parts).find_map(|(place, part)| {
            separators(place).find(|separator| part.trim_end_matches('*').contains(separator.as_str()))
        });
        if let Some(separator) = cut {
            let message = format!("`{}` is never read: it contains `{}`", text.value, separator.value);
            let finding = Diagnostic::new(&UNOBSERVABLE_STATE, text.span, message);
            let finding = finding.label(separator.span, "only one side of this text is read");
            sink.push(finding.note("Write the state as it is read: without the separator and what is dropped."));
        }
    }
}

/// A response that contains no state cannot have both the default and the state under `absent`.
fn default(machine: &Machine, sink: &mut Sink) {
    let default = machine.observe.iter().find_map(|place| place.default.as_ref());
    if let (Some(absent), Some(default)) = (&machine.absent, default) {
        let finding = Diagnostic::new(&rules::UNUSED_KEY, absent.span, "`absent` has no effect if `observe` has a default");
        let finding = finding.label(default.span, "every success with a JSON body has this value");
        sink.push(finding.note("Remove one of the two."));
    }
}

/// A text belongs to one state.
fn ambiguous(machine: &Machine, sink: &mut Sink) {
    let insensitive = machine.case == TextCase::Insensitive;
    let key = |text: &str| if insensitive { text.to_ascii_lowercase() } else { text.to_owned() };
    let mut seen: HashMap<String, &Spanned<String>> = HashMap::new();
    for text in machine.states.iter().flat_map(State::texts) {
        if let Some(first) = seen.insert(key(&text.value), text) {
            let message = match first.value == text.value {
                true => format!("`{}` stands for two states", text.value),
                false => format!("`{}` and `{}` are the same text in this machine", first.value, text.value),
            };
            let finding = Diagnostic::new(&AMBIGUOUS_STATE, text.span, message).label(first.span, "the other one");
            sink.push(finding.note("Remove one of the two. One text is one state."));
        }
    }
}

/// States whose texts differ only in case would get the same name, and most readers would confuse them.
fn colliding(machine: &Machine, sink: &mut Sink) {
    if machine.case == TextCase::Insensitive {
        return; // They are the same text.
    }
    let mut seen: HashMap<String, &State> = HashMap::new();
    for state in machine.states.iter().filter(|state| state.facts.name.is_none()) {
        if let Some(first) = seen.insert(state.wire.to_lowercase(), state) {
            let message = format!("`{}` and `{}` differ only in case", first.wire.value, state.wire.value);
            let finding = Diagnostic::new(&COLLIDING_STATES, state.wire.span, message).label(first.wire.span, "the other one");
            sink.push(finding.note("If the service really sends both, give one of them a `name` of its own."));
        }
    }
}
