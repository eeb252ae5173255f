//! One checking pass over a JSON text that notes where the values of interest are.

use super::skip::{self, MAX_DEPTH};
use super::span::Span;
use super::token::{space, string};
use super::{Key, string as text_of};
use alloc::borrow::Cow;
use core::ops::Range;

/// Reads a whole document into the slots of a tree; false where the text is no JSON.
///
/// Of members with one name the last counts, as in JavaScript, Python and most maps: what a server's own tools would see.
/// Where the text breaks off or breaks the grammar, the slots keep what was read completely before that.
pub(crate) fn read(text: &str, root: &Key, slots: &mut [Span]) -> bool {
    let bytes = text.as_bytes();
    let end = Tree { bytes, slots }.value(root, start(bytes), 0);
    end.is_some_and(|end| space(bytes, end) == bytes.len())
}

/// Checks a whole document and answers where its value is.
pub(super) fn document(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let from = start(bytes);
    let to = skip::value(bytes, from, 0)?;
    (space(bytes, to) == bytes.len()).then_some((from, to))
}

/// Where the value starts: after a byte order mark, which RFC 8259 section 8.1 lets a parser ignore, and white space.
fn start(bytes: &[u8]) -> usize {
    space(bytes, if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 })
}

struct Tree<'a> {
    bytes: &'a [u8],
    slots: &'a mut [Span],
}

impl Tree<'_> {
    /// The value at `at`, inside `depth` containers.
    fn value(&mut self, key: &Key, at: usize, depth: u32) -> Option<usize> {
        let (end, escaped) = match self.bytes.get(at)? {
            b'"' => string(self.bytes, at)?,
            b'{' if !key.keys.is_empty() => (self.members(key.keys, at + 1, depth + 1)?, false),
            b'[' if !key.keys.is_empty() => (self.elements(key.keys, at + 1, depth + 1)?, false),
            _ => (skip::value(self.bytes, at, depth)?, false),
        };
        // A number at the very end of a text that has to go on may be only the beginning of one.
        if depth > 0 && end == self.bytes.len() && self.bytes.last().is_some_and(u8::is_ascii_digit) {
            return None;
        }
        if let Some(slot) = self.slots.get_mut(key.slot as usize) {
            *slot = Span::new(at, end, escaped);
        }
        Some(end)
    }

    /// The members of an object after its brace.
    fn members(&mut self, keys: &[Key], at: usize, depth: u32) -> Option<usize> {
        let mut at = space(self.bytes, at);
        if depth > MAX_DEPTH {
            return None;
        }
        if self.bytes.get(at)? == &b'}' {
            return Some(at + 1);
        }
        loop {
            let (name, value) = member(self.bytes, at)?;
            at = match name.among(keys) {
                Some(key) => {
                    self.forget(key.keys);
                    self.value(key, value, depth)?
                }
                None => skip::value(self.bytes, value, depth)?,
            };
            at = space(self.bytes, at);
            match self.bytes.get(at)? {
                b',' => at = space(self.bytes, at + 1),
                b'}' => return Some(at + 1),
                _ => return None,
            }
        }
    }

    /// The elements of an array after its bracket; keys that are numbers name them.
    fn elements(&mut self, keys: &[Key], at: usize, depth: u32) -> Option<usize> {
        let mut at = space(self.bytes, at);
        if depth > MAX_DEPTH {
            return None;
        }
        if self.bytes.get(at)? == &b']' {
            return Some(at + 1);
        }
        for index in 0.. {
            at = match keys.iter().find(|key| is_index(key.name, index)) {
                Some(key) => self.value(key, at, depth)?,
                None => skip::value(self.bytes, at, depth)?,
            };
            at = space(self.bytes, at);
            match self.bytes.get(at)? {
                b',' => at = space(self.bytes, at + 1),
                b']' => return Some(at + 1),
                _ => break,
            }
        }
        None
    }

    /// Drops what an earlier member of the same name had inside.
    fn forget(&mut self, keys: &[Key]) {
        for key in keys {
            if let Some(slot) = self.slots.get_mut(key.slot as usize) {
                *slot = Span::NONE;
            }
            self.forget(key.keys);
        }
    }
}

/// The name of a member, as it stands between the quotes.
struct Name<'a> {
    raw: &'a [u8],
    escaped: bool,
}

impl Name<'_> {
    #[inline(always)]
    fn among<'k>(&self, keys: &'k [Key]) -> Option<&'k Key> {
        if self.escaped {
            return keys.iter().find(|key| self.is(key.name));
        }
        keys.iter().find(|key| key.name.as_bytes() == self.raw)
    }

    fn is(&self, name: &str) -> bool {
        match core::str::from_utf8(self.raw) {
            Ok(raw) if self.escaped => text_of::means(raw, name),
            _ => self.raw == name.as_bytes(),
        }
    }
}

/// A member's name, and where its value starts.
#[inline(always)]
fn member(bytes: &[u8], at: usize) -> Option<(Name<'_>, usize)> {
    if bytes.get(at)? != &b'"' {
        return None;
    }
    let (end, escaped) = string(bytes, at)?;
    let name = Name { raw: bytes.get(at + 1..end - 1)?, escaped };
    let colon = space(bytes, end);
    if bytes.get(colon)? == &b':' { Some((name, space(bytes, colon + 1))) } else { None }
}

/// Whether a pointer's token is this array index: decimal without leading zeros (RFC 6901 section 4).
fn is_index(token: &str, index: usize) -> bool {
    let plain = token == "0" || token.bytes().all(|b| b.is_ascii_digit()) && !token.starts_with('0');
    plain && token.parse() == Ok(index)
}

/// Where the member or element that a pointer's token names is, in the text of one value that has been checked.
pub(super) fn child(text: &str, token: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let name = if token.contains('~') { Cow::Owned(token.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(token) };
    let object = match bytes.first()? {
        b'{' => true,
        b'[' => false,
        _ => return None,
    };
    let mut at = space(bytes, 1);
    let mut found = None;
    for index in 0.. {
        let (value, wanted) = if object {
            let Some((member, value)) = member(bytes, at) else { break };
            (value, member.is(&name))
        } else {
            (at, is_index(&name, index))
        };
        let Some(end) = skip::value(bytes, value, 0) else { break };
        if wanted {
            found = Some(value..end);
        }
        at = space(bytes, end);
        if bytes.get(at) != Some(&b',') {
            break;
        }
        at = space(bytes, at + 1);
    }
    found
}

/// The elements of an array, read one by one into the slots of a tree.
pub(super) struct Elements<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Elements<'a> {
    /// Over the text of one array that has been checked.
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Reads the next element; the answer is the text its spans count in.
    pub(super) fn next(&mut self, root: &Key, slots: &mut [Span]) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at)? {
            b'[' | b',' => self.at = space(bytes, self.at + 1),
            _ => return None,
        }
        let end = Tree { bytes, slots }.value(root, self.at, 0)?;
        self.at = space(bytes, end);
        Some(self.text)
    }
}
