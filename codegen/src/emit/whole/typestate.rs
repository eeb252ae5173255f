//! The types of a machine that the program itself drives: a job in a state that the compiler knows, with a method per transition.

use super::payload::member_type;
use crate::emit::code::Code;
use crate::emit::docs::{self, Docs, state_docs};
use crate::emit::emitter::Emitter;
use crate::emit::value::literal;
use crate::names::{MachineNames, Move, TypestateNames, field_ident};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Cause, Machine};

pub(super) fn typestate(
    emitter: &Emitter<'_>,
    machine: &Machine,
    names: &MachineNames,
    typed: &TypestateNames,
    code: &mut Code,
) {
    let docs = Docs::of(format!("Typestate version of {}, for a program that drives the machine itself", machine.name.value));
    code.blank();
    code.docs(&docs.markdown("Each state is a type, so an illegal transition does not compile."));
    code.open(&format!("pub mod {} {{", typed.module));
    job(emitter, machine, names, code);
    for state in 0..machine.states.len() {
        typed_state(emitter, machine, names, state, code);
    }
    for state in 0..machine.states.len() {
        moves(machine, names, typed, state, code);
    }
    follow(machine, names, typed, code);
    code.close("}");
}

/// The job in any state, and its conversion to a value. The only way back is `resume`.
fn job(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames, code: &mut Code) {
    let (rt, MachineNames { ty, state: value, .. }) = (emitter.rt, names);
    let docs = Docs::of(format!("{} in a state known at compile time", machine.name.value)).markdown(
        "It is as large as the payload of its state. Each transition consumes the job and returns it in its new state.",
    );
    code.blank();
    code.docs(&docs);
    code.lines(&format!(
        "
        #[must_use = \"the job is dropped before its machine has ended\"]
        #[derive(Debug, PartialEq, Eq, Hash)]
        pub struct {ty}<S>(S);

        impl<S: {rt}::machine::TypedState<Value = super::{value}>> {ty}<S> {{
            /// Creates a job in an initial state.
            pub fn new(state: S) -> Self
            where
                S: follow::Begins,
            {{
                Self(state)
            }}

            /// Restores a job from a stored value.
            ///
            /// # Errors
            /// Returns an error if the value is a different state.
            pub fn resume(value: super::{value}, state: S) -> {rt}::__v1::Result<Self, {rt}::machine::WrongState<super::{value}>> {{
                match {rt}::machine::WrongState::check::<S>(value) {{
                    {rt}::__v1::Result::Ok(()) => {rt}::__v1::Result::Ok(Self(state)),
                    {rt}::__v1::Result::Err(wrong) => {rt}::__v1::Result::Err(wrong),
                }}
            }}

            /// The state as a value, to store or to send.
            pub const fn value(&self) -> super::{value} {{
                S::VALUE
            }}

            /// The data of the job in this state.
            pub const fn state(&self) -> &S {{
                &self.0
            }}

            /// Consumes the job and returns the data of its state.
            pub fn into_state(self) -> S {{
                self.0
            }}
        }}

        #[automatically_derived]
        impl<S: {rt}::machine::TypedState<Value = super::{value}>> {rt}::__v1::From<{ty}<S>> for super::{value} {{
            fn from(_: {ty}<S>) -> Self {{
                S::VALUE
            }}
        }}
        "
    ));
}

/// The type of a state, which contains the data of a job in it.
fn typed_state(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames, at: usize, code: &mut Code) {
    let (rt, state, ty, value) = (emitter.rt, &machine.states[at], &names.states[at], &names.state);
    code.blank();
    code.docs(&state_docs(machine, at));
    code.line("#[derive(Clone, Debug, PartialEq, Eq, Hash)]");
    if state.payload.is_empty() {
        code.line(&format!("pub struct {ty};"));
    } else {
        code.open(&format!("pub struct {ty} {{"));
        for ((member, field), item) in state.payload.iter().zip(&names.fields[at]).zip(&names.items[at]) {
            code.docs(&Docs::default().markdown(format!("{}.", docs::code_span(&member.name.value))));
            code.lines(&format!("pub {}: {},", field_ident(field), member_type(emitter, member, item.as_ref(), "super::")));
        }
        code.close("}");
    }
    code.blank();
    code.lines(&format!(
        "
        #[automatically_derived]
        impl {rt}::machine::TypedState for {ty} {{
            type Value = super::{value};
            const VALUE: super::{value} = super::{value}::{ty};
        }}
        "
    ));
}

/// For each state a trait of the states that follow it. The traits are private, so nobody can implement them, and they carry the compiler's
/// message for a state that does not follow.
fn follow(machine: &Machine, names: &MachineNames, typed: &TypestateNames, code: &mut Code) {
    let is_initial = |state: &usize| machine.initial.iter().any(|initial| initial.value == *state);
    let initial = (0..machine.states.len()).filter(is_initial).into_vec();
    code.blank();
    code.line("/// The states that can follow each state.");
    code.open("mod follow {");
    let message = format!("no `{}` begins as `{{Self}}`", names.ty);
    let notes = [format!("it begins as {}", either(initial.iter().map(|state| names.states[*state].clone())))];
    open_trait(&message, "no state to begin in", &notes, code);
    code.line("pub trait Begins {}");
    for state in initial {
        code.blank();
        code.line(&format!("impl Begins for super::{} {{}}", names.states[state]));
    }
    for (from, moves) in names.states.iter().zip(&typed.moves) {
        let message = format!("`{from}` cannot become `{{Self}}`");
        open_trait(&message, &format!("does not follow `{from}`"), &self::notes(from, moves, names), code);
        code.line(&format!("pub trait Follows{from} {{}}"));
        for next in moves.iter().filter(|next| !is_command(next)) {
            code.blank();
            code.line(&format!("impl Follows{from} for super::{} {{}}", names.states[next.to]));
        }
    }
    code.close("}");
}

/// The compiler's message for a missing trait.
fn open_trait(message: &str, label: &str, notes: &[String], code: &mut Code) {
    code.blank();
    code.open("#[diagnostic::on_unimplemented(");
    code.line(&format!("message = {},", literal(message)));
    code.line(&format!("label = {},", literal(label)));
    for (at, note) in notes.iter().enumerate() {
        code.line(&format!("note = {}{}", literal(note), if at + 1 < notes.len() { "," } else { "" }));
    }
    code.close(")]");
}

/// The methods for the transitions from a state.
fn moves(machine: &Machine, names: &MachineNames, typed: &TypestateNames, from: usize, code: &mut Code) {
    let (ty, state) = (&names.ty, &names.states[from]);
    code.blank();
    code.open(&format!("impl {ty}<{state}> {{"));
    for next in typed.moves.get(from).into_iter().flatten() {
        method(machine, names, next, code);
    }
    code.blank();
    code.lines(&format!(
        "
        /// Changes to a state that follows without a command.
        pub fn to<T: follow::Follows{state}>(self, state: T) -> {ty}<T> {{
            {ty}(state)
        }}
        "
    ));
    code.close("}");
}

fn method(machine: &Machine, names: &MachineNames, next: &Move, code: &mut Code) {
    let (ty, to, method) = (&names.ty, &names.states[next.to], field_ident(&next.method));
    let wire = docs::code_span(&machine.states[next.to].wire.value);
    let lead = match next.cause {
        Cause::Command(command) => {
            machine.commands.get(command).map(|command| command.summary.as_ref().unwrap_or(&command.name))
        }
        Cause::Auto | Cause::External => None,
    };
    code.blank();
    code.docs(&lead.map_or_else(Docs::default, |lead| Docs::of(&lead.value)).markdown(format!("Changes to {wire}.")));
    let (parameter, state) = match machine.states[next.to].payload.is_empty() {
        true => (String::new(), to.as_str()),
        false => (format!(", state: {to}"), "state"),
    };
    code.open(&format!("pub fn {method}(self{parameter}) -> {ty}<{to}> {{"));
    code.line(&format!("{ty}({state})"));
    code.close("}");
}

/// The states that follow a state, for the compiler's messages.
fn notes(from: &str, moves: &[Move], names: &MachineNames) -> Vec<String> {
    let of = |command: bool| moves.iter().filter(move |next| is_command(next) == command);
    let states: Vec<String> = of(false).map(|next| names.states[next.to].clone()).into_vec();
    let commands: Vec<String> = of(true).map(|next| format!("{}()", next.method)).into_vec();
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

/// The names as code: `A`, `B` or `C`.
fn either(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).into_vec();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
