//! The types of a machine that the program itself drives: a job that knows its state, and a method per move.

use crate::emit::docs::{self, Docs, state_docs};
use crate::emit::emitter::Emitter;
use crate::emit::print::{self, Piece};
use crate::emit::value::ident;
use crate::names::{MachineNames, Move, TypestateNames, field_ident};
use errspec_spec::model::{Cause, Machine};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

// pub mod job_typestate {
//     pub struct Job<S>(S);   impl Job<S> { new, resume, value, state, into_state }
//     pub struct Printing; …  impl Job<Printing> { to_done, to_jammed, to }
//     mod follow { pub trait FollowsPrinting: State {} … }
// }
pub(super) fn typestate(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames) -> Option<Piece> {
    let typed = names.typestate.as_ref()?;
    let states = 0..machine.states.len();
    let mut pieces: Vec<Piece> = vec![job(emitter, machine, names).into(), erased(emitter, names).into()];
    pieces.extend(states.clone().map(|state| typed_state(emitter, machine, names, typed, state).into()));
    pieces.extend(states.filter_map(|state| Some(moves(machine, names, typed, state)?.into())));
    let traits = follow(machine, names, typed);
    let items = print::indented(&print::print("", pieces.into_iter().chain([traits]))).replace("\n\n\n", "\n\n");
    let docs = Docs::of(format!("Typestate version of {}, for a program that drives the machine itself", machine.name.value))
        .markdown("Each state is a type, so an illegal transition does not compile.")
        .text("");
    Some(format!("{docs}pub mod {} {{{items}}}\n", typed.module).into())
}

/// The job of whatever state.
fn job(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames) -> TokenStream {
    let (rt, ty, value) = (&emitter.rt, ident(&names.ty), ident(&names.state));
    let docs = Docs::of(format!("{} in a state known at compile time", machine.name.value));
    let docs = docs
        .markdown(
            "It is as large as the payload of its state. Each transition consumes the job and returns it in its new state.",
        )
        .tokens();
    let unused = "the job is dropped before its machine has ended";
    quote! {
        #docs
        #[must_use = #unused]
        #[derive(Debug, PartialEq, Eq, Hash)]
        pub struct #ty<S>(S);

        impl<S: #rt::machine::TypedState<Value = super::#value>> #ty<S> {
            /// A new job, in a state that jobs begin in.
            pub fn new(state: S) -> Self
            where
                S: follow::Begins,
            {
                Self(state)
            }

            /// A job that was kept as a value.
            ///
            /// # Errors
            /// Where it is not in this state.
            pub fn resume(
                value: super::#value,
                state: S,
            ) -> #rt::__v1::Result<Self, #rt::machine::WrongState<super::#value>> {
                match #rt::machine::WrongState::check::<S>(value) {
                    #rt::__v1::Result::Ok(()) => #rt::__v1::Result::Ok(Self(state)),
                    #rt::__v1::Result::Err(wrong) => #rt::__v1::Result::Err(wrong),
                }
            }

            /// The state as a value, to keep or to send.
            pub const fn value(&self) -> super::#value {
                S::VALUE
            }

            /// What the job carries in its state.
            pub const fn state(&self) -> &S {
                &self.0
            }

            /// The same, and the job is given up.
            pub fn into_state(self) -> S {
                self.0
            }
        }
    }
}

/// The way to a value. There is no way back but `resume`.
fn erased(emitter: &Emitter<'_>, names: &MachineNames) -> TokenStream {
    let (rt, ty, value) = (&emitter.rt, ident(&names.ty), ident(&names.state));
    quote! {
        #[automatically_derived]
        impl<S: #rt::machine::TypedState<Value = super::#value>> #rt::__v1::From<#ty<S>> for super::#value {
            fn from(_: #ty<S>) -> Self {
                S::VALUE
            }
        }
    }
}

/// The type of a state, which holds what a job in it carries.
fn typed_state(
    emitter: &Emitter<'_>,
    machine: &Machine,
    names: &MachineNames,
    typed: &TypestateNames,
    at: usize,
) -> TokenStream {
    let (rt, state, ty, value) = (&emitter.rt, &machine.states[at], ident(&names.states[at]), ident(&names.state));
    let docs = state_docs(state).tokens();
    let fields = state.payload.iter().zip(&typed.fields[at]).map(|(member, field)| {
        let docs = Docs::default().markdown(format!("{}.", docs::code_span(&member.name.value))).tokens();
        let (field, ty) = (field_ident(field), member_type(emitter, &member.kind.value));
        quote!(#docs pub #field: #ty)
    });
    let body = if state.payload.is_empty() { quote!(;) } else { quote!({ #(#fields,)* }) };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct #ty #body

        #[automatically_derived]
        impl #rt::machine::TypedState for #ty {
            type Value = super::#value;
            const VALUE: super::#value = super::#value::#ty;
        }
    }
}

fn member_type(emitter: &Emitter<'_>, kind: &str) -> TokenStream {
    let rt = &emitter.rt;
    match kind {
        "u32" => quote!(u32),
        "u64" => quote!(u64),
        "i32" => quote!(i32),
        "i64" | "integer" => quote!(i64),
        "boolean" => quote!(bool),
        // Texts, and what is kept as text: decimals and moments.
        _ => quote!(#rt::__v1::String),
    }
}

/// Per state a trait of the states that follow it. They are out of reach, so nobody can add to them, and carry what the
/// compiler says where one does not follow.
fn follow(machine: &Machine, names: &MachineNames, typed: &TypestateNames) -> Piece {
    let name = |state: usize| ident(&names.states[state]);
    let initial: Vec<usize> = {
        let mut initial: Vec<usize> = machine.initial.iter().map(|state| state.value).collect();
        initial.sort_unstable();
        initial.dedup();
        initial
    };
    let begin = initial.iter().map(|state| name(*state));
    let message = format!("no `{}` begins as `{{Self}}`", names.ty);
    let label = "no state to begin in";
    let note = format!("it begins as {}", either(initial.iter().map(|state| names.states[*state].clone())));
    let begins = quote! {
        #[diagnostic::on_unimplemented(message = #message, label = #label, note = #note)]
        pub trait Begins {}
        #(impl Begins for super::#begin {})*
    };
    let follows = typed.moves.iter().enumerate().map(|(from, moves)| {
        let (follows, from) = (format_ident!("Follows{}", name(from)), &names.states[from]);
        let message = format!("`{from}` cannot become `{{Self}}`");
        let label = format!("does not follow `{from}`");
        let notes = notes(from, moves, names);
        let to = moves.iter().filter(|next| !is_command(next)).map(|next| name(next.to));
        quote! {
            #[diagnostic::on_unimplemented(message = #message, label = #label, #(note = #notes),*)]
            pub trait #follows {}
            #(impl #follows for super::#to {})*
        }
    });
    let traits: Vec<Piece> = std::iter::once(begins).chain(follows).map(Piece::from).collect();
    let items = print::indented(&print::print("", traits.into_iter()));
    format!("/// Which states can follow which.\nmod follow {{{items}}}\n").into()
}

/// The methods that lead from a state.
fn moves(machine: &Machine, names: &MachineNames, typed: &TypestateNames, from: usize) -> Option<TokenStream> {
    let (ty, state) = (ident(&names.ty), ident(&names.states[from]));
    let methods = typed.moves.get(from)?.iter().map(|next| method(machine, names, next));
    let follows = format_ident!("Follows{}", state);
    let docs = Docs::of("Moves to a state that follows without a command").tokens();
    Some(quote! {
        impl #ty<#state> {
            #(#methods)*

            #docs
            pub fn to<T: follow::#follows>(self, state: T) -> #ty<T> {
                #ty(state)
            }
        }
    })
}

fn method(machine: &Machine, names: &MachineNames, next: &Move) -> TokenStream {
    let (ty, to, method) = (ident(&names.ty), ident(&names.states[next.to]), field_ident(&next.method));
    let wire = docs::code_span(&machine.states[next.to].wire.value);
    let lead = match next.cause {
        Cause::Command(command) => {
            machine.commands.get(command).map(|command| command.summary.as_ref().unwrap_or(&command.name))
        }
        Cause::Auto | Cause::External => None,
    };
    let docs = lead.map_or_else(Docs::default, |lead| Docs::of(&lead.value)).markdown(format!("Moves to {wire}.")).tokens();
    if machine.states[next.to].payload.is_empty() {
        quote! {
            #docs
            pub fn #method(self) -> #ty<#to> {
                #ty(#to)
            }
        }
    } else {
        quote! {
            #docs
            pub fn #method(self, state: #to) -> #ty<#to> {
                #ty(state)
            }
        }
    }
}

/// What follows a state, for the compiler's messages.
fn notes(from: &str, moves: &[Move], names: &MachineNames) -> Vec<String> {
    let of = |command: bool| moves.iter().filter(move |next| is_command(next) == command);
    let states: Vec<String> = of(false).map(|next| names.states[next.to].clone()).collect();
    let commands: Vec<String> = of(true).map(|next| format!("{}()", next.method)).collect();
    match (states.is_empty(), commands.is_empty()) {
        (true, true) => vec![format!("nothing follows `{from}`")],
        (true, false) => vec![format!("`{from}` is left by commands only: {}", either(commands.into_iter()))],
        (false, true) => vec![format!("`{from}` can become {}", either(states.into_iter()))],
        (false, false) => vec![
            format!("`{from}` can become {}", either(states.into_iter())),
            format!("or it is left by a command: {}", either(commands.into_iter())),
        ],
    }
}

fn is_command(next: &Move) -> bool {
    matches!(next.cause, Cause::Command(_))
}

/// `A`, `B` or `C`, as code.
fn either(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
