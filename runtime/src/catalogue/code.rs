use super::lookup::{Found, find_alias};
use super::{Aliases, Catalogue, Extra, Lookup};
use crate::shown::{NAME, Quoted};
use alloc::boxed::Box;
use core::fmt;

/// An emitted or derived enum of error codes.
///
/// Generic code asks through this trait; the same questions are inherent `const fn`s on each emitted enum.
pub trait Code: Copy + Eq + fmt::Debug + 'static {
    /// The table behind the enum.
    const CATALOGUE: &'static Catalogue;

    /// The look-up of [`Self::CATALOGUE`], known where it is compiled: a look-up is specialised to it.
    #[doc(hidden)]
    const LOOKUP: Lookup = Self::CATALOGUE.lookup;

    /// The code in each slot of [`Self::LOOKUP`], which is then not found by way of its row; may be empty.
    #[doc(hidden)]
    const SLOTS: &'static [Option<Self>] = &[];

    /// The other spellings, known where they are compiled: a catalogue without any is not asked.
    #[doc(hidden)]
    const ALIASES: Aliases = Self::CATALOGUE.aliases;

    /// Every code, in the order of the contract.
    const ALL: &'static [Self];

    /// The code's row in [`Self::CATALOGUE`].
    fn row(self) -> u16;

    /// The code of a row; `None` past the end.
    fn from_row(row: u16) -> Option<Self> {
        Self::ALL.get(row as usize).copied()
    }

    /// The code of a wire text or alias.
    fn from_wire(wire: &str) -> Option<Self> {
        let listed = match Self::LOOKUP.find(Self::CATALOGUE, wire) {
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

/// A code whose catalogue is known only at run time.
#[derive(Clone, Copy)]
pub struct CodeRef {
    /// The catalogue.
    pub catalogue: &'static Catalogue,
    /// The row in it.
    pub row: u16,
}

impl fmt::Debug for CodeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeRef({}::{})", self.catalogue.name, self.catalogue.variant(self.row))
    }
}

impl CodeRef {
    /// The code as the enum `C`, if it belongs to `C`'s catalogue.
    pub fn cast<C: Code>(self) -> Option<C> {
        core::ptr::eq(self.catalogue, C::CATALOGUE).then(|| C::from_row(self.row)).flatten()
    }

    /// Its message template, if its message holds secrets.
    pub(crate) fn secrets(self) -> Option<&'static Extra> {
        self.catalogue.extra(self.row).filter(|extra| !extra.secrets.is_empty())
    }

    /// The text the API sends for it.
    pub const fn wire(self) -> &'static str {
        self.catalogue.wire(self.row)
    }
}

impl<C: Code> From<C> for CodeRef {
    fn from(code: C) -> Self {
        Self { catalogue: C::CATALOGUE, row: code.row() }
    }
}

impl PartialEq for CodeRef {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.catalogue, other.catalogue) && self.row == other.row
    }
}

impl Eq for CodeRef {}

/// A text that is no code of the catalogue it was read as.
///
/// Where unknown codes are to be kept rather than refused, read a [`Wire`](super::Wire).
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The name of the catalogue's type.
    pub catalogue: &'static str,
    /// The text.
    pub text: Box<str>,
}

impl fmt::Debug for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Quoted(&self.text, NAME);
        f.debug_struct("UnknownCode").field("catalogue", &self.catalogue).field("text", &text).finish()
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no code of {}", Quoted(&self.text, NAME), self.catalogue)
    }
}

impl core::error::Error for UnknownCode {}
