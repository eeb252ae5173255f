//! What a poller can read next, and what it did not see: closures over the edges that need no command.

use errspec_spec::model::{Cause, Machine};

/// The moves without a command, by the state they leave.
pub(super) struct Reach {
    moves: Vec<Vec<usize>>,
}

/// What lies between two readings.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Passed {
    /// On every way.
    pub(super) certainly: Vec<usize>,
    /// On some ways.
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

    /// Whether one move leads from a state to another.
    pub(super) fn is_direct(&self, from: usize, to: usize) -> bool {
        self.moves[from].contains(&to)
    }

    /// What can be read after a state, itself included, if a state is never entered.
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

    /// What was passed on the way from a state to each other it can become; nothing for those it cannot.
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
