//! The states that a relation leads to, compared with a search that tries every edge until nothing changes.

use errspec_core::random::Random;
use errspec_core::reach::{BitSet, MAX_STATES, next, reach, relate, related, table_len};

/// Every edge as often as there are states.
fn slowly(edges: &[(u16, u16)], states: u16, from: &[u16], avoid: &[u16]) -> BitSet {
    let mut reached = BitSet::of(from).minus(BitSet::of(avoid));
    for _ in 0..states {
        for (from, to) in edges.iter().filter(|(_, to)| !avoid.contains(to)) {
            reached = if reached.has(*from) { reached.with(*to) } else { reached };
        }
    }
    reached
}

#[test]
fn what_is_reached_is_what_edges_lead_to() {
    let mut random = Random::new(20_260_101);
    for states in [1u16, 2, 7, 63, 64, 65, 130, MAX_STATES as u16] {
        for _ in 0..20 {
            let mut state = || random.below(states.into()) as u16;
            let edges: Vec<(u16, u16)> = (0..states + states / 2).map(|_| (state(), state())).collect();
            let (from, avoid) = ([state(), state()], [state(), state()]);
            let words = usize::from(states).div_ceil(64);
            let mut table = vec![0; table_len(states.into())];
            edges.iter().for_each(|(from, to)| relate(&mut table, words, *from, *to));
            assert!(edges.iter().all(|(from, to)| related(&table, words, *from, *to)));
            let one = edges.iter().filter(|(start, _)| *start == from[0]).fold(BitSet::EMPTY, |set, (_, to)| set.with(*to));
            assert_eq!(next(&table, words, BitSet::one(from[0])), one);
            let reached = reach(&table, words, BitSet::of(&from), BitSet::of(&avoid));
            assert_eq!(reached, slowly(&edges, states, &from, &avoid), "{states} states, {edges:?}");
        }
    }
}
