use super::{Machine, State, Watch};
use crate::shown::{NAME, Quoted};
use alloc::boxed::Box;
use core::fmt;
use core::hash::Hash;

/// An emitted or derived state machine: a marker type that ties its states, its commands and its tables together.
pub trait StateMachine: Copy + Eq + fmt::Debug + 'static {
    /// The enum of its states.
    type State: MachineState;
    /// The enum of its commands; [`NoCommand`] where it has none.
    type Command: MachineCommand;
    /// The tables behind both.
    const MACHINE: &'static Machine;

    /// A watch over one job, from its creation.
    fn watch() -> Watch<Self> {
        Watch::new()
    }
}

/// An emitted or derived enum of a machine's states.
///
/// Generic code asks through this trait; the same questions are inherent `const fn`s on each emitted enum.
pub trait MachineState: Copy + Eq + Hash + fmt::Debug + fmt::Display + 'static {
    /// The tables behind the enum.
    const MACHINE: &'static Machine;
    /// Every state, in the order of the contract.
    const ALL: &'static [Self];

    /// The state's index in [`Self::MACHINE`].
    fn index(self) -> u16;

    /// The whole entry of the state: its facts, who moves the job on from it, how it ends, what it carries.
    fn entry(self) -> &'static State {
        Self::MACHINE.state(self.index())
    }

    /// The state of an index; `None` past the end.
    fn from_index(index: u16) -> Option<Self> {
        Self::ALL.get(index as usize).copied()
    }

    /// The state of a wire text.
    fn from_wire(wire: &str) -> Option<Self> {
        Self::from_index(Self::MACHINE.find(wire)?)
    }
}

/// An emitted or derived enum of a machine's commands.
pub trait MachineCommand: Copy + Eq + Hash + fmt::Debug + fmt::Display + 'static {
    /// Every command, in the order of the contract.
    const ALL: &'static [Self];

    /// The command's index in the machine.
    fn index(self) -> u16;

    /// The command of an index; `None` past the end.
    fn from_index(index: u16) -> Option<Self> {
        Self::ALL.get(index as usize).copied()
    }
}

/// The commands of a machine that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoCommand {}

impl MachineCommand for NoCommand {
    const ALL: &'static [Self] = &[];

    fn index(self) -> u16 {
        match self {}
    }
}

impl fmt::Display for NoCommand {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

/// A text that is no state of the machine it was read as.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownState {
    /// The machine's name.
    pub machine: &'static str,
    /// The text.
    pub text: Box<str>,
}

impl fmt::Debug for UnknownState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Quoted(&self.text, NAME);
        f.debug_struct("UnknownState").field("machine", &self.machine).field("text", &text).finish()
    }
}

impl fmt::Display for UnknownState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no state of {}", Quoted(&self.text, NAME), self.machine)
    }
}

impl core::error::Error for UnknownState {}

/// The commands that may be given in a state.
#[doc(hidden)]
pub fn commands<C: MachineCommand>(machine: &'static Machine, state: u16) -> impl Iterator<Item = C> {
    C::ALL.iter().copied().filter(move |command| machine.accepts(state, command.index()))
}

/// `FromStr` of every emitted state.
#[doc(hidden)]
pub fn parse_state<S: MachineState>(wire: &str) -> Result<S, UnknownState> {
    S::from_wire(wire).ok_or_else(|| UnknownState { machine: S::MACHINE.name, text: wire.into() })
}
