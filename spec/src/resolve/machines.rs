//! Machines: names of states and commands to indices, edges one per pair.

use super::layers::{Layer, Layers, entry_basis};
use super::scope::Scope;
use crate::diag::Diagnostic;
use crate::model::{Cause, Command, Edge, Machine, Poll, State, Unknown, Via};
use crate::source::Spanned;
use crate::words::{StateKind, TreatAs};
use crate::written::{self, Decimal, Named};
use std::time::Duration;

impl<'a> Scope<'a> {
    pub(super) fn machines(&mut self) -> Vec<Machine> {
        let merged = self.merge("machine", |document| &document.machines);
        merged.into_iter().map(|entry| self.machine(entry)).collect()
    }

    fn machine(&mut self, entry: &'a Named<written::Machine>) -> Machine {
        let machine = &entry.value;
        for bad in machine.states.iter().filter(|state| state.key.is_empty() || state.key.len() > 255) {
            let message = format!("a state's text has 1 to 255 bytes, this one has {}", bad.key.len());
            self.sink.push(Diagnostic::error("bad-code", bad.key.span, message));
        }
        let states: Vec<State> = machine.states.iter().filter_map(state).collect();
        let names: Vec<&str> = states.iter().map(|state| state.wire.as_str()).collect();
        let commands: Vec<Command> = machine.commands.iter().map(|command| self.command(command, &names)).collect();
        let initial = machine.initial.iter().filter_map(|name| self.state(name, &names)).collect();
        let edges = machine.edges.iter().flat_map(|edge| self.edges(edge, &states, &names, &commands)).collect();
        Machine {
            name: entry.key.clone(),
            summary: machine.facts.summary.clone(),
            basis: entry_basis(&machine.facts.basis),
            observe: machine.observe.clone(),
            initial,
            unknown: machine.unknown.as_ref().map(|unknown| Unknown {
                treat_as: unknown.treat_as.as_ref().map_or(TreatAs::Pending, |treat| treat.value),
                limit: unknown.limit.as_ref().map(|limit| limit.value),
            }),
            epoch: machine.epoch.clone(),
            poll: machine.poll.as_ref().and_then(poll),
            settle: machine.settle.clone(),
            other_actors: machine.other_actors.as_ref().is_none_or(|other| other.value),
            typestate: machine.typestate,
            states,
            edges,
            commands,
        }
    }

    fn state(&mut self, name: &Spanned<String>, names: &[&str]) -> Option<Spanned<usize>> {
        let at = self.look_up("state", name, names.iter().copied())?;
        Some(Spanned::new(at, name.span))
    }

    fn command(&mut self, entry: &'a Named<written::Command>, names: &[&str]) -> Command {
        let command = &entry.value;
        let requires = command.requires.iter().filter_map(|(state, action)| Some((self.state(state, names)?, action.clone())));
        Command {
            name: entry.key.clone(),
            rust_name: command.facts.name.clone(),
            summary: command.facts.summary.clone(),
            requires: requires.collect(),
            free_from: command.free_from.iter().filter_map(|state| self.state(state, names)).collect(),
            auto: command.auto.as_ref().is_some_and(|auto| auto.value),
            max_uses: command.max_uses.as_ref().map(|uses| uses.value),
            basis: entry_basis(&command.facts.basis),
        }
    }

    /// One edge per pair of states that an entry names.
    fn edges(&mut self, edge: &'a written::Edge, states: &[State], names: &[&str], commands: &[Command]) -> Vec<Edge> {
        let command = match &edge.command {
            None => None,
            Some(name) => match self.look_up("command", name, commands.iter().map(|command| command.name.as_str())) {
                Some(at) => Some(at),
                None => return Vec::new(),
            },
        };
        let from: Vec<_> = edge.from.iter().filter_map(|name| self.state(name, names)).collect();
        let to: Vec<_> = edge.to.iter().filter_map(|name| self.state(name, names)).collect();
        let pair = |from: &Spanned<usize>, to: &Spanned<usize>| Edge {
            span: edge.span,
            cause: match (command, states.get(from.value).map(|state| state.kind.value)) {
                (Some(command), _) => Cause::Command(command),
                (None, Some(StateKind::External)) => Cause::External,
                (None, _) => Cause::Auto,
            },
            from: from.clone(),
            to: to.clone(),
            basis: entry_basis(&edge.basis),
            summary: edge.summary.clone(),
        };
        from.iter().flat_map(|from| to.iter().map(move |to| pair(from, to))).collect()
    }
}

fn state(entry: &Named<written::State>) -> Option<State> {
    let state = &entry.value;
    let layers = Layers(vec![Layer { facts: &state.facts, via: Via::Own, around: Vec::new() }]);
    Some(State {
        wire: entry.key.clone(),
        kind: state.kind.clone()?,
        by: state.by.clone(),
        outcome: state.outcome.clone(),
        payload: state.payload.clone(),
        blocked: state.blocked,
        has_retry: state.facts.retry.is_some(),
        facts: layers.resolve(None),
    })
}

/// A polling plan; the cap and the pace of external states default to the interval.
fn poll(poll: &written::Poll) -> Option<Poll> {
    let interval = poll.interval.as_ref()?.value;
    let or_interval = |value: &Option<Spanned<Duration>>| value.as_ref().map_or(interval, |value| value.value);
    Some(Poll {
        span: poll.span,
        interval,
        factor: poll.factor.as_ref().map_or(Decimal { digits: 1, scale: 0 }, |factor| factor.value),
        cap: or_interval(&poll.cap).max(interval),
        external: or_interval(&poll.external),
        timeout: poll.timeout.as_ref().map(|timeout| timeout.value),
        basis: entry_basis(&poll.basis),
    })
}
