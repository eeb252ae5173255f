//! Whether each state can be reached from an initial state.

use super::graph::{Graph, Way};
use crate::diag::{Diagnostic, Sink};
use crate::model::Machine;

rules! {
    UNREACHABLE_STATE: Error = "unreachable-state" {
        what: "no job can reach a state",
        why: "Every state has to be reachable from an initial one, over edges of any cause. If several unreachable \
              states lead to each other, one of them is reported. Add the missing edge, or list the state under \
              `initial` if jobs can begin in it.",
        example: r"
 machines:
   Job:
-    initial: NEW
+    initial: [NEW, WAIT]
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       WAIT: { kind: pending }
     edges: [NEW -> DONE, WAIT -> DONE]
",
    }
}

pub(super) fn check(machine: &Machine, graph: &Graph<'_>, reached: &[Way<'_>], sink: &mut Sink) {
    if machine.initial.is_empty() || !machine.lists_all_moves() {
        return; // Reported where it should stand, or there may be edges that are not listed.
    }
    if reached.iter().all(Option::is_some) {
        return;
    }
    // The beginnings of a connected part: states that nothing leads to, or one state of a cycle.
    let parts = graph.components(Graph::out);
    let mut part_of = vec![0; machine.states.len()];
    for (at, part) in parts.iter().enumerate() {
        part.iter().for_each(|state| part_of[*state] = at);
    }
    let mut entered = vec![false; parts.len()];
    for edge in &machine.edges {
        let (from, to) = (part_of[edge.from.value], part_of[edge.to.value]);
        entered[to] |= from != to;
    }
    let beginnings = parts.iter().zip(entered).filter(|(_, entered)| !entered);
    for first in beginnings.filter_map(|(part, _)| part.iter().min()).filter(|state| reached[**state].is_none()) {
        let Some(state) = machine.states.get(*first) else { continue };
        let message = match behind(graph, *first, reached) {
            0 => format!("no job can get to `{}`", state.wire.value),
            1 => format!("no job can get to `{}`, nor to 1 more state that it leads to", state.wire.value),
            more => format!("no job can get to `{}`, nor to {more} more states that it leads to", state.wire.value),
        };
        let finding = Diagnostic::new(&UNREACHABLE_STATE, state.wire.span, message).here("no path leads here");
        let finding = machine
            .initial
            .first()
            .iter()
            .fold(finding, |finding, initial| finding.label(initial.span, "every job begins here"));
        sink.push(
            finding
                .note(format!("Add the edge that leads to it, or list it under `initial`: `initial: [{}]`.", state.wire.value)),
        );
    }
}

/// The number of unreachable states that a state leads to, not counting itself.
fn behind(graph: &Graph<'_>, first: usize, reached: &[Way<'_>]) -> usize {
    let seen = graph.reach(vec![first], Graph::out, &|state| reached[state].is_none());
    seen.into_iter().filter(|seen| *seen).count() - 1
}
