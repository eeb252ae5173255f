use super::case;
use super::scope::Scope;
use errspec_spec::diag::Sink;
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Cause, Machine};

/// The names of the types that represent a job in a known state.
pub(crate) struct TypestateNames {
    pub(crate) module: String,
    /// The transitions from each state, without duplicates.
    pub(crate) moves: Vec<Vec<Move>>,
}

/// A method for a transition from one state to another.
pub(crate) struct Move {
    pub(crate) method: String,
    pub(crate) to: usize,
    pub(crate) cause: Cause,
}

/// The methods that every job has.
const OWN: [&str; 6] = ["new", "resume", "value", "state", "into_state", "to"];

/// The types of payload members, which a state with the same name would hide.
const MEMBERS: [&str; 5] = ["bool", "i32", "i64", "u32", "u64"];

impl TypestateNames {
    pub(super) fn new(machine: &Machine, ty: &str, states: &[String], module: &mut Scope<'_>, sink: &mut Sink) -> Self {
        let name = &machine.name;
        let own = module.take_converted(case::snake(ty).map(|ty| ty + "_typestate"), &name.value, name.span);
        let mut types = Scope::new(format!("`{own}`"), sink);
        types.reserve(ty);
        types.reserve("follow");
        MEMBERS.iter().for_each(|name| types.reserve(name));
        for (state, name) in machine.states.iter().zip(states) {
            types.take(name.clone(), &state.wire.value, state.wire.span);
        }
        let moves = (0..states.len()).map(|from| moves(machine, from, states, sink)).into_vec();
        Self { module: own, moves }
    }
}

fn moves(machine: &Machine, from: usize, states: &[String], sink: &mut Sink) -> Vec<Move> {
    let mut scope = Scope::new(format!("`{}`", states[from]), sink);
    OWN.iter().for_each(|name| scope.reserve(name));
    let leaves = || machine.edges.iter().filter(|edge| edge.from.value == from);
    let mut moves: Vec<Move> = Vec::new();
    for edge in leaves() {
        let (to, sent) = (edge.to.value, edge.cause.command());
        if moves.iter().any(|known| known.to == to && known.cause.command() == sent) {
            continue;
        }
        let target = || case::snake(&states[to]).map(|state| format!("to_{state}"));
        let method = match sent.and_then(|command| machine.commands.get(command)) {
            Some(command) => {
                let several = leaves().any(|other| other.cause == edge.cause && other.to.value != to);
                let name = command.rust_name.as_ref().unwrap_or(&command.name);
                let name = case::snake(&name.value);
                let name = if several { name.and_then(|name| Some(format!("{name}_{}", target()?))) } else { name };
                scope.take_converted(name, &command.name.value, command.name.span)
            }
            None => scope.take_converted(target(), &machine.states[to].wire.value, edge.span),
        };
        moves.push(Move { method, to, cause: edge.cause });
    }
    moves
}
