use super::{BitSet, Kind, Machine, Moves};
use errspec_core::reach::reach;

/// Which moves count in addition to those that the contract lists for the service itself.
#[derive(Clone, Copy)]
pub(super) struct Moving {
    /// The moves of all commands.
    pub(super) anyone: bool,
    /// The moves that the contract does not list, but does not rule out.
    pub(super) unlisted: bool,
}

impl Moving {
    /// No other moves.
    pub(super) const LISTED: Self = Self { anyone: false, unlisted: false };
}

/// Whether there may be moves that the contract does not list.
#[inline]
pub(super) const fn has_unlisted(machine: &Machine) -> bool {
    matches!(machine.moves, Moves::Partial) || !machine.observed.is_empty()
}

/// Every state.
#[inline]
pub(super) const fn every(machine: &Machine) -> BitSet {
    let mut all = BitSet::EMPTY;
    let mut state = 0;
    while state < machine.states.len() {
        all = all.with(state as u16);
        state += 1;
    }
    all
}

/// The states to which a single unlisted move can lead from some states. A final or blocked state is never left. Any other state can become
/// one that is only observed. A state that is only observed can become any state, unless an edge without a command leaves it.
#[cfg_attr(debug_assertions, inline)]
pub(super) const fn unlisted(machine: &Machine, from: BitSet) -> BitSet {
    if !has_unlisted(machine) {
        return BitSet::EMPTY;
    }
    let (mut leaves, mut anywhere) = (false, false);
    let mut next = from.first_from(0);
    while let Some(at) = next {
        let state = machine.state(at);
        if !matches!(state.kind, Kind::Final) && !state.blocked {
            leaves = true;
            anywhere |= matches!(machine.moves, Moves::Partial) || is_open(machine, at);
        }
        next = from.first_from(at + 1);
    }
    match (leaves, anywhere) {
        (_, true) => every(machine),
        (true, false) => BitSet::of(machine.observed),
        (false, false) => BitSet::EMPTY,
    }
}

/// Whether a state is only observed, and nothing is known about how the service leaves it.
#[cfg_attr(debug_assertions, inline)]
const fn is_open(machine: &Machine, state: u16) -> bool {
    BitSet::of(machine.observed).has(state)
        && BitSet::EMPTY.with_row(machine.relations.moves, state, machine.relations.words).is_empty()
}

/// Some states and all that can follow them by the moves of a table or by unlisted moves, without the states in `avoid`.
#[cfg_attr(debug_assertions, inline)]
pub(super) const fn reach_unlisted(machine: &Machine, table: &[u64], from: BitSet, avoid: BitSet) -> BitSet {
    let words = machine.relations.words;
    let mut reached = reach(table, words, from, avoid);
    loop {
        let fresh = unlisted(machine, reached).minus(avoid).minus(reached);
        if fresh.is_empty() {
            return reached;
        }
        reached = reach(table, words, reached.or(fresh), avoid);
    }
}
