//! What is said of commands, and of states that only they lead to.

use super::names;
use crate::check::graph::Graph;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Cause, Machine};
use crate::words::StateKind;
use std::collections::HashSet;

pub(super) fn review(machine: &Machine, sink: &mut Sink) {
    let graph = Graph::new(machine);
    let mut sent_from: Vec<HashSet<usize>> = vec![HashSet::new(); machine.commands.len()];
    for edge in &machine.edges {
        if let Cause::Command(command) = edge.cause {
            sent_from[command].insert(edge.from.value);
        }
    }
    without_limit(machine, &graph, sink);
    unspecified(machine, &sent_from, sink);
    by_command_only(machine, &graph, sink);
    told_but_impossible(machine, &graph, sink);
}

/// A command on a circle can be sent for ever.
fn without_limit(machine: &Machine, graph: &Graph<'_>, sink: &mut Sink) {
    let mut part_of = vec![0; machine.states.len()];
    for (at, part) in graph.components(Graph::out).iter().enumerate() {
        part.iter().for_each(|state| part_of[*state] = at);
    }
    for (at, command) in machine.commands.iter().enumerate().filter(|(_, command)| command.max_uses.is_none()) {
        let round = machine
            .edges
            .iter()
            .find(|edge| edge.cause == Cause::Command(at) && part_of[edge.from.value] == part_of[edge.to.value]);
        if let Some(edge) = round {
            let message = format!("nothing says how often `{}` may be sent", command.name.value);
            let note = Diagnostic::note_of("command-without-limit", command.name.span, message);
            let note = note.label(edge.span, "leads to where it is sent from again");
            sink.push(note.note("Where the service has a limit, say so: `max_uses: 3`."));
        }
    }
}

/// States of which nobody knows whether the command may be sent there.
fn unspecified(machine: &Machine, sent_from: &[HashSet<usize>], sink: &mut Sink) {
    for (command, from) in machine.commands.iter().zip(sent_from).filter(|(_, from)| !from.is_empty()) {
        let open = machine.states.iter().enumerate();
        let open = open.filter(|(at, state)| !from.contains(at) && state.kind.value != StateKind::Final);
        let open: Vec<&str> = open.map(|(_, state)| state.wire.as_str()).collect();
        if !open.is_empty() {
            let message = format!("nothing is said of `{}` in {}", command.name.value, names(open));
            let note = Diagnostic::note_of("unspecified-command", command.name.span, message);
            sink.push(note.note(
                "A watch takes it for refused there. Where the service takes it, add its edge; where nobody knows, say so under \
                 `unspecified`.",
            ));
        }
    }
}

/// Without a command no job gets there.
fn by_command_only(machine: &Machine, graph: &Graph<'_>, sink: &mut Sink) {
    let ways = graph.ways();
    let mut reached = vec![false; machine.states.len()];
    let mut open: Vec<usize> = machine.initial.iter().map(|state| state.value).collect();
    while let Some(state) = open.pop() {
        if !std::mem::replace(&mut reached[state], true) {
            open.extend(graph.moves(state).map(|edge| edge.to.value));
        }
    }
    for (at, state) in machine.states.iter().enumerate().filter(|(at, _)| !reached[*at]) {
        let message = format!("a job gets to `{}` by a command only", state.wire.value);
        let note = Diagnostic::note_of("reached-by-command-only", state.wire.span, message);
        let note = graph.path(&ways, at).iter().fold(note, |note, path| note.note(format!("The way there: {path}.")));
        sink.push(note.note(
            "A client that never sends it need not handle the state; if the service gets there by itself, add that edge.",
        ));
    }
}

/// The reader is told to do what no command does.
fn told_but_impossible(machine: &Machine, graph: &Graph<'_>, sink: &mut Sink) {
    for (at, state) in machine.states.iter().enumerate() {
        let Some(action) = &state.facts.action else { continue };
        let told = action.value.to_lowercase();
        let words: Vec<&str> = told.split(|c: char| !c.is_alphanumeric()).collect();
        let retry = words.iter().any(|word| matches!(*word, "retry" | "retrying" | "rerun" | "restart" | "resume"));
        if retry && !graph.out(at).any(|edge| matches!(edge.cause, Cause::Command(_))) {
            let span = action.origin.span.unwrap_or(state.wire.span);
            let message = format!("the reader is told to retry in `{}`, and no command leaves it", state.wire.value);
            let note = Diagnostic::note_of("action-without-command", span, message);
            sink.push(note.note("Add the edge of the command that is meant, or say that a new job is started."));
        }
    }
}
