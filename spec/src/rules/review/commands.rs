//! Notes about commands, and about states that only commands lead to.

use super::names::names;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Cause, Machine};
use crate::rules::graph::Graph;
use crate::words::StateKind;
use std::collections::HashSet;

rules! {
    ACTION_WITHOUT_COMMAND: Note = "action-without-command" {
        what: "an action says to retry, but no command does that",
        why: "The `action` of a state tells people to retry, but no command leaves the state. Either the edge of a \
              command is missing, or people are supposed to start a new job. Clients need to know which.",
        example: r"
 machines:
   Job:
     initial: NEW
     unknown: { treat_as: pending }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
-      FAILED: { kind: final, outcome: failure, action: Retry the job }
+      FAILED: { kind: final, outcome: failure, action: Start a new job }
     edges: [NEW -> DONE | FAILED]
",
    }
    COMMAND_WITHOUT_LIMIT: Note = "command-without-limit" {
        what: "nothing limits how often a command is sent",
        why: "The command leads back to a state where it can be sent again. A program that sends it needs to know the \
              limit of the service, if there is one.",
        example: r"
 machines:
   Job:
     initial: NEW
     epoch: { at: /attempt }
     unknown: { treat_as: pending }
-    commands: { retry: Again }
+    commands: { retry: { summary: Again, max_uses: 3 } }
     states:
       HELD: { kind: resting, outcome: failure }
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges:
       - NEW -> DONE | HELD
       - { edge: HELD | NEW -> NEW, command: retry }
",
    }
    REACHED_BY_COMMAND_ONLY: Note = "reached-by-command-only" {
        what: "a state is only reached by a command",
        why: "The service never moves a job from an initial state to this state by itself. That is fine for what a \
              client asks for, such as a cancellation. Otherwise, an edge may be missing, such as an automatic retry.",
        example: r"
 machines:
   Job:
     initial: NEW
     unknown: { treat_as: pending }
     commands: { cancel: Stop }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
       STOPPED: { kind: final, outcome: cancelled }
-    edges: [NEW -> DONE, { edge: NEW -> STOPPED, command: cancel }]
+    edges: [NEW -> DONE | STOPPED, { edge: NEW -> STOPPED, command: cancel }]
",
    }
    UNSPECIFIED_COMMAND: Note = "unspecified-command" {
        what: "a command has no edge from some states",
        why: "For every state that a job can leave, clients need to know whether the command can be sent there. If \
              there is no edge, a watch assumes that the service refuses the command.",
        example: r"
 machines:
   Job:
     initial: NEW
     unknown: { treat_as: pending }
     commands: { cancel: Stop }
     states:
       NEW: { kind: pending }
       ACTIVE: { kind: pending }
       DONE: { kind: final, outcome: success }
-    edges: [NEW -> ACTIVE, ACTIVE -> DONE, { edge: NEW -> DONE, command: cancel }]
+    edges: [NEW -> ACTIVE, ACTIVE -> DONE, { edge: NEW | ACTIVE -> DONE, command: cancel }]
",
    }
}

pub(super) fn review(machine: &Machine, sink: &mut Sink) {
    let graph = Graph::new(machine);
    let mut sent_from: Vec<HashSet<usize>> = vec![HashSet::new(); machine.commands.len()];
    for edge in &machine.edges {
        if let Cause::Command(command) = edge.cause {
            sent_from[command].insert(edge.from.value);
        }
    }
    without_limit(machine, &graph, sink);
    if machine.lists_all_moves() {
        unspecified(machine, &sent_from, sink);
        by_command_only(machine, &graph, sink);
    }
    told_but_impossible(machine, &graph, sink);
}

/// A command in a cycle can be sent forever.
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
            let message = format!("nothing limits how often `{}` is sent", command.name.value);
            let note = Diagnostic::new(&COMMAND_WITHOUT_LIMIT, command.name.span, message);
            let note = note.label(edge.span, "leads back to where it can be sent again");
            sink.push(note.note("If the service has a limit, state it: `max_uses: 3`."));
        }
    }
}

/// States in which it is not known whether the command may be sent.
fn unspecified(machine: &Machine, sent_from: &[HashSet<usize>], sink: &mut Sink) {
    for (command, from) in machine.commands.iter().zip(sent_from).filter(|(_, from)| !from.is_empty()) {
        let open = machine.states.iter().enumerate();
        let open = open.filter(|(at, state)| !from.contains(at) && state.kind.value != StateKind::Final);
        let open: Vec<&str> = open.map(|(_, state)| state.wire.as_str()).into_vec();
        if !open.is_empty() {
            let message = format!("the contract does not say whether `{}` can be sent in {}", command.name.value, names(open));
            let note = Diagnostic::new(&UNSPECIFIED_COMMAND, command.name.span, message);
            sink.push(note.note(
                "A watch assumes that it is rejected there. If the service accepts it, add its edge; if nobody knows, say so \
                 under `unspecified`.",
            ));
        }
    }
}

/// No job reaches the state without a command.
fn by_command_only(machine: &Machine, graph: &Graph<'_>, sink: &mut Sink) {
    let ways = graph.ways();
    let reached = graph.reach(graph.starts().into_vec(), Graph::moves, &|_| true);
    for (at, state) in machine.states.iter().enumerate().filter(|(at, _)| !reached[*at]) {
        let message = format!("a job only reaches `{}` by a command", state.wire.value);
        let note = Diagnostic::new(&REACHED_BY_COMMAND_ONLY, state.wire.span, message);
        let note = graph.path(&ways, at).iter().fold(note, |note, path| note.note(format!("The path there: {path}.")));
        sink.push(note.note("If the service can reach the state by itself, add that edge."));
    }
}

/// The action says to do something that no command does.
fn told_but_impossible(machine: &Machine, graph: &Graph<'_>, sink: &mut Sink) {
    for (at, state) in machine.states.iter().enumerate() {
        let Some(action) = &state.facts.action else { continue };
        let told = action.value.to_lowercase();
        let words: Vec<&str> = told.split(|c: char| !c.is_alphanumeric()).into_vec();
        let retry = words.iter().any(|word| matches!(*word, "retry" | "retrying" | "rerun" | "restart" | "resume"));
        if retry && !graph.is_open(at) && !graph.out(at).iter().any(|edge| matches!(edge.cause, Cause::Command(_))) {
            let span = action.origin.span.unwrap_or(state.wire.span);
            let message = format!("the action of `{}` says to retry, but no command leaves it", state.wire.value);
            let note = Diagnostic::new(&ACTION_WITHOUT_COMMAND, span, message);
            sink.push(note.note("Add the edge of the command, or say that a new job has to be started."));
        }
    }
}
