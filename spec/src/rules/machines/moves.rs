//! How much is known about the moves of a job: `moves` of a machine, and states that are only observed.

use crate::diag::{Diagnostic, Sink};
use crate::model::Machine;
use crate::rules;
use crate::words::Moves;

rules! {
    EDGES_OF_UNKNOWN_MOVES: Error = "edges-of-unknown-moves" {
        what: "a machine whose moves are unknown has edges",
        why: "`moves: unknown` says that it is not known how a job gets from one state to another, so the machine has no \
              edges. If some are known, write `moves: partial`: a move without an edge is then reported as unlisted.",
        example: r"
 machines:
   Job:
-    moves: unknown
+    moves: partial
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
",
    }
    TYPESTATE_WITHOUT_MOVES: Error = "typestate-without-moves" {
        what: "a typestate machine does not list all moves",
        why: "With `typestate`, a transition without an edge does not compile. For this, all moves must be listed. A \
              program that runs a machine by itself knows its moves.",
        example: r"
 machines:
   Job:
     initial: NEW
-    moves: partial
     typestate: true
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
",
    }
}

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    let moves = &machine.moves;
    if let Some(edge) = machine.edges.first().filter(|_| moves.value == Moves::Unknown) {
        let message = format!("the moves of `{}` are unknown, but there are edges", machine.name.value);
        let finding = Diagnostic::new(&EDGES_OF_UNKNOWN_MOVES, moves.span, message).label(edge.span, "the first of them");
        sink.push(finding.note("If some moves are known, write `moves: partial`. Otherwise, remove the edges."));
    }
    for (observed, state) in machine.states.iter().filter_map(|state| Some((state.observed?, state))) {
        if !machine.lists_all_moves() {
            let message = format!("`observed` has no effect if `moves` is `{}`", moves.value.as_str());
            let finding = Diagnostic::new(&rules::UNUSED_KEY, observed, message).label(moves.span, "how much is known");
            let name = &state.wire.value;
            sink.push(
                finding.note(format!("A job can get to `{name}`, and to every other state, in ways that are not listed.")),
            );
        }
    }
    let observed = machine.states.iter().find_map(|state| state.observed);
    if machine.typestate && (observed.is_some() || !machine.lists_all_moves()) {
        let message = format!("`{}` has `typestate`, but not all of its moves are known", machine.name.value);
        let finding = Diagnostic::new(&TYPESTATE_WITHOUT_MOVES, machine.name.span, message);
        let finding = finding.label(observed.unwrap_or(moves.span), "says that moves are not known");
        sink.push(finding.note("List all edges, or remove `typestate`."));
    }
}
