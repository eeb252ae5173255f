//! Which state can follow which: by the service's own transitions, and with commands.

use errspec_core::reach::{BitSet, reach, relate, table_len};
use errspec_spec::model::{Cause, Machine};
use errspec_spec::words::{Moves, StateKind};

/// The transitions of a machine, and their closures.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The states that the service reaches from each state by one transition.
    moves: Vec<Vec<usize>>,
    /// The moves for which the contract leaves room without listing them.
    gaps: Vec<(usize, usize)>,
    /// The states that can follow each state without a command.
    own: Vec<BitSet>,
    /// The states that can follow each state in any way.
    any: Vec<BitSet>,
}

impl Relation {
    pub(super) fn new(machine: &Machine) -> Self {
        let moves = |counts: &dyn Fn(Cause) -> bool| {
            let mut moves = vec![Vec::new(); machine.states.len()];
            for edge in machine.edges.iter().filter(|edge| counts(edge.cause)) {
                if let Some(list) = moves.get_mut(edge.from.value) {
                    list.push(edge.to.value);
                }
            }
            moves
        };
        let mut own = moves(&|cause| !matches!(cause, Cause::Command(_)));
        let mut any = moves(&|_| true);
        let gaps = gaps(machine);
        for (from, to) in &gaps {
            // A job takes an unlisted move only if no move is listed.
            if !machine.edges.iter().any(|edge| edge.from.value == *from && edge.cause.command().is_none()) {
                own[*from].push(*to);
            }
            any[*from].push(*to);
        }
        Self { own: closure(&own), any: closure(&any), moves: own, gaps }
    }

    /// The same relation, including the unlisted moves to a state, if there are any.
    pub(super) fn with_gaps_to(&self, wanted: usize) -> Self {
        let mut moves = self.moves.clone();
        self.gaps.iter().filter(|(_, to)| *to == wanted).for_each(|(from, to)| moves[*from].push(*to));
        Self { own: closure(&moves), moves, ..self.clone() }
    }

    /// Whether a move is possible, but not listed.
    pub(super) fn is_gap(&self, from: usize, to: usize) -> bool {
        self.gaps.contains(&(from, to))
    }

    /// The states that the service reaches from a state by one transition.
    pub(super) fn moves(&self, from: usize) -> &[usize] {
        self.moves.get(from).map_or(&[], Vec::as_slice)
    }

    /// Whether a state can follow another one, or itself, without a command.
    pub(super) fn becomes(&self, from: usize, to: usize) -> bool {
        self.own.get(from).is_some_and(|row| row.has(to as u16))
    }

    /// Whether a state can follow another one, with or without commands.
    pub(super) fn can_follow(&self, from: usize, to: usize) -> bool {
        self.any.get(from).is_some_and(|row| row.has(to as u16))
    }

    /// The number of transitions from each state to the nearest wanted state.
    pub(super) fn distances(&self, wanted: impl Fn(usize) -> bool) -> Vec<Option<usize>> {
        let mut back = vec![Vec::new(); self.moves.len()];
        for (from, moves) in self.moves.iter().enumerate() {
            moves.iter().for_each(|to| back[*to].push(from));
        }
        let mut distances: Vec<Option<usize>> = (0..self.moves.len()).map(|state| wanted(state).then_some(0)).collect();
        let mut reached: Vec<usize> = (0..self.moves.len()).filter(|state| wanted(*state)).collect();
        let mut next = 0;
        while let Some(state) = reached.get(next).copied() {
            let further = distances[state].map(|distance| distance + 1);
            for from in &back[state] {
                if distances[*from].is_none() {
                    distances[*from] = further;
                    reached.push(*from);
                }
            }
            next += 1;
        }
        distances
    }
}

/// The moves for which the contract leaves room without listing them.
fn gaps(machine: &Machine) -> Vec<(usize, usize)> {
    let states = || machine.states.iter().enumerate();
    let leaves = |at: usize| machine.edges.iter().any(|edge| edge.from.value == at && edge.cause.command().is_none());
    let mut gaps = Vec::new();
    for (from, state) in states().filter(|(_, state)| state.kind.value != StateKind::Final && state.blocked.is_none()) {
        let anywhere = machine.moves.value != Moves::Listed || state.observed.is_some() && !leaves(from);
        let to = states().filter(|(to, state)| *to != from && (anywhere || state.observed.is_some()));
        gaps.extend(to.map(|(to, _)| (from, to)));
    }
    gaps
}

/// For each state the states that transitions lead to, including itself.
fn closure(moves: &[Vec<usize>]) -> Vec<BitSet> {
    let words = moves.len().div_ceil(64);
    let mut table = vec![0; table_len(moves.len())];
    for (from, to) in (0..).zip(moves).flat_map(|(from, moves)| moves.iter().map(move |to| (from, *to))) {
        relate(&mut table, words, from, to as u16);
    }
    (0..).take(moves.len()).map(|from| reach(&table, words, BitSet::one(from), BitSet::EMPTY)).collect()
}
