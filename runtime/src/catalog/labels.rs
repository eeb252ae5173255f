use crate::shown::Count;
use core::fmt;

/// A tag, and the codes that have it.
#[derive(Clone, Copy)]
pub struct Tag {
    /// Its name in the contract.
    pub name: &'static str,
    /// The rows of the codes, in order.
    pub rows: &'static [u16],
    /// The groups whose unlisted codes have it, by index.
    pub groups: &'static [u16],
}

impl fmt::Debug for Tag {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, groups) = (Count(self.rows.len()), Count(self.groups.len()));
        f.debug_struct("Tag").field("name", &self.name).field("rows", &rows).field("groups", &groups).finish()
    }
}

/// A key of codes besides their wire texts, such as a symbol.
#[derive(Clone, Copy, Debug)]
pub struct CodeKey {
    /// Its name in the contract.
    pub name: &'static str,
    /// The values.
    pub values: KeyValues,
}

/// The values of a key, listed by row and, if each value belongs to one code, also by value.
#[derive(Clone, Copy)]
pub enum KeyValues {
    /// Strings.
    Text(&'static [(u16, &'static str)], &'static [(&'static str, u16)]),
    /// Integers.
    Integer(&'static [(u16, i64)], &'static [(i64, u16)]),
}

impl fmt::Debug for KeyValues {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, values) = match self {
            Self::Text(by_row, _) => ("Text", by_row.len()),
            Self::Integer(by_row, _) => ("Integer", by_row.len()),
        };
        f.debug_tuple(name).field(&Count(values)).finish()
    }
}

impl CodeKey {
    /// All values of the code in a row, if they are strings.
    #[cfg_attr(debug_assertions, inline)]
    pub fn texts(&self, row: u16) -> impl Iterator<Item = &'static str> + use<> {
        let all = if let KeyValues::Text(by_row, _) = self.values { of_row(by_row, row) } else { &[] };
        all.iter().map(|(_, text)| *text)
    }

    /// All values of the code in a row, if they are integers.
    #[cfg_attr(debug_assertions, inline)]
    pub fn numbers(&self, row: u16) -> impl Iterator<Item = i64> + use<> {
        let all = if let KeyValues::Integer(by_row, _) = self.values { of_row(by_row, row) } else { &[] };
        all.iter().map(|(_, number)| *number)
    }

    /// Whether the values are integers.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn is_integer(&self) -> bool {
        matches!(self.values, KeyValues::Integer(..))
    }

    /// The row of the code with this value, given as text.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn find_text(&self, text: &str) -> Option<u16> {
        if self.is_integer() { self.find_number(text.parse().ok()?) } else { self.find(text) }
    }

    /// The row of the code with this value, if the values are strings that belong to one code each.
    #[cfg_attr(debug_assertions, inline)]
    pub fn find(&self, text: &str) -> Option<u16> {
        let KeyValues::Text(_, sorted) = self.values else { return None };
        let at = sorted.binary_search_by(|(value, _)| (*value).cmp(text)).ok()?;
        sorted.get(at).map(|(_, row)| *row)
    }

    /// The row of the code with this value, if the values are integers that belong to one code each.
    #[cfg_attr(debug_assertions, inline)]
    pub fn find_number(&self, number: i64) -> Option<u16> {
        let KeyValues::Integer(_, sorted) = self.values else { return None };
        let at = sorted.binary_search_by_key(&number, |(value, _)| *value).ok()?;
        sorted.get(at).map(|(_, row)| *row)
    }
}

#[cfg_attr(debug_assertions, inline)]
fn of_row<T>(by_row: &'static [(u16, T)], row: u16) -> &'static [(u16, T)] {
    let start = by_row.partition_point(|(of, _)| *of < row);
    let end = by_row.partition_point(|(of, _)| *of <= row);
    by_row.get(start..end).unwrap_or(&[])
}
