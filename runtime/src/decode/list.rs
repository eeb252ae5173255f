use super::span::Slots;
use super::{Fields, ListShape, scan};
use core::fmt;

/// The items of an array of one shape, read one by one as they are asked for.
pub struct List<'e, T> {
    raw: &'e str,
    shape: &'static ListShape,
    item: fn(&Fields<'_, 'e>) -> T,
}

impl<'e, T> List<'e, T> {
    pub(super) const fn new(raw: &'e str, shape: &'static ListShape, item: fn(&Fields<'_, 'e>) -> T) -> Self {
        Self { raw, shape, item }
    }

    /// The text of the array.
    pub const fn as_str(&self) -> &'e str {
        self.raw
    }

    /// The items.
    pub fn iter(&self) -> Items<'e, T> {
        Items { elements: scan::Elements::of(self.raw), shape: self.shape, item: self.item }
    }
}

impl<T> Clone for List<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<'_, T> {}

/// Two lists are equal if the server wrote them the same way.
impl<T> PartialEq for List<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}

impl<T: fmt::Debug> fmt::Debug for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'e, T> IntoIterator for List<'e, T> {
    type Item = T;
    type IntoIter = Items<'e, T>;

    fn into_iter(self) -> Items<'e, T> {
        self.iter()
    }
}

impl<'e, T> IntoIterator for &List<'e, T> {
    type Item = T;
    type IntoIter = Items<'e, T>;

    fn into_iter(self) -> Items<'e, T> {
        self.iter()
    }
}

/// Iterator over the items of a [`List`].
pub struct Items<'e, T> {
    elements: scan::Elements<'e>,
    shape: &'static ListShape,
    item: fn(&Fields<'_, 'e>) -> T,
}

impl<T> Iterator for Items<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let mut slots = Slots::new(self.shape.slots);
        let text = self.elements.next(&self.shape.root, slots.as_mut_slice())?;
        Some((self.item)(&Fields::of_item(text, &slots, self.shape)))
    }
}

impl<T> fmt::Debug for Items<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}

/// Whether the text is an array, and each of its items has the shape.
pub(super) fn fits(raw: &str, shape: &'static ListShape) -> bool {
    if !raw.starts_with('[') {
        return false;
    }
    let mut elements = scan::Elements::of(raw);
    let mut slots = Slots::new(shape.slots);
    loop {
        slots.as_mut_slice().fill(super::span::Span::NONE);
        match elements.next(&shape.root, slots.as_mut_slice()) {
            None => return true,
            Some(text) if Fields::of_item(text, &slots, shape).complete() => {}
            Some(_) => return false,
        }
    }
}
