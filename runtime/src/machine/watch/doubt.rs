use super::super::BitSet;

/// Counts how often an earlier state is considered stale before the watch accepts it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Doubt {
    /// Whether the last reading could be an earlier state or the effect of somebody else's command.
    pub(super) ambiguous: bool,
    /// The states that were considered stale since the last accepted reading.
    states: BitSet,
    /// How many times one of them was read again.
    repeats: u8,
}

impl Doubt {
    pub(super) const NONE: Self = Self { ambiguous: false, states: BitSet::EMPTY, repeats: 0 };

    /// The doubt after an accepted reading.
    #[inline]
    pub(super) const fn after(ambiguous: bool) -> Self {
        Self { ambiguous, ..Self::NONE }
    }

    /// Reports a reading that only staleness explains. Returns whether it still counts as stale, and records it if so.
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
