//! Waits end: what goes on by itself has somewhere to go, and gets to an end.

use super::graph::{Graph, Way};
use crate::diag::{Diagnostic, Sink};
use crate::model::Machine;
use crate::words::StateKind;

pub(super) fn check<'m>(machine: &'m Machine, graph: &Graph<'m>, ways: &[Way<'m>], sink: &mut Sink) {
    for (at, state) in machine.states.iter().enumerate() {
        match state.kind.value {
            StateKind::Pending | StateKind::External if graph.moves(at).next().is_none() => {
                sink.push(stuck(at, machine, graph, ways))
            }
            // An edge without a command is reported by itself.
            StateKind::Resting if state.blocked.is_none() && graph.out(at).next().is_none() => {
                let message = format!("no command leaves the resting state `{}`", state.wire.value);
                let finding = Diagnostic::error("resting-without-command", state.wire.span, message)
                    .label(state.kind.span, "resting: left by a command");
                sink.push(finding.note(
                    "Add the edge of the command that leaves it. If nothing ever does, the state is `final`; if only others \
                     can, say `blocked: true`.",
                ));
            }
            _ => {}
        }
    }
    endless(machine, graph, ways, sink);
}

fn stuck<'m>(at: usize, machine: &Machine, graph: &Graph<'m>, ways: &[Way<'m>]) -> Diagnostic {
    let state = &machine.states[at];
    let word = if state.kind.value == StateKind::Pending { "pending" } else { "external" };
    let message = format!("`{}` is {word}, but nothing leads out of it, so a wait would never end", state.wire.value);
    let finding =
        Diagnostic::error("stuck-state", state.wire.span, message).label(state.kind.span, "goes on without a command");
    let finding = witness(finding, graph, ways, at);
    finding.note(
        "Add the edge that leaves it; a state that nothing leaves is `final`, one that only a command leaves is `resting`.",
    )
}

/// Circles of the service's own moves that no such move leaves.
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
    let finding = Diagnostic::error("endless-wait", state.wire.span, message);
    let finding = witness(finding, graph, ways, first);
    let finding = finding.note(format!("Round and round: {}.", graph.circle(first)));
    finding.note("Add the edge by which the service gets out of there by itself.")
}

/// How a job gets there.
fn witness<'m>(finding: Diagnostic, graph: &Graph<'m>, ways: &[Way<'m>], at: usize) -> Diagnostic {
    match graph.path(ways, at) {
        Some(path) if path.contains("->") => finding.note(format!("The way there: {path}.")),
        _ => finding,
    }
}
