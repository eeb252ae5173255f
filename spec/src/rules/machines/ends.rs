//! Waits that never end: pending and external states need a way to a final or resting state.

use super::graph::{Graph, Way};
use crate::diag::{Diagnostic, Sink};
use crate::model::Machine;
use crate::words::StateKind;

rules! {
    ENDLESS_WAIT: Error = "endless-wait" {
        what: "some states never reach an end without a command",
        why: "A poller in a pending or external state waits for the service. If the service only moves in a cycle, the \
              job never ends, however long the time limit of the wait is. The finding shows the path into the cycle \
              and the cycle itself. A cycle with an exit is fine: the time limit bounds the wait.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       A: { kind: pending }
       B: { kind: pending }
-    edges: [NEW -> DONE | A, A -> B, B -> A]
+    edges: [NEW -> DONE | A, A -> B, B -> A | DONE]
",
    }
    RESTING_WITHOUT_EXIT: Error = "resting-without-exit" {
        what: "nothing leaves a resting state",
        why: "A resting state ends a wait and is left later: when someone sends a command, or by the service itself, as \
              when a result expires. If no edge leaves the state, set `kind: final` if the job has ended, or `blocked: \
              true` if the state can only be left in ways that are not part of the contract.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-      FAILED: { kind: resting, outcome: failure }
+      FAILED: { kind: final, outcome: failure }
     edges: [NEW -> DONE | FAILED]
",
    }
    STUCK_STATE: Error = "stuck-state" {
        what: "a pending or external state has no way out",
        why: "Pending and external states are left without a command, by the service or by a third party. Without such \
              an edge, a wait in this state can only end at its time limit. Add the edge, or change the kind: a state \
              that is never left is `final`, and one that a command leaves is `resting`.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       CHECK: { kind: pending }
-    edges: [NEW -> CHECK | DONE]
+    edges: [NEW -> CHECK, CHECK -> DONE]
",
    }
}

pub(super) fn check<'m>(machine: &'m Machine, graph: &Graph<'m>, ways: &[Way<'m>], sink: &mut Sink) {
    for (at, state) in machine.states.iter().enumerate().filter(|(at, _)| !graph.is_open(*at)) {
        match state.kind.value {
            StateKind::Pending | StateKind::External if graph.moves(at).is_empty() => {
                sink.push(stuck(at, machine, graph, ways))
            }
            StateKind::Resting if state.blocked.is_none() && graph.out(at).is_empty() => {
                let message = format!("nothing leaves the resting state `{}`", state.wire.value);
                let finding = Diagnostic::new(&RESTING_WITHOUT_EXIT, state.wire.span, message)
                    .label(state.kind.span, "resting: left by a command, or later by the service");
                sink.push(finding.note(
                    "Add the edge that leaves it. If nothing ever does, the state is `final`; if it is only left in ways that \
                     are not part of the contract, set `blocked: true`.",
                ));
            }
            _ => {}
        }
    }
    if machine.lists_all_moves() {
        endless(machine, graph, ways, sink);
    }
}

fn stuck<'m>(at: usize, machine: &Machine, graph: &Graph<'m>, ways: &[Way<'m>]) -> Diagnostic {
    let state = &machine.states[at];
    let word = if state.kind.value == StateKind::Pending { "pending" } else { "external" };
    let message = format!("`{}` is {word} but has no way out, so a wait would never end", state.wire.value);
    let finding = Diagnostic::new(&STUCK_STATE, state.wire.span, message).label(state.kind.span, "left without a command");
    let finding = witness(finding, graph, ways, at);
    finding.note(
        "Add the edge that leaves it; a state that nothing leaves is `final`, and one that ends a wait until someone acts is \
         `resting`.",
    )
}

/// Cycles of the service's own transitions that no such transition leaves.
fn endless<'m>(machine: &Machine, graph: &Graph<'m>, ways: &[Way<'m>], sink: &mut Sink) {
    let parts = graph.components(Graph::moves);
    let mut part_of = vec![0; machine.states.len()];
    for (at, part) in parts.iter().enumerate() {
        part.iter().for_each(|state| part_of[*state] = at);
    }
    for (at, part) in parts.iter().enumerate() {
        let ends = part.iter().any(|state| matches!(machine.states[*state].kind.value, StateKind::Final | StateKind::Resting));
        let mut moves = part.iter().flat_map(|state| graph.moves(*state)).peekable();
        let circle = moves.peek().is_some() && moves.all(|edge| part_of[edge.to.value] == at);
        if circle && !ends {
            sink.push(trap(part, machine, graph, ways));
        }
    }
}

fn trap<'m>(part: &[usize], machine: &Machine, graph: &Graph<'m>, ways: &[Way<'m>]) -> Diagnostic {
    let first = part.iter().copied().min().unwrap_or(0);
    let state = &machine.states[first];
    let others = part.len() - 1;
    let message = match others {
        0 => format!("from `{}` no final or resting state can be reached, so a wait would never end", state.wire.value),
        _ => format!(
            "from `{}` and {others} more no final or resting state can be reached, so a wait would never end",
            state.wire.value
        ),
    };
    let finding = Diagnostic::new(&ENDLESS_WAIT, state.wire.span, message);
    let finding = witness(finding, graph, ways, first);
    let finding = finding.note(format!("The cycle: {}.", graph.circle(first)));
    finding.note("Add the edge by which the service leaves the cycle by itself.")
}

/// The path to the state.
fn witness<'m>(finding: Diagnostic, graph: &Graph<'m>, ways: &[Way<'m>], at: usize) -> Diagnostic {
    match graph.path(ways, at) {
        Some(path) if path.contains("->") => finding.note(format!("The path there: {path}.")),
        _ => finding,
    }
}
