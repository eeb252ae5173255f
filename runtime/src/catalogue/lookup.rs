use super::{Catalogue, Words};

/// From wire text to row.
#[derive(Clone, Copy, Debug)]
pub enum Lookup {
    /// Perfect hashing: what the generator writes.
    Text(Words),
    /// The rows in the order of their wire texts, for tables written by hand.
    Sorted(&'static [u16]),
    /// Integer codes.
    Integer {
        /// The integer of each row.
        numbers: &'static [i64],
        /// The rows in the order of their integers.
        sorted: &'static [u16],
    },
}

impl Lookup {
    #[inline(always)]
    pub(super) fn find(&self, catalogue: &Catalogue, wire: &str) -> Option<u16> {
        match self {
            Self::Text(words) => {
                let row = words.find(wire.as_bytes())?;
                let covered = !words.longer || wire.len() <= 8 * words.words || catalogue.wire(row) == wire;
                covered.then_some(row)
            }
            Self::Sorted(sorted) => {
                let at = sorted.binary_search_by(|row| catalogue.wire(*row).cmp(wire)).ok()?;
                sorted.get(at).copied()
            }
            Self::Integer { .. } => self.find_number(integer(wire)?),
        }
    }

    pub(super) fn find_number(&self, number: i64) -> Option<u16> {
        let Self::Integer { numbers, sorted } = self else { return None };
        let of = |row: &u16| numbers.get(*row as usize).copied().unwrap_or(i64::MAX);
        let at = sorted.binary_search_by_key(&number, of).ok()?;
        sorted.get(at).copied()
    }
}

/// A decimal integer with an optional minus, nothing else: Rust's own parser would take a leading plus.
pub(super) fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}
