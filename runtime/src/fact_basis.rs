use crate::shown::Count;
use crate::{Basis, Fact};
use core::fmt;

/// Entries of a table in which the basis of one fact differs from the basis of the entry.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FactBasis {
    /// The fact.
    pub fact: Fact,
    /// The basis of this fact.
    pub basis: Basis,
    /// The entries: ranges of rows, with both ends included.
    pub rows: &'static [(u16, u16)],
}

impl fmt::Debug for FactBasis {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FactBasis")
            .field("fact", &self.fact)
            .field("basis", &self.basis)
            .field("rows", &Count(self.rows.len()))
            .finish()
    }
}

impl FactBasis {
    /// The basis of a fact in this row; `None` if it is the same as that of the entry.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn find(bases: &[Self], row: u16, fact: Fact) -> Option<Basis> {
        let mut i = 0;
        while i < bases.len() {
            if bases[i].fact as u8 == fact as u8 && bases[i].holds(row) {
                return Some(bases[i].basis);
            }
            i += 1;
        }
        None
    }

    #[cfg_attr(debug_assertions, inline)]
    const fn holds(&self, row: u16) -> bool {
        let mut i = 0;
        while i < self.rows.len() {
            if self.rows[i].0 <= row && row <= self.rows[i].1 {
                return true;
            }
            i += 1;
        }
        false
    }
}
