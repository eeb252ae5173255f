use super::Catalogue;

/// From wire text to row.
#[derive(Clone, Copy, Debug)]
pub enum Lookup {
    /// Open addressing over FNV-1a: each slot holds a row + 1, or 0. The number of slots is a power of two above twice the codes.
    Text {
        /// The slots.
        slots: &'static [u16],
    },
    /// Integer codes.
    Integer {
        /// The integer of each row.
        numbers: &'static [i64],
        /// The rows in the order of their integers.
        sorted: &'static [u16],
    },
}

impl Lookup {
    pub(super) fn find(&self, catalogue: &Catalogue, wire: &str) -> Option<u16> {
        match self {
            Self::Text { slots } => find_text(slots, catalogue, wire),
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

fn find_text(slots: &[u16], catalogue: &Catalogue, wire: &str) -> Option<u16> {
    let mut at = slot_of(wire, slots.len());
    loop {
        let row = slots.get(at)?.checked_sub(1)?;
        if catalogue.wire(row) == wire {
            return Some(row);
        }
        at = (at + 1) & (slots.len() - 1);
    }
}

/// The first slot to look at for a text in a table of `slots` entries, a power of two. The generator fills its table with it.
pub const fn slot_of(wire: &str, slots: usize) -> usize {
    let bytes = wire.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        i += 1;
    }
    (hash ^ (hash >> 32)) as usize & slots.wrapping_sub(1)
}

/// A decimal integer with an optional minus, nothing else: Rust's own parser would take a leading plus.
pub(super) fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}
