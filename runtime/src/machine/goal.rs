use super::{BitSet, Kind, Machine, Moves, Outcome, StateMachine};
use crate::Basis;
use core::fmt;
use core::marker::PhantomData;

/// A named wait: something other than the end of the job that a program can wait for. Generated with struct update syntax over
/// [`Wait::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct Wait {
    /// Its key in the contract.
    pub name: &'static str,
    /// What it waits for; empty if the contract does not say.
    pub summary: &'static str,
    /// The states in which it succeeds.
    pub states: &'static [u16],
    /// The outcomes with which it succeeds.
    pub outcomes: &'static [Outcome],
    /// The resting states in which it continues.
    pub through: &'static [u16],
    /// The basis.
    pub basis: Basis,
}

impl Wait {
    /// A wait for nothing, for struct update syntax.
    pub const NONE: Self = Self { name: "", summary: "", states: &[], outcomes: &[], through: &[], basis: Basis::Stated };

    /// Whether the goal of the wait is this state or this outcome.
    #[cfg_attr(debug_assertions, inline)]
    pub fn is_for(&self, state: u16, outcome: Option<Outcome>) -> bool {
        self.states.contains(&state) || outcome.is_some_and(|outcome| self.outcomes.contains(&outcome))
    }

    /// Whether the wait continues in a resting state that is not its goal: if the contract says so, or if nobody has to act and the service can
    /// still reach the goal by itself.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn goes_on(&self, machine: &Machine, state: u16, outcome: Option<Outcome>) -> bool {
        if machine.state(state).kind != Kind::Resting {
            return false;
        }
        let somebody_acts = matches!(outcome, None | Some(Outcome::Needs(_)));
        self.through.contains(&state) || !somebody_acts && machine.moves != Moves::Unknown && self.is_ahead(machine, state)
    }

    /// Whether the service's own edges lead from a state to another one that is the goal of the wait.
    #[cfg_attr(debug_assertions, inline)]
    fn is_ahead(&self, machine: &Machine, state: u16) -> bool {
        let reached = machine.becomes(state).without(state);
        reached.meets(BitSet::of(self.states)) || self.outcomes.iter().any(|outcome| machine.any_may_end(reached, *outcome))
    }
}

/// A named wait of the machine `M`. Generated as a constant of the machine: `Deployment::FOR_DELETION`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct WaitFor<M> {
    index: u16,
    machine: PhantomData<fn() -> M>,
}

impl<M: StateMachine> WaitFor<M> {
    /// The wait with this index, for generated code.
    #[doc(hidden)]
    pub const fn new(index: u16) -> Self {
        Self { index, machine: PhantomData }
    }

    /// What the contract says about it.
    #[inline]
    pub const fn facts(self) -> &'static Wait {
        &M::MACHINE.waits[self.index as usize]
    }
}

impl<M: StateMachine> fmt::Debug for WaitFor<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WaitFor").field(&self.facts().name).finish()
    }
}
