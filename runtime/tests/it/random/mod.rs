//! Random machines of up to 8 states and 2 commands.

use errspec::machine::{Cause, Command, Edge, Kind, Machine, State, Tables};
use proptest::prelude::*;

/// So many cases, or as many as the variable `PROPTEST_CASES` says, and no file of failed ones.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A machine before it is one.
#[derive(Clone, Debug)]
pub(crate) struct Sketch {
    pub(crate) states: u16,
    pub(crate) initial: Vec<u16>,
    pub(crate) edges: Vec<Edge>,
    /// The states in which a wait ends although the service leaves them by itself, as bits.
    pub(crate) resting: u16,
}

/// One machine; the states without an edge out are final, and those that only commands leave rest, as do some others.
pub(crate) fn sketch() -> impl Strategy<Value = Sketch> {
    sketch_of(8)
}

/// One machine of at most so many states. Every other one has few moves of its own, so that most states rest until commanded.
pub(crate) fn sketch_of(most: u16) -> impl Strategy<Value = Sketch> {
    (1..=most, prop_oneof![Just((4, 2, 3)), Just((2, 1, 9))]).prop_flat_map(|(states, (auto, external, command))| {
        let cause = prop_oneof![
            auto => Just(Cause::Auto),
            external => Just(Cause::External),
            command => (0_u16..2).prop_map(Cause::Command),
        ];
        let edge = (0..states, 0..states, cause).prop_map(|(from, to, cause)| Edge { cause, ..Edge::auto(from, to) });
        let edges = proptest::collection::vec(edge, 0..14);
        let initial = proptest::collection::vec(0..states, 1..3);
        (Just(states), initial, edges, any::<u16>()).prop_map(|(states, initial, edges, resting)| Sketch {
            states,
            initial,
            edges,
            resting,
        })
    })
}

impl Sketch {
    /// The machine, for as long as the test runs.
    pub(crate) fn build(&self) -> &'static Machine {
        let edges: &'static [Edge] = self.edges.clone().leak();
        let tables: &'static Tables<8> = Box::leak(Box::new(Tables::new(self.states.into(), edges)));
        let state = |index: u16| State { kind: self.kind(index), ..State::NONE };
        Box::leak(Box::new(Machine {
            name: "Random",
            states: (0..self.states).map(state).collect::<Vec<_>>().leak(),
            commands: &[Command::NONE, Command::NONE],
            edges,
            initial: self.initial.clone().leak(),
            relations: tables.relations(),
            ..Machine::NONE
        }))
    }

    pub(crate) fn kind(&self, state: u16) -> Kind {
        let mut out = self.edges.iter().filter(|edge| edge.from == state).peekable();
        if out.peek().is_none() {
            Kind::Final
        } else if self.resting & 1 << state != 0 || out.all(|edge| matches!(edge.cause, Cause::Command(_))) {
            Kind::Resting
        } else {
            Kind::Pending
        }
    }

    /// Where a job may go in one move of this cause.
    pub(crate) fn targets(&self, from: u16, wanted: impl Fn(Cause) -> bool) -> Vec<u16> {
        self.edges.iter().filter(|edge| edge.from == from && wanted(edge.cause)).map(|edge| edge.to).collect()
    }

    pub(crate) fn moves(&self, from: u16) -> Vec<u16> {
        self.targets(from, |cause| !matches!(cause, Cause::Command(_)))
    }
}
