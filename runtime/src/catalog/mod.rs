//! Catalogs of error codes: the table behind each generated enum, and its accessors.

mod code;
mod group;
mod labels;
mod lookup;
mod macros;
mod perfect_hash;
mod row;
mod unlisted;
mod wire;

use crate::shown::Count;
pub use code::{Code, CodeRef, UnknownCode};
use core::fmt;
pub use group::{Family, Group};
pub use labels::{CodeKey, KeyValues, Tag};
pub use lookup::{Aliases, Lookup};
use lookup::{Found, find_alias};
pub use perfect_hash::{Words, slots};
pub use row::{Extra, Row, rows};
pub(crate) use unlisted::Unlisted;
pub use wire::OpenCode;

use crate::retry_facts::Retry;
use crate::{Basis, Category, Effect, Fact, FactBasis, Facts, Severity};

/// A catalog of error codes as const data: all facts of all codes.
///
/// Each generated enum has one ([`Code::CATALOG`]), from which its methods read. All strings are stored in one static string, and each code
/// has a row that locates its strings, so a code needs no relocation when the program is loaded.
pub struct Catalog {
    /// The name of the generated type.
    pub name: &'static str,
    /// The short label that the document gives it; empty if it gives none.
    pub title: &'static str,
    /// What the catalog is about; empty if the contract does not say.
    pub summary: &'static str,
    /// Whether codes that are not listed are accepted.
    pub open: bool,
    /// All strings, in the order of `rows`: summary, wire text, variant name and action of each code.
    pub text: &'static str,
    /// One row per code.
    pub rows: &'static [Row],
    /// The distinct retry classes, to which rows and groups refer by index.
    pub retries: &'static [Retry],
    /// The groups, in the order of the contract.
    pub groups: &'static [Group],
    /// The facts of unlisted codes that are in no family.
    pub unlisted: &'static Facts,
    /// Facts that only few codes have, sorted by code.
    pub extras: &'static [Extra],
    /// The facts whose basis differs from that of their code.
    pub bases: &'static [FactBasis],
    /// Aliases, sorted by text.
    pub aliases: Aliases,
    /// The tags that codes have.
    pub tags: &'static [Tag],
    /// The keys of codes besides their wire texts.
    pub keys: &'static [CodeKey],
    /// Finds the row of a wire text.
    pub lookup: Lookup,
}

impl fmt::Debug for Catalog {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog")
            .field("name", &self.name)
            .field("codes", &Count(self.rows.len()))
            .field("groups", &Count(self.groups.len()))
            .finish_non_exhaustive()
    }
}

impl Catalog {
    /// An empty catalog, for struct update syntax.
    pub const EMPTY: Self = Self {
        name: "",
        title: "",
        summary: "",
        open: true,
        text: "",
        rows: &[],
        retries: &[],
        groups: &[],
        unlisted: &Facts::NONE,
        extras: &[],
        bases: &[],
        aliases: &[],
        tags: &[],
        keys: &[],
        lookup: Lookup::Sorted(&[]),
    };

    /// The number of codes it lists.
    #[inline]
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it lists no codes.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of the code with this wire text or alias. The comparison is case-sensitive.
    #[cfg_attr(debug_assertions, inline)]
    pub fn find(&self, wire: &str) -> Option<u16> {
        self.lookup.find(wire, |row| self.wire(row)).map(Found::row).or_else(|| find_alias(self.aliases, wire))
    }

    /// The row of an integer code; `None` if the catalog's codes are strings.
    #[cfg_attr(debug_assertions, inline)]
    pub fn find_number(&self, number: i64) -> Option<u16> {
        self.lookup.find_number(number)
    }

    /// The text that the API sends for the code in a row.
    #[inline]
    pub const fn wire(&self, row: u16) -> &'static str {
        let r = &self.rows[row as usize];
        slice(self.text, r.at + r.summary as u32, r.wire as u32)
    }

    /// The name of the enum variant for the code in a row.
    #[inline]
    pub const fn variant(&self, row: u16) -> &'static str {
        let r = &self.rows[row as usize];
        slice(self.text, r.at + r.summary as u32 + r.wire as u32, r.name as u32)
    }

    /// The summary of the code in a row; empty if the contract gives none.
    #[inline]
    pub const fn summary(&self, row: u16) -> &'static str {
        let r = &self.rows[row as usize];
        slice(self.text, r.at, r.summary as u32)
    }

    /// The summary of the code in a row, or its wire text if the contract gives no summary.
    #[inline(always)]
    pub const fn display(&self, row: u16) -> &'static str {
        let r = &self.rows[row as usize];
        // Without a summary, its place in the table has the wire text.
        slice(self.text, r.at, if r.summary == 0 { r.wire as u32 } else { r.summary as u32 })
    }

    /// The summary of the code in a row or, if the contract gives none, its [`symbol`](Self::symbol) or its wire text.
    #[inline]
    pub fn shown(&self, row: u16) -> &'static str {
        if self.keys.is_empty() { self.display(row) } else { self.shown_with_keys(row) }
    }

    #[cold]
    #[cfg_attr(debug_assertions, inline)]
    fn shown_with_keys(&self, row: u16) -> &'static str {
        match self.summary(row) {
            "" => self.symbol(row).unwrap_or_else(|| self.wire(row)),
            summary => summary,
        }
    }

    /// What the contract tells the reader to do about the code in a row.
    #[inline]
    pub const fn action(&self, row: u16) -> Option<&'static str> {
        let r = &self.rows[row as usize];
        let at = r.at + r.summary as u32 + r.wire as u32 + r.name as u32;
        if r.action == 0 { None } else { Some(slice(self.text, at, r.action as u32)) }
    }

    /// The HTTP status that the code in a row is documented with; the first if there are several.
    #[inline]
    pub const fn status(&self, row: u16) -> Option<u16> {
        match self.rows[row as usize].status {
            0 => None,
            status => Some(status),
        }
    }

    /// All HTTP statuses that the code in a row is documented with.
    #[inline]
    pub fn statuses(&self, row: u16) -> &'static [u16] {
        match self.extra(row) {
            Some(extra) if !extra.statuses.is_empty() => extra.statuses,
            _ => self.rows.get(row as usize).map_or(&[], Row::status_slice),
        }
    }

    /// The category of the code in a row, according to the code alone; `other` if it has none.
    #[inline]
    pub const fn category(&self, row: u16) -> Category {
        match self.stated_category(row) {
            Some(category) => category,
            None => Category::Other,
        }
    }

    /// The category that the contract gives the code in a row; `None` if the category comes from the status of the response.
    #[inline]
    pub const fn stated_category(&self, row: u16) -> Option<Category> {
        self.rows[row as usize].category
    }

    /// The retry class of the code in a row: its own, or the one it inherits from its group, catalog or status.
    #[inline]
    pub const fn retry(&self, row: u16) -> &'static Retry {
        &self.retries[self.rows[row as usize].retry as usize]
    }

    /// Whether the retry class is stated by the code, its group or its catalog, not inherited from the status it is documented with.
    #[inline]
    pub const fn has_own_retry(&self, row: u16) -> bool {
        self.rows[row as usize].own_retry
    }

    /// Whether the server may have acted before it responded with the code in a row.
    #[inline]
    pub const fn effect(&self, row: u16) -> Effect {
        self.rows[row as usize].effect
    }

    /// Whether the [`effect`](Self::effect) is stated by the code, its group or its catalog.
    #[inline]
    pub const fn has_own_effect(&self, row: u16) -> bool {
        self.rows[row as usize].own_effect
    }

    /// The basis of the code in a row.
    #[inline]
    pub const fn basis(&self, row: u16) -> Basis {
        self.rows[row as usize].basis
    }

    /// The basis of one fact of the code in a row. An inherited fact has the basis it has where it is written.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn basis_of(&self, row: u16, fact: Fact) -> Basis {
        match FactBasis::find(self.bases, row, fact) {
            Some(basis) => basis,
            None => self.basis(row),
        }
    }

    /// The group of the code in a row.
    #[inline]
    pub const fn group(&self, row: u16) -> Option<&'static Group> {
        match self.rows[row as usize].group {
            0 => None,
            group => Some(&self.groups[group as usize - 1]),
        }
    }

    /// The integer that the API sends for the code in a row; `None` if the catalog's codes are strings.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn number(&self, row: u16) -> Option<i64> {
        match self.lookup {
            Lookup::Integer { numbers, .. } => Some(numbers[row as usize]),
            Lookup::Text(_) | Lookup::Sorted(_) => None,
        }
    }

    /// The extra facts of the code in a row, if it is one of the few codes that have any.
    #[cfg_attr(debug_assertions, inline)]
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

    /// All facts that the contract states for the code in a row, its group or its catalog.
    #[cfg_attr(debug_assertions, inline)]
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

    /// Whether the code in a row has a tag.
    #[cfg_attr(debug_assertions, inline)]
    pub fn has_tag(&self, row: u16, tag: &str) -> bool {
        self.tags.iter().any(|own| own.name == tag && own.rows.binary_search(&row).is_ok())
    }

    /// The symbol of an integer code: its first value of the catalog's first key, if the values of that key are strings.
    #[cfg_attr(debug_assertions, inline)]
    pub fn symbol(&self, row: u16) -> Option<&'static str> {
        let key = self.keys.first().filter(|_| matches!(self.lookup, Lookup::Integer { .. }))?;
        key.texts(row).next()
    }

    /// How serious the code in a row is.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn severity(&self, row: u16) -> Option<Severity> {
        match self.extra(row) {
            Some(extra) => extra.facts.severity,
            None => None,
        }
    }
}

#[inline]
const fn slice(text: &'static str, at: u32, len: u32) -> &'static str {
    let (_, rest) = text.split_at(at as usize);
    rest.split_at(len as usize).0
}
