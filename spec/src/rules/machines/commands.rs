//! Commands: whether they are sent only in states with an edge for them, and automatically only as often as is safe.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Cause, Command, Machine};
use crate::source::Spanned;
use crate::words::StateKind;
use std::collections::HashSet;

rules! {
    AUTO_WITH_REQUIREMENT: Error = "auto-with-requirement" {
        what: "an automatic command requires someone to act first",
        why: "`requires` names what a person has to do before the command makes sense, such as adding funds. A poller \
              cannot know whether it was done, and would send the command in vain. Remove `auto`. The wait then ends \
              and reports what is needed.",
        example: r"
 machines:
   Job:
     initial: NEW
-    commands: { retry: { auto: true, max_uses: 1, requires: { UNPAID: add_funds } } }
+    commands: { retry: { requires: { UNPAID: add_funds } } }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       UNPAID: { kind: resting, outcome: { needs: add_funds } }
     edges: [NEW -> DONE | UNPAID, { edge: UNPAID -> NEW, command: retry }]
",
    }
    AUTO_WITHOUT_LIMIT: Error = "auto-without-limit" {
        what: "an automatic command has no limit",
        why: "A poller that sends a command by itself could restart a job forever if the job always fails. `max_uses` \
              limits how often that happens for one job. Commands that people send need no limit.",
        example: r"
 machines:
   Job:
     initial: NEW
-    commands: { retry: { auto: true } }
+    commands: { retry: { auto: true, max_uses: 2 } }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       FAILED: { kind: resting, outcome: failure }
     edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW, command: retry }]
",
    }
    COMMAND_NOT_THERE: Error = "command-not-there" {
        what: "a command refers to a state in which it cannot be sent",
        why: "A command can be sent from the states where its edges begin. What `requires` and `free_from` say about \
              other states has no effect: either an edge is missing, or the state is wrong.",
        example: r"
 machines:
   Job:
     initial: NEW
-    commands: { retry: { free_from: [DONE] } }
+    commands: { retry: { free_from: [FAILED] } }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       FAILED: { kind: resting, outcome: failure }
     edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW, command: retry }]
",
    }
    UNUSED_COMMAND: Warning = "unused-command" {
        what: "a command has no edge",
        why: "The edges of a command say where it can be sent and where it leads. Without an edge, it can be sent \
              nowhere. If the documentation does not say where the command leads, write `moves: partial`, with which a \
              command without an edge can be sent in every state that something leaves.",
        example: r"
 machines:
   Job:
     initial: NEW
     commands: { cancel: Stop it }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-    edges: [NEW -> DONE]
+      STOPPED: { kind: final, outcome: cancelled }
+    edges: [NEW -> DONE, { edge: NEW -> STOPPED, command: cancel }]
",
    }
}

pub(super) fn check(machine: &Machine, sink: &mut Sink) {
    let mut sources: Vec<HashSet<usize>> = vec![HashSet::new(); machine.commands.len()];
    for edge in &machine.edges {
        if let Cause::Command(command) = edge.cause {
            sources[command].insert(edge.from.value);
        }
    }
    for (command, from) in machine.commands.iter().zip(&sources) {
        unused(command, from, machine, sink);
        not_there(command, from, machine, sink);
        automatic(command, machine, sink);
    }
}

fn unused(command: &Command, from: &HashSet<usize>, machine: &Machine, sink: &mut Sink) {
    if from.is_empty() && machine.lists_all_moves() {
        let message = format!("no edge uses the command `{}`", command.name.value);
        let finding = Diagnostic::new(&UNUSED_COMMAND, command.name.span, message).here("cannot be sent from any state");
        sink.push(finding.note(format!(
            "The states it is sent from are those of its edges: `{{ edge: FAILED -> QUEUED, command: {} }}`; add `basis: \
             assumed` if the document does not say.",
            command.name.value
        )));
    }
}

/// `requires` and `free_from` must name states in which the command is sent.
fn not_there(command: &Command, from: &HashSet<usize>, machine: &Machine, sink: &mut Sink) {
    if from.is_empty() && machine.lists_all_moves() {
        return;
    }
    // If not all edges are listed, it may be sent in every state that a job can leave.
    let ends = |state: usize| machine.states.get(state).is_some_and(|state| state.kind.value == StateKind::Final);
    let requires = command.requires.iter().map(|(state, _)| ("requires", state));
    let free = command.free_from.iter().map(|state| ("free_from", state));
    let absent = |(_, state): &(&str, &Spanned<usize>)| match machine.lists_all_moves() {
        true => !from.contains(&state.value),
        false => ends(state.value),
    };
    for (key, state) in requires.chain(free).filter(absent) {
        let name = machine.states.get(state.value).map_or("", |state| state.wire.as_str());
        let message = format!("`{key}` refers to `{name}`, but `{}` is never sent from there", command.name.value);
        let finding = Diagnostic::new(&COMMAND_NOT_THERE, state.span, message);
        sink.push(finding.note(format!(
            "Add its edge from there, `{{ edge: {name} -> …, command: {} }}`, or remove the state here.",
            command.name.value
        )));
    }
}

/// A command that a poller sends by itself needs a limit, and must not require somebody to act first.
fn automatic(command: &Command, machine: &Machine, sink: &mut Sink) {
    if !command.auto {
        return;
    }
    let name = &command.name.value;
    if command.max_uses.is_none() {
        let message = format!("`{name}` is sent automatically, without a limit");
        let finding = Diagnostic::new(&AUTO_WITHOUT_LIMIT, command.name.span, message);
        sink.push(finding.note("A job that always fails would be restarted forever. Set a limit: `max_uses: 2`."));
    }
    if let Some((state, action)) = command.requires.first() {
        let message = format!("`{name}` is sent automatically, but first needs `{}`", machine.action_name(action.value));
        let finding = Diagnostic::new(&AUTO_WITH_REQUIREMENT, action.span, message).label(state.span, "in this state");
        sink.push(finding.note("A program cannot know whether it was done. Remove `auto` or the requirement."));
    }
}
