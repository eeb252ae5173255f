//! The const data of a machine.

use super::facts::facts;
use super::print::Piece;
use super::value::{self, duration, ident, number, option, variant};
use super::{Emitter, bases};
use crate::names::MachineNames;
use errspec_spec::model::{Cause, Command, Edge, Machine, State};
use errspec_spec::words::{Basis, Outcome, StateKind};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub(super) fn machine_tables(emitter: &Emitter<'_>) -> Vec<Piece> {
    let each = emitter.contract.machines.iter().zip(&emitter.names.machines);
    each.flat_map(|(machine, names)| [machine_table(machine, names).into(), edges(machine, names).into()]).collect()
}

// pub(super) static EXECUTION_MACHINE: errspec::machine::Machine = …;
fn machine_table(machine: &Machine, names: &MachineNames) -> TokenStream {
    let table = ident(&names.table);
    let (edges, tables) = (format_ident!("{}_EDGES", names.table), format_ident!("{}_TABLES", names.table));
    let name = &machine.name.value;
    let summary = machine.summary.as_ref().map_or("", |summary| &summary.value);
    let observe = machine.observe.iter().map(|at| &at.value);
    let epoch = machine.epoch.as_ref().map_or("", |epoch| &epoch.value);
    let states = machine.states.iter().zip(&names.states).map(|(state, name)| state_row(state, name));
    let by_wire = sorted_by_wire(machine);
    let commands = machine.commands.iter().zip(&names.commands).map(|(command, name)| command_row(command, name));
    let initial = machine.initial.iter().map(|at| number(at.value as u64));
    let unknown = unknown(machine);
    let poll = poll(machine);
    let settle = machine.settle.as_ref().map_or_else(|| quote!(machine::Machine::SETTLE), |settle| duration(settle.value));
    let (other_actors, basis) = (machine.other_actors, variant(machine.basis));
    let bases: TokenStream = bases::of_states(machine).parse().unwrap_or_default();
    quote! {
        pub(super) static #table: machine::Machine = machine::Machine {
            name: #name,
            summary: #summary,
            observe: &[#(#observe),*],
            epoch: #epoch,
            states: &[#(#states),*],
            by_wire: &[#(#by_wire),*],
            commands: &[#(#commands),*],
            edges: #edges,
            initial: &[#(#initial),*],
            relations: #tables.relations(),
            unknown: #unknown,
            poll: #poll,
            settle: #settle,
            other_actors: #other_actors,
            basis: Basis::#basis,
            bases: #bases,
        };
    }
}

// const EXECUTION_MACHINE_EDGES: … = …; static EXECUTION_MACHINE_TABLES: … = …;
fn edges(machine: &Machine, names: &MachineNames) -> TokenStream {
    let (edges, tables) = (format_ident!("{}_EDGES", names.table), format_ident!("{}_TABLES", names.table));
    let rows = machine.edges.iter().map(self::edge);
    let count = number(machine.states.len() as u64);
    quote! {
        /// Every direct transition, from and to by index.
        const #edges: &[machine::Edge] = &[#(#rows),*];

        static #tables: machine::Tables<{ machine::table_len(#count) }> = machine::Tables::new(#count, #edges);
    }
}

fn edge(edge: &Edge) -> TokenStream {
    let (from, to) = (number(edge.from.value as u64), number(edge.to.value as u64));
    let made = match edge.cause {
        Cause::Auto => quote!(auto(#from, #to)),
        Cause::External => quote!(external(#from, #to)),
        Cause::Command(command) => {
            let command = number(command as u64);
            quote!(command(#from, #to, #command))
        }
    };
    let basis = (edge.basis != Basis::Stated).then(|| {
        let basis = variant(edge.basis);
        quote!(.basis(Basis::#basis))
    });
    let summary = edge.summary.as_ref().map(|summary| {
        let summary = &summary.value;
        quote!(.summary(#summary))
    });
    quote!(machine::Edge::#made #basis #summary)
}

fn state_row(state: &State, name: &str) -> TokenStream {
    let (wire, facts) = (&state.wire.value, facts(&state.facts));
    let kind = match state.kind.value {
        StateKind::Pending => None,
        StateKind::External => {
            let by = state.by.as_ref().map_or("", |by| &by.value);
            Some(quote!(kind: machine::Kind::External { by: #by },))
        }
        StateKind::Resting => Some(quote!(kind: machine::Kind::Resting,)),
        StateKind::Final => Some(quote!(kind: machine::Kind::Final,)),
    };
    let outcome = state.outcome.as_ref().map(|outcome| {
        let outcome = option(Some(self::outcome(outcome.value)));
        quote!(outcome: #outcome,)
    });
    let payload = state.payload.iter().map(|field| {
        let (name, ty) = (&field.name.value, &field.kind.value);
        quote!(machine::PayloadField { name: #name, ty: #ty })
    });
    let payload = (!state.payload.is_empty()).then(|| quote!(payload: &[#(#payload),*],));
    let blocked = state.blocked.map(|_| quote!(blocked: true,));
    quote! {
        machine::State {
            wire: #wire,
            variant: #name,
            #kind #outcome #payload #blocked #facts
            ..machine::State::NONE
        }
    }
}

fn outcome(outcome: Outcome) -> TokenStream {
    match outcome {
        Outcome::Needs(action) => {
            let action = variant(action);
            quote!(machine::Outcome::Needs(Action::#action))
        }
        outcome => {
            let outcome = variant(outcome);
            quote!(machine::Outcome::#outcome)
        }
    }
}

fn command_row(command: &Command, name: &str) -> TokenStream {
    let key = &command.name.value;
    let summary = command.summary.as_ref().map_or("", |summary| &summary.value);
    let requires = command.requires.iter().map(|(state, action)| {
        let (state, action) = (number(state.value as u64), variant(action.value));
        quote!((#state, Action::#action))
    });
    let free_from = command.free_from.iter().map(|state| number(state.value as u64));
    let (auto, max_uses) = (command.auto, option(command.max_uses.map(number)));
    let basis = variant(command.basis);
    quote! {
        machine::Command {
            name: #key,
            variant: #name,
            summary: #summary,
            requires: &[#(#requires),*],
            free_from: &[#(#free_from),*],
            auto: #auto,
            max_uses: #max_uses,
            basis: Basis::#basis,
        }
    }
}

fn unknown(machine: &Machine) -> TokenStream {
    let Some(unknown) = machine.unknown else { return quote!(machine::UnknownPolicy::DEFAULT) };
    let treat_as = variant(unknown.treat_as);
    let limit = unknown.limit.map(|limit| {
        let limit = number(limit);
        quote!(limit: #limit)
    });
    let limit = limit.unwrap_or_else(|| quote!(limit: machine::UnknownPolicy::DEFAULT.limit));
    quote!(machine::UnknownPolicy { treat_as: machine::TreatAs::#treat_as, #limit })
}

fn poll(machine: &Machine) -> TokenStream {
    let Some(poll) = &machine.poll else { return quote!(machine::PollPlan::DEFAULT) };
    let (interval, factor) = (duration(poll.interval), value::factor(poll.factor));
    let cap = poll.cap.map(|cap| {
        let cap = duration(cap);
        quote!(.cap(#cap))
    });
    let external = duration(poll.external);
    let (timeout, basis) = (option(poll.timeout.map(duration)), variant(poll.basis));
    quote! {
        machine::PollPlan {
            pace: retry::Backoff::exponential(#interval, #factor) #cap,
            external: #external,
            timeout: #timeout,
            basis: Basis::#basis,
        }
    }
}

fn sorted_by_wire(machine: &Machine) -> Vec<TokenStream> {
    let mut order: Vec<usize> = (0..machine.states.len()).collect();
    order.sort_by_key(|at| machine.states.get(*at).map(|state| state.wire.value.as_str()));
    order.into_iter().map(|at| number(at as u64)).collect()
}
