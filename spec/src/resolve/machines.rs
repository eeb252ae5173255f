//! Machines: replaces the names of states and commands with indices, and creates one edge per pair of states.

use super::layers::{Layer, Layers, Silent, entry_basis};
use super::scope::Scope;
#[cfg(feature = "reader")]
use super::{waits, when};
use crate::diag::Diagnostic;
use crate::lists::{IntoVec, sort_by_key};
use crate::model::{Catalog, Cause, Command, Edge, Machine, Payload, PayloadKind, Poll, State, Unknown, Via};
#[cfg(feature = "reader")]
use crate::model::{DeclaredAction, Operation};
use crate::rules;
use crate::source::Spanned;
use crate::syntax::{self, Decimal, Named, PayloadType};
use crate::words::{Moves, StateKind, TextCase, TreatAs};
use std::collections::{HashMap, HashSet};

/// Indices by name.
type Names<'n> = HashMap<&'n str, usize>;

pub(super) fn machines(
    scope: &mut Scope<'_>,
    catalogs: &[Catalog],
    #[cfg(feature = "reader")] known: when::Named<'_>,
) -> Vec<Machine> {
    let merged = scope.merge("machine", |document| &document.machines);
    let machines = merged.iter().map(|entry| machine(scope, entry, catalogs)).into_vec();
    #[cfg(feature = "reader")]
    let machines =
        machines.into_iter().zip(&merged).map(|(machine, entry)| conditions(scope, machine, entry, known)).into_vec();
    machines
}

/// Looks up the names in the conditions of the states.
#[cfg(feature = "reader")]
fn conditions(scope: &mut Scope<'_>, machine: Machine, entry: &Named<syntax::Machine>, known: when::Named<'_>) -> Machine {
    let mut machine = machine;
    let mut condition = |when: &Spanned<syntax::When>| Spanned::new(when::when(scope, &when.value, known), when.span);
    for (state, entry) in machine.states.iter_mut().zip(&entry.value.states) {
        let written = &entry.value.conditions;
        state.when = written.when.as_ref().map(&mut condition);
        state.cases = written.cases.iter().map(|case| (condition(&case.when), case.is.clone())).into_vec();
    }
    machine
}

fn machine(scope: &mut Scope<'_>, entry: &Named<syntax::Machine>, catalogs: &[Catalog]) -> Machine {
    let machine = &entry.value;
    for bad in machine.states.iter().filter(|state| state.key.value == syntax::EVERY_STATE) {
        let finding = Diagnostic::new(&rules::BAD_CODE, bad.key.span, "a state cannot be called `*`");
        scope.sink.push(finding.note("In edges, `*` stands for every other state that is neither final nor `blocked`."));
    }
    for bad in machine.states.iter().filter(|state| state.key.is_empty() || state.key.len() > 255) {
        let message = format!("a state's text has 1 to 255 bytes, this one has {}", bad.key.len());
        scope.sink.push(Diagnostic::new(&rules::BAD_CODE, bad.key.span, message));
    }
    let states: Vec<State> = machine.states.iter().map(|entry| state(scope, entry, catalogs)).into_vec();
    let names: Names<'_> = states.iter().enumerate().map(|(at, state)| (state.wire.as_str(), at)).collect();
    let commands: Vec<Command> = machine.commands.iter().map(|entry| command(scope, entry, &names)).into_vec();
    let by_name: Names<'_> = commands.iter().enumerate().map(|(at, command)| (command.name.as_str(), at)).collect();
    let initial = machine.initial.iter().filter_map(|name| named(scope, "state", name, &names)).into_vec();
    let absent = machine.absent.as_ref().and_then(|name| named(scope, "state", name, &names));
    let edges = machine.edges.iter().flat_map(|edge| edges(scope, edge, &states, &names, &by_name)).into_vec();
    let edges = without_repeated(edges);
    Machine {
        name: entry.key.clone(),
        rust_name: machine.facts.name.clone(),
        summary: machine.facts.summary.clone(),
        basis: entry_basis(&machine.facts.basis),
        observe: machine.observe.clone(),
        initial,
        moves: machine.moves.clone().unwrap_or_else(|| Spanned::new(Moves::Listed, entry.key.span)),
        unknown: machine.unknown.as_ref().map(|unknown| Unknown {
            treat_as: unknown.treat_as.as_ref().map_or(TreatAs::Pending, |treat| treat.value),
            limit: unknown.limit.as_ref().map(|limit| limit.value),
        }),
        epoch: machine.epoch.clone(),
        absent,
        case: machine.case.as_ref().map_or(TextCase::Sensitive, |case| case.value),
        #[cfg(feature = "reader")]
        actions: machine.actions.iter().map(|entry| declared_action(scope, entry, &by_name)).into_vec(),
        #[cfg(feature = "reader")]
        waits: machine.waits.iter().map(|entry| waits::wait(scope, entry, &states)).into_vec(),
        poll: machine.poll.as_ref().and_then(poll),
        settle: machine.settle.clone(),
        other_actors: machine.other_actors.as_ref().is_none_or(|other| other.value),
        typestate: machine.typestate,
        states,
        edges,
        commands,
    }
}

fn named(scope: &mut Scope<'_>, what: &str, name: &Spanned<String>, names: &Names<'_>) -> Option<Spanned<usize>> {
    if let Some(at) = names.get(name.as_str()) {
        return Some(Spanned::new(*at, name.span));
    }
    if what == "state" && names.is_empty() {
        return None; // A machine without states is reported by itself.
    }
    let mut known: Vec<(&str, usize)> = names.iter().map(|(name, at)| (*name, *at)).into_vec();
    sort_by_key(&mut known, |(_, at)| *at);
    scope.look_up(what, name, known.iter().map(|(name, _)| *name));
    None
}

fn command(scope: &mut Scope<'_>, entry: &Named<syntax::Command>, names: &Names<'_>) -> Command {
    let command = &entry.value;
    let requires =
        command.requires.iter().filter_map(|(state, action)| Some((named(scope, "state", state, names)?, action.clone())));
    Command {
        name: entry.key.clone(),
        rust_name: command.facts.name.clone(),
        summary: command.facts.summary.clone(),
        requires: requires.into_vec(),
        free_from: command.free_from.iter().filter_map(|state| named(scope, "state", state, names)).into_vec(),
        auto: command.auto.as_ref().is_some_and(|auto| auto.value),
        max_uses: command.max_uses.as_ref().map(|uses| uses.value),
        #[cfg(feature = "reader")]
        operation: None,
        basis: entry_basis(&command.facts.basis),
    }
}

#[cfg(feature = "reader")]
fn declared_action(scope: &mut Scope<'_>, entry: &Named<syntax::DeclaredAction>, commands: &Names<'_>) -> DeclaredAction {
    let action = &entry.value;
    DeclaredAction {
        name: entry.key.clone(),
        rust_name: action.facts.name.clone(),
        summary: action.facts.summary.clone(),
        command: action.command.as_ref().and_then(|name| named(scope, "command", name, commands)),
        basis: entry_basis(&action.facts.basis),
    }
}

/// Looks up the operations that send commands, once they are known.
#[cfg(feature = "reader")]
pub(super) fn operations(scope: &mut Scope<'_>, machines: &mut [Machine], operations: &[Operation]) {
    let units = scope.units;
    for machine in machines {
        let entries = units.iter().flat_map(|unit| &unit.document.machines);
        let Some(entry) = { entries }.find(|entry| entry.key.span == machine.name.span) else { continue };
        for (command, entry) in machine.commands.iter_mut().zip(&entry.value.commands) {
            let names = operations.iter().map(|operation| operation.name.as_str());
            command.operation = entry.value.operation.as_ref().and_then(|name| {
                let at = scope.look_up("operation", name, names)?;
                Some(Spanned::new(at, name.span))
            });
        }
    }
}

/// Creates an edge for each pair of states that an entry names.
fn edges(scope: &mut Scope<'_>, edge: &syntax::Edge, states: &[State], names: &Names<'_>, commands: &Names<'_>) -> Vec<Edge> {
    let command = match &edge.command {
        None => None,
        Some(name) => match named(scope, "command", name, commands) {
            Some(at) => Some(at.value),
            None => return Vec::new(),
        },
    };
    let any = edge.from.iter().find(|name| name.value == syntax::EVERY_STATE);
    let from: Vec<_> = match any {
        Some(any) => unfinished(states).map(|at| Spanned::new(at, any.span)).into_vec(),
        None => edge.from.iter().filter_map(|name| named(scope, "state", name, names)).into_vec(),
    };
    let to: Vec<_> = edge.to.iter().filter_map(|name| named(scope, "state", name, names)).into_vec();
    let pair = |from: &Spanned<usize>, to: &Spanned<usize>| Edge {
        span: edge.span,
        cause: match (command, states.get(from.value).map(|state| state.kind.value)) {
            (Some(command), _) => Cause::Command(command),
            // A transition from every state is not made by the third party for which one of the states waits.
            (None, Some(StateKind::External)) if any.is_none() => Cause::External,
            (None, _) => Cause::Auto,
        },
        from: from.clone(),
        to: to.clone(),
        from_any: any.is_some(),
        basis: entry_basis(&edge.basis),
        summary: edge.summary.clone(),
    };
    let leads = |from: &Spanned<usize>, to: &Spanned<usize>| any.is_none() || from.value != to.value;
    let to = &to;
    from.iter().flat_map(|from| to.iter().filter(|to| leads(from, to)).map(|to| pair(from, to))).into_vec()
}

/// The states that `*` stands for: those that something can leave.
fn unfinished(states: &[State]) -> impl Iterator<Item = usize> {
    let left = |state: &State| state.kind.value != StateKind::Final && state.blocked.is_none();
    states.iter().enumerate().filter(move |(_, state)| left(state)).map(|(at, _)| at)
}

/// An edge that names its state replaces the one that `*` stands for, so that it can have a summary and a basis of its own.
fn without_repeated(edges: Vec<Edge>) -> Vec<Edge> {
    let key = |edge: &Edge| (edge.from.value, edge.to.value, edge.cause.command());
    let named: HashSet<_> = edges.iter().filter(|edge| !edge.from_any).map(key).collect();
    edges.into_iter().filter(|edge| !(edge.from_any && named.contains(&key(edge)))).into_vec()
}

/// Resolves a state. If its kind is missing, which is reported, the other states still have their indices.
fn state(scope: &mut Scope<'_>, entry: &Named<syntax::State>, catalogs: &[Catalog]) -> State {
    let state = &entry.value;
    let layers = Layers(vec![Layer { facts: &state.facts, via: Via::Own, around: Vec::new() }]);
    State {
        wire: entry.key.clone(),
        aliases: state.aliases.clone(),
        #[cfg(feature = "reader")]
        when: None,
        kind: state.kind.clone().unwrap_or_else(|| Spanned::new(StateKind::Pending, entry.key.span)),
        by: state.by.clone(),
        outcome: state.outcome.clone(),
        #[cfg(feature = "reader")]
        cases: Vec::new(),
        payload: state.payload.iter().filter_map(|member| payload(scope, member, catalogs)).into_vec(),
        blocked: state.blocked,
        observed: state.observed,
        has_retry: state.facts.retry.is_some(),
        facts: layers.resolve(Silent::NONE),
    }
}

/// Resolves `poll`. The interval of external states defaults to the cap or, if there is none, to the interval.
fn poll(poll: &syntax::Poll) -> Option<Poll> {
    let interval = poll.interval.as_ref()?.value;
    let cap = poll.cap.as_ref().map(|cap| cap.value);
    Some(Poll {
        span: poll.span,
        interval,
        factor: poll.factor.as_ref().map_or(Decimal { digits: 1, scale: 0 }, |factor| factor.value),
        cap,
        external: poll.external.as_ref().map(|external| external.value).or(cap).unwrap_or(interval),
        timeout: poll.timeout.as_ref().map(|timeout| timeout.value),
        basis: entry_basis(&poll.basis),
    })
}

/// Resolves a member of a payload.
fn payload(scope: &mut Scope<'_>, member: &syntax::Payload, catalogs: &[Catalog]) -> Option<Payload> {
    let pointer = || format!("/{}", member.name.value.replace('~', "~0").replace('/', "~1"));
    Some(Payload {
        name: member.name.clone(),
        rust_name: member.rust_name.clone(),
        at: member.at.as_ref().map_or_else(pointer, |at| at.value.clone()),
        optional: member.optional,
        kind: payload_kind(scope, &member.kind, catalogs)?,
    })
}

fn payload_kind(scope: &mut Scope<'_>, written: &PayloadType, catalogs: &[Catalog]) -> Option<PayloadKind> {
    Some(match written {
        PayloadType::Word(word) => {
            let words = syntax::PARAM_TYPES.into_iter().chain(["json"]);
            let at = scope.look_up("type", word, words.chain(catalogs.iter().map(|catalog| catalog.name.as_str())))?;
            match at.checked_sub(syntax::PARAM_TYPES.len() + 1) {
                Some(at) => PayloadKind::Code(at, word.value.clone()),
                None => PayloadKind::Word(word.value.clone()),
            }
        }
        PayloadType::List(item) => PayloadKind::List(Box::new(payload_kind(scope, item, catalogs)?)),
        PayloadType::Map(item) => PayloadKind::Map(Box::new(payload_kind(scope, item, catalogs)?)),
        PayloadType::Object(members) => {
            PayloadKind::Object(members.iter().filter_map(|member| payload(scope, member, catalogs)).into_vec())
        }
    })
}
