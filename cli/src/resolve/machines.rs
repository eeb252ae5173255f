use super::facts::Places;
use super::object::{Object, list, named};
use super::values;
use errspec_spec::model::{Cause, Command, Contract, Edge, Machine, Poll, State};
use errspec_spec::source::Spanned;
use errspec_spec::syntax::StateOutcome;
use errspec_spec::words::Word;
use serde_json::Value;

/// The states jobs pass through.
pub(super) fn machines(contract: &Contract, places: Places<'_>) -> Value {
    named(contract.machines.iter().map(|machine| (machine.name.value.clone(), self::machine(machine, places))))
}

fn machine(machine: &Machine, places: Places<'_>) -> Object {
    let unknown =
        machine.unknown.map(|unknown| Object::new().set("treat_as", unknown.treat_as.as_str()).maybe("limit", unknown.limit));
    let settle = machine.settle.as_ref();
    places
        .entry(machine.name.span, machine.basis)
        .maybe("summary", places.own_text(machine.summary.as_ref(), machine.basis))
        .set("observe", list(machine.observe.iter().map(|pointer| pointer.as_str())))
        .maybe("epoch", machine.epoch.as_ref().map(|pointer| pointer.as_str()))
        .set("initial", list(machine.initial.iter().map(|at| state_name(machine, at))))
        .maybe("unknown", unknown)
        .set("states", named(machine.states.iter().map(|state| (state.wire.value.clone(), self::state(state, places)))))
        .set("edges", list(machine.edges.iter().map(|edge| self::edge(edge, machine, places))))
        .set(
            "commands",
            named(machine.commands.iter().map(|command| (command.name.value.clone(), self::command(command, machine, places)))),
        )
        .maybe("settle", settle.map(|settle| places.own(settle, machine.basis, |settle| values::duration(*settle))))
        .set("other_actors", machine.other_actors)
        .set("typestate", machine.typestate)
        .maybe("poll", machine.poll.as_ref().map(|poll| self::poll(poll, places)))
}

fn state(state: &State, places: Places<'_>) -> Object {
    let outcome = state.outcome.as_ref().map(|outcome| match outcome.value {
        StateOutcome::Is(outcome) => Value::from(outcome.as_str()),
        StateOutcome::Needs(action) => Object::new().set("needs", action.as_str()).into(),
    });
    let payload = state.payload.iter().map(|member| (member.name.value.clone(), Value::from(member.kind.as_str())));
    let entry = places
        .entry(state.wire.span, state.facts.basis)
        .set("kind", state.kind.as_str())
        .maybe("by", state.by.as_ref().map(|by| by.as_str()))
        .maybe("outcome", outcome)
        .unless_empty("payload", Value::Object(payload.collect()))
        .set("blocked", state.blocked.is_some());
    places.stated_words(entry, &state.facts)
}

fn edge(edge: &Edge, machine: &Machine, places: Places<'_>) -> Object {
    let (cause, command) = match edge.cause {
        Cause::Auto => ("auto", None),
        Cause::External => ("external", None),
        Cause::Command(at) => ("command", machine.commands.get(at)),
    };
    places
        .entry(edge.span, edge.basis)
        .set("source", state_name(machine, &edge.from))
        .set("target", state_name(machine, &edge.to))
        .set("cause", cause)
        .maybe("command", command.map(|command| command.name.as_str()))
        .maybe("summary", places.own_text(edge.summary.as_ref(), edge.basis))
}

fn command(command: &Command, machine: &Machine, places: Places<'_>) -> Object {
    let requires = command.requires.iter().filter_map(|(at, action)| {
        let state = machine.states.get(at.value)?;
        Some((state.wire.value.clone(), Value::from(action.as_str())))
    });
    places
        .entry(command.name.span, command.basis)
        .maybe("name", command.rust_name.as_ref().map(|name| name.as_str()))
        .maybe("summary", places.own_text(command.summary.as_ref(), command.basis))
        .set("requires", Value::Object(requires.collect()))
        .set("free_from", list(command.free_from.iter().map(|at| state_name(machine, at))))
        .set("auto", command.auto)
        .maybe("max_uses", command.max_uses)
}

fn poll(poll: &Poll, places: Places<'_>) -> Object {
    places
        .entry(poll.span, poll.basis)
        .set("interval", values::duration(poll.interval))
        .set("factor", values::decimal(poll.factor))
        .maybe("cap", poll.cap.map(values::duration))
        .set("external", values::duration(poll.external))
        .set("timeout", poll.timeout.map_or("required".into(), values::duration))
}

fn state_name(machine: &Machine, at: &Spanned<usize>) -> Value {
    machine.states.get(at.value).map(|state| state.wire.as_str()).into()
}
