//! Edges one by one: none out of a final state, none without a command out of a resting one, none twice.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Cause, Edge, Machine};
use crate::words::StateKind;
use std::collections::{HashMap, HashSet};

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    let mut seen: HashMap<(usize, usize, Cause), &Edge> = HashMap::new();
    let mut targets: HashMap<(usize, Cause), &Edge> = HashMap::new();
    let mut left: HashSet<(usize, crate::source::Span)> = HashSet::new();
    for edge in &machine.edges {
        if left.insert((edge.from.value, edge.from.span)) {
            leaves(edge, machine, sink);
        }
        if let Some(first) = seen.insert((edge.from.value, edge.to.value, edge.cause), edge) {
            let finding = Diagnostic::warning(
                "duplicate-edge",
                edge.to.span,
                format!("the edge {} stands here twice", written(edge, machine)),
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

/// Whether the state's kind allows the edge.
fn leaves(edge: &Edge, machine: &Machine, sink: &mut Sink) {
    let Some(state) = machine.states.get(edge.from.value) else { return };
    let name = &state.wire.value;
    match (state.kind.value, edge.cause) {
        (StateKind::Final, _) => {
            let finding =
                Diagnostic::error("final-with-exit", edge.from.span, format!("`{name}` is final, and this edge leaves it"));
            let finding = finding.label(state.kind.span, "final: never left");
            sink.push(finding.note(
                "A state that a command leaves is `resting`, one that goes on by itself is `pending`; else take the edge out.",
            ));
        }
        (StateKind::Resting, Cause::Auto | Cause::External) => {
            let finding = Diagnostic::error(
                "resting-moves",
                edge.from.span,
                format!("`{name}` is resting, but this edge leaves it without a command"),
            );
            let finding = finding.label(state.kind.span, "resting: left by a command only");
            sink.push(finding.note(
                "Name the command, `{ edge: A -> B, command: retry }`; a state that goes on by itself is `pending`, and \
                 `external` if a third party moves it.",
            ));
        }
        (StateKind::Resting, Cause::Command(_)) if state.blocked.is_some() => {
            let finding = Diagnostic::error(
                "blocked-with-command",
                edge.from.span,
                format!("`{name}` is blocked, but a command leaves it"),
            );
            sink.push(
                finding
                    .label(state.blocked.unwrap_or(state.wire.span), "`blocked: true`")
                    .note("Take `blocked` out, or the edge."),
            );
        }
        _ => {}
    }
}

/// After a command there must be one state to expect.
fn two_targets(first: &Edge, edge: &Edge, machine: &Machine) -> Diagnostic {
    let Cause::Command(command) = edge.cause else { return duplicate(edge) };
    let command = machine.commands.get(command).map_or("", |command| command.name.as_str());
    let from = machine.states.get(edge.from.value).map_or("", |state| state.wire.as_str());
    let message = format!("`{command}` leads from `{from}` to two states");
    let finding = Diagnostic::error("ambiguous-command", edge.to.span, message).label(first.to.span, "the first of them");
    finding.note(
        "Let the command lead to the state that comes first, and say by edges without a command what may follow from there.",
    )
}

fn duplicate(edge: &Edge) -> Diagnostic {
    Diagnostic::warning("duplicate-edge", edge.to.span, "the edge stands here twice")
}

fn written(edge: &Edge, machine: &Machine) -> String {
    let name = |state: usize| machine.states.get(state).map_or("", |state| state.wire.as_str());
    format!("`{} -> {}`", name(edge.from.value), name(edge.to.value))
}
