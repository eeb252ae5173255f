use super::{BitSet, MachineState};
use core::fmt;
use core::marker::PhantomData;

/// A set of states, which is `Copy`. It iterates in the order of the contract.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct StateSet<S> {
    bits: BitSet,
    of: PhantomData<S>,
}

impl<S> StateSet<S> {
    /// No state.
    pub const EMPTY: Self = Self::from_bits(BitSet::EMPTY);

    /// The set of the generated enum with these indices.
    #[inline]
    pub const fn from_bits(bits: BitSet) -> Self {
        Self { bits, of: PhantomData }
    }

    /// The indices of the states in the set.
    #[inline]
    pub const fn bits(&self) -> BitSet {
        self.bits
    }

    /// The number of states.
    #[inline]
    pub const fn len(&self) -> usize {
        self.bits.len()
    }

    /// Whether the set is empty.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }
}

impl<S: MachineState> StateSet<S> {
    /// Whether the set contains a state.
    #[inline]
    pub fn contains(&self, state: S) -> bool {
        self.bits.has(state.index())
    }

    /// Its states, in the order of the contract.
    #[inline]
    pub fn iter(&self) -> States<S> {
        States { bits: self.bits, next: 0, of: PhantomData }
    }
}

impl<S: MachineState> FromIterator<S> for StateSet<S> {
    fn from_iter<I: IntoIterator<Item = S>>(states: I) -> Self {
        Self::from_bits(states.into_iter().fold(BitSet::EMPTY, |bits, state| bits.with(state.index())))
    }
}

impl<S: MachineState> IntoIterator for StateSet<S> {
    type Item = S;
    type IntoIter = States<S>;

    #[inline]
    fn into_iter(self) -> States<S> {
        self.iter()
    }
}

impl<S: MachineState> IntoIterator for &StateSet<S> {
    type Item = S;
    type IntoIter = States<S>;

    #[inline]
    fn into_iter(self) -> States<S> {
        self.iter()
    }
}

/// The maximum number of states that are printed.
const SHOWN: usize = 16;

/// The states' variant names.
impl<S: MachineState> fmt::Debug for StateSet<S> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut states = self.iter();
        let mut list = f.debug_list();
        list.entries(states.by_ref().take(SHOWN));
        if states.next().is_some() { list.finish_non_exhaustive() } else { list.finish() }
    }
}

/// The states' wire texts, separated by commas.
impl<S: MachineState> fmt::Display for StateSet<S> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, state) in self.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { ", " })?;
            fmt::Display::fmt(&state, f)?;
        }
        Ok(())
    }
}

/// The states of a [`StateSet`], in the order of the contract.
#[derive(Clone, Debug)]
pub struct States<S> {
    bits: BitSet,
    next: u16,
    of: PhantomData<S>,
}

impl<S: MachineState> Iterator for States<S> {
    type Item = S;

    #[inline]
    fn next(&mut self) -> Option<S> {
        let index = self.bits.first_from(self.next)?;
        self.next = index + 1;
        S::from_index(index)
    }
}
