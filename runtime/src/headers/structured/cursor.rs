//! Reading a field from its beginning.

#[cfg_attr(debug_assertions, inline)]
pub(super) fn take(rest: &mut &str, letter: char) -> bool {
    let after = rest.strip_prefix(letter);
    *rest = after.unwrap_or(rest);
    after.is_some()
}

/// Takes the ASCII characters at the beginning that are wanted.
pub(super) fn take_while<'v>(rest: &mut &'v str, wanted: impl Fn(u8) -> bool) -> &'v str {
    let end = rest.bytes().position(|byte| !(byte.is_ascii() && wanted(byte))).unwrap_or(rest.len());
    let (taken, after) = rest.split_at(end);
    *rest = after;
    taken
}
