//! The perfect hash of wire texts. The generator places codes in slots with it, and the runtime finds them with it.
//!
//! A text is read as machine words. Some of them, mixed with its length and multiplied by a key, give a hash; the upper half of the hash
//! chooses a bucket, whose displacement moves the lower half to the slot of the code.

/// The maximum number of words per slot. Longer texts are compared by these words first.
pub const MOST_WORDS: usize = 5;

/// The `i`th word of a text, which begins at byte `8 * i`. The last word is moved back so that it ends where the text ends: it overlaps the
/// word before it instead of being padded. Two texts of the same length are equal if and only if all their words are equal.
#[inline(always)]
pub fn word(text: &[u8], i: usize) -> u64 {
    let Some(last) = text.len().checked_sub(8) else { return short_word(text) };
    let bytes = text.get((8 * i).min(last)..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// The only word of a text of fewer than eight bytes. Every byte counts.
#[inline]
pub fn short_word(text: &[u8]) -> u64 {
    match (text.first_chunk(), text.last_chunk(), text) {
        (Some(first), Some(last), _) => u64::from(u32::from_le_bytes(*first)) | (u64::from(u32::from_le_bytes(*last)) << 32),
        (_, _, [one]) => u64::from(*one) * 0x01_01_01,
        (_, _, [one, two]) => u64::from(*one) | (u64::from(*two) * 0x01_01_00),
        (_, _, [one, two, three]) => u64::from(*one) | (u64::from(*two) << 8) | (u64::from(*three) << 16),
        _ => 0,
    }
}

/// The words of a text at these indices, mixed with its length. `word_of` reads a word.
#[inline(always)]
pub fn mixed(len: usize, hashed: &[u8], word_of: impl Fn(usize) -> u64) -> u64 {
    let mut mixed = 0u64;
    // This is a loop and not a fold, because the compiler unrolls it wherever the indices are known.
    for i in hashed {
        mixed = mixed.rotate_left(23) ^ word_of(usize::from(*i));
    }
    mixed.wrapping_add(len as u64)
}

/// The hash of mixed words: both halves of their product with the key.
#[inline(always)]
pub const fn hash(mixed: u64, key: u64) -> u64 {
    let product = mixed as u128 * key as u128;
    product as u64 ^ (product >> 64) as u64
}

/// The bucket to which a hash belongs, given the number of buckets.
#[inline(always)]
pub const fn bucket(hash: u64, buckets: usize) -> usize {
    (((hash >> 32) * buckets as u64) >> 32) as usize
}

/// The slot to which a hash belongs, given the number of slots and the displacement of its bucket.
#[inline(always)]
pub const fn slot(hash: u64, displacement: u32, slots: usize) -> usize {
    (((hash as u32).wrapping_add(displacement) as u64 * slots as u64) >> 32) as usize
}
