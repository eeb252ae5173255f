//! Random machines of up to 8 states and 2 commands.

use errspec::machine::{Cause, Command, Edge, Kind, Machine, Moves, Next, Outcome, State, StateIndex, Tables};
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
    /// How much of what moves a job the edges describe.
    pub(crate) moves: Moves,
    /// The states that are only observed.
    pub(crate) observed: Vec<u16>,
    /// The states without an edge out that are final all the same, where that does not follow, as bits.
    pub(crate) ends: u16,
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
            moves: Moves::Listed,
            observed: Vec::new(),
            ends: u16::MAX,
        })
    })
}

/// One machine whose edges need not be all that moves a job: some are unknown, or some states are only observed.
pub(crate) fn sketch_with_gaps(most: u16) -> impl Strategy<Value = Sketch> {
    let moves = prop_oneof![6 => Just(Moves::Listed), 3 => Just(Moves::Partial), 2 => Just(Moves::Unknown)];
    (sketch_of(most), moves, proptest::collection::vec(any::<u16>(), 0..3), any::<u16>(), prop::bool::weighted(0.2)).prop_map(
        |(mut sketch, moves, mut observed, ends, anywhere)| {
            observed.iter_mut().for_each(|state| *state %= sketch.states);
            observed.sort_unstable();
            observed.dedup();
            match moves {
                Moves::Listed => sketch.observed = observed,
                Moves::Partial => {}
                Moves::Unknown => sketch.edges.clear(),
            }
            if moves != Moves::Listed && anywhere {
                sketch.initial.clear();
            }
            Sketch { moves, ends, ..sketch }
        },
    )
}

impl Sketch {
    /// The machine, for as long as the test runs.
    pub(crate) fn build(&self) -> &'static Machine {
        let edges: &'static [Edge] = self.edges.clone().leak();
        let never_left: Vec<u16> = (0..self.states).filter(|state| self.kind(*state) == Kind::Final).collect();
        let tables = match self.moves {
            Moves::Unknown => Tables::unknown(self.states.into(), &never_left),
            Moves::Listed | Moves::Partial => Tables::new(self.states.into(), edges),
        };
        let tables: &'static Tables<8> = Box::leak(Box::new(tables));
        let state = |index: u16| State { kind: self.kind(index), outcome: self.outcome(index), ..State::NONE };
        Box::leak(Box::new(Machine {
            name: "Random",
            states: (0..self.states).map(state).collect::<Vec<_>>().leak(),
            commands: &[Command::NONE, Command::NONE],
            edges,
            initial: self.initial.clone().leak(),
            moves: self.moves,
            observed: self.observed.clone().leak(),
            relations: tables.relations(),
            ..Machine::NONE
        }))
    }

    pub(crate) fn kind(&self, state: u16) -> Kind {
        let mut out = self.edges.iter().filter(|edge| edge.from == state).peekable();
        let rests = self.resting & 1 << state != 0;
        // Where edges are missing, a state without one can be left too.
        let ends = self.ends & 1 << state != 0 || self.moves == Moves::Listed && !self.observed.contains(&state);
        if out.peek().is_none() && ends {
            Kind::Final
        } else if out.peek().is_none() {
            if rests { Kind::Resting } else { Kind::Pending }
        } else if rests || out.all(|edge| matches!(edge.cause, Cause::Command(_))) {
            Kind::Resting
        } else {
            Kind::Pending
        }
    }

    /// The outcome of a state in which a wait ends: in every other resting state nobody has to act.
    pub(crate) fn outcome(&self, state: u16) -> Option<Outcome> {
        (state.is_multiple_of(2) && self.kind(state) == Kind::Resting).then_some(Outcome::Partial)
    }

    /// What a wait does in a state.
    pub(crate) fn end(&self, state: u16) -> Next<StateIndex> {
        let (kind, outcome, state) = (self.kind(state), self.outcome(state), StateIndex(state));
        match (kind, outcome) {
            (Kind::Final, outcome) | (Kind::Resting, outcome @ Some(_)) => Next::End { state, outcome },
            (Kind::Resting, None) => Next::NeedsAction { state, action: None },
            (kind, _) => Next::Poll(kind),
        }
    }

    /// The states in which a job may begin.
    pub(crate) fn begins(&self) -> Vec<u16> {
        if self.initial.is_empty() { (0..self.states).collect() } else { self.initial.clone() }
    }

    /// Where a job may go in one move without an edge: if all are unknown (`listed`), and if some are not listed.
    pub(crate) fn without_edge(&self, from: u16, listed: bool) -> Vec<u16> {
        let anywhere = self.moves(from).is_empty() && self.observed.contains(&from);
        match self.moves {
            _ if self.kind(from) == Kind::Final => Vec::new(),
            Moves::Unknown => (0..self.states).filter(|to| listed && *to != from).collect(),
            Moves::Partial => (0..self.states).filter(|_| !listed).collect(),
            Moves::Listed => (0..self.states).filter(|to| !listed && (anywhere || self.observed.contains(to))).collect(),
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
