use super::super::BitSet;

/// How often an earlier state is put down to staleness before the service is believed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Doubt {
    /// Whether the last reading could be an earlier state as well as a command of somebody else's.
    pub(super) ambiguous: bool,
    /// The states put down to staleness since the last reading that was believed.
    states: BitSet,
    /// How often one of them was read again.
    repeats: u8,
}

impl Doubt {
    pub(super) const NONE: Self = Self { ambiguous: false, states: BitSet::EMPTY, repeats: 0 };

    /// After a reading that was believed.
    #[inline]
    pub(super) const fn after(ambiguous: bool) -> Self {
        Self { ambiguous, ..Self::NONE }
    }

    /// A state is read that only staleness explains: whether that is still believed, and noted if so.
    #[inline]
    pub(super) fn bears(&mut self, state: u16, limit: u8) -> bool {
        let repeats = self.repeats + u8::from(self.states.has(state));
        if repeats >= limit {
            return false;
        }
        (self.states, self.repeats) = (self.states.with(state), repeats);
        true
    }
}
