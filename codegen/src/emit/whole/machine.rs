//! The enums and tables of a machine.

use super::typestate;
use crate::emit::code::Code;
use crate::emit::docs::{Docs, code_span, state_docs};
use crate::emit::emitter::Emitter;
use crate::emit::value::{allow_unusual, literal};
use crate::names::{MachineNames, field_ident};
use errspec_spec::model::{Command, Machine, State};
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

fn payloads(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames, ty: &str, code: &mut Code) {
    code.blank();
    code.docs(&Docs::of(format!("What the response about {} contains, by state", machine.name.value)));
    code.lines(&format!(
        "{}#[allow(clippy::enum_variant_names)]\n#[derive(Clone, Debug, PartialEq, Eq, Hash)]",
        allow_unusual(&names.states)
    ));
    code.open(&format!("pub enum {ty} {{"));
    for (state, name, fields) in held(machine, names) {
        code.docs(&Docs::default().markdown(format!("In the state {}.", code_span(&state.wire.value))));
        if fields.is_empty() {
            code.line(&format!("{name},"));
            continue;
        }
        code.open(&format!("{name} {{"));
        for (member, field) in state.payload.iter().zip(fields) {
            code.docs(&Docs::default().markdown(format!("{}.", code_span(&member.name.value))));
            code.lines(&format!("{}: {},", field_ident(field), typestate::member_type(emitter, member, "")));
        }
        code.close("},");
    }
    code.close("}");
}

/// The states that have a payload or are a success, with their names and the fields of their payloads.
fn held<'m>(machine: &'m Machine, names: &'m MachineNames) -> impl Iterator<Item = (&'m State, &'m String, &'m Vec<String>)> {
    let states = machine.states.iter().zip(&names.states).zip(&names.fields);
    states
        .map(|((state, name), fields)| (state, name, fields))
        .filter(|(state, ..)| state.is_success() || !state.payload.is_empty())
}

/// Where the macro finds the members of each state's payload.
fn members(machine: &Machine, names: &MachineNames, code: &mut Code) {
    for (state, name, fields) in held(machine, names) {
        if fields.is_empty() {
            code.line(&format!("{name} {{}}"));
            continue;
        }
        code.open(&format!("{name} {{"));
        for (member, field) in state.payload.iter().zip(fields) {
            let (at, ty) = (literal(&member.at), literal(&member.kind.value));
            code.line(&format!("{}: {at} {ty}", field_ident(field)));
        }
        code.close("}");
    }
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
