//! The enums and tables of a machine.

use super::typestate;
use crate::emit::code::Code;
use crate::emit::docs::{Docs, state_docs};
use crate::emit::emitter::Emitter;
use crate::emit::value::allow_unusual;
use crate::names::MachineNames;
use errspec_spec::model::{Command, Machine};

pub(super) fn machines(emitter: &Emitter<'_>, code: &mut Code) {
    for (machine, names) in emitter.contract.machines.iter().zip(&emitter.names.machines) {
        marker(machine, names, code);
        states(machine, names, code);
        if !machine.commands.is_empty() {
            commands(machine, names, code);
        }
        machine_methods(emitter, names, code);
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
    for (state, name) in machine.states.iter().zip(&names.states) {
        code.docs(&state_docs(state));
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

fn machine_methods(emitter: &Emitter<'_>, names: &MachineNames, code: &mut Code) {
    let (rt, MachineNames { ty, state, command, table, states, commands, .. }) = (emitter.rt, names);
    code.blank();
    code.open(&format!("{rt}::__v1::machine! {{ {ty}, tables::{table}, {state} ["));
    for state in states {
        code.line(state);
    }
    match commands.as_slice() {
        [] => code.close("] }"),
        commands => code.close(&format!("], {command} [{}] }}", commands.join(" "))),
    }
}

fn machine_docs(machine: &Machine) -> Docs {
    let docs = Docs::of(machine.summary.as_ref().map_or(&machine.name.value, |summary| &summary.value));
    docs.basis(machine.basis)
}
