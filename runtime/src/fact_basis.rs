use crate::shown::Count;
use crate::{Basis, Fact};
use core::fmt;

/// Entries of a table of which one fact is more or less sure than the entry as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FactBasis {
    /// The fact.
    pub fact: Fact,
    /// How sure it is.
    pub basis: Basis,
    /// The entries: rows of the table, as ranges with both ends included.
    pub rows: &'static [(u16, u16)],
}

impl fmt::Debug for FactBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FactBasis")
            .field("fact", &self.fact)
            .field("basis", &self.basis)
            .field("rows", &Count(self.rows.len()))
            .finish()
    }
}

impl FactBasis {
    /// The basis of a fact of this row; `None` where it is that of its entry.
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
