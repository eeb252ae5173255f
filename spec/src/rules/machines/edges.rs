//! Single edges: none leaves a final state, none without a command leaves a resting state, and none appears twice.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Cause, Edge, Machine};
use crate::words::StateKind;
use std::collections::{HashMap, HashSet};

rules! {
    AMBIGUOUS_COMMAND: Error = "ambiguous-command" {
        what: "a command leads from one state to two",
        why: "After sending a command, a poller has to know which state to expect, so a command has one target in each \
              state. If the service decides what happens next, let the command lead to the state that comes first, and \
              continue from there with edges that need no command.",
        example: r"
 machines:
   Job:
     initial: NEW
     commands: { retry: Again }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       FAILED: { kind: resting, outcome: failure }
-    edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW | DONE, command: retry }]
+    edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW, command: retry }]
",
    }
    BLOCKED_WITH_COMMAND: Error = "blocked-with-command" {
        what: "a command leaves a blocked state",
        why: "`blocked: true` says that nothing this client can do leaves the state. An edge with a command says the \
              opposite. Remove one of them.",
        example: r"
 machines:
   Job:
     initial: NEW
     commands: { unlock: Unlock }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-      LOCKED: { kind: resting, outcome: failure, blocked: true }
+      LOCKED: { kind: resting, outcome: failure }
     edges: [NEW -> DONE | LOCKED, { edge: LOCKED -> NEW, command: unlock }]
",
    }
    DUPLICATE_EDGE: Warning = "duplicate-edge" {
        what: "an edge appears twice",
        why: "The same move with the same cause adds nothing. This often happens when lists on both sides of the arrow \
              overlap, as in `A | B -> C` and `A -> C | D`.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-    edges: [NEW -> DONE, NEW -> DONE]
+    edges: [NEW -> DONE]
",
    }
    FINAL_WITH_EXIT: Error = "final-with-exit" {
        what: "an edge leaves a final state",
        why: "A final state is never left. Programs stop looking there, and reading another state later is reported as \
              an error of the service. A state that a command leaves is `resting`, and one that the service leaves is \
              `pending`.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-    edges: [NEW -> DONE, DONE -> NEW]
+    edges: [NEW -> DONE]
",
    }
    RESTING_MOVES: Error = "resting-moves" {
        what: "an edge without a command leaves a resting state",
        why: "Only a command leaves a resting state, so a wait for the job ends there. A state that the service leaves \
              by itself is `pending`, and one that a third party leaves is `external`. In both, a wait continues.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-      HELD: { kind: resting, outcome: failure }
+      HELD: { kind: external, by: editor }
     edges: [NEW -> DONE | HELD, HELD -> DONE]
",
    }
}

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    let mut seen: HashMap<(usize, usize, Cause), &Edge> = HashMap::new();
    let mut targets: HashMap<(usize, Cause), &Edge> = HashMap::new();
    let mut left: HashSet<(usize, crate::source::Span)> = HashSet::new();
    for edge in &machine.edges {
        if left.insert((edge.from.value, edge.from.span)) {
            leaves(edge, machine, sink);
        }
        if let Some(first) = seen.insert((edge.from.value, edge.to.value, edge.cause), edge) {
            let finding = Diagnostic::new(
                &DUPLICATE_EDGE,
                edge.to.span,
                format!("the edge {} appears here twice", written(edge, machine)),
            );
            sink.push(finding.label(first.to.span, "the first time").note("Keep one of the two."));
        } else if matches!(edge.cause, Cause::Command(_)) {
            let first = targets.entry((edge.from.value, edge.cause)).or_insert(edge);
            if first.to.value != edge.to.value {
                sink.push(two_targets(first, edge, machine));
            }
        }
    }
}

/// Whether the kind of the state allows the edge.
fn leaves(edge: &Edge, machine: &Machine, sink: &mut Sink) {
    let Some(state) = machine.states.get(edge.from.value) else { return };
    let name = &state.wire.value;
    match (state.kind.value, edge.cause) {
        (StateKind::Final, _) => {
            let finding =
                Diagnostic::new(&FINAL_WITH_EXIT, edge.from.span, format!("`{name}` is final, and this edge leaves it"));
            let finding = finding.label(state.kind.span, "final: never left");
            sink.push(finding.note(
                "A state that a command leaves is `resting`, and one that the job leaves by itself is `pending`. Otherwise, \
                 remove the edge.",
            ));
        }
        (StateKind::Resting, Cause::Auto | Cause::External) => {
            let finding = Diagnostic::new(
                &RESTING_MOVES,
                edge.from.span,
                format!("`{name}` is resting, but this edge leaves it without a command"),
            );
            let finding = finding.label(state.kind.span, "resting: left by a command only");
            sink.push(finding.note(
                "Name the command, `{ edge: A -> B, command: retry }`; a state that the job leaves by itself is `pending`, \
                 and one that it leaves when a third party acts is `external`.",
            ));
        }
        (StateKind::Resting, Cause::Command(_)) if state.blocked.is_some() => {
            let finding =
                Diagnostic::new(&BLOCKED_WITH_COMMAND, edge.from.span, format!("`{name}` is blocked, but a command leaves it"));
            sink.push(
                finding
                    .label(state.blocked.unwrap_or(state.wire.span), "`blocked: true`")
                    .note("Remove `blocked` or the edge."),
            );
        }
        _ => {}
    }
}

/// After a command, it must be known which state to expect.
fn two_targets(first: &Edge, edge: &Edge, machine: &Machine) -> Diagnostic {
    let Cause::Command(command) = edge.cause else { return duplicate(edge) };
    let command = machine.commands.get(command).map_or("", |command| command.name.as_str());
    let from = machine.states.get(edge.from.value).map_or("", |state| state.wire.as_str());
    let message = format!("`{command}` leads from `{from}` to two states");
    let finding = Diagnostic::new(&AMBIGUOUS_COMMAND, edge.to.span, message).label(first.to.span, "the first of them");
    finding.note("Lead the command to the state that comes first, and add edges without a command for what can follow.")
}

fn duplicate(edge: &Edge) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_EDGE, edge.to.span, "this edge appears twice")
}

fn written(edge: &Edge, machine: &Machine) -> String {
    let name = |state: usize| machine.states.get(state).map_or("", |state| state.wire.as_str());
    format!("`{} -> {}`", name(edge.from.value), name(edge.to.value))
}
