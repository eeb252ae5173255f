//! State machines.

use crate::facts::facts;
use crate::kept::{index, kept, one, text};
use crate::place::place;
use crate::when::when;
use errspec::machine::{
    Command, DeclaredAction, Edge, Kind, MAX_STATES, Machine, Moves, PayloadField, PollPlan, Recognition, State, Tables,
    UnknownPolicy, Wait, table_len,
};
use errspec::retry::{Backoff, Operation};
use errspec_spec::model::{self, Cause, Contract, Goal};
use errspec_spec::words::{StateKind, TextCase};
use std::cmp::Reverse;

/// Room for the relations of every machine.
const LEN: usize = table_len(MAX_STATES);

pub(crate) fn machine(
    machine: &'static model::Machine,
    contract: &'static Contract,
    operations: &'static [Operation],
) -> Machine {
    let edges = kept(machine.edges.iter().map(edge));
    let mut by_wire: Vec<usize> = (0..machine.states.len()).collect();
    by_wire.sort_by_key(|at| machine.states[*at].wire.as_str());
    Machine {
        name: &machine.name,
        summary: text(&machine.summary),
        observe: kept(machine.observe.iter().map(place)),
        epoch: machine.epoch.as_ref().map(place),
        states: kept(machine.states.iter().map(state)),
        by_wire: kept(by_wire.into_iter().map(index)),
        recognition: one(recognition(machine, contract)),
        commands: kept(machine.commands.iter().map(|entry| command(entry, operations))),
        edges,
        initial: kept(machine.initial.iter().map(|at| index(at.value))),
        moves: machine.moves.value,
        observed: indices(machine, |state| state.observed.is_some()),
        relations: relations(machine, edges).relations(),
        unknown: machine.unknown.map_or(UnknownPolicy::DEFAULT, |unknown| UnknownPolicy {
            treat_as: unknown.treat_as,
            limit: unknown.limit.unwrap_or(UnknownPolicy::DEFAULT.limit),
        }),
        poll: machine.poll.as_ref().map_or(PollPlan::DEFAULT, poll),
        settle: machine.settle.as_ref().map_or(Machine::SETTLE, |settle| settle.value),
        other_actors: machine.other_actors,
        actions: kept(machine.actions.iter().map(action)),
        waits: kept(machine.waits.iter().map(wait)),
        basis: machine.basis,
        ..Machine::NONE
    }
}

fn relations(machine: &model::Machine, edges: &[Edge]) -> &'static Tables<LEN> {
    let states = machine.states.len();
    one(match machine.moves.value {
        Moves::Unknown => {
            let never_left = |state: &model::State| state.kind.value == StateKind::Final || state.blocked.is_some();
            Tables::unknown(states, indices(machine, never_left))
        }
        Moves::Listed | Moves::Partial => Tables::new(states, edges),
    })
}

fn indices(machine: &model::Machine, is: impl Fn(&model::State) -> bool) -> &'static [u16] {
    kept(machine.states.iter().enumerate().filter(|(_, state)| is(state)).map(|(at, _)| index(at)))
}

fn edge(edge: &'static model::Edge) -> Edge {
    let (from, to) = (index(edge.from.value), index(edge.to.value));
    let plain = match edge.cause {
        Cause::Auto => Edge::auto(from, to),
        Cause::External => Edge::external(from, to),
        Cause::Command(command) => Edge::command(from, to, index(command)),
    };
    plain.basis(edge.basis).summary(text(&edge.summary))
}

fn state(state: &'static model::State) -> State {
    State {
        wire: &state.wire,
        variant: &state.wire,
        kind: match state.kind.value {
            StateKind::Pending => Kind::Pending,
            StateKind::External => Kind::External { by: text(&state.by) },
            StateKind::Resting => Kind::Resting,
            StateKind::Final => Kind::Final,
        },
        outcome: state.outcome.as_ref().map(|outcome| outcome.value),
        payload: kept(state.payload.iter().map(payload)),
        blocked: state.blocked.is_some(),
        facts: facts(&state.facts),
    }
}

fn payload(member: &'static model::Payload) -> PayloadField {
    PayloadField { name: &member.name, at: &member.at, ty: member.kind.to_string().leak(), optional: member.optional }
}

fn action(action: &'static model::DeclaredAction) -> DeclaredAction {
    DeclaredAction {
        name: &action.name,
        summary: text(&action.summary),
        command: action.command.as_ref().map(|at| index(at.value)),
        basis: action.basis,
    }
}

fn wait(wait: &'static model::Wait) -> Wait {
    let state = |goal: &Goal| if let Goal::State(at) = goal { Some(index(at.value)) } else { None };
    let outcome = |goal: &Goal| if let Goal::Outcome(outcome) = goal { Some(outcome.value) } else { None };
    Wait {
        name: &wait.name,
        summary: text(&wait.summary),
        states: kept(wait.goals.iter().filter_map(state)),
        outcomes: kept(wait.goals.iter().filter_map(outcome)),
        through: kept(wait.through.iter().map(|at| index(at.value))),
        basis: wait.basis,
    }
}

fn command(command: &'static model::Command, operations: &'static [Operation]) -> Command {
    Command {
        name: &command.name,
        variant: &command.name,
        summary: text(&command.summary),
        requires: kept(command.requires.iter().map(|(state, action)| (index(state.value), action.value))),
        free_from: kept(command.free_from.iter().map(|state| index(state.value))),
        auto: command.auto,
        max_uses: command.max_uses,
        operation: command.operation.as_ref().and_then(|at| operations.get(at.value)),
        basis: command.basis,
    }
}

fn poll(poll: &'static model::Poll) -> PollPlan {
    let pace = Backoff::exponential(poll.interval, poll.factor.factor());
    PollPlan {
        pace: poll.cap.map_or(pace, |cap| pace.cap(cap)),
        external: poll.external,
        timeout: poll.timeout,
        basis: poll.basis,
    }
}

fn recognition(machine: &'static model::Machine, contract: &'static Contract) -> Recognition {
    let states = || (0..).zip(&machine.states);
    let (mut prefixes, aliases): (Vec<_>, Vec<_>) = other_texts(machine).into_iter().partition(|(text, _)| text.ends_with('*'));
    prefixes.iter_mut().for_each(|(text, _)| *text = text.trim_end_matches('*'));
    prefixes.sort_by_key(|(start, _)| Reverse(start.len()));
    let cases = |(at, state): (u16, &'static model::State)| {
        state.cases.iter().map(move |(condition, outcome)| (at, when(&condition.value, contract), outcome.value))
    };
    Recognition {
        conditions: kept(states().filter_map(|(at, state)| Some((at, when(&state.when.as_ref()?.value, contract))))),
        absent: machine.absent.as_ref().map(|at| index(at.value)),
        aliases: aliases.leak(),
        prefixes: prefixes.leak(),
        ignore_case: machine.case == TextCase::Insensitive,
        outcomes: kept(states().flat_map(cases)),
    }
}

/// The aliases, and the prefixes of texts.
fn other_texts(machine: &'static model::Machine) -> Vec<(&'static str, u16)> {
    let mut all = Vec::new();
    for (at, state) in (0..).zip(&machine.states) {
        let own = (!state.is_conditional() && state.wire.value.ends_with('*')).then_some(&state.wire);
        all.extend(own.into_iter().chain(&state.aliases).map(|text| (text.value.as_str(), at)));
    }
    all
}
