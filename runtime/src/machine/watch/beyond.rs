use super::super::paths::{Steps, Ways};
use super::super::{Bits, Machine, MachineCommand, MachineState, StateMachine};
use super::weigh::{Run, Weighed};
use super::{Verdict, Watch};

impl<M: StateMachine> Watch<M> {
    /// Explained by what is not known here: commands of others, staleness; or by nothing.
    pub(super) fn beyond<'a>(&self, state: M::State, run: Run) -> Weighed<'a, M> {
        let foreign = if self.other_actors { self.foreign(state, run == Run::Later) } else { None };
        let stale = run != Run::Later && self.stale_before(state) < Self::STALE_LIMIT && self.is_earlier(state);
        match (foreign, stale) {
            (Some((verdict, true)), true) => (verdict, Some(Verdict::Regressed)),
            (Some((verdict, false)), true) => (Verdict::Regressed, Some(verdict)),
            (Some((verdict, _)), false) => (verdict, None),
            (None, true) => (Verdict::Regressed, None),
            (None, false) => (Verdict::Impossible, None),
        }
    }

    /// Whether a state is an earlier one: on a way to one that was read or may have been passed, or explained only without a
    /// command that is known to have taken effect.
    fn is_earlier(&self, state: M::State) -> bool {
        let to = state.index();
        let unsure = self.outstanding.unsure();
        self.state.is_some()
            && (self.machine.becomes(to).meets(self.history)
                || self.machine.leads(&Ways::over(self.origin(), Steps::Given(unsure.steps())), to))
    }

    /// Explained by commands of others, and whether the known state takes the only one: then nothing had to be missed before it.
    fn foreign<'a>(&self, state: M::State, moved: bool) -> Option<(Verdict<'a, M>, bool)> {
        let to = state.index();
        if !self.machine.leads(&self.ways(moved), to) {
            return None;
        }
        let known = self.state.map_or(Bits::EMPTY, |state| Bits::one(state.index()));
        let at_once = one_command(self.machine, known, to);
        let (count, command) = match at_once {
            Some(command) => (1, command),
            None => fewest_commands(self.machine, self.origin(), to)?,
        };
        let (proved, possible) = self.passed_among(self.machine.on_way(self.origin(), Steps::Any(count), to), to, moved);
        let command = M::Command::from_index(command)?;
        Some((Verdict::Foreign { command, proved, possible }, at_once.is_some()))
    }
}

/// A command that leads from a state to another at once.
fn one_command(machine: &Machine, from: Bits, to: u16) -> Option<u16> {
    (0..machine.commands.len() as u16).find(|command| machine.after(from, *command).has(to))
}

/// The least number of commands, at least one, over which a state can be reached, and the last of them.
fn fewest_commands(machine: &Machine, from: Bits, to: u16) -> Option<(u16, u16)> {
    let mut reached = machine.spread(from, Bits::EMPTY, false);
    let mut seen = Bits::EMPTY;
    for count in 1.. {
        let over = machine.over(reached, None, Bits::EMPTY, false);
        if over.has(to) {
            return one_command(machine, reached, to).map(|command| (count, command));
        }
        if over.minus(seen).is_empty() {
            break;
        }
        seen = seen.or(over);
        reached = over;
    }
    None
}
