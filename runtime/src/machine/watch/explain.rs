use super::super::gaps::Moving;
use super::super::paths::{Steps, Ways};
use super::super::{BitSet, Cause, Edge, MachineCommand, MachineState, Moves, StateMachine, StateSet};
use super::Verdict;
use super::story::{Run, Story};
use core::time::Duration;

/// How a reading follows from a story.
pub(super) struct Explained<'a, M: StateMachine> {
    pub(super) likeliest: Verdict<'a, M>,
    pub(super) other: Option<Verdict<'a, M>>,
    /// The number of commands in flight that are known to have taken effect before the reading.
    pub(super) took_effect: usize,
    /// The states in which the job may have been between the two readings.
    pub(super) on_way: BitSet,
}

impl<M: StateMachine> Story<M> {
    /// Explains a reading by the service's own moves and the commands that this program sent.
    #[inline]
    pub(super) fn explain<'a>(&self, state: M::State, epoch: Option<u64>, now: Duration) -> Option<Explained<'a, M>> {
        match Run::of(self.epoch, epoch) {
            Run::Earlier => None,
            run @ (Run::Unknown | Run::Same) if self.state == Some(state) => self.explain_same(state, run, now),
            run => self.explain_move(state, run),
        }
    }

    /// Explains a reading of the known state: nothing has happened, or the job has reached the same state again after a command.
    #[inline]
    fn explain_same<'a>(&self, state: M::State, run: Run, now: Duration) -> Option<Explained<'a, M>> {
        let certain = self.in_flight.certain();
        // Paths back to the state without a command were counted when the state was first read.
        let on_way = if self.in_flight.steps().is_empty() { BitSet::EMPTY } else { self.on_own_way(state) };
        let again = if run == Run::Same { None } else { self.commanded(state, certain.max(1)) };
        let (likeliest, other, took_effect) = match again {
            None if certain > 0 => return None,
            _ if self.awaits(state, now) => (Verdict::Unsettled, None, 0),
            None => (Verdict::Same, None, 0),
            // If a command can lead anywhere, an unchanged state does not suggest that it took effect.
            Some((command, _)) if certain == 0 && self.machine.moves == Moves::Unknown => {
                let (proved, possible) = self.passed(on_way, state.index(), false);
                (Verdict::Same, Some(Verdict::Commanded { command, proved, possible }), 0)
            }
            Some((command, took_effect)) => {
                let (proved, possible) = self.passed(on_way, state.index(), false);
                (Verdict::Commanded { command, proved, possible }, (certain == 0).then_some(Verdict::Same), took_effect)
            }
        };
        Some(Explained { likeliest, other, took_effect, on_way })
    }

    fn explain_move<'a>(&self, state: M::State, run: Run) -> Option<Explained<'a, M>> {
        let (to, moved) = (state.index(), run == Run::Later);
        let alone = self.leads_alone(to, moved);
        let commanded = self.commanded(state, self.in_flight.certain().max(1));
        if !alone && commanded.is_none() {
            return None;
        }
        let on_way = self.on_own_way(state);
        let edge = self.state.filter(|_| alone).and_then(|from| self.move_between(from.index(), to));
        let (proved, possible) = match (edge, commanded) {
            (Some(_), None) => (StateSet::EMPTY, StateSet::EMPTY),
            _ => self.passed(on_way, to, moved),
        };
        let alone = alone.then_some(match (edge, self.state) {
            (Some(edge), _) => Verdict::Step(edge),
            (None, None) => Verdict::First { proved, possible },
            (None, Some(_)) => Verdict::Skip { proved, possible },
        });
        let by = commanded.map(|(command, _)| Verdict::Commanded { command, proved, possible });
        let (likeliest, other, took_effect) = match (alone, by) {
            // A later run begins with a command, if this program sent one.
            (Some(alone), Some(by)) if moved => (by, Some(alone), 0),
            (Some(alone), by) => (alone, by, 0),
            (None, by) => (by?, None, commanded?.1),
        };
        Some(Explained { likeliest, other, took_effect, on_way })
    }

    #[inline]
    fn on_own_way(&self, state: M::State) -> BitSet {
        self.machine.on_way(&self.own_ways(), state.index())
    }

    /// Whether the service's own moves explain a state.
    #[inline]
    fn leads_alone(&self, to: u16, moved: bool) -> bool {
        let alone = Ways { moved, ..Ways::over(self.origin(), Steps::Given(&[])) };
        self.in_flight.certain() == 0 && self.machine.leads(&alone, to)
    }

    #[inline]
    fn move_between(&self, from: u16, to: u16) -> Option<&'static Edge> {
        let is_move = |edge: &&Edge| (edge.from, edge.to) == (from, to) && !matches!(edge.cause, Cause::Command(_));
        self.machine.edges.iter().find(is_move)
    }

    /// The number of commands in flight, counted from the first and at least `least`, that explain a state, with the last of them.
    #[inline]
    fn commanded(&self, state: M::State, least: usize) -> Option<(M::Command, usize)> {
        let to = state.index();
        let mut reached = self.machine.spread(self.origin(), BitSet::EMPTY, Moving::LISTED);
        for (step, count) in self.in_flight.steps().iter().zip(1..) {
            let over = self.machine.over(reached, step.command, BitSet::EMPTY, Moving::LISTED);
            if count >= least && over.has(to) {
                return Some((M::Command::from_index(step.command?)?, count));
            }
            reached = if step.certain { over } else { over.or(reached) };
        }
        None
    }
}
