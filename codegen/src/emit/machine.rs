//! The enums and tables of a machine.

use super::Emitter;
use super::docs::{self, Docs};
use super::print::Piece;
use super::value::{allow_unusual, ident};
use crate::names::MachineNames;
use errspec_spec::model::{Machine, State};
use errspec_spec::syntax::{RetryClass, StateOutcome};
use errspec_spec::words::{Basis, StateKind, Word};
use proc_macro2::TokenStream;
use quote::quote;

impl Emitter<'_> {
    pub(super) fn machines(&self) -> Vec<Piece> {
        let each = self.contract.machines.iter().zip(&self.names.machines);
        each.flat_map(|(machine, names)| self.machine(machine, names)).collect()
    }

    // pub struct Execution; pub enum ExecutionState { … } pub enum ExecutionCommand { … }
    // errspec::__v1::machine! { Execution, tables::EXECUTION_MACHINE, ExecutionState [Created …], ExecutionCommand [Retry] }
    fn machine(&self, machine: &Machine, names: &MachineNames) -> Vec<Piece> {
        let mut pieces = vec![self.marker(machine, names).into(), self.states(machine, names).into()];
        if !machine.commands.is_empty() {
            pieces.push(self.commands(machine, names).into());
        }
        pieces.push(self.machine_methods(names).into());
        pieces.extend(self.typestate(machine, names));
        pieces
    }

    fn marker(&self, machine: &Machine, names: &MachineNames) -> TokenStream {
        let ty = ident(&names.ty);
        let docs = machine_docs(machine).markdown("The machine as a type: `watch()` judges what a poller reads.").tokens();
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub struct #ty;
        }
    }

    fn states(&self, machine: &Machine, names: &MachineNames) -> TokenStream {
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

    fn commands(&self, machine: &Machine, names: &MachineNames) -> TokenStream {
        let ty = ident(&names.command);
        let docs = Docs::of(format!("What a client may ask of {}", machine.name.value)).tokens();
        let variants = machine.commands.iter().zip(&names.commands).map(|(command, name)| {
            let lead = command.summary.as_ref().map_or(&command.name.value, |summary| &summary.value);
            let docs = Docs::of(lead);
            let docs = match command.max_uses {
                Some(1) => docs.markdown("At most once."),
                Some(most) => docs.markdown(format!("At most {most} times.")),
                None => docs,
            };
            let docs = if command.basis == Basis::Stated { docs } else { docs.markdown(docs::basis(command.basis)) };
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

    fn machine_methods(&self, names: &MachineNames) -> String {
        let MachineNames { ty, state, command, table, states, commands, .. } = names;
        let states = states.iter().map(|state| format!("    {state}\n")).collect::<String>();
        let commands = match commands.as_slice() {
            [] => String::new(),
            commands => format!(", {command} [{}]", commands.join(" ")),
        };
        format!("{}::__v1::machine! {{ {ty}, tables::{table}, {state} [\n{states}]{commands} }}\n", self.runtime)
    }
}

fn machine_docs(machine: &Machine) -> Docs {
    let docs = Docs::of(machine.summary.as_ref().map_or(&machine.name.value, |summary| &summary.value));
    if machine.basis == Basis::Stated { docs } else { docs.markdown(docs::basis(machine.basis)) }
}

pub(super) fn state_docs(state: &State) -> Docs {
    let facts = &state.facts;
    let kind = match state.kind.value {
        StateKind::Pending => "moves by itself".to_owned(),
        StateKind::External => format!("moves once the {} has acted", state.by.as_ref().map_or("third party", |by| &by.value)),
        StateKind::Resting => "stays until a command is given".to_owned(),
        StateKind::Final => "never left".to_owned(),
    };
    let wire = format!("{}; {kind}.", docs::code_span(&state.wire.value));
    let docs = match &facts.summary {
        Some(summary) => Docs::of(&summary.value).markdown(wire),
        None => Docs::default().markdown(wire),
    };
    let outcome = match state.outcome.as_ref().map(|outcome| outcome.value) {
        None => None,
        Some(StateOutcome::Is(outcome)) => Some(format!("Outcome: {}.", outcome.as_str())),
        Some(StateOutcome::Needs(action)) => Some(format!("Goes on only after {}.", docs::doing(action))),
    };
    let docs = outcome.into_iter().fold(docs, Docs::markdown);
    let held = state.payload.iter().map(|field| format!("{} ({})", docs::code_span(&field.name.value), field.kind.value));
    let held = held.collect::<Vec<_>>().join(", ");
    let docs = if held.is_empty() { docs } else { docs.markdown(format!("The answer then holds {held}.")) };
    let said = match (state.outcome.as_ref().map(|outcome| outcome.value), facts.retry.value.class) {
        (Some(StateOutcome::Needs(needs)), RetryClass::AfterAction(action)) => needs == action,
        _ => !state.has_retry,
    };
    let docs = if said { docs } else { docs.markdown(docs::retry(facts.retry.value.class)) };
    docs.facts(facts)
}
