//! Machines whose rows take several words: 65 and 500 states in a line, each with a way round every tenth state, and a command
//! that leads back to the start from the end.

use errspec::machine::{BitSet, CommandIndex, Edge, MAX_STATES, Machine, State, StateIndex, Tables, Verdict, Watch, table_len};
use std::time::Duration;

/// A line of states; the states 5, 15, 25, … can be passed by.
const fn line<const EDGES: usize>(states: u16) -> [Edge; EDGES] {
    let mut edges = [Edge::command(states - 1, 0, 0); EDGES];
    let (mut state, mut at) = (0, 0);
    while state + 1 < states {
        edges[at] = Edge::auto(state, state + 1);
        at += 1;
        if state % 10 == 4 && state + 2 < states {
            edges[at] = Edge::external(state, state + 2);
            at += 1;
        }
        state += 1;
    }
    edges
}

/// Edges from the end backwards, so that nothing depends on their order.
const fn reversed<const EDGES: usize>(edges: [Edge; EDGES]) -> [Edge; EDGES] {
    let mut reversed = edges;
    let mut i = 0;
    while i < EDGES {
        reversed[i] = edges[EDGES - 1 - i];
        i += 1;
    }
    reversed
}

static EDGES_65: [Edge; 71] = line(65);
static TABLES_65: Tables<130> = Tables::new(65, &line::<71>(65));
static OF_65: Machine = Machine {
    name: "65",
    states: &[State::NONE; 65],
    commands: &[errspec::machine::Command::NONE],
    edges: &EDGES_65,
    initial: &[0],
    relations: TABLES_65.relations(),
    ..Machine::NONE
};

static EDGES_500: [Edge; 550] = reversed(line(500));
static TABLES_500: Tables<4000> = Tables::new(500, &reversed(line::<550>(500)));
static OF_500: Machine = Machine {
    name: "500",
    states: &[State::NONE; 500],
    commands: &[errspec::machine::Command::NONE],
    edges: &EDGES_500,
    initial: &[0],
    relations: TABLES_500.relations(),
    ..Machine::NONE
};

const LARGE: [(&Machine, u16); 2] = [(&OF_65, 65), (&OF_500, 500)];

fn set(states: impl Iterator<Item = u16>) -> BitSet {
    states.fold(BitSet::EMPTY, BitSet::with)
}

#[test]
fn table_lengths_are_rows_times_words() {
    assert_eq!([1, 64, 65, 500, MAX_STATES].map(table_len), [1, 64, 130, 4000, 4096]);
}

#[test]
fn a_later_state_of_a_line_can_be_read_and_an_earlier_one_cannot() {
    for (machine, states) in LARGE {
        for from in 0..states {
            for to in 0..states {
                assert_eq!(machine.can_become(from, to), from <= to, "{from} to {to}");
                let direct = to == from + 1 || (from % 10 == 4 && to == from + 2) || (from, to) == (states - 1, 0);
                assert_eq!(machine.direct(from, to), direct, "{from} to {to}");
            }
        }
    }
}

#[test]
fn states_with_a_way_round_are_possible_and_all_others_certain() {
    for (machine, states) in LARGE {
        let last = states - 1;
        let inner = 1..last;
        // The last state but one of 65 and 500 ends in no 5, so each way round is whole.
        assert_eq!(machine.may_have_passed(0, last), set(inner.clone().filter(|state| state % 10 == 5)));
        assert_eq!(machine.must_have_passed(0, last), set(inner.filter(|state| state % 10 != 5)));
        assert!(machine.must_have_passed(last, 0).is_empty());
    }
}

#[test]
fn a_command_leads_back_over_word_boundaries() {
    for (machine, states) in LARGE {
        let last = states - 1;
        assert_eq!(machine.after(machine.becomes(0), 0).len(), usize::from(states));
        let mut watch = Watch::over(machine).resumed().other_actors(false);
        watch.observe(StateIndex(last));
        watch.sent(CommandIndex(0), Duration::ZERO);
        let report = watch.observe(StateIndex(last - 1));
        assert!(matches!(report.verdict(), Verdict::Commanded { command: CommandIndex(0), .. }));
        let proved = report.verdict().proved().bits();
        assert_eq!(proved, set((0..last - 1).filter(|state| state % 10 != 5)));
        assert_eq!(watch.observe(StateIndex(3)).verdict(), Verdict::Regressed);
    }
}

#[test]
fn sets_iterate_over_word_boundaries_in_order() {
    let states = [0, 63, 64, 65, 127, 128, 499, 511];
    let bits = BitSet::of(&states);
    let mut walked = Vec::new();
    let mut next = bits.first_from(0);
    while let Some(state) = next {
        walked.push(state);
        next = bits.first_from(state + 1);
    }
    assert_eq!(walked, states);
    assert_eq!(bits.len(), states.len());
    assert!(!bits.has(512) && !bits.has(u16::MAX));
    assert_eq!(bits.with(600), bits, "past the end");
    assert!(bits.without(63).has(64) && !bits.without(63).has(63));
    assert_eq!(bits.first_from(512), None);
}
