//! The enums and tables of a machine.

use super::typestate;
use crate::emit::docs::{Docs, state_docs};
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::{allow_unusual, ident};
use crate::names::MachineNames;
use errspec_spec::model::Machine;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn machines(emitter: &Emitter<'_>) -> Vec<Piece> {
    let each = emitter.contract.machines.iter().zip(&emitter.names.machines);
    each.flat_map(|(machine, names)| self::machine(emitter, machine, names)).collect()
}

// pub struct Execution; pub enum ExecutionState { … } pub enum ExecutionCommand { … }
// errspec::__v1::machine! { Execution, tables::EXECUTION_MACHINE, ExecutionState [Created …], ExecutionCommand [Retry] }
fn machine(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames) -> Vec<Piece> {
    let mut pieces = vec![marker(machine, names).into(), states(machine, names).into()];
    if !machine.commands.is_empty() {
        pieces.push(commands(machine, names).into());
    }
    pieces.push(machine_methods(emitter, names).into());
    pieces.extend(typestate::typestate(emitter, machine, names));
    pieces
}

fn marker(machine: &Machine, names: &MachineNames) -> TokenStream {
    let ty = ident(&names.ty);
    let docs =
        machine_docs(machine).markdown("`watch()` returns a watch, which judges the states that a poller reads.").tokens();
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct #ty;
    }
}

fn states(machine: &Machine, names: &MachineNames) -> TokenStream {
    let ty = ident(&names.state);
    let docs = Docs::of(format!("The states of {}", machine.name.value)).tokens();
    let variants = machine.states.iter().zip(&names.states).map(|(state, name)| {
        let (docs, name) = (state_docs(state).tokens(), ident(name));
        quote!(#docs #name)
    });
    let unusual = allow_unusual(&names.states);
    quote! {
        #docs
        #unusual
        #[allow(clippy::enum_variant_names)]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum #ty {
            #(#variants,)*
        }
    }
}

fn commands(machine: &Machine, names: &MachineNames) -> TokenStream {
    let ty = ident(&names.command);
    let docs = Docs::of(format!("The commands that a client can send to {}", machine.name.value)).tokens();
    let variants = machine.commands.iter().zip(&names.commands).map(|(command, name)| {
        let lead = command.summary.as_ref().map_or(&command.name.value, |summary| &summary.value);
        let docs = Docs::of(lead);
        let docs = match command.max_uses {
            Some(1) => docs.markdown("Can be sent at most once per job."),
            Some(most) => docs.markdown(format!("Can be sent at most {most} times per job.")),
            None => docs,
        };
        let docs = docs.basis(command.basis);
        let (docs, name) = (docs.tokens(), ident(name));
        quote!(#docs #name)
    });
    let unusual = allow_unusual(&names.commands);
    quote! {
        #docs
        #unusual
        #[allow(clippy::enum_variant_names)]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum #ty {
            #(#variants,)*
        }
    }
}

fn machine_methods(emitter: &Emitter<'_>, names: &MachineNames) -> String {
    let MachineNames { ty, state, command, table, states, commands, .. } = names;
    let states = states.iter().map(|state| format!("    {state}\n")).collect::<String>();
    let commands = match commands.as_slice() {
        [] => String::new(),
        commands => format!(", {command} [{}]", commands.join(" ")),
    };
    format!("{}::__v1::machine! {{ {ty}, tables::{table}, {state} [\n{states}]{commands} }}\n", emitter.runtime)
}

fn machine_docs(machine: &Machine) -> Docs {
    let docs = Docs::of(machine.summary.as_ref().map_or(&machine.name.value, |summary| &summary.value));
    docs.basis(machine.basis)
}
