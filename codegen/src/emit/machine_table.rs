//! The const data of a machine.

use super::code::Code;
use super::facts::facts;
use super::locations::place;
use super::recognition::recognition;
use super::value::{self, Fields, duration, list, literal, number, option, outcome, some, text, variant};
use super::{Emitter, bases};
use crate::names::MachineNames;
use errspec_spec::lists::order;
#[cfg(feature = "reader")]
use errspec_spec::model::Goal;
use errspec_spec::model::{Cause, Command, Edge, Machine, Payload, State};
use errspec_spec::words::{Basis, Moves, StateKind};

pub(super) fn machine_tables(emitter: &Emitter<'_>, code: &mut Code) {
    for (machine, names) in emitter.contract.machines.iter().zip(&emitter.names.machines) {
        machine_table(emitter, machine, names, code);
        edges(machine, names, code);
    }
}

fn machine_table(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames, code: &mut Code) {
    let MachineNames { table, .. } = names;
    let (name, summary) = (literal(&machine.name), text(&machine.summary));
    let epoch = option(machine.epoch.as_ref().map(place));
    let observe = list(machine.observe.iter().map(place));
    let states = list(machine.states.iter().zip(&names.states).map(|(state, name)| state_row(state, name)));
    let by_wire = sorted_by_wire(machine);
    let commands =
        list(machine.commands.iter().zip(&names.commands).map(|(command, name)| command_row(emitter, command, name)));
    let initial = list(machine.initial.iter().map(|at| at.value.to_string()));
    let (unknown, poll) = (unknown(machine), poll(machine));
    let settle = machine.settle.as_ref();
    let settle = settle.map_or_else(|| "machine::Machine::SETTLE".to_owned(), |settle| duration(settle.value));
    let (other_actors, basis, bases) = (machine.other_actors, variant(machine.basis), bases::of_states(machine));
    let recognition = recognition(emitter, machine, table, code);
    let recognition = recognition.map_or_else(String::new, |of| format!("recognition: {of},"));
    let rest = gaps(machine) + &actions(machine) + &waits(machine);
    code.blank();
    code.lines(&format!(
        "
        pub(super) static {table}: machine::Machine = machine::Machine {{
            name: {name},
            summary: {summary},
            observe: &[{observe}],
            epoch: {epoch},
            states: &[{states}],
            by_wire: &[{by_wire}],
            {recognition}
            commands: &[{commands}],
            edges: {table}_EDGES,
            initial: &[{initial}],
            relations: {table}_TABLES.relations(),
            unknown: {unknown},
            poll: {poll},
            settle: {settle},
            other_actors: {other_actors},
            basis: Basis::{basis},
            bases: &[{bases}],
            {rest}..machine::Machine::NONE
        }};
        "
    ));
}

/// The gaps in what is known about the moves of jobs.
fn gaps(machine: &Machine) -> String {
    let mut gaps = String::new();
    if machine.moves.value != Moves::Listed {
        gaps += &format!("moves: machine::Moves::{},\n            ", variant(machine.moves.value));
    }
    let observed = list(indices(machine, |state| state.observed.is_some()));
    if !observed.is_empty() {
        gaps += &format!("observed: &[{observed}],\n            ");
    }
    gaps
}

/// The actions that the contract declares.
#[cfg(feature = "reader")]
fn actions(machine: &Machine) -> String {
    let rows = list(machine.actions.iter().map(|action| {
        let mut fields = Fields::default();
        fields.add("name", Some(literal(&action.name)));
        fields.add("summary", action.summary.as_ref().map(|summary| literal(summary)));
        fields.add("command", action.command.as_ref().map(|at| some(at.value)));
        fields.add("basis", (action.basis != Basis::Stated).then(|| format!("Basis::{}", variant(action.basis))));
        fields.literal("machine::DeclaredAction", "machine::DeclaredAction::NONE")
    }));
    if rows.is_empty() { rows } else { format!("actions: &[{rows}],\n            ") }
}

/// A derive cannot declare actions.
#[cfg(not(feature = "reader"))]
fn actions(_: &Machine) -> String {
    String::new()
}

/// The named waits.
#[cfg(feature = "reader")]
fn waits(machine: &Machine) -> String {
    let rows = list(machine.waits.iter().map(|wait| {
        let at = |goal: &Goal| if let Goal::State(at) = goal { Some(at.value.to_string()) } else { None };
        let word = |goal: &Goal| if let Goal::Outcome(word) = goal { Some(outcome(word.value)) } else { None };
        let (states, outcomes) = (list(wait.goals.iter().filter_map(at)), list(wait.goals.iter().filter_map(word)));
        let through = list(wait.through.iter().map(|at| at.value.to_string()));
        let mut fields = Fields::default();
        fields.add("name", Some(literal(&wait.name)));
        fields.add("summary", wait.summary.as_ref().map(|summary| literal(summary)));
        fields.add("states", (!states.is_empty()).then(|| format!("&[{states}]")));
        fields.add("outcomes", (!outcomes.is_empty()).then(|| format!("&[{outcomes}]")));
        fields.add("through", (!through.is_empty()).then(|| format!("&[{through}]")));
        fields.add("basis", (wait.basis != Basis::Stated).then(|| format!("Basis::{}", variant(wait.basis))));
        fields.literal("machine::Wait", "machine::Wait::NONE")
    }));
    if rows.is_empty() { rows } else { format!("waits: &[{rows}],\n            ") }
}

/// A derive has no named waits.
#[cfg(not(feature = "reader"))]
fn waits(_: &Machine) -> String {
    String::new()
}

fn indices(machine: &Machine, is: impl Fn(&State) -> bool) -> impl Iterator<Item = String> {
    machine.states.iter().enumerate().filter(move |(_, state)| is(state)).map(|(at, _)| at.to_string())
}

fn edges(machine: &Machine, names: &MachineNames, code: &mut Code) {
    let (table, count) = (&names.table, number(machine.states.len()));
    let tables = match machine.moves.value {
        Moves::Unknown => {
            let never_left = |state: &State| state.kind.value == StateKind::Final || state.blocked.is_some();
            format!("unknown({count}, &[{}])", list(indices(machine, never_left)))
        }
        Moves::Listed | Moves::Partial => format!("new({count}, {table}_EDGES)"),
    };
    let edges = list(machine.edges.iter().map(self::edge));
    code.blank();
    code.lines(&format!(
        "
        /// Every direct transition, from and to by index.
        const {table}_EDGES: &[machine::Edge] = &[{edges}];

        static {table}_TABLES: machine::Tables<{{ machine::table_len({count}) }}> = machine::Tables::{tables};
        "
    ));
}

fn edge(edge: &Edge) -> String {
    let (from, to) = (edge.from.value, edge.to.value);
    let mut text = match edge.cause {
        Cause::Auto => format!("machine::Edge::auto({from}, {to})"),
        Cause::External => format!("machine::Edge::external({from}, {to})"),
        Cause::Command(command) => format!("machine::Edge::command({from}, {to}, {command})"),
    };
    if edge.basis != Basis::Stated {
        text += &format!(".basis(Basis::{})", variant(edge.basis));
    }
    if let Some(summary) = &edge.summary {
        text += &format!(".summary({})", literal(summary));
    }
    text
}

fn state_row(state: &State, name: &str) -> String {
    let kind = match state.kind.value {
        StateKind::Pending => None,
        StateKind::External => Some(format!("machine::Kind::External {{ by: {} }}", text(&state.by))),
        StateKind::Resting => Some("machine::Kind::Resting".to_owned()),
        StateKind::Final => Some("machine::Kind::Final".to_owned()),
    };
    let payload = list(state.payload.iter().map(payload_row));
    let mut fields = Fields::default();
    fields.add("wire", Some(literal(&state.wire)));
    fields.add("variant", Some(literal(name)));
    fields.add("kind", kind);
    fields.add("outcome", state.outcome.as_ref().map(|outcome| some(self::outcome(outcome.value))));
    fields.add("payload", (!payload.is_empty()).then(|| format!("&[{payload}]")));
    fields.add("blocked", state.blocked.map(|_| "true".to_owned()));
    fields.add("facts", facts(&state.facts));
    fields.literal("machine::State", "machine::State::NONE")
}

fn payload_row(member: &Payload) -> String {
    let (name, at, ty, optional) =
        (literal(&member.name), literal(&member.at), literal(&member.kind.to_string()), member.optional);
    format!("machine::PayloadField {{ name: {name}, at: {at}, ty: {ty}, optional: {optional} }}")
}

fn command_row(emitter: &Emitter<'_>, command: &Command, name: &str) -> String {
    let (key, name, summary) = (literal(&command.name), literal(name), text(&command.summary));
    let requires = command.requires.iter().map(|(state, action)| format!("({}, {})", state.value, value::action(action.value)));
    let (requires, free_from) = (list(requires), list(command.free_from.iter().map(|state| state.value.to_string())));
    let (auto, max_uses, basis) = (command.auto, option(command.max_uses.map(number)), variant(command.basis));
    format!(
        "machine::Command {{ name: {key}, variant: {name}, summary: {summary}, requires: &[{requires}], \
         free_from: &[{free_from}], auto: {auto}, max_uses: {max_uses}, operation: {}, basis: Basis::{basis} }}",
        operation(emitter, command)
    )
}

/// The operation that sends a command.
#[cfg(feature = "reader")]
fn operation(emitter: &Emitter<'_>, command: &Command) -> String {
    let name = command.operation.as_ref().and_then(|at| emitter.names.operations.get(at.value));
    option(name.map(|name| format!("&super::operations::{name}")))
}

/// A derive has no operations.
#[cfg(not(feature = "reader"))]
fn operation(_: &Emitter<'_>, _: &Command) -> String {
    option(None)
}

fn unknown(machine: &Machine) -> String {
    let Some(unknown) = machine.unknown else { return "machine::UnknownPolicy::DEFAULT".to_owned() };
    let limit = unknown.limit.map_or_else(|| "machine::UnknownPolicy::DEFAULT.limit".to_owned(), number);
    format!("machine::UnknownPolicy {{ treat_as: machine::TreatAs::{}, limit: {limit} }}", variant(unknown.treat_as))
}

fn poll(machine: &Machine) -> String {
    let Some(poll) = &machine.poll else { return "machine::PollPlan::DEFAULT".to_owned() };
    let mut pace = format!("retry::Backoff::exponential({}, {})", duration(poll.interval), value::factor(poll.factor));
    if let Some(cap) = poll.cap {
        pace += &format!(".cap({})", duration(cap));
    }
    let (external, timeout) = (duration(poll.external), option(poll.timeout.map(duration)));
    let basis = variant(poll.basis);
    format!("machine::PollPlan {{ pace: {pace}, external: {external}, timeout: {timeout}, basis: Basis::{basis} }}")
}

fn sorted_by_wire(machine: &Machine) -> String {
    let wire = |at: usize| machine.states.get(at).map(|state| state.wire.value.as_str());
    let order = order(machine.states.len(), &|a, b| wire(a).cmp(&wire(b)));
    list(order.iter().map(usize::to_string))
}
