use super::super::paths::{Steps, Ways};
use super::super::{Bits, Cause, Edge, MachineCommand, MachineState, StateMachine, StateSet};
use super::outstanding::Outstanding;
use super::{Verdict, Watch};

pub(super) type Weighed<'a, M> = (Verdict<'a, M>, Option<Verdict<'a, M>>);

/// Explanations, and how many of the outstanding commands certainly lie behind the reading.
type Used<'a, M> = (Verdict<'a, M>, Option<Verdict<'a, M>>, usize);

impl<M: StateMachine> Watch<M> {
    /// Weighs the explanations of a state that was read, and takes it unless it is put down to staleness.
    pub(super) fn known<'a>(&mut self, state: M::State, epoch: Option<u64>) -> Weighed<'a, M> {
        let run = Run::of(self.epoch, epoch);
        self.unknown_in_a_row = 0;
        if run == Run::Earlier {
            return (Verdict::Regressed, None);
        }
        let (likeliest, other, seen) = self.weigh(state, run);
        if likeliest == Verdict::Regressed {
            self.stale = Some((state, self.stale_before(state).saturating_add(1)));
        } else {
            self.remember(state, [Some(likeliest), other]);
            self.outstanding.drop_first(seen);
            self.outstanding.expire(self.now, self.settle);
            self.state = Some(state);
            self.epoch = epoch.or(self.epoch);
            self.stale = None;
            self.gap = false;
        }
        (likeliest, other)
    }

    /// Notes where the job has been, and which commands may be behind it.
    fn remember(&mut self, state: M::State, explained: [Option<Verdict<'_, M>>; 2]) {
        for verdict in explained.into_iter().flatten() {
            self.history = self.history.or(verdict.proved().bits()).or(verdict.possible().bits());
        }
        self.history = self.history.with(state.index());
        let (machine, from, to) = (self.machine, self.origin(), state.index());
        let leads = |steps: &Outstanding| machine.leads(&Ways::over(from, Steps::Given(steps.steps())), to);
        let unexplained = self.gap || self.state.is_none() && self.resumed || !leads(&self.outstanding);
        self.outstanding.read(|led| unexplained || leads(led));
    }

    pub(super) fn stale_before(&self, state: M::State) -> u8 {
        self.stale.map_or(0, |(stale, times)| if stale == state { times } else { 0 })
    }

    fn weigh<'a>(&self, state: M::State, run: Run) -> Used<'a, M> {
        let certain = self.outstanding.certain();
        if self.state.is_none() && self.resumed {
            return (Verdict::First { proved: StateSet::EMPTY, possible: StateSet::EMPTY }, None, certain);
        }
        if self.state == Some(state) && run != Run::Later {
            return self.weigh_same(state, run);
        }
        if let Some(own) = self.own(state, run) {
            return own;
        }
        if self.gap || self.outstanding.is_crowded() {
            return (Verdict::Unverified, None, certain);
        }
        let (likeliest, other) = self.beyond(state, run);
        (likeliest, other, certain)
    }

    /// The state that was known already: nothing new, or the same again after a command.
    fn weigh_same<'a>(&self, state: M::State, run: Run) -> Used<'a, M> {
        let certain = self.outstanding.certain();
        let again = if run == Run::Same { None } else { self.commanded(state, certain.max(1)) };
        if (certain == 0 || again.is_some()) && self.awaits(state) {
            return (Verdict::Unsettled, None, 0);
        }
        match again {
            Some((command, seen)) => {
                let (proved, possible) = self.passed(state, false);
                (Verdict::Commanded { command, proved, possible }, (certain == 0).then_some(Verdict::Same), seen)
            }
            None if certain > 0 && self.gap => (Verdict::Unverified, None, certain),
            None if certain > 0 && self.stale_before(state) < Self::STALE_LIMIT => (Verdict::Regressed, None, 0),
            None => (Verdict::Same, None, certain),
        }
    }

    /// Whether a command that was given may still show an effect on a job in this state.
    pub(super) fn awaits(&self, state: M::State) -> bool {
        let mut reached = self.machine.becomes(state.index());
        for (step, young) in self.outstanding.young(self.now, self.settle) {
            let over = self.machine.over(reached, step.command, Bits::EMPTY, false);
            if young && !over.is_empty() {
                return true;
            }
            reached = over.or(reached);
        }
        self.outstanding.is_crowded_at(self.now, self.settle)
            && !self.machine.over(reached, None, Bits::EMPTY, false).is_empty()
    }

    /// Explained by the service's own moves and the commands given here.
    fn own<'a>(&self, state: M::State, run: Run) -> Option<Used<'a, M>> {
        let moved = run == Run::Later;
        let alone = self.leads_alone(state, moved);
        let edge = self.state.filter(|_| alone).and_then(|from| self.move_between(from.index(), state.index()));
        let commanded = self.commanded(state, self.outstanding.certain().max(1));
        let (proved, possible) = match (edge, commanded) {
            (Some(_), None) => (StateSet::EMPTY, StateSet::EMPTY),
            _ if alone || commanded.is_some() => self.passed(state, moved),
            _ => return None,
        };
        let alone = alone.then_some(match (edge, self.state) {
            (Some(edge), _) => Verdict::Step(edge),
            (None, None) => Verdict::First { proved, possible },
            (None, Some(_)) => Verdict::Skip { proved, possible },
        });
        let by = commanded.map(|(command, _)| Verdict::Commanded { command, proved, possible });
        match (alone, by) {
            // A later run begins with a command, if one was given.
            (Some(alone), Some(by)) if moved => Some((by, Some(alone), 0)),
            (Some(alone), by) => Some((alone, by, 0)),
            (None, by) => Some((by?, None, commanded?.1)),
        }
    }

    /// Whether the service's own moves explain a state.
    fn leads_alone(&self, state: M::State, moved: bool) -> bool {
        let alone = Ways { moved, ..Ways::over(self.origin(), Steps::Given(&[])) };
        self.outstanding.certain() == 0 && self.machine.leads(&alone, state.index())
    }

    fn move_between(&self, from: u16, to: u16) -> Option<&'static Edge> {
        let is_move = |edge: &&Edge| (edge.from, edge.to) == (from, to) && !matches!(edge.cause, Cause::Command(_));
        self.machine.edges.iter().find(is_move)
    }

    /// The first so many outstanding commands, at least `least`, that explain a state, by the last of them.
    fn commanded(&self, state: M::State, least: usize) -> Option<(M::Command, usize)> {
        let to = state.index();
        let mut reached = self.machine.spread(self.origin(), Bits::EMPTY, false);
        for (step, count) in self.outstanding.steps().iter().zip(1..) {
            let over = self.machine.over(reached, step.command, Bits::EMPTY, false);
            if count >= least && over.has(to) {
                return Some((M::Command::from_index(step.command?)?, count));
            }
            reached = if step.certain { over } else { over.or(reached) };
        }
        None
    }

    /// The states passed certainly, whoever acted, and those passed possibly by what is known of. The known state is not among
    /// them; a new job's initial states are.
    fn passed(&self, state: M::State, moved: bool) -> (StateSet<M::State>, StateSet<M::State>) {
        let to = state.index();
        self.passed_among(self.machine.on_way(self.origin(), Steps::Given(self.outstanding.steps()), to), to, moved)
    }

    pub(super) fn passed_among(&self, on_way: Bits, to: u16, moved: bool) -> (StateSet<M::State>, StateSet<M::State>) {
        let on_way = self.state.map_or(on_way, |known| on_way.without(known.index())).without(to);
        // Where a state was read that the contract does not list, there are moves that it does not list either.
        let certainly = if self.gap { Bits::EMPTY } else { self.machine.on_every_way(&self.ways(moved), on_way, to) };
        (StateSet::from_bits(certainly), StateSet::from_bits(on_way.minus(certainly)))
    }

    /// All that may have happened since the last reading.
    pub(super) fn ways(&self, moved: bool) -> Ways<'_> {
        let steps = Steps::Given(self.outstanding.steps());
        Ways { from: self.origin(), steps, anyone: self.other_actors || self.outstanding.is_crowded(), moved }
    }

    /// Where the job can have been at the last reading.
    pub(super) fn origin(&self) -> Bits {
        self.state.map_or_else(|| Bits::of(self.machine.initial), |state| Bits::one(state.index()))
    }
}

/// A reading's run beside the known one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    Unknown,
    Earlier,
    Same,
    Later,
}

impl Run {
    fn of(known: Option<u64>, read: Option<u64>) -> Self {
        match (known, read) {
            (Some(known), Some(read)) if read < known => Self::Earlier,
            (Some(known), Some(read)) if read == known => Self::Same,
            (Some(_), Some(_)) => Self::Later,
            _ => Self::Unknown,
        }
    }
}
