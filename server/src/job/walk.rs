//! Walks through a machine: requested ones, and random legal ones.

use super::refusal::JobError;
use super::relation::Relation;
use errspec_core::random::Random;
use errspec_spec::model::Machine;
use errspec_spec::words::StateKind;
use serde::{Deserialize, Deserializer};

/// The walk of a job through its machine. All random choices are made from the seed when the job is created or a command is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Walk {
    /// The seed of the walk. The default depends on the server's seed and the number of the job.
    pub seed: Option<u64>,
    /// Exactly these readings instead of a walk, legal or not, listed or not. The last one is repeated.
    #[serde(deserialize_with = "states")]
    pub states: Vec<String>,
    /// The state in which the walk ends. The job goes there and stays, even if the service would leave the state by itself. If only commands
    /// lead there, the job waits for each of them in a state from which it leads on.
    pub to: Option<String>,
    /// The outcome of the job, such as `failure`, in a state whose outcome depends on the response. By default, it is the last one that the
    /// state lists.
    pub outcome: Option<String>,
    /// How many times each state of the walk is read; 0 counts as 1.
    pub dwell: u32,
    /// How many states of the walk are skipped.
    pub skips: u32,
    /// How many readings are of a state that was left earlier.
    pub stale: u32,
    /// How many readings are of a state that cannot follow.
    pub illegal: u32,
    /// How many readings are of a state that the contract does not list.
    pub unlisted: u32,
    /// How many readings after a command are still of the state before it.
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

/// After this many states, a walk takes the shortest way to its end.
const WANDERING: usize = 64;

/// The states from the first one to the one in which a wait ends, or to the requested one.
pub(super) fn from(machine: &Machine, relation: &Relation, first: usize, to: Option<usize>, random: &mut Random) -> Vec<usize> {
    let rests = |state: usize| machine.states.get(state).is_some_and(|state| state.kind.value == StateKind::Resting);
    let ends = |state: usize| to.map_or_else(|| relation.moves(state).is_empty() || rests(state), |to| state == to);
    let leads = |state: &usize| to.is_none_or(|to| relation.becomes(*state, to));
    let (mut states, mut at) = (vec![first], first);
    while states.len() < WANDERING && !ends(at) {
        let mut ways: Vec<usize> = relation.moves(at).iter().copied().filter(leads).collect();
        // A wait would end in a resting state on the way.
        if ways.iter().any(|state| !rests(*state) || ends(*state)) {
            ways.retain(|state| !rests(*state) || ends(*state));
        }
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

/// The state in which a walk from one of these states ends on the way to the wanted one: there, or where a command is needed first.
pub(super) fn stage(machine: &Machine, relation: &Relation, from: &[usize], wanted: usize) -> Option<usize> {
    let reached = |state: usize| from.iter().any(|from| relation.becomes(*from, state));
    if reached(wanted) {
        return Some(wanted);
    }
    let commands = machine.edges.iter().filter(|edge| edge.cause.command().is_some() && reached(edge.from.value));
    let by_one = commands.clone().find(|edge| relation.becomes(edge.to.value, wanted));
    let by_more = || commands.clone().find(|edge| relation.can_follow(edge.to.value, wanted) && !reached(edge.to.value));
    by_one.or_else(by_more).map(|edge| edge.from.value)
}

/// The states in which a job can begin. If the contract does not list all moves and names no initial state, every state that a job can
/// leave.
pub(super) fn begins(machine: &Machine) -> Vec<usize> {
    if !machine.initial.is_empty() {
        return machine.initial.iter().map(|state| state.value).collect();
    }
    let active = |kind: StateKind| matches!(kind, StateKind::Pending | StateKind::External);
    let all = || 0..machine.states.len();
    let going: Vec<usize> = all().filter(|at| active(machine.states[*at].kind.value)).collect();
    if going.is_empty() { all().collect() } else { going }
}

/// An initial state from which the requested state can be reached.
pub(super) fn first(machine: &Machine, relation: &Relation, to: Option<usize>, random: &mut Random) -> Result<usize, JobError> {
    let leads = |state: &usize| to.is_none_or(|to| relation.becomes(*state, to));
    let initial: Vec<usize> = begins(machine).into_iter().filter(leads).collect();
    random.choose(&initial).ok_or_else(|| {
        let name = to.and_then(|to| machine.states.get(to)).map_or("", |state| state.wire.as_str());
        JobError::new(400, format!("no job of {} reaches {name} without a command", machine.name.value))
    })
}
