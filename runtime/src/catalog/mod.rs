//! Catalogs of error codes: the table behind each generated enum, and its accessors.

mod code;
mod group;
mod lookup;
mod macros;
mod row;
mod words;
mod wire;

use crate::shown::Count;
pub use code::{Code, CodeRef, UnknownCode};
use core::fmt;
pub use group::{Family, Group};
pub use lookup::{Aliases, Lookup};
use lookup::{Found, find_alias};
pub use row::{Extra, Row, rows};
pub use wire::OpenCode;
pub use words::{Words, slots};

use crate::retry::Retry;
use crate::{Basis, Category, Effect, Fact, FactBasis, Facts};

/// A catalog of error codes, as const data: every fact of every code.
///
/// Emitted enums carry one ([`Code::CATALOG`]); their methods read it. All texts stand in one blob, one row per code says where,
/// so that a catalog costs no load-time relocation per code.
pub struct Catalog {
    /// The name of the emitted type.
    pub name: &'static str,
    /// The short label a document gives it; empty where it gives none.
    pub title: &'static str,
    /// What the catalog is about; empty where the contract says nothing.
    pub summary: &'static str,
    /// Whether codes beyond the listed ones are expected.
    pub open: bool,
    /// All texts, in the order of `rows`: summary, wire text, variant name, action.
    pub text: &'static str,
    /// One row per code.
    pub rows: &'static [Row],
    /// The distinct retry classes that rows and groups name by index.
    pub retries: &'static [Retry],
    /// The groups, in the order of the contract.
    pub groups: &'static [Group],
    /// What few codes have, sorted by code.
    pub extras: &'static [Extra],
    /// Of which facts the contract is more or less sure than of their codes.
    pub bases: &'static [FactBasis],
    /// Other spellings accepted when reading, sorted by text.
    pub aliases: Aliases,
    /// From wire text to row.
    pub lookup: Lookup,
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog")
            .field("name", &self.name)
            .field("codes", &Count(self.rows.len()))
            .field("groups", &Count(self.groups.len()))
            .finish_non_exhaustive()
    }
}

impl Catalog {
    /// How many codes it lists.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it lists none.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of a wire text or alias; ASCII case counts.
    pub fn find(&self, wire: &str) -> Option<u16> {
        self.lookup.find(wire, |row| self.wire(row)).map(Found::row).or_else(|| find_alias(self.aliases, wire))
    }

    /// The row of an integer code; `None` in a catalog of texts.
    pub fn find_number(&self, number: i64) -> Option<u16> {
        self.lookup.find_number(number)
    }

    /// The text the API sends for a row.
    #[inline]
    pub const fn wire(&self, row: u16) -> &'static str {
        let r = &self.rows[row as usize];
        slice(self.text, r.at + r.summary as u32, r.wire as u32)
    }

    /// The variant name of a row.
    #[inline]
    pub const fn variant(&self, row: u16) -> &'static str {
        let r = &self.rows[row as usize];
        slice(self.text, r.at + r.summary as u32 + r.wire as u32, r.name as u32)
    }

    /// What a row's code means; empty where the contract says nothing.
    #[inline]
    pub const fn summary(&self, row: u16) -> &'static str {
        let r = &self.rows[row as usize];
        slice(self.text, r.at, r.summary as u32)
    }

    /// What a row's code reads as: its summary, or its wire text where the contract gives none.
    #[inline(always)]
    pub const fn display(&self, row: u16) -> &'static str {
        let r = &self.rows[row as usize];
        // Where there is no summary, the wire text stands in its place.
        slice(self.text, r.at, if r.summary == 0 { r.wire as u32 } else { r.summary as u32 })
    }

    /// What the contract tells the reader to do about a row's code.
    #[inline]
    pub const fn action(&self, row: u16) -> Option<&'static str> {
        let r = &self.rows[row as usize];
        let at = r.at + r.summary as u32 + r.wire as u32 + r.name as u32;
        if r.action == 0 { None } else { Some(slice(self.text, at, r.action as u32)) }
    }

    /// The HTTP status a row's code is documented with; the first where there are several.
    #[inline]
    pub const fn status(&self, row: u16) -> Option<u16> {
        match self.rows[row as usize].status {
            0 => None,
            status => Some(status),
        }
    }

    /// Every HTTP status a row's code is documented with.
    pub fn statuses(&self, row: u16) -> &'static [u16] {
        match self.extra(row) {
            Some(extra) if !extra.statuses.is_empty() => extra.statuses,
            _ => self.rows.get(row as usize).map_or(&[], Row::status_slice),
        }
    }

    /// The API-independent category of a row's code, as far as the code alone says: `other` where it says nothing.
    #[inline]
    pub const fn category(&self, row: u16) -> Category {
        match self.stated_category(row) {
            Some(category) => category,
            None => Category::Other,
        }
    }

    /// The category that the contract gives a row's code; `None` where it leaves that to the status of the answer.
    #[inline]
    pub const fn stated_category(&self, row: u16) -> Option<Category> {
        self.rows[row as usize].category
    }

    /// What may be retried after a row's code, its own word or the one inherited from group, catalog or status.
    #[inline]
    pub const fn retry(&self, row: u16) -> &'static Retry {
        &self.retries[self.rows[row as usize].retry as usize]
    }

    /// Whether the retry class is the code's (or its group's) own, not inherited from the status it is documented with.
    #[inline]
    pub const fn has_own_retry(&self, row: u16) -> bool {
        self.rows[row as usize].own_retry
    }

    /// Whether the server may have acted before it answered with a row's code.
    #[inline]
    pub const fn effect(&self, row: u16) -> Effect {
        self.rows[row as usize].effect
    }

    /// Whether [`effect`](Self::effect) is the code's (or its group's) own word.
    #[inline]
    pub const fn has_own_effect(&self, row: u16) -> bool {
        self.rows[row as usize].own_effect
    }

    /// The basis of a row's code.
    #[inline]
    pub const fn basis(&self, row: u16) -> Basis {
        self.rows[row as usize].basis
    }

    /// How sure the contract is of one fact of a row's code; an inherited fact is as sure as where it is written.
    pub const fn basis_of(&self, row: u16, fact: Fact) -> Basis {
        match FactBasis::find(self.bases, row, fact) {
            Some(basis) => basis,
            None => self.basis(row),
        }
    }

    /// The group a row's code stands in.
    #[inline]
    pub const fn group(&self, row: u16) -> Option<&'static Group> {
        match self.rows[row as usize].group {
            0 => None,
            group => Some(&self.groups[group as usize - 1]),
        }
    }

    /// The integer a row's code is on the wire; `None` in a catalog of texts.
    pub const fn number(&self, row: u16) -> Option<i64> {
        match self.lookup {
            Lookup::Integer { numbers, .. } => Some(numbers[row as usize]),
            Lookup::Text(_) | Lookup::Sorted(_) => None,
        }
    }

    /// What few codes have, where a row's code is one of them.
    pub const fn extra(&self, row: u16) -> Option<&'static Extra> {
        let (mut from, mut to) = (0, self.extras.len());
        while from < to {
            let middle = from + (to - from) / 2;
            match self.extras[middle].code {
                code if code == row => return Some(&self.extras[middle]),
                code if code < row => from = middle + 1,
                _ => to = middle,
            }
        }
        None
    }

    /// Every fact that the contract states of a row's code, its group or its catalog.
    pub const fn facts(&self, row: u16) -> Facts {
        let rare = match self.extra(row) {
            Some(extra) => *extra.facts,
            None => Facts::NONE,
        };
        Facts {
            summary: self.summary(row),
            action: match self.action(row) {
                Some(action) => action,
                None => "",
            },
            category: self.stated_category(row),
            retry: if self.has_own_retry(row) { Some(*self.retry(row)) } else { None },
            effect: if self.has_own_effect(row) { Some(self.effect(row)) } else { None },
            basis: self.basis(row),
            ..rare
        }
    }

    /// The family of a code that is not listed: the group whose prefix, range or mask it falls under; of several prefixes the
    /// longest.
    pub fn family(&self, wire: &str) -> Option<&'static Group> {
        let claiming = self.groups.iter().filter(|group| group.claims(self, wire));
        claiming.reduce(|best, group| if group.precision() > best.precision() { group } else { best })
    }
}

#[inline]
const fn slice(text: &'static str, at: u32, len: u32) -> &'static str {
    let (_, rest) = text.split_at(at as usize);
    rest.split_at(len as usize).0
}
