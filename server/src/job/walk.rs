//! Walks through a machine: requested ones, and random legal ones.

use super::random::Random;
use super::refusal::JobError;
use super::relation::Relation;
use errspec_spec::model::Machine;
use serde::{Deserialize, Deserializer};

/// What a job goes through. Everything is drawn from the seed when the job is made or a command is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Walk {
    /// What the walk is drawn from; without one, the server's seed and the job's number.
    pub seed: Option<u64>,
    /// Exactly these readings, legal or not, listed states or not, instead of a walk; the last one repeats.
    #[serde(deserialize_with = "states")]
    pub states: Vec<String>,
    /// Where the walk ends: it goes there and stays, though the state may be one that moves by itself.
    pub to: Option<String>,
    /// How often each state of the walk is read; 0 counts as 1.
    pub dwell: u32,
    /// So many states of the walk are passed unread.
    pub skips: u32,
    /// So many readings are of a state that was left before.
    pub stale: u32,
    /// So many readings are of a state that cannot follow.
    pub illegal: u32,
    /// So many readings are of a state that the contract does not list.
    pub unlisted: u32,
    /// So many readings after a command are still of the state before it.
    pub late: u32,
}

/// `["CREATED", "COMPLETED"]`, or `CREATED,COMPLETED` as in a query.
fn states<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "`states` is a list such as [\"CREATED\", \"COMPLETED\"]")]
    enum States {
        List(Vec<String>),
        Text(String),
    }
    Ok(match States::deserialize(deserializer)? {
        States::List(states) => states,
        States::Text(text) => text.split(',').map(|state| state.trim().to_owned()).collect(),
    })
}

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
        JobError::new(400, format!("no job of {} reaches {name} without a command", machine.name.value))
    })
}
