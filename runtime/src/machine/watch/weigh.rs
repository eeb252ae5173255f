use super::super::paths::Steps;
use super::super::{Bits, Cause, Edge, Machine, MachineCommand, MachineState, StateMachine, StateSet};
use super::{Verdict, Watch};

type Weighed<'a, M> = (Verdict<'a, M>, Option<Verdict<'a, M>>);

impl<M: StateMachine> Watch<M> {
    /// Weighs the explanations of a state that was read, and takes it unless it is put down to staleness.
    pub(super) fn known<'a>(&mut self, state: M::State, epoch: Option<u64>) -> Weighed<'a, M> {
        let run = Run::of(self.epoch, epoch);
        if run == Run::Earlier {
            return (Verdict::Regressed, None);
        }
        let (likeliest, other, seen) = self.weigh(state, run);
        match likeliest {
            Verdict::Regressed => self.stale = Some((state, self.stale_before(state).saturating_add(1))),
            _ => self.take_state(state, seen),
        }
        self.unknown_in_a_row = 0;
        self.epoch = epoch.or(self.epoch);
        (likeliest, other)
    }

    fn take_state(&mut self, state: M::State, commands_seen: usize) {
        self.outstanding.drop_first(commands_seen);
        self.outstanding.expire(self.now, self.settle);
        self.state = Some(state);
        self.history = self.history.with(state.index());
        self.stale = None;
    }

    fn stale_before(&self, state: M::State) -> u8 {
        self.stale.map_or(0, |(stale, times)| if stale == state { times } else { 0 })
    }

    /// The explanations, and how many of the outstanding commands the first of them uses up.
    fn weigh<'a>(&self, state: M::State, run: Run) -> (Verdict<'a, M>, Option<Verdict<'a, M>>, usize) {
        let certain = self.outstanding.certain();
        if self.state.is_none() && self.resumed {
            return (Verdict::First { proved: StateSet::EMPTY, possible: StateSet::EMPTY }, None, certain);
        }
        if self.state == Some(state) && run != Run::Later {
            return self.weigh_same(state, run);
        }
        if let Some((verdict, seen)) = self.own(state, run) {
            return (verdict, None, seen);
        }
        if self.unknown_in_a_row > 0 || self.outstanding.is_crowded() {
            return (Verdict::Unverified, None, certain);
        }
        let (likeliest, other) = self.beyond(state, run);
        (likeliest, other, certain)
    }

    /// The state that was known already: nothing new, or the same again after a command.
    fn weigh_same<'a>(&self, state: M::State, run: Run) -> (Verdict<'a, M>, Option<Verdict<'a, M>>, usize) {
        if self.outstanding.unsettled(self.now, self.settle) {
            return (Verdict::Unsettled, None, 0);
        }
        let certain = self.outstanding.certain();
        let again = if run == Run::Same { None } else { self.commanded(state, certain.max(1)) };
        match again {
            Some((verdict, seen)) => (verdict, None, seen),
            None if certain > 0 && self.stale_before(state) < Self::STALE_LIMIT => (Verdict::Regressed, None, 0),
            None => (Verdict::Same, None, certain),
        }
    }

    /// Explained by the service's own moves and the commands given here.
    fn own<'a>(&self, state: M::State, run: Run) -> Option<(Verdict<'a, M>, usize)> {
        // A later run begins with a command, if one was given.
        let least = usize::from(run == Run::Later);
        self.commanded(state, least.max(self.outstanding.certain())).or_else(|| Some((self.moved(state)?, 0)))
    }

    /// Explained by the service's own moves.
    fn moved<'a>(&self, state: M::State) -> Option<Verdict<'a, M>> {
        let to = state.index();
        if self.outstanding.certain() > 0 || !self.machine.spread(self.origin(), Bits::EMPTY).has(to) {
            return None;
        }
        if let Some(edge) = self.state.and_then(|from| self.move_between(from.index(), to)) {
            return Some(Verdict::Step(edge));
        }
        let (proved, possible) = self.passed(Steps::Given(&[]), to);
        match self.state {
            None => Some(Verdict::First { proved, possible }),
            // The same state in a later run: explained only if something lies in between.
            Some(from) if from == state && proved.is_empty() && possible.is_empty() => None,
            Some(_) => Some(Verdict::Skip { proved, possible }),
        }
    }

    fn move_between(&self, from: u16, to: u16) -> Option<&'static Edge> {
        let is_move = |edge: &&Edge| (edge.from, edge.to) == (from, to) && !matches!(edge.cause, Cause::Command(_));
        self.machine.edges.iter().find(is_move)
    }

    /// Explained by the first so many outstanding commands, at least `least`; the last of them took effect.
    fn commanded<'a>(&self, state: M::State, least: usize) -> Option<(Verdict<'a, M>, usize)> {
        let to = state.index();
        let mut reached = self.machine.spread(self.origin(), Bits::EMPTY);
        if least == 0 && reached.has(to) {
            return None;
        }
        for (step, count) in self.outstanding.steps().iter().zip(1..) {
            let over = self.machine.over(reached, step.command, Bits::EMPTY);
            if count >= least && over.has(to) {
                let (proved, possible) = self.passed(Steps::Given(self.outstanding.led_to_effect(count).steps()), to);
                let command = M::Command::from_index(step.command?)?;
                return Some((Verdict::Commanded { command, proved, possible }, count));
            }
            reached = if step.certain { over } else { over.or(reached) };
        }
        None
    }

    /// Explained by what is not known here: commands of others, staleness; or by nothing.
    fn beyond<'a>(&self, state: M::State, run: Run) -> Weighed<'a, M> {
        let foreign = if self.other_actors { self.foreign(state) } else { None };
        let stale = run != Run::Later && self.stale_before(state) < Self::STALE_LIMIT && self.is_earlier(state);
        match (foreign, stale) {
            (Some((verdict, true)), true) => (verdict, Some(Verdict::Regressed)),
            (Some((verdict, false)), true) => (Verdict::Regressed, Some(verdict)),
            (Some((verdict, _)), false) => (verdict, None),
            (None, true) => (Verdict::Regressed, None),
            (None, false) => (Verdict::Impossible, None),
        }
    }

    /// Whether a state is an earlier one: on a way to the known one, read before, or explained only without a command that is
    /// known to have taken effect.
    fn is_earlier(&self, state: M::State) -> bool {
        let earlier = |known: M::State| {
            self.machine.can_become(state.index(), known.index())
                || self.outstanding.certain() > 0 && self.machine.can_become(known.index(), state.index())
        };
        self.state.is_some_and(earlier) || self.history.has(state.index())
    }

    /// Explained by commands of others, and whether the known state takes the only one: then nothing had to be missed before it.
    fn foreign<'a>(&self, state: M::State) -> Option<(Verdict<'a, M>, bool)> {
        let to = state.index();
        let (count, command) = fewest_commands(self.machine, self.origin(), to)?;
        let (proved, possible) = self.passed(Steps::Any(count), to);
        let at_once = self.state.is_some_and(|known| count == 1 && self.machine.accepts(known.index(), command));
        let command = M::Command::from_index(command)?;
        Some((Verdict::Foreign { command, proved, possible }, at_once))
    }

    /// The states passed certainly and possibly. The known state is not among them; a new job's initial states are.
    fn passed(&self, steps: Steps<'_>, to: u16) -> (StateSet<M::State>, StateSet<M::State>) {
        let known = self.state.map_or(Bits::EMPTY, |state| Bits::one(state.index()));
        let passed = self.machine.passed(self.origin(), steps, to, known);
        (StateSet::from_bits(passed.certainly), StateSet::from_bits(passed.possibly))
    }

    /// Where the job can have been at the last reading.
    fn origin(&self) -> Bits {
        self.state.map_or_else(|| Bits::of(self.machine.initial), |state| Bits::one(state.index()))
    }
}

/// The least number of commands, at least one, over which a state can be reached, and the last of them.
fn fewest_commands(machine: &Machine, from: Bits, to: u16) -> Option<(u16, u16)> {
    let mut reached = machine.spread(from, Bits::EMPTY);
    let mut seen = Bits::EMPTY;
    for count in 1.. {
        let over = machine.over(reached, None, Bits::EMPTY);
        if over.has(to) {
            let leads = |command: &u16| machine.after(reached, *command).has(to);
            return (0..machine.commands.len() as u16).find(leads).map(|command| (count, command));
        }
        if over.minus(seen).is_empty() {
            break;
        }
        seen = seen.or(over);
        reached = over;
    }
    None
}

/// A reading's run beside the known one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
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
