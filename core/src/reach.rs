//! Which states can follow which: sets of states, relations as bit tables, and the states that a relation leads to.
//!
//! A table has one row of `states.div_ceil(64)` words per state. `from` stands in relation to `to` if bit `to` of row `from` is set.

/// The maximum number of states of a machine. Sets of states have a fixed size, so that watching never allocates.
pub const MAX_STATES: usize = 512;

const WORDS: usize = MAX_STATES / 64;

/// A set of states by index. `StateSet` is the same with the type of the generated enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct BitSet([u64; WORDS]);

impl BitSet {
    /// No state.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// One state.
    #[cfg_attr(debug_assertions, inline)]
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
    #[cfg_attr(debug_assertions, inline)]
    pub const fn with(mut self, state: u16) -> Self {
        if (state as usize) < MAX_STATES {
            self.0[state as usize / 64] |= 1 << (state % 64);
        }
        self
    }

    /// The set without this state.
    #[must_use]
    #[cfg_attr(debug_assertions, inline)]
    pub const fn without(mut self, state: u16) -> Self {
        if (state as usize) < MAX_STATES {
            self.0[state as usize / 64] &= !(1 << (state % 64));
        }
        self
    }

    /// Adds one row of a bit table, which may have any length.
    #[must_use]
    #[cfg_attr(debug_assertions, inline)]
    pub const fn with_row(mut self, table: &[u64], row: u16, words: usize) -> Self {
        let mut word = 0;
        while word < words && word < WORDS {
            self.0[word] |= table[row as usize * words + word];
            word += 1;
        }
        self
    }

    /// The union of two sets.
    #[must_use]
    #[cfg_attr(debug_assertions, inline)]
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
    #[cfg_attr(debug_assertions, inline)]
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
    #[cfg_attr(debug_assertions, inline)]
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
    #[cfg_attr(debug_assertions, inline)]
    pub const fn is_empty(&self) -> bool {
        self.first_from(0).is_none()
    }

    /// The first state at or after `from`. Const code iterates over a set with it.
    #[cfg_attr(debug_assertions, inline)]
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

/// The number of words in the table of a machine with this many states.
#[inline]
pub const fn table_len(states: usize) -> usize {
    states * states.div_ceil(64)
}

/// Whether a table relates one state to another.
#[inline]
pub const fn related(table: &[u64], words: usize, from: u16, to: u16) -> bool {
    table[from as usize * words + to as usize / 64] >> (to % 64) & 1 == 1
}

/// Relates one state to another in a table.
#[inline]
pub const fn relate(table: &mut [u64], words: usize, from: u16, to: u16) {
    table[from as usize * words + to as usize / 64] |= 1 << (to % 64);
}

/// The states to which a table relates some states.
#[inline]
pub const fn next(table: &[u64], words: usize, from: BitSet) -> BitSet {
    let mut reached = BitSet::EMPTY;
    let mut at = from.first_from(0);
    while let Some(state) = at {
        reached = reached.with_row(table, state, words);
        at = from.first_from(state + 1);
    }
    reached
}

/// Some states and all that can follow them by a table, without the states in `avoid`.
///
/// ```
/// use errspec_core::reach::{BitSet, reach, relate, table_len};
/// let mut moves = [0; table_len(4)];
/// for (from, to) in [(0, 1), (1, 2), (2, 0)] {
///     relate(&mut moves, 1, from, to);
/// }
/// assert_eq!(reach(&moves, 1, BitSet::one(1), BitSet::EMPTY), BitSet::of(&[0, 1, 2]));
/// assert_eq!(reach(&moves, 1, BitSet::one(1), BitSet::one(2)), BitSet::one(1));
/// ```
#[inline]
pub const fn reach(table: &[u64], words: usize, from: BitSet, avoid: BitSet) -> BitSet {
    let mut reached = from.minus(avoid);
    let mut todo = reached;
    while let Some(state) = todo.first_from(0) {
        let fresh = BitSet::EMPTY.with_row(table, state, words).minus(reached).minus(avoid);
        reached = reached.or(fresh);
        todo = todo.or(fresh).without(state);
    }
    reached
}
