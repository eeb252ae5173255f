/// The maximum number of states of a machine. Sets of states have a fixed size, so that watching never allocates.
pub const MAX_STATES: usize = 512;

const WORDS: usize = MAX_STATES / 64;

/// A set of states by index. [`StateSet`](super::StateSet) is the same with the type of the generated enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct BitSet([u64; WORDS]);

impl BitSet {
    /// No state.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// One state.
    pub const fn one(state: u16) -> Self {
        Self::EMPTY.with(state)
    }

    /// The states of a slice.
    #[inline]
    pub const fn of(states: &[u16]) -> Self {
        let mut set = Self::EMPTY;
        let mut i = 0;
        while i < states.len() {
            set = set.with(states[i]);
            i += 1;
        }
        set
    }

    /// The set with this state added. An index of [`MAX_STATES`] or more has no effect.
    #[must_use]
    pub const fn with(mut self, state: u16) -> Self {
        if (state as usize) < MAX_STATES {
            self.0[state as usize / 64] |= 1 << (state % 64);
        }
        self
    }

    /// The set without this state.
    #[must_use]
    pub const fn without(mut self, state: u16) -> Self {
        if (state as usize) < MAX_STATES {
            self.0[state as usize / 64] &= !(1 << (state % 64));
        }
        self
    }

    /// Adds one row of a bit table, which may have any length.
    #[must_use]
    pub(super) const fn with_row(mut self, table: &[u64], row: u16, words: usize) -> Self {
        let mut word = 0;
        while word < words && word < WORDS {
            self.0[word] |= table[row as usize * words + word];
            word += 1;
        }
        self
    }

    /// The union of two sets.
    #[must_use]
    pub const fn or(mut self, other: Self) -> Self {
        let mut word = 0;
        while word < WORDS {
            self.0[word] |= other.0[word];
            word += 1;
        }
        self
    }

    /// The states that are in this set but not in the other.
    #[must_use]
    pub const fn minus(mut self, other: Self) -> Self {
        let mut word = 0;
        while word < WORDS {
            self.0[word] &= !other.0[word];
            word += 1;
        }
        self
    }

    /// Whether the sets have a state in common.
    #[inline]
    pub const fn meets(&self, other: Self) -> bool {
        !self.minus(self.minus(other)).is_empty()
    }

    /// Whether the set contains a state.
    pub const fn has(&self, state: u16) -> bool {
        (state as usize) < MAX_STATES && self.0[state as usize / 64] >> (state % 64) & 1 == 1
    }

    /// The number of states.
    #[inline]
    pub const fn len(&self) -> usize {
        let mut len = 0;
        let mut word = 0;
        while word < WORDS {
            len += self.0[word].count_ones() as usize;
            word += 1;
        }
        len
    }

    /// Whether the set is empty.
    pub const fn is_empty(&self) -> bool {
        self.first_from(0).is_none()
    }

    /// The first state at or after `from`. Const code iterates over a set with it.
    pub const fn first_from(&self, from: u16) -> Option<u16> {
        let mut word = from as usize / 64;
        let mut low = from % 64;
        while word < WORDS {
            let rest = self.0[word] >> low << low;
            if rest != 0 {
                return Some((word * 64) as u16 + rest.trailing_zeros() as u16);
            }
            low = 0;
            word += 1;
        }
        None
    }
}
