//! One validating pass over a JSON text, which records where the values of interest are.

use super::name;
use super::skip::{self, MAX_DEPTH};
use super::span::{Slots, Span, Text};
use super::table::{bit, format_bit};
use super::token::{next, number, space, string};
use super::walk::{is_index, start};
use super::{FieldAt, Fields, ItemShape, Key, Kind};
use core::{ops::Range, ptr};
use errspec_core::words::BodyFormat;

/// Reads a whole document into the slots of a tree. `None` if the text is not JSON.
///
/// If several members have the same name, the last one counts, as in JavaScript, Python and most maps, so the result is what the server's
/// own tools would see. If the text ends early or violates the grammar, the slots keep what was read completely before that point.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn read(text: &str, root: &Key, slots: &mut [Span]) -> Option<Found> {
    let bytes = text.as_bytes();
    let (first, at) = start(bytes)?;
    let mut tree = Tree::new(text, slots);
    tree.found.first = first;
    let end = tree.value(root, first, at, 0)?;
    (space(bytes, end) == bytes.len()).then_some(tree.found)
}

/// What is known about the values in the slots.
#[derive(Clone, Copy, Default)]
pub(crate) struct Found {
    /// The slots among the first 60 that have a value other than `null`, as bits.
    pub(super) present: u64,
    /// The slots among the first 60 that have a string, as bits.
    pub(super) strings: u64,
    /// The first byte of the document's value.
    pub(super) first: u8,
    /// The last array or object whose items all fit the list or map of its key.
    pub(super) list: Option<(Span, &'static ItemShape)>,
}

impl Found {
    /// The same for a body in this format.
    #[inline]
    pub(crate) fn of_format(mut self, format: BodyFormat) -> Self {
        self.present |= format_bit(format);
        self
    }

    /// Adds a value that was not read from the tree.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn add(&mut self, slot: u16, string: bool) {
        self.present |= bit(slot);
        self.strings |= if string { bit(slot) } else { 0 };
    }
}

struct Tree<'a> {
    text: &'a str,
    bytes: &'a [u8],
    slots: &'a mut [Span],
    found: Found,
}

impl<'a> Tree<'a> {
    #[inline(always)]
    fn new(text: &'a str, slots: &'a mut [Span]) -> Self {
        Self { text, bytes: text.as_bytes(), slots, found: Found::default() }
    }

    /// Reads the value at `at`, which starts with `first`, inside `depth` containers.
    #[inline(always)]
    fn value(&mut self, key: &Key, first: u8, at: usize, depth: u32) -> Option<usize> {
        let (end, escaped) = if first == b'"' {
            self.found.present |= key.bit;
            self.found.strings |= key.bit;
            string(self.bytes, at)?
        } else {
            self.found.present = self.found.present & !key.bit | if first == b'n' { 0 } else { key.bit };
            self.found.strings &= !key.bit;
            let end = match first {
                b'{' if !key.keys.is_empty() => self.members(key.keys, at + 1, depth + 1)?,
                b'[' if key.indexed || key.items.is_some() => self.array(key, at, depth + 1)?,
                b'{' if key.items.is_some() => self.array(key, at, depth + 1)?,
                _ => self.skip(first, at, depth)?,
            };
            (end, false)
        };
        if let Some(slot) = self.slots.get_mut(key.slot as usize) {
            *slot = Span::new(at, end, escaped);
        }
        Some(end)
    }

    /// Validates a value without reading anything inside it.
    #[cfg_attr(debug_assertions, inline)]
    fn skip(&self, first: u8, at: usize, depth: u32) -> Option<usize> {
        if first != b'-' && !first.is_ascii_digit() {
            return skip::value(self.bytes, first, at, depth);
        }
        let end = number(self.bytes, at)?;
        // A number at the very end of a text may be incomplete if the text has to continue.
        if end == self.bytes.len() && depth > 0 { None } else { Some(end) }
    }

    /// Reads an array of which some items are of interest, or an object whose members are items.
    #[cfg_attr(not(debug_assertions), inline(never))]
    #[cfg_attr(debug_assertions, inline)]
    fn array(&mut self, key: &Key, at: usize, depth: u32) -> Option<usize> {
        if depth > MAX_DEPTH {
            return None;
        }
        let first = *self.bytes.get(at)?;
        let end = if key.indexed && first == b'[' { Some(self.elements(key.keys, at + 1, depth)?) } else { None };
        match key.items {
            Some(shape) if first == shape.opening() => {
                let (end, fit) = self.items(shape, at, depth)?;
                if fit {
                    self.found.list = Some((Span::new(at, end, false), shape));
                }
                Some(end)
            }
            _ if end.is_some() => end,
            _ => skip::value(self.bytes, first, at, depth - 1),
        }
    }

    /// Reads the array or object at `from`. Returns the position after it, and whether all its items fit.
    #[cfg_attr(debug_assertions, inline)]
    fn items(&self, shape: &'static ItemShape, from: usize, depth: u32) -> Option<(usize, bool)> {
        let mut slots = Slots::new(shape.slots.into());
        let mut fit = true;
        let (mut first, mut at) = next(self.bytes, from + 1)?;
        let mut more = first != shape.closing();
        while more {
            if shape.named {
                (first, at) = skip::name(self.bytes, first, at)?;
            }
            let slots = slots.as_mut_slice();
            slots.fill(Span::NONE);
            at = Tree::new(self.text, slots).value(&shape.root, first, at, depth)?;
            fit = fit && Fields::of_item(Text::of(self.text), slots, shape.fields).complete_but_for_items();
            (first, at) = next(self.bytes, at)?;
            more = match first {
                b',' => true,
                _ if first == shape.closing() => false,
                _ => return None,
            };
            if more {
                (first, at) = next(self.bytes, at + 1)?;
            }
        }
        Some((at + 1, fit))
    }

    /// Reads the members of an object after its opening brace.
    #[cfg_attr(debug_assertions, inline)]
    fn members(&mut self, keys: &[Key], at: usize, depth: u32) -> Option<usize> {
        if depth > MAX_DEPTH {
            return None;
        }
        let (mut first, mut at) = next(self.bytes, at)?;
        if first == b'}' {
            return Some(at + 1);
        }
        // The keys among the first 60 that have been found, as bits.
        let mut met = 0;
        loop {
            if first != b'"' {
                return None;
            }
            let (place, end) = match name::known(self.bytes, at, keys) {
                Some((place, end)) => (Some(place), end),
                None => name::any(self.bytes, at, keys)?,
            };
            (first, at) = name::value(self.bytes, end)?;
            at = match place {
                Some(place) => {
                    let key = keys.get(place)?;
                    if !key.keys.is_empty() {
                        let bit = bit(place as u16);
                        if met & bit != 0 || bit == 0 {
                            self.forget(key.keys);
                        }
                        met |= bit;
                    }
                    self.value(key, first, at, depth)?
                }
                None => skip::value(self.bytes, first, at, depth)?,
            };
            (first, at) = next(self.bytes, at)?;
            match first {
                b',' => (first, at) = next(self.bytes, at + 1)?,
                b'}' => return Some(at + 1),
                _ => return None,
            }
        }
    }

    /// Reads the items of an array after its opening bracket. Keys that are numbers are their indices.
    #[cfg_attr(debug_assertions, inline)]
    fn elements(&mut self, keys: &[Key], at: usize, depth: u32) -> Option<usize> {
        let (mut first, mut at) = next(self.bytes, at)?;
        if first == b']' {
            return Some(at + 1);
        }
        for index in 0.. {
            at = match keys.iter().find(|key| is_index(key.name, index)) {
                Some(key) => self.value(key, first, at, depth)?,
                None => skip::value(self.bytes, first, at, depth)?,
            };
            (first, at) = next(self.bytes, at)?;
            match first {
                b',' => (first, at) = next(self.bytes, at + 1)?,
                b']' => return Some(at + 1),
                _ => break,
            }
        }
        None
    }

    /// Discards what was read inside an earlier member with the same name.
    #[cfg_attr(debug_assertions, inline)]
    fn forget(&mut self, keys: &[Key]) {
        for key in keys {
            if let Some(slot) = self.slots.get_mut(key.slot as usize) {
                *slot = Span::NONE;
                self.found.present &= !key.bit;
            }
            self.forget(key.keys);
        }
    }
}

impl ItemShape {
    /// What a list or map begins with.
    #[cfg_attr(debug_assertions, inline)]
    const fn opening(&self) -> u8 {
        if self.named { b'{' } else { b'[' }
    }

    #[cfg_attr(debug_assertions, inline)]
    const fn closing(&self) -> u8 {
        if self.named { b'}' } else { b']' }
    }
}

/// The items of an array or the members of an object, which are read one by one into the slots of a tree.
#[derive(Clone, Copy)]
pub(super) struct Elements<'a> {
    /// The text to which the spans of an item are relative.
    pub(super) text: &'a str,
    at: usize,
}

/// Where an item is.
pub(super) struct Element {
    /// The string token before the colon; empty in an array.
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

impl<'a> Elements<'a> {
    /// Creates the iterator for the text of a validated array or object.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Reads the next item.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn next(&mut self, root: &Key, slots: &mut [Span]) -> Option<Element> {
        let bytes = self.text.as_bytes();
        let (mut first, mut at) = match next(bytes, self.at)? {
            (b'[' | b'{' | b',', at) => next(bytes, at + 1)?,
            _ => return None,
        };
        let mut name = at..at;
        if bytes.first() == Some(&b'{') {
            name.end = string(bytes, at)?.0;
            (first, at) = skip::name(bytes, first, at)?;
        }
        self.at = Tree::new(self.text, slots).value(root, first, at, 0)?;
        Some(Element { name, value: at..self.at })
    }
}

impl Fields<'_, '_> {
    /// Whether all required fields are present with the right kind, and all items of required lists and maps fit.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn complete(&self, found: &Found) -> bool {
        self.required().all(|place| self.is_list(place, found) || self.fits(place) && self.items_fit(place))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn items_fit(&self, place: FieldAt) -> bool {
        let Some(shape) = place.field.kind.items() else { return true };
        let fit = |raw| Tree::new(raw, &mut []).items(shape, 0, 1);
        self.raw(place).and_then(fit).is_some_and(|(_, fit)| fit)
    }

    /// Whether a field is the list or map whose items were found to fit while the body was read.
    #[cfg_attr(debug_assertions, inline)]
    fn is_list(&self, place: FieldAt, found: &Found) -> bool {
        match (place.field.kind, found.list) {
            (Kind::List(wanted) | Kind::Map(wanted), Some((span, shape))) => {
                ptr::eq(wanted, shape) && self.span(place) == Some(span)
            }
            _ => false,
        }
    }
}
