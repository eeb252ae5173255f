use super::{Machine, MachineCommand, MachineState, Reading, StateMachine, Watch};
use core::fmt;

/// A machine whose tables are only known at run time. States and commands are identified by index. See [`Watch::over`].
///
/// For tools that read contracts. Generated machines have their own types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indexed;

/// Declares an index, which is printed as its number.
macro_rules! index {
    ($(#[$doc:meta] $name:ident)+) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u16);

        impl fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
    )+};
}

index! {
    /// A state by index.
    StateIndex
    /// A command by index.
    CommandIndex
}

impl StateMachine for Indexed {
    type State = StateIndex;
    type Command = CommandIndex;
    type Payload = ();
    const MACHINE: &'static Machine = &NOTHING;
}

impl MachineState for StateIndex {
    const MACHINE: &'static Machine = &NOTHING;
    const ALL: &'static [Self] = &[];

    #[inline]
    fn index(self) -> u16 {
        self.0
    }

    #[inline]
    fn from_index(index: u16) -> Option<Self> {
        Some(Self(index))
    }
}

impl MachineCommand for CommandIndex {
    const ALL: &'static [Self] = &[];

    #[inline]
    fn index(self) -> u16 {
        self.0
    }

    #[inline]
    fn from_index(index: u16) -> Option<Self> {
        Some(Self(index))
    }
}

impl Watch<Indexed> {
    /// A watch over a job of any machine, from its creation.
    ///
    /// # Panics
    /// Methods of the watch panic if a state is not an index of the machine. Wire texts never panic.
    #[inline]
    pub const fn over(machine: &'static Machine) -> Self {
        Self::of(machine)
    }
}

/// The tables that [`Indexed`] has to name, which have no states.
static NOTHING: Machine = Machine::NONE;

impl From<StateIndex> for Reading<'_, Indexed> {
    #[inline]
    fn from(state: StateIndex) -> Self {
        Self::of(state)
    }
}
