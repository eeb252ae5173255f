use super::token::{next, string, word_at};
use super::{Key, string as text_of};

/// The key whose name follows the quote at `at`, as the contract spells it, and the position after the name.
///
/// Nothing is scanned: the closing quote is compared along with the name, and the key says how long it is.
#[inline(always)]
pub(super) fn known(bytes: &[u8], at: usize, keys: &[Key]) -> Option<(usize, usize)> {
    let word = word_at(bytes, at + 1)?;
    let place =
        keys.iter().position(|key| word & key.mask == key.head && (key.name.len() < 8 || goes_on(bytes, at + 1, key)))?;
    Some((place, at + 2 + keys.get(place)?.name.len()))
}

/// Whether a long name and the quote after it are at `at`.
#[cfg_attr(not(debug_assertions), inline(never))]
#[cfg_attr(debug_assertions, inline)]
fn goes_on(bytes: &[u8], at: usize, key: &Key) -> bool {
    let rest = bytes.get(at..).and_then(|rest| rest.strip_prefix(key.name.as_bytes()));
    rest.is_some_and(|rest| rest.starts_with(b"\""))
}

/// The first byte of a member's value, and where it is, after the name that ended at `at`.
#[inline(always)]
pub(super) fn value(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match next(bytes, at)? {
        (b':', colon) => next(bytes, colon + 1),
        _ => None,
    }
}

/// The name of a member, however it is spelled.
pub(super) struct Name<'a> {
    /// As it is written between the quotes.
    raw: &'a [u8],
    escaped: bool,
    /// The position after its closing quote.
    pub(super) end: usize,
}

impl<'a> Name<'a> {
    /// The name whose quote is at `at`.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn read(bytes: &'a [u8], at: usize) -> Option<Self> {
        let (end, escaped) = string(bytes, at)?;
        Some(Self { raw: bytes.get(at + 1..end - 1)?, escaped, end })
    }

    /// Whether this is the name, escapes resolved.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn is(&self, name: &str) -> bool {
        if !self.escaped {
            return self.raw == name.as_bytes();
        }
        core::str::from_utf8(self.raw).is_ok_and(|raw| text_of::means(raw, name))
    }
}

/// The same for any spelling: where it is among the keys, and the position after it.
#[cfg_attr(not(debug_assertions), inline(never))]
#[cfg_attr(debug_assertions, inline)]
pub(super) fn any(bytes: &[u8], at: usize, keys: &[Key]) -> Option<(Option<usize>, usize)> {
    let name = Name::read(bytes, at)?;
    Some((keys.iter().position(|key| name.is(key.name)), name.end))
}
