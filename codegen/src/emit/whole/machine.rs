//! The enums and tables of a machine.

use super::payload::{members, payloads};
use super::typestate;
use crate::emit::code::Code;
use crate::emit::docs::{Docs, code_span, state_docs};
use crate::emit::emitter::Emitter;
use crate::emit::value::allow_unusual;
use crate::names::MachineNames;
use errspec_spec::lists::IntoVec;
use errspec_spec::model::{Command, Goal, Machine, Wait};
use errspec_spec::words::Moves;

pub(super) fn machines(emitter: &Emitter<'_>, code: &mut Code) {
    for (machine, names) in emitter.contract.machines.iter().zip(&emitter.names.machines) {
        marker(machine, names, code);
        states(machine, names, code);
        if !machine.commands.is_empty() {
            commands(machine, names, code);
        }
        if let Some(payload) = &names.payload {
            payloads(emitter, machine, names, payload, code);
        }
        machine_methods(emitter, machine, names, code);
        constants(emitter, machine, names, code);
        if let Some(typed) = &names.typestate {
            typestate::typestate(emitter, machine, names, typed, code);
        }
    }
}

fn marker(machine: &Machine, names: &MachineNames, code: &mut Code) {
    code.blank();
    code.docs(&machine_docs(machine).markdown("`watch()` returns a watch, which judges the states that a poller reads."));
    code.lines(&format!("#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub struct {};", names.ty));
}

fn states(machine: &Machine, names: &MachineNames, code: &mut Code) {
    open_enum(&format!("The states of {}", machine.name.value), &names.state, &names.states, code);
    for (at, name) in names.states.iter().enumerate() {
        code.docs(&state_docs(machine, at));
        code.line(&format!("{name},"));
    }
    code.close("}");
}

fn commands(machine: &Machine, names: &MachineNames, code: &mut Code) {
    let lead = format!("The commands that a client can send to {}", machine.name.value);
    open_enum(&lead, &names.command, &names.commands, code);
    for (command, name) in machine.commands.iter().zip(&names.commands) {
        code.docs(&command_docs(command));
        code.line(&format!("{name},"));
    }
    code.close("}");
}

fn command_docs(command: &Command) -> Docs {
    let docs = Docs::of(command.summary.as_ref().map_or(&command.name.value, |summary| &summary.value));
    let docs = match command.max_uses {
        Some(1) => docs.markdown("Can be sent at most once per job."),
        Some(most) => docs.markdown(format!("Can be sent at most {most} times per job.")),
        None => docs,
    };
    docs.basis(command.basis)
}

fn open_enum(lead: &str, ty: &str, variants: &[String], code: &mut Code) {
    code.blank();
    code.docs(&Docs::of(lead));
    code.lines(&format!(
        "{}#[allow(clippy::enum_variant_names)]\n#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n#[repr(u16)]",
        allow_unusual(variants)
    ));
    code.open(&format!("pub enum {ty} {{"));
}

fn machine_methods(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames, code: &mut Code) {
    let (rt, MachineNames { ty, state, command, table, states, commands, .. }) = (emitter.rt, names);
    code.blank();
    code.open(&format!("{rt}::__v1::machine! {{ {ty}, tables::{table}, {state} ["));
    for state in states {
        code.line(state);
    }
    let list = match commands.as_slice() {
        [] => "]".to_owned(),
        commands => format!("], {command} [{}]", commands.join(" ")),
    };
    match &names.payload {
        None => code.close(&format!("{list} }}")),
        Some(payload) => {
            code.next(&format!("{list}; {payload} ["));
            members(machine, names, code);
            code.close("] }");
        }
    }
}

/// The declared actions and the named waits, as constants of the machine.
fn constants(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames, code: &mut Code) {
    let rt = emitter.rt;
    let mut rows = Vec::new();
    for (at, (action, name)) in machine.actions.iter().zip(&names.actions).enumerate() {
        let docs = Docs::of(action.summary.as_ref().map_or(&action.name.value, |summary| &summary.value)).basis(action.basis);
        rows.push((docs, format!("pub const {name}: {rt}::Action = {rt}::Action::Declared({at});")));
    }
    for (at, (wait, name)) in machine.waits.iter().zip(&names.waits).enumerate() {
        let docs = wait.summary.as_ref().map_or_else(|| wait_docs(machine, wait), |summary| Docs::of(&summary.value));
        let value = format!("{rt}::machine::WaitFor<Self> = {rt}::machine::WaitFor::new({at})");
        rows.push((docs.basis(wait.basis), format!("pub const {name}: {value};")));
    }
    if rows.is_empty() {
        return;
    }
    code.blank();
    code.open(&format!("impl {} {{", names.ty));
    for (at, (docs, row)) in rows.iter().enumerate() {
        if at > 0 {
            code.blank();
        }
        code.docs(docs);
        code.lines(row);
    }
    code.close("}");
}

/// What a wait without a summary is for.
fn wait_docs(machine: &Machine, wait: &Wait) -> Docs {
    let goals = wait.goals.iter().map(|goal| match goal {
        Goal::State(at) => code_span(machine.states.get(at.value).map_or("", |state| &state.wire.value)),
        Goal::Outcome(outcome) => format!("the outcome {}", code_span(outcome.value.as_str())),
    });
    Docs::default().markdown(format!("A wait for {}.", goals.into_vec().join(" or ")))
}

fn machine_docs(machine: &Machine) -> Docs {
    let docs = Docs::of(machine.summary.as_ref().map_or(&machine.name.value, |summary| &summary.value));
    let docs = match machine.moves.value {
        Moves::Listed => docs,
        Moves::Partial => {
            docs.markdown("Not all moves are listed. One that is not listed is possible, and reported as unlisted.")
        }
        Moves::Unknown => docs.markdown("How a job moves from state to state is not known. Only final states are never left."),
    };
    docs.basis(machine.basis)
}
