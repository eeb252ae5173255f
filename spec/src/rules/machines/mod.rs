//! Machines: whether each state can be reached and left as its kind requires, waits end, and commands make sense.
//!
//! All checks take time linear in the number of states and edges. What a correct contract may contain, such as cycles of the service's own
//! transitions or assumed edges, is not reported here but by `check --review`.

pub(crate) mod graph;
pub(crate) mod states;
#[cfg(feature = "reader")]
pub(crate) mod by_condition;
#[cfg(feature = "reader")]
pub(crate) mod declared;
#[cfg(feature = "reader")]
pub(crate) mod goals;
pub(crate) mod edges;
pub(crate) mod moves;
pub(crate) mod reach;
pub(crate) mod ends;
pub(crate) mod commands;
pub(crate) mod poll;

#[cfg(feature = "reader")]
pub use {by_condition::*, declared::*, goals::*};
pub use {commands::*, edges::*, ends::*, moves::*, poll::*, reach::*, states::*};

use super::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Contract, Machine, State};
use crate::resolve::Unit;
use graph::Graph;

rules! {
    MACHINE_WITHOUT_OBSERVE: Warning = "machine-without-observe" {
        what: "an operation returns a machine's state, but `observe` is missing",
        why: "`observe` names the place in a response that holds the state. Without it, the generated code cannot read \
              the state from what the operation returns.",
        example: r"
 machines:
   Job:
     initial: NEW
+    observe: { at: /status }
     states:
       NEW: { kind: pending }
       DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
 operations: { get_job: { method: GET, machine: Job } }
",
    }
    NO_SUCCESS: Error = "no-success" {
        what: "no state of a machine is a success",
        why: "A wait has a goal, and it ends early once the goal is out of reach. A machine without a successful state \
              has no goal. Usually the `outcome` of the last state is wrong.",
        example: r"
 machines:
   Job:
     initial: NEW
     states:
       NEW: { kind: pending }
-      DONE: { kind: final, outcome: failure }
+      DONE: { kind: final, outcome: success }
     edges: [NEW -> DONE]
",
    }
    TOO_MANY_STATES: Error = "too-many-states" {
        what: "a machine has more than 512 states",
        why: "Generated code stores sets of states in bit sets of a fixed size. If a machine has this many states, \
              they usually encode data. Use one state for everything that programs treat alike, and put the rest in \
              the payload.",
        example: r"
 machines:
   Job:
     initial: NEW
-    edges:
-      - NEW -> S1    # and so on, to 511
-      - S1 -> DONE   # and so on, to 511
-    states:
-      NEW: { kind: pending }
-      S1: { kind: pending }   # and so on, to 511
-      DONE: { kind: final, outcome: success }
+    edges: NEW -> DONE
+    states: { NEW: { kind: pending }, DONE: { kind: final, outcome: success } }
",
    }
}

/// In generated code, sets of states are bit sets of a fixed size.
const MOST_STATES: usize = 512;

pub(super) fn check(contract: &Contract, broken: &Broken, units: &[Unit], sink: &mut Sink) {
    poll::check(units, sink);
    for machine in &contract.machines {
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
        moves::check(machine, sink);
        #[cfg(feature = "reader")]
        {
            declared::check(machine, sink);
            goals::check(machine, sink);
        }
    }
}

fn too_many(machine: &Machine, sink: &mut Sink) {
    let states = machine.states.len();
    if states > MOST_STATES {
        let message = format!("`{}` has {states} states; the maximum is {MOST_STATES}", machine.name.value);
        let finding = Diagnostic::new(&TOO_MANY_STATES, machine.name.span, message);
        sink.push(
            finding.note("Use one state for what programs treat in the same way, and put the differences in the payload."),
        );
    }
}

fn no_success(machine: &Machine, sink: &mut Sink) {
    if !machine.states.iter().any(State::is_success) {
        let message = format!("no state of `{}` is a success, so no wait can succeed", machine.name.value);
        let finding = Diagnostic::new(&NO_SUCCESS, machine.name.span, message);
        sink.push(finding.note("Mark the goal: `{ kind: final, outcome: success }`."));
    }
}

/// Checks that the state of a job can be read from the responses that report it.
#[cfg(feature = "reader")]
pub(super) fn observed(contract: &Contract, broken: &Broken, sink: &mut Sink) {
    let machines = contract.machines.iter().enumerate().filter(|(_, machine)| !broken.has(machine.name.span));
    for (at, machine) in machines {
        unobserved(at, machine, contract, sink);
        by_condition::check(contract, machine, sink);
    }
}

/// An operation reports the state of a machine that does not say where the response contains it.
#[cfg(feature = "reader")]
fn unobserved(at: usize, machine: &Machine, contract: &Contract, sink: &mut Sink) {
    let Some(operation) = contract.operations.iter().find(|operation| operation.machine == Some(at)) else { return };
    let by_text = |(at, state): (usize, &State)| {
        !state.is_conditional() && machine.absent.as_ref().is_none_or(|absent| absent.value != at)
    };
    let mut by_text = machine.states.iter().enumerate().filter(|state| by_text(*state));
    if machine.observe.is_empty()
        && let Some((_, state)) = by_text.next()
    {
        let message = format!("the contract does not say where a response contains the state of `{}`", machine.name.value);
        let finding = Diagnostic::new(&MACHINE_WITHOUT_OBSERVE, machine.name.span, message);
        let finding = finding.label(operation.name.span, "this operation returns it");
        let finding = finding.note("Set the place: `observe: /status`.");
        let is_last = by_text.next().is_none() && machine.states.len() > 1 && machine.absent.is_none();
        sink.push(if is_last {
            let wire = &state.wire.value;
            finding.note(format!("If a response that meets no condition is in the state `{wire}`, write `absent: {wire}`."))
        } else {
            finding
        });
    }
}
