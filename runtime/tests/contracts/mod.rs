//! Contracts written by hand, exactly as the generator writes them.
#![allow(dead_code, unreachable_pub, reason = "each test uses its own")]

pub mod autoretouch;
pub mod tasks;
pub mod vision;

use errspec::catalogue::slot_of;

/// The slots of a text look-up.
pub const fn slots<const N: usize, const S: usize>(wires: [&str; N]) -> [u16; S] {
    let mut slots = [0; S];
    let mut row = 0;
    while row < N {
        let mut at = slot_of(wires[row], S);
        while slots[at] != 0 {
            at = (at + 1) % S;
        }
        slots[at] = row as u16 + 1;
        row += 1;
    }
    slots
}
