//! Perfect hashing of wire texts: finds the words, the key and the displacements for the table that the runtime reads.
//!
//! The hash itself is in the core, where the runtime finds it too.

use errspec_core::hash::{self, MOST_WORDS, word};
use errspec_core::random::{GOLDEN, mix};
use errspec_spec::lists::IntoVec;
use std::collections::HashSet;

/// The perfect hash that was found.
#[derive(Debug)]
pub(crate) struct Words {
    /// The words that are hashed.
    pub(crate) hashed: Vec<u8>,
    pub(crate) key: u64,
    pub(crate) displacements: Vec<u32>,
    /// The length of the shortest text, in bytes.
    pub(crate) shortest: usize,
    /// The length of the longest text, in bytes.
    pub(crate) longest: usize,
    /// The number of words per slot.
    pub(crate) words: usize,
    /// The bytes of each slot in use: length, row, words.
    pub(crate) slots: Vec<Option<Vec<u8>>>,
}

/// Up to this many codes are looked up without displacements.
const DIRECT: usize = 32;
/// The average number of codes per bucket.
const PER_BUCKET: usize = 3;

/// Finds the words, key and displacements for these texts, all of which are different.
pub(crate) fn words(wires: &[&str]) -> Words {
    let longest = wires.iter().map(|wire| wire.len()).max().unwrap_or(0);
    let words = longest.div_ceil(8).clamp(1, MOST_WORDS);
    let shortest = wires.iter().map(|wire| wire.len()).min().unwrap_or(0);
    let found = |hashed, key, displacements, order: &[u16]| {
        let slots = order.iter().map(|row| slot(wires, *row, words)).into_vec();
        Words { hashed, key, displacements, shortest, longest, words, slots }
    };
    let hashed = telling_words(wires, longest.div_ceil(8).clamp(1, 32));
    let mixed: Vec<u64> = wires.iter().map(|wire| mixed(wire.as_bytes(), &hashed)).into_vec();
    // A key fails with a small probability; the next one has the same chance.
    if let Some((key, order)) = direct(&mixed) {
        return found(hashed, key, vec![], &order);
    }
    for attempt in 0..64u64 {
        let key = key(attempt);
        if let Some((displacements, order)) = place(&mixed, key, wires.len() + (attempt as usize / 8) * (wires.len() / 16 + 1))
        {
            return found(hashed, key, displacements, &order);
        }
    }
    // This is not reached in practice: there are 64 keys, and later ones have more slots. If it were, every lookup would miss instead of
    // finding a wrong code.
    found(hashed, 1, vec![], &[u16::MAX])
}

/// Few codes need no displacements: finds a key that gives each code its own slot, with as few slots as possible.
fn direct(mixed: &[u64]) -> Option<(u64, Vec<u16>)> {
    if mixed.len() > DIRECT {
        return None;
    }
    let fewest = mixed.len().max(1).next_power_of_two();
    [fewest, 2 * fewest, 4 * fewest].into_iter().find_map(|slots| {
        (0..4_096).map(key).find_map(|key| {
            let mut order = vec![u16::MAX; slots];
            let members: Vec<(u64, u16)> = mixed.iter().zip(0..).map(|(mixed, row)| (hash::hash(*mixed, key), row)).into_vec();
            try_bucket(&members, 0, &mut order, &mut Vec::new()).then_some((key, order))
        })
    })
}

/// The bytes of the slot for a row, if there is one.
fn slot(wires: &[&str], row: u16, words: usize) -> Option<Vec<u8>> {
    let wire = wires.get(usize::from(row))?;
    let length = u16::try_from(wire.len()).unwrap_or(u16::MAX);
    let mut bytes = Vec::with_capacity(4 + 8 * words);
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&row.to_le_bytes());
    for at in 0..words {
        bytes.extend_from_slice(&word(wire.as_bytes(), at).to_le_bytes());
    }
    Some(bytes)
}

/// The smallest set of words that, together with the length, distinguishes all texts: two at best, all of them at worst.
fn telling_words(wires: &[&str], available: usize) -> Vec<u8> {
    let candidates = (0..available as u8).map(|one| vec![one]);
    let pairs = (0..available as u8).flat_map(|one| (one + 1..available as u8).map(move |two| vec![one, two]));
    let triples =
        (0..available as u8).flat_map(|one| (one + 1..available as u8).map(move |two| vec![one, two, available as u8 - 1]));
    let tells = |hashed: &Vec<u8>| {
        let mut seen = HashSet::with_capacity(wires.len());
        wires.iter().all(|wire| seen.insert(mixed(wire.as_bytes(), hashed)))
    };
    let all = (0..available as u8).into_vec();
    candidates.chain(pairs.take(32)).chain(triples.take(32)).find(tells).unwrap_or(all)
}

/// Places buckets of codes, the fullest first. Each is displaced until it fits into the free slots.
fn place(mixed: &[u64], key: u64, slots: usize) -> Option<(Vec<u32>, Vec<u16>)> {
    let buckets = (mixed.len() / PER_BUCKET).next_power_of_two().max(1);
    let slots = slots.max(1);
    let mut members: Vec<Vec<(u64, u16)>> = vec![Vec::new(); buckets];
    for (row, mixed) in mixed.iter().enumerate() {
        let hash = hash::hash(*mixed, key);
        members.get_mut(hash::bucket(hash, buckets))?.push((hash, u16::try_from(row).ok()?));
    }
    let len = |bucket: usize| members.get(bucket).map_or(0, Vec::len);
    let largest_first = errspec_spec::lists::order(buckets, &|a, b| len(b).cmp(&len(a)));
    let mut displacements = vec![0u32; buckets];
    let mut order = vec![u16::MAX; slots];
    let mut taken = Vec::new();
    for bucket in largest_first {
        let members = members.get(bucket)?;
        let fits = (0..=u32::from(u16::MAX))
            .map(|n| n.wrapping_mul(0x9e37_79b9))
            .find(|displacement| try_bucket(members, *displacement, &mut order, &mut taken))?;
        *displacements.get_mut(bucket)? = fits;
    }
    Some((displacements, order))
}

/// Puts the codes of a bucket into their slots, or changes nothing if one of the slots is taken.
fn try_bucket(members: &[(u64, u16)], displacement: u32, order: &mut [u16], taken: &mut Vec<usize>) -> bool {
    taken.clear();
    for (hash, row) in members {
        let slot = hash::slot(*hash, displacement, order.len());
        match order.get_mut(slot) {
            Some(free) if *free == u16::MAX => *free = *row,
            _ => {
                for slot in taken.drain(..) {
                    if let Some(slot) = order.get_mut(slot) {
                        *slot = u16::MAX;
                    }
                }
                return false;
            }
        }
        taken.push(slot);
    }
    true
}

fn mixed(text: &[u8], hashed: &[u8]) -> u64 {
    hash::mixed(text.len(), hashed, |i| word(text, i))
}

/// The key to try in an attempt: well mixed, and odd.
fn key(attempt: u64) -> u64 {
    mix((attempt + 1).wrapping_mul(GOLDEN)) | 1
}
