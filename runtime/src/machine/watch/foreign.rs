use super::super::gaps::Moving;
use super::super::paths::{Steps, Ways};
use super::super::{BitSet, Machine, MachineCommand, MachineState, StateMachine};
use super::Verdict;
use super::explain::Explained;
use super::story::Story;

/// How a reading follows from a story in which somebody else sent commands.
pub(super) struct Foreign<'a, M: StateMachine> {
    pub(super) explained: Explained<'a, M>,
    /// Whether a single command, sent in the known state, explains the reading, so that no other reading had to be missed.
    pub(super) at_once: bool,
}

impl<M: StateMachine> Story<M> {
    /// Explains a reading by commands of others, if others may send commands.
    #[inline]
    pub(super) fn explain_foreign<'a>(&self, state: M::State, moved: bool) -> Option<Foreign<'a, M>> {
        let to = state.index();
        let ways = self.all_ways(moved);
        if !self.other_actors || !self.machine.leads(&ways, to) {
            return None;
        }
        let known = self.state.map_or(BitSet::EMPTY, |state| BitSet::one(state.index()));
        let at_once = one_command(self.machine, known, to);
        let (count, command) = match at_once {
            Some(command) => (1, command),
            None => fewest_commands(self.machine, self.origin(), to)?,
        };
        let fewest = self.machine.on_way(&Ways::over(self.origin(), Steps::Any(count)), to);
        let (proved, possible) = self.passed(fewest, to, moved);
        let explained = Explained {
            likeliest: Verdict::Foreign { command: M::Command::from_index(command)?, proved, possible },
            other: None,
            took_effect: self.in_flight.certain(),
            on_way: self.machine.on_way(&ways, to),
        };
        Some(Foreign { explained, at_once: at_once.is_some() })
    }
}

/// A single command that leads from one of these states to the other.
#[inline]
fn one_command(machine: &Machine, from: BitSet, to: u16) -> Option<u16> {
    (0..machine.commands.len() as u16).find(|command| machine.after(from, *command).has(to))
}

/// The smallest number of commands, at least one, by which a state can be reached, and the last of these commands.
#[inline]
fn fewest_commands(machine: &Machine, from: BitSet, to: u16) -> Option<(u16, u16)> {
    let mut reached = machine.spread(from, BitSet::EMPTY, Moving::LISTED);
    let mut seen = BitSet::EMPTY;
    for count in 1.. {
        let over = machine.over(reached, None, BitSet::EMPTY, Moving::LISTED);
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
