//! Notes about moves that a contract does not list.

use super::names::names;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Machine, State};
use crate::rules::graph::Graph;
use crate::words::{Moves, StateKind};

rules! {
    UNLISTED_MOVES: Note = "unlisted-moves" {
        what: "a contract does not list all moves of a machine",
        why: "`moves: unknown`, `moves: partial` and `observed: true` say that a job moves in ways that nobody described. A \
              watch then rules out less, and proves less about the states that a job has passed. Ask the authors of the \
              service, or watch jobs, and list the edges.",
        example: r"
 machines:
   Job:
     initial: NEW
     unknown: { treat_as: pending }
-    moves: partial
     states:
       NEW: { kind: pending }
       HELD: { kind: pending }
       DONE: { kind: final, outcome: success }
-    edges: [NEW -> DONE]
+    edges: [NEW -> HELD, HELD -> DONE]
",
    }
}

pub(super) fn review(machine: &Machine, sink: &mut Sink) {
    match machine.moves.value {
        Moves::Listed => observed(machine, sink),
        Moves::Partial => partial(machine, sink),
        Moves::Unknown => {
            let message = format!("the moves of `{}` are unknown", machine.name.value);
            let note = Diagnostic::new(&UNLISTED_MOVES, machine.moves.span, message);
            sink.push(note.note("A watch can only detect that a final state was left."));
        }
    }
}

/// The states that no listed edge leads to, and those that none leaves.
fn partial(machine: &Machine, sink: &mut Sink) {
    let graph = Graph::new(machine);
    let ways = graph.ways();
    let message = format!("the edges of `{}` are not all listed", machine.name.value);
    let mut note = Diagnostic::new(&UNLISTED_MOVES, machine.moves.span, message);
    let list = |open: &dyn Fn(usize, &State) -> bool| {
        let open = machine.states.iter().enumerate().filter(|(at, state)| open(*at, state));
        open.map(|(_, state)| state.wire.as_str()).into_vec()
    };
    let no_way_in = list(&|at, _| !machine.initial.is_empty() && ways[at].is_none());
    let goes_on = |state: &State| state.kind.value != StateKind::Final && state.blocked.is_none();
    let no_way_out = list(&|at, state| goes_on(state) && graph.out(at).is_empty());
    if !no_way_in.is_empty() {
        note = note.note(format!("No listed path leads to {}.", names(no_way_in)));
    }
    if !no_way_out.is_empty() {
        note = note.note(format!("No listed edge leaves {}.", names(no_way_out)));
    }
    sink.push(note.note("A watch reports a move without an edge as unlisted, and proves nothing about the states between."));
}

fn observed(machine: &Machine, sink: &mut Sink) {
    for (observed, state) in machine.states.iter().filter_map(|state| Some((state.observed?, state))) {
        let message = format!("it is not known how a job gets to `{}`", state.wire.value);
        let note = Diagnostic::new(&UNLISTED_MOVES, observed, message);
        sink.push(note.note("If the service documents it, or jobs show it, add the edges that lead there."));
    }
}
