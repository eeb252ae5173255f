//! What a poller can read next, and which states it can miss: the closure over the edges that need no command.

use errspec_spec::model::{Cause, Machine};

/// The transitions without a command, by the state they leave.
pub(super) struct Reach {
    moves: Vec<Vec<usize>>,
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
        let mut moves = vec![Vec::new(); machine.states.len()];
        for edge in machine.edges.iter().filter(|edge| !matches!(edge.cause, Cause::Command(_))) {
            moves[edge.from.value].push(edge.to.value);
        }
        Self { moves }
    }

    /// Whether one transition leads from one state to another.
    pub(super) fn is_direct(&self, from: usize, to: usize) -> bool {
        self.moves[from].contains(&to)
    }

    /// The states that can be read after a state, including itself, if one state is never entered.
    pub(super) fn closure(&self, from: usize, avoid: Option<usize>) -> Vec<bool> {
        let mut reached = vec![false; self.moves.len()];
        reached[from] = avoid != Some(from);
        let mut todo = vec![from];
        while let Some(state) = todo.pop() {
            for to in self.moves[state].iter().filter(|to| Some(**to) != avoid) {
                if !std::mem::replace(&mut reached[*to], true) {
                    todo.push(*to);
                }
            }
        }
        reached
    }

    /// The states between a state and each other one that it can become; empty for those it cannot become.
    pub(super) fn passed(&self, from: usize) -> Vec<Option<Passed>> {
        let states = self.moves.len();
        let reached = self.closure(from, None);
        let between: Vec<usize> = (0..states).filter(|state| *state != from && reached[*state]).collect();
        let around: Vec<(usize, Vec<bool>, Vec<bool>)> =
            between.iter().map(|state| (*state, self.closure(from, Some(*state)), self.closure(*state, None))).collect();
        let to = |to: usize| {
            let mut passed = Passed { certainly: Vec::new(), possibly: Vec::new() };
            for (state, without, _) in around.iter().filter(|(state, _, onward)| *state != to && onward[to]) {
                let list = if without[to] { &mut passed.possibly } else { &mut passed.certainly };
                list.push(*state);
            }
            passed
        };
        (0..states).map(|state| reached[state].then(|| to(state))).collect()
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
            let reach = Reach { moves: moves.clone() };
            for from in 0..6 {
                for (to, passed) in reach.passed(from).into_iter().enumerate().filter(|(to, _)| *to != from) {
                    let mut found = Vec::new();
                    ways(&moves, &mut vec![from], to, &mut found);
                    prop_assert_eq!(passed.is_some(), !found.is_empty());
                    let Some(passed) = passed else { continue };
                    let on_all = |state: &usize| found.iter().all(|way| way.contains(state));
                    let between = |state: &usize| *state != from && *state != to;
                    let certainly: Vec<usize> = (0..6).filter(between).filter(on_all).collect();
                    prop_assert_eq!(&passed.certainly, &certainly);
                    // A path may return to where it began, so there may be more states on it than on paths without detours.
                    let on_some = |state: &usize| found.iter().any(|way| way.contains(state)) && !on_all(state);
                    prop_assert!((0..6).filter(between).filter(on_some).all(|state| passed.possibly.contains(&state)));
                    prop_assert!(passed.possibly.iter().all(|state| reach.closure(from, None)[*state] && reach.closure(*state, None)[to]));
                }
            }
        }
    }
}
