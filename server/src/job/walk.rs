//! Random legal walks.

use super::relation::Relation;
use super::{JobError, Random};
use errspec_spec::model::Machine;

/// After so many states a walk takes the shortest way to its end.
const WANDERING: usize = 64;

/// The states from a first one to where the service stops by itself, or to the state wanted.
pub(super) fn from(relation: &Relation, first: usize, to: Option<usize>, random: &mut Random) -> Vec<usize> {
    let ends = |state: usize| to.map_or_else(|| relation.moves(state).is_empty(), |to| state == to);
    let leads = |state: &usize| to.is_none_or(|to| relation.becomes(*state, to));
    let (mut states, mut at) = (vec![first], first);
    while states.len() < WANDERING && !ends(at) {
        let ways: Vec<usize> = relation.moves(at).iter().copied().filter(leads).collect();
        let Some(next) = random.choose(&ways) else { return states };
        at = next;
        states.push(at);
    }
    let distances = if ends(at) { Vec::new() } else { relation.distances(ends) };
    while let Some(left @ 1..) = distances.get(at).copied().flatten() {
        let nearer = |to: &&usize| distances.get(**to) == Some(&Some(left - 1));
        let Some(next) = relation.moves(at).iter().find(nearer) else { break };
        at = *next;
        states.push(at);
    }
    states
}

/// A first state from which the state wanted can be reached.
pub(super) fn first(machine: &Machine, relation: &Relation, to: Option<usize>, random: &mut Random) -> Result<usize, JobError> {
    let leads = |state: &usize| to.is_none_or(|to| relation.becomes(*state, to));
    let initial: Vec<usize> = machine.initial.iter().map(|state| state.value).filter(leads).collect();
    random.choose(&initial).ok_or_else(|| {
        let name = to.and_then(|to| machine.states.get(to)).map_or("", |state| state.wire.as_str());
        JobError::new(400, format!("no job of {} comes to {name} without a command", machine.name.value))
    })
}
