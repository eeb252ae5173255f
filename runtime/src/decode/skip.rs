use super::token::{next, number, string, word};

/// The maximum nesting depth of arrays and objects.
pub(crate) const MAX_DEPTH: u32 = 128;

/// Validates the value at `at`, which starts with the byte `first`, inside `depth` containers. Returns the position after the value.
///
/// This uses no recursion: one bit per open container says whether it is an object.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn value(bytes: &[u8], first: u8, at: usize, depth: u32) -> Option<usize> {
    let (mut first, mut at) = (first, at);
    let mut open: u32 = 0;
    let mut objects: u128 = 0;
    loop {
        if first == b'"' {
            at = string(bytes, at)?.0;
        } else if first == b'{' || first == b'[' {
            open += 1;
            if depth + open > MAX_DEPTH {
                return None;
            }
            objects = objects << 1 | u128::from(first == b'{');
            let (inner, inside) = next(bytes, at + 1)?;
            if inner != closing(objects) {
                (first, at) = if first == b'{' { name(bytes, inner, inside)? } else { (inner, inside) };
                continue;
            }
            at = inside;
        } else if first == b'-' || first.is_ascii_digit() {
            at = number(bytes, at)?;
        } else {
            at = word(bytes, at)?;
        }
        // Reads what follows a value, until the next value begins.
        loop {
            if open == 0 {
                return Some(at);
            }
            let (after, place) = next(bytes, at)?;
            at = place + 1;
            if after == b',' {
                (first, at) = next(bytes, at)?;
                if objects & 1 == 1 {
                    (first, at) = name(bytes, first, at)?;
                }
                break;
            }
            if after != closing(objects) {
                return None;
            }
            open -= 1;
            objects >>= 1;
        }
    }
}

/// The closing bracket of the innermost container.
#[inline(always)]
const fn closing(objects: u128) -> u8 {
    if objects & 1 == 1 { b'}' } else { b']' }
}

/// Reads a member's name and colon. Returns the first byte of the value and its position.
#[inline(always)]
pub(super) fn name(bytes: &[u8], first: u8, at: usize) -> Option<(u8, usize)> {
    if first != b'"' {
        return None;
    }
    match next(bytes, string(bytes, at)?.0)? {
        (b':', colon) => next(bytes, colon + 1),
        _ => None,
    }
}
