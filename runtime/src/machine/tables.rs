use super::{BitSet, Cause, Edge, MAX_STATES};
use core::fmt;
use errspec_core::reach::{relate, related, table_len};

/// A machine's relations as bit tables, one row of `words` words per state, computed from its edges at compile time.
///
/// `LEN` is the number of states times the words per row: [`table_len`].
pub struct Tables<const LEN: usize> {
    direct: [u64; LEN],
    moves: [u64; LEN],
    closure: [u64; LEN],
    words: usize,
}

impl<const LEN: usize> fmt::Debug for Tables<LEN> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tables").field("words", &self.words).finish_non_exhaustive()
    }
}

/// The relations of a machine, by reference. `from` is related to `to` if bit `to` of row `from` is set.
#[derive(Clone, Copy)]
pub struct Relations {
    /// Words per row.
    pub words: usize,
    /// One edge, whatever its cause.
    pub direct: &'static [u64],
    /// One edge without a command.
    pub moves: &'static [u64],
    /// Any number of edges without a command, including none: what a poller may read next.
    pub closure: &'static [u64],
}

impl fmt::Debug for Relations {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relations").field("words", &self.words).finish_non_exhaustive()
    }
}

impl Relations {
    #[inline]
    pub(super) const fn related(&self, table: &[u64], from: u16, to: u16) -> bool {
        related(table, self.words, from, to)
    }
}

impl<const LEN: usize> Tables<LEN> {
    /// Creates the tables of a machine with this many states and these edges.
    ///
    /// # Panics
    /// Panics at compile time, which is when it is meant to be called, if there are more than [`MAX_STATES`] states, if the length is below
    /// [`table_len`], or if an edge names a state that does not exist.
    #[inline]
    pub const fn new(states: usize, edges: &[Edge]) -> Self {
        assert!(states <= MAX_STATES, "a machine has at most 512 states");
        assert!(LEN >= table_len(states), "the length is that of `table_len`");
        let words = states.div_ceil(64);
        let mut tables = Self { direct: [0; LEN], moves: [0; LEN], closure: [0; LEN], words };
        let mut i = 0;
        while i < edges.len() {
            let edge = edges[i];
            relate(&mut tables.direct, words, edge.from, edge.to);
            if !matches!(edge.cause, Cause::Command(_)) {
                relate(&mut tables.moves, words, edge.from, edge.to);
            }
            i += 1;
        }
        tables.close(states)
    }

    /// Creates the tables of a machine with this many states whose moves are unknown: every state can become every other one, except that
    /// the states in `never_left` are never left.
    ///
    /// # Panics
    /// Panics at compile time, like [`new`](Self::new).
    #[inline]
    pub const fn unknown(states: usize, never_left: &[u16]) -> Self {
        let mut tables = Self::new(states, &[]);
        let never_left = BitSet::of(never_left);
        let mut from = 0;
        while from < states {
            let mut to = 0;
            while to < states && !never_left.has(from as u16) {
                if to != from {
                    relate(&mut tables.direct, tables.words, from as u16, to as u16);
                }
                relate(&mut tables.closure, tables.words, from as u16, to as u16);
                to += 1;
            }
            from += 1;
        }
        tables.moves = tables.direct;
        tables
    }

    /// The same by reference, for [`Machine::relations`](super::Machine::relations).
    #[inline]
    pub const fn relations(&'static self) -> Relations {
        Relations { words: self.words, direct: &self.direct, moves: &self.moves, closure: &self.closure }
    }

    /// Computes the closure of `moves`: the rows of all successors are added to each row until nothing changes. In postorder, rows are
    /// complete after one pass if there are no cycles, and after a few passes otherwise. This takes the compiler some milliseconds for 64
    /// states, and some tenths of a second for 500.
    #[inline]
    const fn close(mut self, states: usize) -> Self {
        let order = self.postorder(states);
        let mut i = 0;
        while i < states {
            self.closure[i * self.words + i / 64] |= 1 << (i % 64);
            i += 1;
        }
        let mut changed = true;
        while changed {
            changed = false;
            let mut i = 0;
            while i < states {
                changed |= self.absorb(order[i] as usize);
                i += 1;
            }
        }
        self
    }

    #[inline]
    const fn absorb(&mut self, row: usize) -> bool {
        let mut changed = false;
        let mut from = 0;
        while let Some(next) = self.successor(row, from) {
            let mut word = 0;
            while word < self.words {
                let old = self.closure[row * self.words + word];
                let new = old | self.closure[next * self.words + word];
                self.closure[row * self.words + word] = new;
                changed |= new != old;
                word += 1;
            }
            from = next + 1;
        }
        changed
    }

    /// The first state, counted from `from`, to which an edge without a command leads.
    #[inline]
    const fn successor(&self, row: usize, from: usize) -> Option<usize> {
        let mut word = from / 64;
        let mut low = from % 64;
        while word < self.words {
            let rest = self.moves[row * self.words + word] >> low << low;
            if rest != 0 {
                return Some(word * 64 + rest.trailing_zeros() as usize);
            }
            low = 0;
            word += 1;
        }
        None
    }

    /// The states in postorder: each comes after the states that a depth-first search from it finishes first.
    const fn postorder(&self, states: usize) -> [u16; LEN] {
        let (mut order, mut done) = ([0; LEN], 0);
        let mut stack = [0_usize; LEN];
        // Where the search continues for each state: 0 for a state that has not been entered, otherwise the index of the next successor
        // plus one.
        let mut cursor = [0_usize; LEN];
        let mut root = 0;
        while root < states {
            if cursor[root] == 0 {
                let mut depth = 1;
                stack[0] = root;
                cursor[root] = 1;
                while depth > 0 {
                    let at = stack[depth - 1];
                    match self.successor(at, cursor[at] - 1) {
                        Some(next) => {
                            cursor[at] = next + 2;
                            if cursor[next] == 0 {
                                cursor[next] = 1;
                                stack[depth] = next;
                                depth += 1;
                            }
                        }
                        None => {
                            order[done] = at as u16;
                            done += 1;
                            depth -= 1;
                        }
                    }
                }
            }
            root += 1;
        }
        order
    }
}
