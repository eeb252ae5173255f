//! Machines: that each state can be reached and left as its kind says, that waits end, that commands make sense.
//!
//! All in time linear in states and edges. What honest contracts have too, such as circles of the service's own
//! moves or assumed edges, is no finding here; a [review](crate::review()) asks about it.

pub(crate) mod graph;
mod states;
mod edges;
mod reach;
mod ends;
mod commands;
mod poll;

use super::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Contract, Machine};
use crate::resolve::Unit;
use crate::syntax::StateOutcome;
use graph::Graph;

/// Sets of states are fixed bit sets in generated code.
const MOST_STATES: usize = 512;

pub(super) fn check(contract: &Contract, broken: &Broken, units: &[Unit], sink: &mut Sink) {
    poll::check(units, sink);
    for (at, machine) in contract.machines.iter().enumerate() {
        states::keys(machine, broken, sink);
        if broken.has(machine.name.span) {
            continue;
        }
        let graph = Graph::new(machine);
        too_many(machine, sink);
        states::check(machine, sink);
        edges::check(machine, sink);
        let ways = graph.ways();
        reach::check(machine, &graph, &ways, sink);
        ends::check(machine, &graph, &ways, sink);
        commands::check(machine, sink);
        no_success(machine, sink);
        unobserved(at, machine, contract, sink);
    }
}

fn too_many(machine: &Machine, sink: &mut Sink) {
    let states = machine.states.len();
    if states > MOST_STATES {
        let message = format!("`{}` has {states} states; {MOST_STATES} is the most", machine.name.value);
        let finding = Diagnostic::error("too-many-states", machine.name.span, message);
        sink.push(finding.note("States that a program treats alike are one state here; what tells them apart is payload."));
    }
}

fn no_success(machine: &Machine, sink: &mut Sink) {
    let success = StateOutcome::Is(crate::words::Outcome::Success);
    if !machine.states.iter().any(|state| state.outcome.as_ref().is_some_and(|outcome| outcome.value == success)) {
        let message = format!("no state of `{}` is a success, so no wait can end well", machine.name.value);
        let finding = Diagnostic::error("no-success", machine.name.span, message);
        sink.push(finding.note("Mark the state that is the goal: `{ kind: final, outcome: success }`."));
    }
}

/// An operation tells the machine's state, and nothing says where in the answer.
fn unobserved(at: usize, machine: &Machine, contract: &Contract, sink: &mut Sink) {
    let Some(operation) = contract.operations.iter().find(|operation| operation.machine == Some(at)) else { return };
    if machine.observe.is_empty() {
        let message = format!("nothing says where an answer tells the state of `{}`", machine.name.value);
        let finding = Diagnostic::warning("machine-without-observe", machine.name.span, message);
        let finding = finding.label(operation.name.span, "this operation tells it");
        sink.push(finding.note("Say where: `observe: { at: /status }`."));
    }
}
