//! The tokens of RFC 8259. Each function takes the bytes and a position, and returns the position after the token, or `None` if the grammar
//! is violated or the bytes end.

/// The position of the first byte from `at` on that is not white space, or the length if there is none.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The first byte from `at` on that is not white space, and its position.
#[inline(always)]
pub(super) fn next(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    // Most texts have no white space between tokens.
    let byte = *bytes.get(at)?;
    if byte > b' ' { Some((byte, at)) } else { after_space(bytes, at) }
}

#[cfg_attr(not(debug_assertions), inline(never))]
#[cfg_attr(debug_assertions, inline)]
fn after_space(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let at = space(bytes, at);
    Some((*bytes.get(at)?, at))
}

/// Reads the string that starts with the quote at `at`, and returns whether it has escapes. The bytes are known to be UTF-8.
///
/// An invalid character only affects itself: a raw control character is kept, and an invalid escape stands for U+FFFD.
#[inline(always)]
pub(super) fn string(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    // Most names are short, so one inlined check of eight bytes is enough.
    let Some(word) = word_at(bytes, at + 1) else { return last_string(bytes, at + 1) };
    match special(word) {
        0 => long_string(bytes, at + 9),
        hits => end_or_odd(bytes, at + 1 + hits.trailing_zeros() as usize / 8),
    }
}

/// Reads the rest of a string with more than eight bytes.
#[cfg_attr(debug_assertions, inline)]
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

/// Reads the rest of a string if fewer than eight bytes are left.
#[cfg_attr(not(debug_assertions), inline(never))]
#[cfg_attr(debug_assertions, inline)]
fn last_string(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let left = bytes.get(at..)?.len();
    let Some(last) = bytes.last_chunk() else { return odd_string(bytes, at) };
    // The bytes after the end are zeros, which count as control characters, so that the search ends there at the latest.
    let word = u64::from_le_bytes(*last).checked_shr(64 - 8 * left as u32).unwrap_or_default();
    end_or_odd(bytes, at + special(word).trailing_zeros() as usize / 8)
}

#[inline(always)]
fn end_or_odd(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    if bytes.get(at) == Some(&b'"') { Some((at + 1, false)) } else { odd_string(bytes, at) }
}

/// Reads the rest of a string with escapes or raw control characters, or at the end of the bytes.
#[cfg_attr(debug_assertions, inline)]
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

/// The position of the first byte from `at` on that is a quote, a backslash or a control character.
#[inline]
pub(crate) fn plain(bytes: &[u8], at: usize) -> usize {
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

/// The eight bytes from `at` on, with the first one lowest.
#[inline(always)]
pub(super) fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// Sets the top bit of each of the eight bytes that is a quote, a backslash or a control character.
///
/// The subtraction borrows into the top bit of each byte below the bound. Flipping bit 2 moves the quote to just above the control
/// characters, so that one bound is enough for both. A borrow can affect the bytes above a hit but not those below it, so the lowest hit is
/// always right. Bytes from 0x80 on never hit.
#[inline(always)]
const fn special(word: u64) -> u64 {
    let control_or_quote = (word ^ (ONES * 2)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control_or_quote | backslash) & !word & (ONES << 7)
}

/// Reads what follows a backslash: `u` and four digits, or one character, of which only the first byte is checked here.
#[cfg_attr(debug_assertions, inline)]
fn escape(bytes: &[u8], at: usize) -> Option<usize> {
    let unicode =
        *bytes.get(at)? == b'u' && bytes.get(at + 1..at + 5).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    Some(if unicode { at + 5 } else { at + 1 })
}

/// Reads the number that starts with the minus sign or digit at `at`.
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

/// Reads one or more digits.
#[inline]
fn digits(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    if at == from { None } else { Some(at) }
}

/// Reads `true`, `false` or `null`.
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
