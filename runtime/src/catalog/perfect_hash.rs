//! Wire texts as machine words, which the lookup hashes and compares.

use crate::shown::Count;
use core::fmt;
use errspec_core::hash::{self, MOST_WORDS, short_word, word};

/// Perfect hashing of wire texts, written by the generator. It chooses the words, the key and the displacements so that no two codes share
/// a slot. A lookup reads each word once, multiplies once, and compares without a branch for each byte.
#[derive(Clone, Copy)]
pub struct Words {
    /// The words that are hashed. Together with the length, they distinguish all codes.
    pub hashed: &'static [u8],
    /// The odd factor of the hash.
    pub key: u64,
    /// The displacements of the slots, one for each bucket of codes; their number is a power of two. Empty if the key alone gives each code
    /// its own slot.
    pub displacements: &'static [u32],
    /// The length of the shortest code, in bytes.
    pub shortest: usize,
    /// The length of the longest code, in bytes.
    pub longest: usize,
    /// The number of words per slot: those of the longest code, but at most five. A longer code is compared by these words and then as a
    /// whole.
    pub words: usize,
    /// The slots. Each has 4 bytes, the length and the row of its code (little-endian), followed by the code's words. An empty slot has a
    /// length that no code has.
    pub slots: &'static [u8],
}

impl fmt::Debug for Words {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").field("slots", &Count(self.count())).field("words", &self.words).finish_non_exhaustive()
    }
}

/// Creates the slots if there are few codes and most slots are empty, from the position and content of each code's slot.
///
/// # Panics
/// Panics at compile time, which is when it is meant to be called, if a position is out of range.
pub const fn slots<const N: usize, const SLOT: usize>(codes: &[(usize, &[u8; SLOT])]) -> [u8; N] {
    let mut slots = [0; N];
    let mut i = 0;
    while i < N {
        // An empty slot has a length that no code has.
        if i % SLOT < 2 {
            slots[i] = 0xff;
        }
        i += 1;
    }
    i = 0;
    while i < codes.len() {
        let (place, bytes) = codes[i];
        let mut at = 0;
        while at < SLOT {
            slots[place * SLOT + at] = bytes[at];
            at += 1;
        }
        i += 1;
    }
    slots
}

impl Words {
    #[cfg_attr(debug_assertions, inline)]
    const fn stride(&self) -> usize {
        4 + 8 * self.words
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn count(&self) -> usize {
        self.slots.len() / self.stride()
    }

    /// The codes in slot order, so that a lookup does not have to go through the row. An empty slot, which no lookup reaches, has the first
    /// code, because a table without gaps needs no test for them. The compiler runs this, so the loop calls nothing.
    pub(super) const fn codes<C: Copy, const N: usize>(&self, all: &[C]) -> [Option<C>; N] {
        let mut codes = [None; N];
        let (slots, stride) = (self.slots, self.stride());
        let (mut slot, mut at) = (0, 2);
        while slot < N {
            codes[slot] = Some(all[slots[at] as usize + 256 * slots[at + 1] as usize]);
            slot += 1;
            at += stride;
        }
        codes
    }

    /// The slot and the row of the code whose words equal those of the text. A text that has more words than are stored may be a different
    /// one that begins with the same words.
    #[inline(always)]
    pub(super) fn find(&self, text: &[u8]) -> Option<(usize, u16)> {
        // This check comes first because it tells the compiler the range of the length, and the exact length if all codes have the same.
        if text.len() < self.shortest || text.len() > self.longest {
            return None;
        }
        let key: [u64; MOST_WORDS] = match text.len() {
            0..8 => [short_word(text); MOST_WORDS],
            _ => core::array::from_fn(|i| word(text, i)),
        };
        let slot = self.slot(text, &key)?;
        let at = slot * self.stride();
        let (head, words) = self.slots.get(at..at + self.stride())?.split_first_chunk::<4>()?;
        let head = u32::from_le_bytes(*head);
        // All words are compared before a single branch, because a miss can differ in any of them. The shift keeps the compiler from
        // branching for each word.
        let mut differ = (u64::from(head) ^ text.len() as u64) << 48;
        for (known, word) in words.chunks_exact(8).zip(key) {
            differ |= known.first_chunk().map_or(0, |known| u64::from_le_bytes(*known)) ^ word;
        }
        (differ == 0).then_some((slot, (head >> 16) as u16))
    }

    #[inline(always)]
    fn slot(&self, text: &[u8], key: &[u64; MOST_WORDS]) -> Option<usize> {
        let of_key = |i: usize| key.get(i).copied().unwrap_or_else(|| word(text, i));
        let hash = hash::hash(hash::mixed(text.len(), self.hashed, of_key), self.key);
        let displacement = match self.displacements {
            [] => 0,
            moves => *moves.get(hash::bucket(hash, moves.len()))?,
        };
        Some(hash::slot(hash, displacement, self.count()))
    }
}
