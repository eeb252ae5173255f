//! Each state can be reached from an initial one.

use super::graph::{Graph, Way};
use crate::diag::{Diagnostic, Sink};
use crate::model::Machine;

pub(super) fn check(machine: &Machine, graph: &Graph<'_>, reached: &[Way<'_>], sink: &mut Sink) {
    if machine.initial.is_empty() {
        return; // Reported where it should stand.
    }
    if reached.iter().all(Option::is_some) {
        return;
    }
    // Of a part that hangs together, its beginnings: states that nothing leads to, or one of a circle.
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
        let message = format!("no job can get to `{}`", state.wire.value);
        let finding = Diagnostic::error("unreachable-state", state.wire.span, message).here("no way leads here");
        let finding = machine
            .initial
            .first()
            .iter()
            .fold(finding, |finding, initial| finding.label(initial.span, "every job begins here"));
        sink.push(
            finding
                .note(format!("Add the edge that leads to it, or name it under `initial`: `initial: [{}]`.", state.wire.value)),
        );
    }
}
