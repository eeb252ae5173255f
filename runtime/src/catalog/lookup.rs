use super::Words;
use crate::shown::Count;
use core::fmt;

/// How a catalog finds the row of a wire text.
#[derive(Clone, Copy)]
pub enum Lookup {
    /// Perfect hashing, which the generator writes.
    Text(Words),
    /// The rows in the order of their wire texts, for tables that are written by hand.
    Sorted(&'static [u16]),
    /// Integer codes.
    Integer {
        /// The integer of each row.
        numbers: &'static [i64],
        /// The rows in the order of their integers.
        sorted: &'static [u16],
    },
}

impl fmt::Debug for Lookup {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes = match self {
            Self::Text(words) => return f.debug_tuple("Text").field(words).finish(),
            Self::Sorted(sorted) | Self::Integer { sorted, .. } => Count(sorted.len()),
        };
        f.debug_tuple(if matches!(self, Self::Sorted(_)) { "Sorted" } else { "Integer" }).field(&codes).finish()
    }
}

/// Aliases and the rows of their codes, in the order of the aliases.
pub type Aliases = &'static [(&'static str, u16)];

/// Where a code was found.
#[derive(Clone, Copy)]
pub(super) enum Found {
    /// In this slot, which names the row.
    Slot(usize, u16),
    /// In this row.
    Row(u16),
}

impl Found {
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn row(self) -> u16 {
        match self {
            Self::Slot(_, row) | Self::Row(row) => row,
        }
    }
}

#[cfg_attr(debug_assertions, inline)]
pub(super) fn find_alias(aliases: Aliases, wire: &str) -> Option<u16> {
    let at = aliases.binary_search_by(|(text, _)| (*text).cmp(wire)).ok()?;
    aliases.get(at).map(|(_, row)| *row)
}

impl Lookup {
    /// The number of slots of the perfect hash; 0 without one.
    #[inline]
    pub const fn slots(&self) -> usize {
        match self {
            Self::Text(words) => words.count(),
            Self::Sorted(_) | Self::Integer { .. } => 0,
        }
    }

    /// The code in each slot, given all codes in row order.
    pub const fn codes<C: Copy, const N: usize>(&self, all: &[C]) -> [Option<C>; N] {
        match self {
            Self::Text(words) => words.codes(all),
            Self::Sorted(_) | Self::Integer { .. } => [None; N],
        }
    }

    /// Finds a text; `text_of` returns the wire text of a row.
    #[inline(always)]
    pub(super) fn find(&self, wire: &str, text_of: impl Fn(u16) -> &'static str) -> Option<Found> {
        match self {
            Self::Text(words) => {
                let (slot, row) = words.find(wire.as_bytes())?;
                let covered = wire.len() <= 8 * words.words || text_of(row) == wire;
                covered.then_some(Found::Slot(slot, row))
            }
            Self::Sorted(sorted) => {
                let at = sorted.binary_search_by(|row| text_of(*row).cmp(wire)).ok()?;
                sorted.get(at).map(|row| Found::Row(*row))
            }
            Self::Integer { .. } => self.find_number(integer(wire)?).map(Found::Row),
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn find_number(&self, number: i64) -> Option<u16> {
        let Self::Integer { numbers, sorted } = self else { return None };
        let of = |row: &u16| numbers.get(*row as usize).copied().unwrap_or(i64::MAX);
        let at = sorted.binary_search_by_key(&number, of).ok()?;
        sorted.get(at).copied()
    }
}

/// Parses a decimal integer in its shortest form. `042` and `-0` are not equal to `42` and `0` as texts, so they are different codes.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let shortest = text == "0" || !digits.starts_with('0');
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if plain && shortest { text.parse().ok() } else { None }
}
