use super::scan::Found;
use super::span::{Slots, Span};
use super::{Fields, ListShape, scan};
use core::{fmt, slice};

/// The items of an array of one shape: of a body that was read, taken from its text one by one as they are asked for; or made for a
/// body that is to be written.
pub struct List<'e, T>(Source<'e, T>);

enum Source<'e, T> {
    Text { raw: &'e str, shape: &'static ListShape, item: fn(&Fields<'_, 'e>) -> T },
    Made(&'e [T]),
}

impl<'e, T> List<'e, T> {
    pub(super) const fn new(raw: &'e str, shape: &'static ListShape, item: fn(&Fields<'_, 'e>) -> T) -> Self {
        Self(Source::Text { raw, shape, item })
    }

    /// A list to be written, of these items.
    pub const fn of(items: &'e [T]) -> Self {
        Self(Source::Made(items))
    }

    /// The text of the array, of a list that was read.
    pub const fn as_str(&self) -> Option<&'e str> {
        match self.0 {
            Source::Text { raw, .. } => Some(raw),
            Source::Made(_) => None,
        }
    }

    /// The items it was made of.
    pub(crate) const fn made(&self) -> &'e [T] {
        match self.0 {
            Source::Text { .. } => &[],
            Source::Made(items) => items,
        }
    }

    /// The items.
    pub fn iter(&self) -> Items<'e, T> {
        Items(match self.0 {
            Source::Text { raw, shape, item } => Left::Text { elements: scan::Elements::of(raw), shape, item },
            Source::Made(items) => Left::Made(items.iter()),
        })
    }
}

impl<T> Clone for List<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<'_, T> {}

impl<T> Clone for Source<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Source<'_, T> {}

/// Two lists are equal if their items are.
impl<T: Clone + PartialEq> PartialEq for List<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        let same_text = self.as_str().is_some() && self.as_str() == other.as_str();
        same_text || self.iter().eq(other.iter())
    }
}

impl<T: Clone + fmt::Debug> fmt::Debug for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'e, T: Clone> IntoIterator for List<'e, T> {
    type Item = T;
    type IntoIter = Items<'e, T>;

    fn into_iter(self) -> Items<'e, T> {
        self.iter()
    }
}

impl<'e, T: Clone> IntoIterator for &List<'e, T> {
    type Item = T;
    type IntoIter = Items<'e, T>;

    fn into_iter(self) -> Items<'e, T> {
        self.iter()
    }
}

/// Iterator over the items of a [`List`].
pub struct Items<'e, T>(Left<'e, T>);

enum Left<'e, T> {
    Text { elements: scan::Elements<'e>, shape: &'static ListShape, item: fn(&Fields<'_, 'e>) -> T },
    Made(slice::Iter<'e, T>),
}

impl<T: Clone> Iterator for Items<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        match &mut self.0 {
            Left::Made(items) => items.next().cloned(),
            Left::Text { elements, shape, item } => {
                let mut slots = Slots::new(shape.slots);
                let text = elements.next(&shape.root, slots.as_mut_slice())?;
                Some(item(&Fields::by_slot(text, slots.as_slice(), shape.fields)))
            }
        }
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
        slots.as_mut_slice().fill(Span::NONE);
        match elements.next(&shape.root, slots.as_mut_slice()) {
            None => return true,
            Some(text) if Fields::by_slot(text, slots.as_slice(), shape.fields).complete(&Found::default()) => {}
            Some(_) => return false,
        }
    }
}
