use super::{Machine, Payload, State};
use crate::shown::{NAME, Quoted};
use alloc::boxed::Box;
use core::fmt;
use core::hash::Hash;

/// A generated or derived state machine: a marker type that connects its states, commands and tables.
pub trait StateMachine: Copy + Eq + fmt::Debug + 'static {
    /// The enum of its states.
    type State: MachineState;
    /// The enum of its commands; [`NoCommand`] if it has none.
    type Command: MachineCommand;
    /// What the response of a job that succeeded contains; `()` if the contract describes no payload.
    type Payload: Payload<Self::State> + Clone + fmt::Debug;
    /// The tables behind both.
    const MACHINE: &'static Machine;
}

/// A generated or derived enum of the states of a machine.
///
/// Use this trait in generic code. Each generated enum has the same methods as inherent `const fn`s.
pub trait MachineState: Copy + Eq + Hash + fmt::Debug + fmt::Display + 'static {
    /// The tables behind the enum.
    const MACHINE: &'static Machine;
    /// Every state, in the order of the contract.
    const ALL: &'static [Self];

    /// The state's index in [`Self::MACHINE`].
    fn index(self) -> u16;

    /// The data of the state: its facts, kind, outcome and payload.
    #[inline]
    fn entry(self) -> &'static State {
        Self::MACHINE.state(self.index())
    }

    /// The state with this index; `None` if there is no such state.
    #[inline]
    fn from_index(index: u16) -> Option<Self> {
        Self::ALL.get(index as usize).copied()
    }

    /// Looks up a state by its wire text.
    #[inline]
    fn from_wire(wire: &str) -> Option<Self> {
        Self::from_index(Self::MACHINE.find(wire)?)
    }
}

/// A generated or derived enum of the commands of a machine.
pub trait MachineCommand: Copy + Eq + Hash + fmt::Debug + fmt::Display + 'static {
    /// Every command, in the order of the contract.
    const ALL: &'static [Self];

    /// The command's index in the machine.
    fn index(self) -> u16;

    /// The command with this index; `None` if there is no such command.
    #[inline]
    fn from_index(index: u16) -> Option<Self> {
        Self::ALL.get(index as usize).copied()
    }
}

/// The commands of a machine that has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoCommand {}

impl MachineCommand for NoCommand {
    const ALL: &'static [Self] = &[];

    #[inline]
    fn index(self) -> u16 {
        match self {}
    }
}

impl fmt::Display for NoCommand {
    #[inline]
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

/// The error for a text that is not a state of the machine.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownState {
    /// The machine's name.
    pub machine: &'static str,
    /// The text.
    pub text: Box<str>,
}

impl fmt::Debug for UnknownState {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Quoted(&self.text, NAME);
        f.debug_struct("UnknownState").field("machine", &self.machine).field("text", &text).finish()
    }
}

impl fmt::Display for UnknownState {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no state of {}", Quoted(&self.text, NAME), self.machine)
    }
}

impl core::error::Error for UnknownState {}

/// The commands that may be sent in a state.
#[doc(hidden)]
pub fn commands<C: MachineCommand>(machine: &'static Machine, state: u16) -> impl Iterator<Item = C> {
    C::ALL.iter().copied().filter(move |command| machine.accepts(state, command.index()))
}

/// `FromStr` of every generated state.
#[doc(hidden)]
pub fn parse_state<S: MachineState>(wire: &str) -> Result<S, UnknownState> {
    S::from_wire(wire).ok_or_else(|| UnknownState { machine: S::MACHINE.name, text: wire.into() })
}
