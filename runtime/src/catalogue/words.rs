//! Wire texts as machine words: what the look-up hashes and compares.

/// The `i`th word of a text: bytes `8 * i` and on, moved back so as to end with the text; the words overlap rather than be filled up.
///
/// Of a text under eight bytes there is one word, in which every byte counts. Two texts of one length are equal exactly if their
/// words are.
#[inline]
pub(super) const fn word(text: &[u8], i: usize) -> u64 {
    match text.len() {
        0 => 0,
        n @ 1..=3 => text[0] as u64 | (text[n / 2] as u64) << 8 | (text[n - 1] as u64) << 16,
        n @ 4..=7 => four(text, 0) | four(text, n - 4) << 32,
        n => {
            let at = if 8 * i < n - 8 { 8 * i } else { n - 8 };
            match text.split_at(at).1.first_chunk() {
                Some(chunk) => u64::from_le_bytes(*chunk),
                None => 0,
            }
        }
    }
}

const fn four(text: &[u8], at: usize) -> u64 {
    match text.split_at(at).1.first_chunk() {
        Some(chunk) => u32::from_le_bytes(*chunk) as u64,
        None => 0,
    }
}

/// Perfect hashing of wire texts. Written by the generator, which chooses words, key and displacements so that no two codes share a
/// slot: a look-up reads each word once, multiplies once, and compares without a branch per byte.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Which words feed the hash; with the length they tell all codes apart.
    pub hashed: &'static [u8],
    /// The odd factor of the hash.
    pub key: u64,
    /// Moves the slots of a bucket of codes; a power of two of them.
    pub displacements: &'static [u16],
    /// Words per slot: those of the longest code, at most five; longer codes are compared by these and then as a whole.
    pub words: usize,
    /// The slots, each of 4 bytes and its words: length and row of its code (little-endian), then the code's words. All zeros for
    /// an empty slot.
    pub slots: &'static [u8],
}

impl Words {
    /// The row of a text, if all its words are those of a code; of a text longer than the words say, the code it begins like.
    #[inline]
    pub(super) fn find(&self, text: &[u8]) -> Option<u16> {
        let (head, words) = self.slot(text)?.split_first_chunk::<4>()?;
        let head = u32::from_le_bytes(*head);
        let mut differ = u64::from(head & 0xffff) ^ text.len() as u64;
        for (i, known) in words.chunks_exact(8).enumerate() {
            differ |= known.first_chunk().map_or(0, |known| u64::from_le_bytes(*known)) ^ word(text, i);
        }
        (differ == 0 && head != 0).then_some((head >> 16) as u16)
    }

    #[inline]
    fn slot(&self, text: &[u8]) -> Option<&'static [u8]> {
        let mut mixed = (text.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for i in self.hashed {
            mixed = mixed.rotate_left(23) ^ word(text, *i as usize);
        }
        let product = u128::from(mixed) * u128::from(self.key);
        let hash = product as u64 ^ (product >> 64) as u64;
        let bucket = (hash >> 32) as usize & self.displacements.len().wrapping_sub(1);
        let moved = (hash as u32).wrapping_add(u32::from(*self.displacements.get(bucket)?).wrapping_mul(0x9e37_79b9));
        let stride = 4 + 8 * self.words;
        let count = self.slots.len() / stride;
        let at = ((u64::from(moved) * count as u64) >> 32) as usize * stride;
        self.slots.get(at..at + stride)
    }
}
