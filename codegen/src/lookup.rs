//! The table behind the look-up of wire texts: open addressing over FNV-1a, at most half full.
//!
//! The runtime walks it with the same hash; the tests of generated code look up every code of every catalogue.

/// Slots of row + 1, 0 for empty ones.
pub(crate) fn slots<'w>(wires: impl ExactSizeIterator<Item = &'w str>) -> Vec<u16> {
    let size = (wires.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![0u16; size];
    for (row, wire) in wires.enumerate() {
        let free = (0..size).map(|step| (hash(wire) + step) & (size - 1)).find(|at| slots.get(*at) == Some(&0));
        if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
            *slot = u16::try_from(row + 1).unwrap_or(u16::MAX);
        }
    }
    slots
}

fn hash(wire: &str) -> usize {
    let hash = wire.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash ^ (hash >> 32)) as usize
}
