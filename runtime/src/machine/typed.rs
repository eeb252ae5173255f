use super::MachineState;
use core::fmt;

/// A state of a machine as a type. Its value is the payload of a job in this state.
///
/// Generated for machines with `typestate: true`, which the program itself drives, so that the compiler knows the state. The state of a job
/// that a service reports is always a value ([`MachineState`]).
pub trait TypedState {
    /// The enum of the machine's states.
    type Value: MachineState;
    /// The state as a value.
    const VALUE: Self::Value;
}

/// The error for a job that is resumed in the wrong state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WrongState<S> {
    /// The expected state.
    pub expected: S,
    /// The actual state.
    pub found: S,
}

impl<S: MachineState> WrongState<S> {
    /// Checks that a state value corresponds to a state type.
    ///
    /// # Errors
    /// Returns [`WrongState`] if the value is another state.
    pub fn check<T: TypedState<Value = S>>(found: S) -> Result<(), Self> {
        if found == T::VALUE { Ok(()) } else { Err(Self { expected: T::VALUE, found }) }
    }
}

/// Both wire texts: `the job is in failed, not in running`.
impl<S: fmt::Display> fmt::Display for WrongState<S> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the job is in {}, not in {}", self.found, self.expected)
    }
}

impl<S: fmt::Debug + fmt::Display> core::error::Error for WrongState<S> {}
