use super::super::gaps::{Moving, every, has_unlisted};
use super::super::paths::{Steps, Ways};
use super::super::{BitSet, Machine, MachineState, Moves, StateMachine, StateSet};
use super::in_flight::InFlightCommands;
use core::time::Duration;

/// What is known about a job: the last accepted reading, and what may have happened since.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story<M: StateMachine> {
    pub(super) machine: &'static Machine,
    pub(super) other_actors: bool,
    pub(super) settle: Duration,
    /// `None` before the first accepted reading: the job is then in an initial state.
    pub(super) state: Option<M::State>,
    pub(super) epoch: Option<u64>,
    /// The states in which the job may have been up to that reading.
    pub(super) past: BitSet,
    pub(super) in_flight: InFlightCommands,
    /// Whether an unlisted state was read since.
    pub(super) gap: bool,
}

impl<M: StateMachine> Story<M> {
    #[inline]
    pub(super) const fn of(machine: &'static Machine) -> Self {
        Self {
            machine,
            other_actors: machine.other_actors,
            settle: machine.settle,
            state: None,
            epoch: None,
            past: BitSet::EMPTY,
            in_flight: InFlightCommands::NONE,
            gap: false,
        }
    }

    /// The states in which the job may have been at the last reading.
    #[inline]
    pub(super) fn origin(&self) -> BitSet {
        self.state.map_or_else(|| self.begins(), |state| BitSet::one(state.index()))
    }

    /// The states in which a new job can be. Every state, if the contract does not list all moves and names no initial state.
    fn begins(&self) -> BitSet {
        match self.machine.initial {
            [] if self.machine.moves != Moves::Listed => every(self.machine),
            initial => BitSet::of(initial),
        }
    }

    /// The service's own moves and the commands that this program sent.
    #[inline]
    pub(super) fn own_ways(&self) -> Ways<'_> {
        Ways::over(self.origin(), Steps::Given(self.in_flight.steps()))
    }

    /// All that may have happened since the last reading.
    #[inline]
    pub(super) fn all_ways(&self, moved: bool) -> Ways<'_> {
        let moving = Moving { anyone: self.other_actors || self.in_flight.is_crowded(), unlisted: false };
        Ways { moving, moved, ..self.own_ways() }
    }

    /// All that may have happened since the last reading, including unlisted moves.
    pub(super) fn any_ways(&self, moved: bool) -> Ways<'_> {
        let ways = self.all_ways(moved);
        Ways { moving: Moving { unlisted: true, ..ways.moving }, ..ways }
    }

    /// Whether an unlisted move may have led to a state.
    pub(super) fn may_be_unlisted(&self, to: u16, moved: bool) -> bool {
        has_unlisted(self.machine) && self.machine.leads(&self.any_ways(moved), to)
    }

    /// The states on the paths to a state, divided into those that must have been passed, whoever acted, and the others. They do not
    /// include the known state, but they do include the initial states of a new job.
    #[inline]
    pub(super) fn passed(&self, on_way: BitSet, to: u16, moved: bool) -> (StateSet<M::State>, StateSet<M::State>) {
        let on_way = self.state.map_or(on_way, |known| on_way.without(known.index())).without(to);
        // If a reading was not a listed state, there are moves that the contract does not list either.
        let certainly = if self.gap { BitSet::EMPTY } else { self.machine.on_every_way(&self.any_ways(moved), on_way, to) };
        (StateSet::from_bits(certainly), StateSet::from_bits(on_way.minus(certainly)))
    }

    /// Whether a command that was sent may still show an effect on a job in this state.
    #[inline]
    pub(super) fn awaits(&self, state: M::State, now: Duration) -> bool {
        // If not all edges are listed, a command can also lead out of states in which none of its edges begins.
        let moving = Moving { anyone: false, unlisted: self.machine.moves == Moves::Partial };
        let mut reached = self.machine.spread(BitSet::one(state.index()), BitSet::EMPTY, moving);
        for (step, young) in self.in_flight.young(now, self.settle) {
            let over = self.machine.over(reached, step.command, BitSet::EMPTY, moving);
            if young && !over.is_empty() {
                return true;
            }
            reached = over.or(reached);
        }
        self.in_flight.is_crowded_at(now, self.settle) && !self.machine.over(reached, None, BitSet::EMPTY, moving).is_empty()
    }

    /// Whether the job has left the known state, because a command that is known to have taken effect led away from it.
    #[inline]
    pub(super) fn has_left(&self) -> bool {
        let leads = |known: M::State| self.machine.leads(&self.own_ways(), known.index());
        self.in_flight.certain() > 0 && !self.state.is_some_and(leads)
    }

    /// Whether the job may have passed a state, given the commands that are known to have taken effect.
    #[inline]
    pub(super) fn has_passed(&self, state: M::State) -> bool {
        self.in_flight.certain() > 0 && self.machine.passes(&self.own_ways(), state.index())
    }

    /// The story after a reading that this story explains. The job may have been in the states `on_way`, and this many commands, counted
    /// from the first, took effect.
    #[inline]
    pub(super) fn continued(self, reading: (M::State, Option<u64>), on_way: BitSet, took_effect: usize, now: Duration) -> Self {
        let (machine, from, to) = (self.machine, self.origin(), reading.0.index());
        let leads = |steps: &InFlightCommands| machine.leads(&Ways::over(from, Steps::Given(steps.steps())), to);
        let unclear = self.gap || has_unlisted(machine) || !leads(&self.in_flight);
        let past = self.past.or(on_way).with(to);
        self.with_reading(reading, past, took_effect, |led| unclear || leads(led), now)
    }

    /// The story after a reading that this story does not explain. Anything that leads to the reading may have happened, whoever acted. The
    /// commands that are known to have taken effect did so before it.
    #[inline]
    pub(super) fn begun(self, reading: (M::State, Option<u64>), now: Duration) -> Self {
        let past = self.past.or(self.machine.leading_to(reading.0.index()));
        self.with_reading(reading, past, self.in_flight.certain(), |_| true, now)
    }

    fn with_reading(
        mut self,
        (state, epoch): (M::State, Option<u64>),
        past: BitSet,
        took_effect: usize,
        may_have_led: impl Fn(&InFlightCommands) -> bool,
        now: Duration,
    ) -> Self {
        self.in_flight.read(may_have_led);
        self.in_flight.drop_first(took_effect);
        self.in_flight.expire(now, self.settle);
        Self { state: Some(state), epoch: epoch.or(self.epoch), past, gap: false, ..self }
    }
}

/// The run of a reading, compared with the known one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    Unknown,
    Earlier,
    Same,
    Later,
}

impl Run {
    #[inline]
    pub(super) fn of(known: Option<u64>, read: Option<u64>) -> Self {
        match (known, read) {
            (Some(known), Some(read)) if read < known => Self::Earlier,
            (Some(known), Some(read)) if read == known => Self::Same,
            (Some(_), Some(_)) => Self::Later,
            _ => Self::Unknown,
        }
    }
}
