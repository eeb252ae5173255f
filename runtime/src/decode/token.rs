//! The tokens of RFC 8259. Every function takes the bytes and a position and answers with the position after the token;
//! `None` where the grammar is broken or the bytes end.

/// The first byte at or after `at` that is no white space; the length where there is none.
pub(super) fn space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The first byte at or after `at` that is no white space, and where it is.
#[inline(always)]
pub(super) fn next(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    // Most texts have no white space between tokens.
    let byte = *bytes.get(at)?;
    if byte > b' ' { Some((byte, at)) } else { after_space(bytes, at) }
}

#[inline(never)]
fn after_space(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let at = space(bytes, at);
    Some((*bytes.get(at)?, at))
}

/// A string that starts with the quote at `at`, and whether it has escapes. The bytes are known to be UTF-8.
///
/// What a string may not hold costs itself and nothing beside it: a raw control character is taken as it is, an escape that JSON does
/// not have is taken too and stands for U+FFFD.
#[inline(always)]
pub(super) fn string(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    // Most names are short: one look at eight bytes, inlined.
    let Some(word) = word_at(bytes, at + 1) else { return last_string(bytes, at + 1) };
    match special(word) {
        0 => long_string(bytes, at + 9),
        hits => end_or_odd(bytes, at + 1 + hits.trailing_zeros() as usize / 8),
    }
}

/// The rest of a string of more than eight bytes.
fn long_string(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let mut at = at;
    for word in bytes.get(at..)?.as_chunks().0 {
        let hits = special(u64::from_le_bytes(*word));
        if hits != 0 {
            return end_or_odd(bytes, at + hits.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    last_string(bytes, at)
}

/// The rest of a string where less than eight bytes are left.
#[inline(never)]
fn last_string(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let left = bytes.get(at..)?.len();
    let Some(last) = bytes.last_chunk() else { return odd_string(bytes, at) };
    // Zeros take the places after the end; they count as control characters, and nothing is found there.
    let word = u64::from_le_bytes(*last).checked_shr(64 - 8 * left as u32).unwrap_or_default();
    end_or_odd(bytes, at + special(word).trailing_zeros() as usize / 8)
}

#[inline(always)]
fn end_or_odd(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    if bytes.get(at) == Some(&b'"') { Some((at + 1, false)) } else { odd_string(bytes, at) }
}

/// The rest of a string with escapes or raw control characters, or at the end of the bytes.
fn odd_string(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let mut at = plain(bytes, at);
    let mut escaped = false;
    loop {
        match bytes.get(at)? {
            b'"' => return Some((at + 1, escaped)),
            b'\\' => {
                escaped = true;
                at = plain(bytes, escape(bytes, at + 1)?);
            }
            _ => at = plain(bytes, at + 1),
        }
    }
}

/// The first byte at or after `at` that a string may not hold as it is: quote, backslash, control character.
#[inline]
fn plain(bytes: &[u8], at: usize) -> usize {
    let (words, rest) = bytes.get(at..).unwrap_or_default().as_chunks();
    let mut at = at;
    for word in words {
        let hits = special(u64::from_le_bytes(*word));
        if hits != 0 {
            return at + hits.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + rest.iter().take_while(|b| !matches!(b, b'"' | b'\\' | 0..=0x1f)).count()
}

/// The eight bytes from `at`, the first the lowest.
#[inline(always)]
pub(super) fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// The top bit of each of eight bytes that is a quote, a backslash or a control character.
///
/// Subtracting borrows into the top bit of each byte below the bound. With the bit 2 turned over the quote takes the place
/// just above the control characters, so that one bound serves both. A borrow can spoil bytes above a hit, never below:
/// the lowest hit is right. Bytes from 0x80 are none.
#[inline(always)]
const fn special(word: u64) -> u64 {
    let control_or_quote = (word ^ (ONES * 2)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control_or_quote | backslash) & !word & (ONES << 7)
}

/// What follows a backslash: four digits after a `u`, else one character, of which the first byte is enough here.
fn escape(bytes: &[u8], at: usize) -> Option<usize> {
    let unicode =
        *bytes.get(at)? == b'u' && bytes.get(at + 1..at + 5).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    Some(if unicode { at + 5 } else { at + 1 })
}

/// A number that starts with the minus or digit at `at`.
#[inline]
pub(super) fn number(bytes: &[u8], mut at: usize) -> Option<usize> {
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = if bytes.get(at) == Some(&b'0') { at + 1 } else { digits(bytes, at)? };
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    Some(at)
}

/// One digit or more.
#[inline]
fn digits(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    if at == from { None } else { Some(at) }
}

/// One of the three words.
#[inline]
pub(super) fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    if rest.starts_with(b"true") || rest.starts_with(b"null") {
        Some(at + 4)
    } else if rest.starts_with(b"false") {
        Some(at + 5)
    } else {
        None
    }
}
