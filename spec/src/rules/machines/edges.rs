//! Single edges: none leaves a final or blocked state, and none appears twice.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Cause, Edge, Machine};
use crate::words::StateKind;
use std::collections::{HashMap, HashSet};

rules! {
    BLOCKED_WITH_EXIT: Error = "blocked-with-exit" {
        what: "an edge leaves a blocked state",
        why: "`blocked: true` says that nothing in the contract leaves the state: neither a command nor the service. An \
              edge says the opposite. Remove one of them.",
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
              an error of the service. A state that ends a wait but is left later, by a command or by the service, is \
              `resting`.",
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
}

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    let mut seen: HashMap<(usize, usize, Cause), &Edge> = HashMap::new();
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
        }
    }
}

/// Whether the kind of the state allows the edge.
fn leaves(edge: &Edge, machine: &Machine, sink: &mut Sink) {
    let Some(state) = machine.states.get(edge.from.value) else { return };
    let name = &state.wire.value;
    if state.kind.value == StateKind::Final {
        let finding = Diagnostic::new(&FINAL_WITH_EXIT, edge.from.span, format!("`{name}` is final, and this edge leaves it"));
        let finding = finding.label(state.kind.span, "final: never left");
        sink.push(finding.note(
            "A state that ends a wait and is left later is `resting`, and one in which a wait continues is `pending`. \
             Otherwise, remove the edge.",
        ));
    } else if let Some(blocked) = state.blocked.filter(|_| state.kind.value == StateKind::Resting) {
        let message = format!("`{name}` is blocked, but this edge leaves it");
        let finding = Diagnostic::new(&BLOCKED_WITH_EXIT, edge.from.span, message);
        sink.push(finding.label(blocked, "`blocked: true`").note("Remove `blocked` or the edge."));
    }
}

fn written(edge: &Edge, machine: &Machine) -> String {
    let name = |state: usize| machine.states.get(state).map_or("", |state| state.wire.as_str());
    format!("`{} -> {}`", name(edge.from.value), name(edge.to.value))
}
