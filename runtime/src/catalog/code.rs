use super::lookup::{Found, find_alias};
use super::{Aliases, Catalog, Extra, Lookup};
use crate::shown::{NAME, Quoted};
use alloc::boxed::Box;
use core::fmt;

/// An enum of error codes, generated or derived.
///
/// Use this trait in generic code. Each generated enum has the same methods as inherent `const fn`s.
pub trait Code: Copy + Eq + fmt::Debug + 'static {
    /// The table behind the enum.
    const CATALOG: &'static Catalog;

    /// The lookup of [`Self::CATALOG`] as a constant of the type, so that the compiler specializes each lookup for its catalog.
    #[doc(hidden)]
    const LOOKUP: Lookup = Self::CATALOG.lookup;

    /// The code in each slot of [`Self::LOOKUP`], so that a lookup does not have to read the row; may be empty.
    #[doc(hidden)]
    const SLOTS: &'static [Option<Self>] = &[];

    /// The aliases as a constant of the type, so that a catalog without aliases never searches for one.
    #[doc(hidden)]
    const ALIASES: Aliases = Self::CATALOG.aliases;

    /// Every code, in the order of the contract.
    const ALL: &'static [Self];

    /// The code's row in [`Self::CATALOG`].
    fn row(self) -> u16;

    /// The code in a row; `None` if there is no such row.
    #[inline]
    fn from_row(row: u16) -> Option<Self> {
        Self::ALL.get(row as usize).copied()
    }

    /// The code with this wire text or alias.
    #[inline]
    fn from_wire(wire: &str) -> Option<Self> {
        let listed = match Self::LOOKUP.find(wire, |row| Self::CATALOG.wire(row)) {
            Some(Found::Slot(slot, row)) => match Self::SLOTS {
                [] => Self::from_row(row),
                slots => slots.get(slot).copied().flatten(),
            },
            Some(Found::Row(row)) => Self::from_row(row),
            None => None,
        };
        match Self::ALIASES {
            [] => listed,
            aliases => listed.or_else(|| Self::from_row(find_alias(aliases, wire)?)),
        }
    }
}

/// A code whose catalog is known only at run time.
#[derive(Clone, Copy)]
pub struct CodeRef {
    /// The catalog.
    pub catalog: &'static Catalog,
    /// The code's row in the catalog.
    pub row: u16,
}

impl fmt::Debug for CodeRef {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeRef({}::{})", self.catalog.name, self.catalog.variant(self.row))
    }
}

impl CodeRef {
    /// The code as the enum `C`, if it belongs to `C`'s catalog.
    pub fn cast<C: Code>(self) -> Option<C> {
        core::ptr::eq(self.catalog, C::CATALOG).then(|| C::from_row(self.row)).flatten()
    }

    /// The code's extra facts, if its message contains secrets.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn secrets(self) -> Option<&'static Extra> {
        self.catalog.extra(self.row).filter(|extra| !extra.secrets.is_empty())
    }

    /// The text the API sends for it.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn wire(self) -> &'static str {
        self.catalog.wire(self.row)
    }
}

impl<C: Code> From<C> for CodeRef {
    #[inline]
    fn from(code: C) -> Self {
        Self { catalog: C::CATALOG, row: code.row() }
    }
}

impl PartialEq for CodeRef {
    #[cfg_attr(debug_assertions, inline)]
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.catalog, other.catalog) && self.row == other.row
    }
}

impl Eq for CodeRef {}

/// The error for a text that is not a code of the catalog.
///
/// To keep unknown codes instead of rejecting them, parse an [`OpenCode`](super::OpenCode).
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The name of the enum.
    pub catalog: &'static str,
    /// The text that is not a code.
    pub text: Box<str>,
}

impl fmt::Debug for UnknownCode {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Quoted(&self.text, NAME);
        f.debug_struct("UnknownCode").field("catalog", &self.catalog).field("text", &text).finish()
    }
}

impl fmt::Display for UnknownCode {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no code of {}", Quoted(&self.text, NAME), self.catalog)
    }
}

impl core::error::Error for UnknownCode {}
