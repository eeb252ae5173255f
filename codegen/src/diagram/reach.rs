//! What a poller can read next, and which states it can miss: the closure over the edges that need no command.

use errspec_core::reach::{BitSet, reach, relate, related, table_len};
use errspec_spec::model::{Cause, Machine};

/// The moves without a command.
pub(super) struct Reach {
    states: usize,
    moves: Vec<u64>,
}

/// A state between two readings.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Passed {
    /// On every path.
    pub(super) certainly: Vec<usize>,
    /// On some paths.
    pub(super) possibly: Vec<usize>,
}

impl Reach {
    pub(super) fn new(machine: &Machine) -> Self {
        let moves = machine.edges.iter().filter(|edge| !matches!(edge.cause, Cause::Command(_)));
        Self::of(machine.states.len(), moves.map(|edge| (edge.from.value, edge.to.value)))
    }

    fn of(states: usize, edges: impl Iterator<Item = (usize, usize)>) -> Self {
        let mut moves = vec![0; table_len(states)];
        edges.for_each(|(from, to)| relate(&mut moves, states.div_ceil(64), from as u16, to as u16));
        Self { states, moves }
    }

    /// Whether there is a single move from one state to another.
    pub(super) fn is_direct(&self, from: usize, to: usize) -> bool {
        related(&self.moves, self.states.div_ceil(64), from as u16, to as u16)
    }

    /// The states that can be read after a state, including itself, if one state is never entered.
    fn closure(&self, from: usize, avoid: Option<usize>) -> BitSet {
        let avoid = avoid.map_or(BitSet::EMPTY, |state| BitSet::one(state as u16));
        reach(&self.moves, self.states.div_ceil(64), BitSet::one(from as u16), avoid)
    }

    /// The states that can be read after a state, itself not included.
    pub(super) fn later(&self, from: usize) -> Vec<usize> {
        self.list(self.closure(from, None).without(from as u16))
    }

    fn list(&self, set: BitSet) -> Vec<usize> {
        (0..self.states).filter(|state| set.has(*state as u16)).collect()
    }

    /// What was passed on the way from a state to each other state that it can become.
    pub(super) fn passed(&self, from: usize) -> Vec<(usize, Passed)> {
        let between = self.later(from);
        let around: Vec<(usize, BitSet, BitSet)> =
            between.iter().map(|state| (*state, self.closure(from, Some(*state)), self.closure(*state, None))).collect();
        let to = |to: &usize| {
            let mut passed = Passed { certainly: Vec::new(), possibly: Vec::new() };
            for (state, without, _) in around.iter().filter(|(state, _, onward)| state != to && onward.has(*to as u16)) {
                let list = if without.has(*to as u16) { &mut passed.possibly } else { &mut passed.certainly };
                list.push(*state);
            }
            (*to, passed)
        };
        between.iter().map(to).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// All paths without detours, by exhaustive search.
    fn ways(moves: &[Vec<usize>], way: &mut Vec<usize>, to: usize, found: &mut Vec<Vec<usize>>) {
        let at = way[way.len() - 1];
        if at == to && way.len() > 1 {
            found.push(way.clone());
            return;
        }
        for next in &moves[at] {
            if !way.contains(next) || *next == to {
                way.push(*next);
                ways(moves, way, to, found);
                way.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn what_was_passed_is_what_all_and_some_ways_pass(moves in vec(vec(0usize..6, 0..4), 6)) {
            let edges = moves.iter().enumerate().flat_map(|(from, moves)| moves.iter().map(move |to| (from, *to)));
            let reach = Reach::of(6, edges);
            for from in 0..6 {
                let passed = reach.passed(from);
                for to in (0..6).filter(|to| *to != from) {
                    let mut found = Vec::new();
                    ways(&moves, &mut vec![from], to, &mut found);
                    let passed = passed.iter().find(|(state, _)| *state == to).map(|(_, passed)| passed);
                    prop_assert_eq!(passed.is_some(), !found.is_empty());
                    let Some(passed) = passed else { continue };
                    let on_all = |state: &usize| found.iter().all(|way| way.contains(state));
                    let between = |state: &usize| *state != from && *state != to;
                    let certainly: Vec<usize> = (0..6).filter(between).filter(on_all).collect();
                    prop_assert_eq!(&passed.certainly, &certainly);
                    // A path may return to where it began, so there may be more states on it than on paths without detours.
                    let on_some = |state: &usize| found.iter().any(|way| way.contains(state)) && !on_all(state);
                    prop_assert!((0..6).filter(between).filter(on_some).all(|state| passed.possibly.contains(&state)));
                    prop_assert!(passed.possibly.iter().all(|state| reach.later(from).contains(state) && reach.later(*state).contains(&to)));
                }
            }
        }
    }
}
