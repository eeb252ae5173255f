//! Whether one state of a job can follow another, for pairs in random order, half of which are edges.

use super::chunks::{ALL, Chunks, PASS};
use super::numbers::numbers;
use crate::harness::{Candidate, Goal, Group};
use crate::specs::{machine_6, machine_64, machine_500};
use errspec::machine::MachineState;
use rust_fsm::StateMachineImpl;
use std::collections::HashSet;
use std::hash::Hash;
use std::hint::black_box;
use std::rc::Rc;

#[allow(dead_code, unreachable_pub, missing_docs, clippy::all, reason = "the DSL's output has more than is asked here")]
mod by_hand {
    include!(concat!(env!("OUT_DIR"), "/transitions.rs"));
}

pub(super) fn groups() -> Vec<Group> {
    macro_rules! of {
        ($states:literal, $machine:ident, $module:ident) => {
            group::<$machine::JobState, by_hand::$module::fsm::Impl>(
                $states,
                by_hand::$module::EDGES,
                $machine::JobState::direct_to,
                $machine::JobState::can_become,
                by_hand::$module::by_match,
            )
        };
    }
    vec![of!(6, machine_6, of_6), of!(64, machine_64, of_64), of!(500, machine_500, of_500)]
}

/// What one load is made from.
static TABLE: [u16; 512] = [1; 512];

/// Five instructions, one of them a load.
const WHY: &str = "a single load costs as much, see the floor";

type Asked<S> = fn(S, S) -> bool;

fn group<S, F>(states: u16, edges: &[(u16, u16)], direct: Asked<S>, become_: Asked<S>, by_match: Asked<S>) -> Group
where
    S: MachineState + Copy + Eq + Hash + 'static,
    F: StateMachineImpl<State = S, Input = S> + 'static,
{
    let pairs: Rc<[(S, S)]> = pairs::<S>(states, edges).into();
    let set: HashSet<(S, S)> = edges.iter().map(|(from, to)| (state::<S>(*from), state::<S>(*to))).collect();
    let fsm: Asked<S> = |from, to| F::transition(&from, &to).is_some();
    for (from, to) in pairs.iter() {
        let right = set.contains(&(*from, *to));
        assert!([direct, by_match, fsm].iter().all(|asked| asked(*from, *to) == right), "candidates of {states} states differ");
        assert!(become_(*from, *to) || !right, "an edge of {states} states is not in the closure");
    }
    let candidate = |name: &str, asked: Asked<S>| {
        let mut chunks = Chunks::of(&pairs);
        Candidate::new(name, move || pass(chunks.next(), black_box(asked)))
    };
    let mut sets = Chunks::of(&pairs);
    Group {
        title: format!("Transition question, {states} states"),
        about: "32,768 pairs in random order, 2,048 per round, half of them edges, each call through a function pointer. Checked \
                before measuring: all candidates agree. `can_become` answers a different question (any number of steps) and is \
                true for every edge. The floor is a function of the same type that only compares its arguments; its time depends \
                on where the linker places it. The load is the minimum cost of any table lookup.",
        operations: PASS as u64,
        references: vec!["floor: empty call", "match"],
        candidates: vec![
            candidate("floor: empty call", |from, to| from == to),
            candidate("floor: one load", |from, to| TABLE[from.index() as usize % TABLE.len()] == to.index()),
            candidate("errspec direct_to", direct),
            candidate("errspec can_become", become_),
            candidate("match", by_match),
            candidate("rust-fsm", fsm),
            Candidate::new("HashSet", move || sets.next().iter().map(|pair| u64::from(black_box(&set).contains(pair))).sum()),
        ],
        goals: vec![
            Goal { name: "P5", of: "errspec direct_to", against: "floor: empty call", at_most: 1.35, why: WHY },
            Goal { name: "P5", of: "errspec can_become", against: "floor: empty call", at_most: 1.35, why: WHY },
        ],
    }
}

fn pass<S: Copy>(pairs: &[(S, S)], asked: Asked<S>) -> u64 {
    pairs.iter().map(|(from, to)| u64::from(asked(*from, *to))).sum()
}

fn state<S: MachineState + Copy>(index: u16) -> S {
    S::ALL[usize::from(index)]
}

fn pairs<S: MachineState + Copy>(states: u16, edges: &[(u16, u16)]) -> Vec<(S, S)> {
    let mut random = numbers(0x9e37_79b9);
    let mut below = move |limit: usize| (random() % limit as u64) as usize;
    let pair = |_| {
        let (from, to) = match below(2) {
            0 => edges[below(edges.len())],
            _ => (below(states.into()) as u16, below(states.into()) as u16),
        };
        (state(from), state(to))
    };
    (0..ALL).map(pair).collect()
}
