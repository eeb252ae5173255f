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
        at = match bytes.get(at)? {
            b'"' => string(bytes, at)?.0,
            b'-' | b'0'..=b'9' => number(bytes, at)?,
            bracket @ (b'{' | b'[') => {
                open += 1;
                if depth + open > MAX_DEPTH {
                    return None;
                }
                let object = *bracket == b'{';
                objects = objects << 1 | u128::from(object);
                at = space(bytes, at + 1);
                match bytes.get(at)? {
                    // The loop below closes it.
                    b'}' if object => at,
                    b']' if !object => at,
                    _ if object => {
                        at = name(bytes, at)?;
                        continue;
                    }
                    _ => continue,
                }
            }
            _ => word(bytes, at)?,
        };
        loop {
            if open == 0 {
                return Some(at);
            }
            at = space(bytes, at);
            let object = objects & 1 == 1;
            match bytes.get(at)? {
                b',' => {
                    at = space(bytes, at + 1);
                    if object {
                        at = name(bytes, at)?;
                    }
                    break;
                }
                b'}' if object => {}
                b']' if !object => {}
                _ => return None,
            }
            at += 1;
            open -= 1;
            objects >>= 1;
        }
    }
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
