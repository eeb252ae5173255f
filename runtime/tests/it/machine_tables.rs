//! The tables that are computed from the edges equal the results of a search over all paths.

use crate::random::{Sketch, cases, sketch};
use errspec::machine::{BitSet, Cause};
use proptest::prelude::*;

/// Every way from one state to another without a command that enters no state twice, as the states it enters.
fn ways(sketch: &Sketch, from: u16, to: u16) -> Vec<Vec<u16>> {
    fn walk(sketch: &Sketch, to: u16, way: &mut Vec<u16>, found: &mut Vec<Vec<u16>>) {
        let Some(at) = way.last().copied() else { return };
        if at == to {
            found.push(way.clone());
            return;
        }
        for next in sketch.moves(at) {
            if !way.contains(&next) {
                way.push(next);
                walk(sketch, to, way, found);
                way.pop();
            }
        }
    }
    let mut found = Vec::new();
    walk(sketch, to, &mut vec![from], &mut found);
    found
}

/// Where a job can be after some moves without a command, by walking.
fn reach(sketch: &Sketch, from: &[u16]) -> Vec<u16> {
    let mut reached = from.to_vec();
    let mut i = 0;
    while let Some(at) = reached.get(i).copied() {
        reached.extend(sketch.moves(at));
        i += 1;
        let mut seen = Vec::new();
        reached.retain(|state| {
            !seen.contains(state) && {
                seen.push(*state);
                true
            }
        });
    }
    reached
}

fn set(states: impl IntoIterator<Item = u16>) -> BitSet {
    states.into_iter().fold(BitSet::EMPTY, BitSet::with)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn closure_and_passed_states_equal_a_search_over_all_paths(sketch in sketch()) {
        let machine = sketch.build();
        let all = 0..sketch.states;
        for from in all.clone() {
            for to in all.clone() {
                let ways = ways(&sketch, from, to);
                prop_assert_eq!(machine.can_become(from, to), !ways.is_empty(), "{} to {}", from, to);
                let direct = sketch.edges.iter().any(|edge| (edge.from, edge.to) == (from, to));
                prop_assert_eq!(machine.direct(from, to), direct);

                let inner = all.clone().filter(|state| *state != from && *state != to);
                let certain = set(inner.clone().filter(|state| !ways.is_empty() && ways.iter().all(|way| way.contains(state))));
                let legs = |state: u16| !self::ways(&sketch, from, state).is_empty() && !self::ways(&sketch, state, to).is_empty();
                let on_some = set(inner.filter(|state| legs(*state)));
                prop_assert_eq!(machine.must_have_passed(from, to), certain, "{} to {}", from, to);
                prop_assert_eq!(machine.may_have_passed(from, to), on_some.minus(certain), "{} to {}", from, to);
            }
        }
    }

    #[test]
    fn commands_in_their_order_equal_a_walk(sketch in sketch(), commands in proptest::collection::vec(0_u16..2, 0..4), from in 0_u16..8) {
        let from = from % sketch.states;
        let machine = sketch.build();
        let mut walked = reach(&sketch, &[from]);
        let mut computed = machine.becomes(from);
        for command in commands {
            let landed: Vec<u16> = walked.iter().flat_map(|at| sketch.targets(*at, |cause| cause == Cause::Command(command))).collect();
            walked = reach(&sketch, &landed);
            computed = machine.after(computed, command);
        }
        prop_assert_eq!(computed, set(walked));
    }
}
