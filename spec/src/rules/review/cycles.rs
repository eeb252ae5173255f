//! Notes about cycles: waits that may run in a cycle, and states that a job can reach twice.

use super::names::names;
use crate::diag::{Diagnostic, Sink};
use crate::lists::{IntoVec, sort_by_key};
use crate::model::Machine;
use crate::rules::graph::Graph;

rules! {
    CYCLE_WITHOUT_EPOCH: Note = "cycle-without-epoch" {
        what: "nothing distinguishes one run of a job from the next",
        why: "A job can return to a state. A client that reads the same state twice cannot know whether the job left \
              it in between, and neither can a watch. If responses contain a run counter or a start time, declare it \
              under `epoch`.",
        example: r"
 machines:
   Job:
     initial: NEW
+    epoch: { at: /attempt }
     unknown: { treat_as: pending }
     poll: { interval: 2s, timeout: 10m }
     states:
       NEW: { kind: pending }
       PAUSED: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> PAUSED | DONE, PAUSED -> NEW]
",
    }
    UNBOUNDED_CYCLE: Note = "unbounded-cycle" {
        what: "a job can go in cycles, and the contract sets no time limit",
        why: "The service's own transitions lead back to an earlier state, so a job can run for a very long time, and a \
              wait for it ends only at its time limit. Without a `timeout` under `poll`, every caller has to choose a \
              limit without knowing how long a job can take. If the document gives a limit, state it: \
              `poll: { interval: 2s, timeout: 30m }`.",
        example: r"
 machines:
   Job:
     initial: NEW
     epoch: { at: /attempt }
     unknown: { treat_as: pending }
+    poll: { interval: 2s, timeout: 30m }
     states:
       NEW: { kind: pending }
       PAUSED: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> PAUSED | DONE, PAUSED -> NEW]
",
    }
}

pub(super) fn review(machine: &Machine, sink: &mut Sink) {
    let graph = Graph::new(machine);
    if machine.poll.as_ref().is_none_or(|poll| poll.timeout.is_none()) {
        unbounded(machine, &graph, sink);
    }
    if machine.epoch.is_none() {
        seen_twice(machine, &graph, sink);
    }
}

/// The cycles of a machine, given the components of some of its edges.
fn circles<'m>(machine: &'m Machine, parts: Vec<Vec<usize>>) -> impl Iterator<Item = Vec<usize>> + 'm {
    let itself = |state: usize| machine.edges.iter().any(|edge| edge.from.value == state && edge.to.value == state);
    let round = move |part: &Vec<usize>| part.len() > 1 || part.first().is_some_and(|state| itself(*state));
    parts.into_iter().filter(round).map(|mut part| {
        sort_by_key(&mut part, |state| *state);
        part
    })
}

/// A cycle of the service's own transitions, in which only a time limit ends a wait.
fn unbounded(machine: &Machine, graph: &Graph<'_>, sink: &mut Sink) {
    let own = |part: &Vec<usize>| part.iter().any(|state| graph.waits(*state).iter().any(|edge| part.contains(&edge.to.value)));
    for part in circles(machine, graph.components(Graph::waits)).filter(own) {
        let Some(first) = part.first().and_then(|state| machine.states.get(*state)) else { continue };
        let message = format!(
            "a job of `{}` can go in cycles without a command, and the contract sets no time limit for a wait",
            machine.name.value
        );
        let note = Diagnostic::new(&UNBOUNDED_CYCLE, first.wire.span, message).here("one state of the cycle");
        let note = note.note(format!("The cycle: {}.", graph.circle(part[0])));
        sink.push(note.note("If the document gives a limit, state it: `poll: { interval: 2s, timeout: 30m }`."));
    }
}

/// Without an epoch, two readings of the same state may belong to two runs.
fn seen_twice(machine: &Machine, graph: &Graph<'_>, sink: &mut Sink) {
    let parts = circles(machine, graph.components(Graph::out));
    let mut states: Vec<usize> = parts.flatten().into_vec();
    sort_by_key(&mut states, |state| *state);
    if states.is_empty() {
        return;
    }
    let listed = names(states.iter().filter_map(|state| machine.states.get(*state)).map(|state| state.wire.as_str()));
    let message = format!("nothing distinguishes one run of `{}` from the next", machine.name.value);
    let note = Diagnostic::new(&CYCLE_WITHOUT_EPOCH, machine.name.span, message);
    let note = note.note(format!(
        "A job can return to {listed}. If such a state is read twice in a row, the job may have left it in between, and a \
         watch cannot know."
    ));
    sink.push(note.note("If responses contain a run counter or a start time, declare it: `epoch: { at: /attempt }`."));
}
