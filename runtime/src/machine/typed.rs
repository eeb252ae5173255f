use super::MachineState;
use core::fmt;

/// A state of a machine as a type of its own, whose value is what a job in it carries.
///
/// Emitted for machines that say `typestate: true`: those that the program itself drives, so that the compiler can know the
/// state. What a service says of its jobs is data and stays a value ([`MachineState`]).
pub trait TypedState {
    /// The enum of the machine's states.
    type Value: MachineState;
    /// The state as a value.
    const VALUE: Self::Value;
}

/// A job was to be resumed in a state that it is not in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WrongState<S> {
    /// The state it was to be resumed in.
    pub expected: S,
    /// The state it is in.
    pub found: S,
}

impl<S: MachineState> WrongState<S> {
    /// Whether a state as a value is a state as a type.
    ///
    /// # Errors
    /// [`WrongState`] where it is another one.
    pub fn check<T: TypedState<Value = S>>(found: S) -> Result<(), Self> {
        if found == T::VALUE { Ok(()) } else { Err(Self { expected: T::VALUE, found }) }
    }
}

/// Both wire texts: `the job is in failed, not in running`.
impl<S: fmt::Display> fmt::Display for WrongState<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the job is in {}, not in {}", self.found, self.expected)
    }
}

impl<S: fmt::Debug + fmt::Display> core::error::Error for WrongState<S> {}
