use super::span::Slots;
use super::{Fields, Json, Kind, ListShape, Place, scan};
use crate::{Catalog, Secret};
use core::ops::Range;
use core::{fmt, iter, slice};

/// The items of an array in an error body. The list of a received body parses its items from the text on request; a list for a body to be
/// sent is created from a slice.
///
/// Items that do not fit are not lost: [`iter`](Self::iter) skips them, and [`unfit`](Self::unfit) returns them as raw JSON.
pub struct List<'e, T>(Source<'e, T>);

enum Source<'e, T> {
    Text { raw: &'e str, shape: &'static ListShape, item: fn(&Fields<'_, 'e>) -> T },
    Made(&'e [T]),
}

impl<'e, T> List<'e, T> {
    #[inline]
    pub(super) const fn new(raw: &'e str, shape: &'static ListShape, item: fn(&Fields<'_, 'e>) -> T) -> Self {
        Self(Source::Text { raw, shape, item })
    }

    /// Creates a list with these items, for a body to be sent.
    #[inline]
    pub const fn of(items: &'e [T]) -> Self {
        Self(Source::Made(items))
    }

    /// The JSON text of the array; `None` for a list created from a slice.
    #[inline]
    pub const fn as_str(&self) -> Option<&'e str> {
        match self.0 {
            Source::Text { raw, .. } => Some(raw),
            Source::Made(_) => None,
        }
    }

    /// The slice from which the list was created.
    #[inline]
    pub(crate) const fn made(&self) -> &'e [T] {
        match self.0 {
            Source::Text { .. } => &[],
            Source::Made(items) => items,
        }
    }

    /// The items that fit.
    #[inline]
    pub fn iter(&self) -> Items<'e, T> {
        Items(match self.0 {
            Source::Text { raw, shape, item } => Left::Text { elements: scan::Elements::of(raw), shape, item },
            Source::Made(items) => Left::Made(items.iter()),
        })
    }

    /// Whether an item has a secret field, or a code whose message contains a secret.
    #[inline]
    fn may_hold_secrets(&self) -> bool {
        let Source::Text { shape, .. } = self.0 else { return false };
        let holds = |catalog: &Catalog| catalog.extras.iter().any(|extra| !extra.secrets.is_empty());
        shape.fields.iter().any(|field| field.secret || matches!(field.kind, Kind::Code(catalog) if holds(catalog)))
    }

    /// The items that do not fit, because a member is missing or has the wrong type, as received.
    ///
    /// A list created from a slice has none.
    #[inline]
    pub fn unfit(&self) -> impl Iterator<Item = Json<'e>> + use<'e, T> {
        let mut text = match self.0 {
            Source::Text { raw, shape, .. } => Some((scan::Elements::of(raw), shape)),
            Source::Made(_) => None,
        };
        iter::from_fn(move || {
            let (elements, shape) = text.as_mut()?;
            loop {
                let (at, fits) = read(elements, shape, |fields| fields.fits_whole())?;
                if !fits {
                    return elements.text.get(at).map(Json::of);
                }
            }
        })
    }
}

impl<'e> Fields<'_, 'e> {
    /// A required list.
    pub fn list<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T) -> List<'e, T> {
        self.list_at(field, item, |_| true).unwrap_or(List::new("[]", &ListShape::NONE, item))
    }

    /// An optional list.
    pub fn opt_list<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T) -> Option<List<'e, T>> {
        self.list_at(field, item, |place| self.fits(place))
    }

    fn list_at<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T, fits: impl Fn(Place) -> bool) -> Option<List<'e, T>> {
        let place = self.field(field)?;
        let Kind::List(shape) = place.field.kind else { return None };
        self.raw(place).filter(|raw| raw.starts_with('[') && fits(place)).map(|raw| List::new(raw, shape, item))
    }
}

/// Reads the next item from a text: its position, and what is made of its fields.
fn read<'e, R>(
    elements: &mut scan::Elements<'e>,
    shape: &'static ListShape,
    make: impl FnOnce(&Fields<'_, 'e>) -> R,
) -> Option<(Range<usize>, R)> {
    let mut slots = Slots::new(shape.slots.into());
    let at = elements.next(&shape.root, slots.as_mut_slice())?;
    Some((at, make(&Fields::by_slot(elements.text, slots.as_slice(), shape.fields))))
}

impl<T> Clone for List<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<'_, T> {}

impl<T> Clone for Source<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Source<'_, T> {}

/// Two lists are equal if all their items are equal, including those that do not fit.
impl<T: Clone + PartialEq> PartialEq for List<'_, T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let same_text = self.as_str().is_some() && self.as_str() == other.as_str();
        same_text || self.iter().eq(other.iter()) && self.unfit().eq(other.unfit())
    }
}

/// The maximum number of items shown, and of items shown that do not fit.
const SHOWN: usize = 3;

impl<T: Clone + fmt::Debug> fmt::Debug for List<'_, T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut items, mut unfit) = (self.iter(), self.unfit());
        let mut list = f.debug_list();
        list.entries(items.by_ref().take(SHOWN));
        if self.may_hold_secrets() {
            list.entries(unfit.by_ref().take(SHOWN).map(Secret::new));
        } else {
            list.entries(unfit.by_ref().take(SHOWN));
        }
        if items.next().is_some() || unfit.next().is_some() { list.finish_non_exhaustive() } else { list.finish() }
    }
}

impl<'e, T: Clone> IntoIterator for List<'e, T> {
    type Item = T;
    type IntoIter = Items<'e, T>;

    #[inline]
    fn into_iter(self) -> Items<'e, T> {
        self.iter()
    }
}

impl<'e, T: Clone> IntoIterator for &List<'e, T> {
    type Item = T;
    type IntoIter = Items<'e, T>;

    #[inline]
    fn into_iter(self) -> Items<'e, T> {
        self.iter()
    }
}

/// An iterator over the items of a [`List`] that fit.
pub struct Items<'e, T>(Left<'e, T>);

enum Left<'e, T> {
    Text { elements: scan::Elements<'e>, shape: &'static ListShape, item: fn(&Fields<'_, 'e>) -> T },
    Made(slice::Iter<'e, T>),
}

impl<T: Clone> Iterator for Items<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        match &mut self.0 {
            Left::Made(items) => items.next().cloned(),
            Left::Text { elements, shape, item } => loop {
                if let (_, Some(item)) = read(elements, shape, |fields| fields.fits_whole().then(|| item(fields)))? {
                    return Some(item);
                }
            },
        }
    }
}

impl<T> fmt::Debug for Items<'_, T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}
