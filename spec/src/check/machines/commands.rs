//! Commands: sent from states that have an edge for them, and by a program only as often as is safe.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Cause, Command, Machine};
use crate::source::Spanned;
use std::collections::HashSet;

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    let mut sources: Vec<HashSet<usize>> = vec![HashSet::new(); machine.commands.len()];
    for edge in &machine.edges {
        if let Cause::Command(command) = edge.cause {
            sources[command].insert(edge.from.value);
        }
    }
    for (command, from) in machine.commands.iter().zip(&sources) {
        unused(command, from, sink);
        not_there(command, from, machine, sink);
        automatic(command, sink);
    }
}

fn unused(command: &Command, from: &HashSet<usize>, sink: &mut Sink) {
    if from.is_empty() {
        let message = format!("no edge says what `{}` does", command.name.value);
        let finding = Diagnostic::warning("unused-command", command.name.span, message).here("can be sent from no state");
        sink.push(finding.note(format!(
            "The states it is sent from are those of its edges: `{{ edge: FAILED -> QUEUED, command: {} }}`; with \
             `basis: assumed` where the document does not say.",
            command.name.value
        )));
    }
}

/// `requires` and `free_from` speak of states that the command is sent from.
fn not_there(command: &Command, from: &HashSet<usize>, machine: &Machine, sink: &mut Sink) {
    if from.is_empty() {
        return;
    }
    let requires = command.requires.iter().map(|(state, _)| ("requires", state));
    let free = command.free_from.iter().map(|state| ("free_from", state));
    let absent = |(_, state): &(&str, &Spanned<usize>)| !from.contains(&state.value);
    for (key, state) in requires.chain(free).filter(absent) {
        let name = machine.states.get(state.value).map_or("", |state| state.wire.as_str());
        let message = format!("`{key}` speaks of `{name}`, from where `{}` is never sent", command.name.value);
        let finding = Diagnostic::error("command-not-there", state.span, message);
        sink.push(finding.note(format!(
            "Add its edge from there, `{{ edge: {name} -> …, command: {} }}`, or take the state out here.",
            command.name.value
        )));
    }
}

/// What a poller sends by itself must come to an end, and must not skip what somebody has to do first.
fn automatic(command: &Command, sink: &mut Sink) {
    if !command.auto {
        return;
    }
    let name = &command.name.value;
    if command.max_uses.is_none() {
        let message = format!("`{name}` is sent automatically, without a limit");
        let finding = Diagnostic::error("auto-without-limit", command.name.span, message);
        sink.push(
            finding.note("A job that fails each time would be started again for ever. Say how often at most: `max_uses: 2`."),
        );
    }
    if let Some((state, action)) = command.requires.first() {
        use crate::words::Word;
        let message = format!("`{name}` is sent automatically, but first needs `{}`", action.as_str());
        let finding = Diagnostic::error("auto-with-requirement", action.span, message).label(state.span, "in this state");
        sink.push(finding.note("A program cannot know that it was done. Take `auto` out, or the requirement."));
    }
}
