use super::token::{number, space, string, word};

/// How deep arrays and objects may be nested.
pub(super) const MAX_DEPTH: u32 = 128;

/// Checks the value that starts at `at`, inside `depth` containers, and answers with the position after it.
///
/// No recursion: one bit per open container says whether it is an object.
pub(super) fn value(bytes: &[u8], mut at: usize, depth: u32) -> Option<usize> {
    let mut open: u32 = 0;
    let mut objects: u128 = 0;
    loop {
        let first = *bytes.get(at)?;
        if first == b'"' {
            at = string(bytes, at)?.0;
        } else if first == b'{' || first == b'[' {
            open += 1;
            if depth + open > MAX_DEPTH {
                return None;
            }
            objects = objects << 1 | u128::from(first == b'{');
            at = space(bytes, at + 1);
            if *bytes.get(at)? != closing(objects) {
                if first == b'{' {
                    at = name(bytes, at)?;
                }
                continue;
            }
        } else if first == b'-' || first.is_ascii_digit() {
            at = number(bytes, at)?;
        } else {
            at = word(bytes, at)?;
        }
        // What follows a value, until another one does.
        while open > 0 {
            at = space(bytes, at);
            let next = *bytes.get(at)?;
            at += 1;
            if next == b',' {
                at = space(bytes, at);
                if objects & 1 == 1 {
                    at = name(bytes, at)?;
                }
                break;
            }
            if next != closing(objects) {
                return None;
            }
            open -= 1;
            objects >>= 1;
        }
        if open == 0 {
            return Some(at);
        }
    }
}

/// The bracket that closes the innermost container.
#[inline(always)]
const fn closing(objects: u128) -> u8 {
    if objects & 1 == 1 { b'}' } else { b']' }
}

/// A member's name and colon; answers with the position of its value.
#[inline]
fn name(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let at = space(bytes, string(bytes, at)?.0);
    if bytes.get(at) == Some(&b':') { Some(space(bytes, at + 1)) } else { None }
}
