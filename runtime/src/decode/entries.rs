use super::list::List;
use super::received::{Received, name};
use super::scan::Elements;
use super::{FieldAt, Fields, ItemShape, Json, Kind};
use crate::Secret;
use crate::encode::Values;
use crate::shown::values::Item;
use crate::shown::{NAME, Quoted};
use alloc::borrow::Cow;
use core::{fmt, iter, slice};

/// An object in an error body whose member names are data, such as the names of the fields that were not valid. The map of a received body
/// parses its entries from the text on request; a map for a body to be sent is created from a slice.
///
/// Entries whose value does not fit are not lost: [`iter`](Self::iter) skips them, and [`unfit`](Self::unfit) returns them as raw JSON. If
/// a server sends a name twice, both entries are returned, in the order of the text.
pub struct Map<'e, T>(Source<'e, T>);

/// The name and the value of an entry.
type Entry<'e, T> = (Cow<'e, str>, T);

enum Source<'e, T> {
    Text(Received<'e, T>),
    Made(&'e [Entry<'e, T>]),
}

impl<'e, T> Map<'e, T> {
    /// Creates a map with these entries, for a body to be sent.
    #[inline]
    pub const fn of(entries: &'e [(Cow<'e, str>, T)]) -> Self {
        Self(Source::Made(entries))
    }

    /// The JSON text of the object; `None` for a map created from a slice.
    #[inline]
    pub const fn as_str(&self) -> Option<&'e str> {
        match self.0 {
            Source::Text(received) => Some(received.raw),
            Source::Made(_) => None,
        }
    }

    /// The slice from which the map was created.
    #[inline]
    pub(crate) const fn made(&self) -> &'e [Entry<'e, T>] {
        match self.0 {
            Source::Text(_) => &[],
            Source::Made(entries) => entries,
        }
    }

    /// The entries whose value fits.
    #[inline]
    pub fn iter(&self) -> Entries<'e, T> {
        Entries(match self.0 {
            Source::Text(received) => Left::Text(received, received.elements()),
            Source::Made(entries) => Left::Made(entries.iter()),
        })
    }

    /// The value of an entry that fits. If several have the name, it is the last one.
    #[inline]
    pub fn get(&self, name: &str) -> Option<T>
    where
        T: Clone,
    {
        self.iter().filter(|(own, _)| own == name).last().map(|(_, value)| value)
    }

    /// The entries whose value does not fit, as received.
    ///
    /// A map created from a slice has none.
    #[inline]
    pub fn unfit(&self) -> impl Iterator<Item = (Cow<'e, str>, Json<'e>)> + use<'e, T> {
        let mut text = match self.0 {
            Source::Text(received) => Some((received, received.elements())),
            Source::Made(_) => None,
        };
        iter::from_fn(move || {
            let (received, elements) = text.as_mut()?;
            let (token, value) = received.next_unfit(elements)?;
            Some((name(token), value))
        })
    }
}

impl<'e> Fields<'_, 'e> {
    /// A required list.
    pub fn list<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T) -> List<'e, T> {
        let none = Received { raw: "[]", shape: &ItemShape::NONE, item };
        self.list_at(field, item, |_| true).unwrap_or(List::received(none))
    }

    /// An optional list.
    pub fn opt_list<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T) -> Option<List<'e, T>> {
        self.list_at(field, item, |place| self.fits(place))
    }

    fn list_at<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T, fits: impl Fn(FieldAt) -> bool) -> Option<List<'e, T>> {
        let place = self.field(field)?;
        let Kind::List(shape) = place.field.kind else { return None };
        let raw = self.raw(place).filter(|raw| raw.starts_with('[') && fits(place))?;
        Some(List::received(Received { raw, shape, item }))
    }

    /// A required map.
    pub fn map<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T) -> Map<'e, T> {
        let none = Received { raw: "{}", shape: &ItemShape::NONE, item };
        self.map_at(field, item, |_| true).unwrap_or(Map(Source::Text(none)))
    }

    /// An optional map.
    pub fn opt_map<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T) -> Option<Map<'e, T>> {
        self.map_at(field, item, |place| self.fits(place))
    }

    fn map_at<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T, fits: impl Fn(FieldAt) -> bool) -> Option<Map<'e, T>> {
        let place = self.field(field)?;
        let Kind::Map(shape) = place.field.kind else { return None };
        let raw = self.raw(place).filter(|raw| raw.starts_with('{') && fits(place))?;
        Some(Map(Source::Text(Received { raw, shape, item })))
    }
}

impl<T> Clone for Map<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Map<'_, T> {}

impl<T> Clone for Source<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Source<'_, T> {}

/// Two maps are equal if all their entries are equal and in the same order, including those that do not fit.
impl<T: Clone + PartialEq> PartialEq for Map<'_, T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let same_text = self.as_str().is_some() && self.as_str() == other.as_str();
        same_text || self.iter().eq(other.iter()) && self.unfit().eq(other.unfit())
    }
}

/// The maximum number of entries shown, and of entries shown that do not fit.
const SHOWN: usize = 3;

impl<T: Clone + fmt::Debug + Values> fmt::Debug for Map<'_, T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = matches!(self.0, Source::Text(received) if received.shape.is_plain());
        let secret = matches!(self.0, Source::Text(received) if received.may_hold_secrets());
        let (mut entries, mut unfit) = (self.iter(), self.unfit());
        let mut map = f.debug_map();
        for (name, value) in entries.by_ref().take(SHOWN) {
            map.entry(&Quoted(&name, NAME), &Item { item: &value, values: &value, plain });
        }
        for (name, value) in unfit.by_ref().take(SHOWN) {
            if secret {
                map.entry(&Quoted(&name, NAME), &Secret::new(()));
            } else {
                map.entry(&Quoted(&name, NAME), &value);
            }
        }
        if entries.next().is_some() || unfit.next().is_some() { map.finish_non_exhaustive() } else { map.finish() }
    }
}

impl<'e, T: Clone> IntoIterator for Map<'e, T> {
    type Item = Entry<'e, T>;
    type IntoIter = Entries<'e, T>;

    #[inline]
    fn into_iter(self) -> Entries<'e, T> {
        self.iter()
    }
}

impl<'e, T: Clone> IntoIterator for &Map<'e, T> {
    type Item = Entry<'e, T>;
    type IntoIter = Entries<'e, T>;

    #[inline]
    fn into_iter(self) -> Entries<'e, T> {
        self.iter()
    }
}

/// An iterator over the entries of a [`Map`] that fit.
pub struct Entries<'e, T>(Left<'e, T>);

enum Left<'e, T> {
    Text(Received<'e, T>, Elements<'e>),
    Made(slice::Iter<'e, Entry<'e, T>>),
}

impl<'e, T: Clone> Iterator for Entries<'e, T> {
    type Item = Entry<'e, T>;

    #[inline]
    fn next(&mut self) -> Option<Entry<'e, T>> {
        match &mut self.0 {
            Left::Made(entries) => entries.next().cloned(),
            Left::Text(received, elements) => {
                let (token, value) = received.next_fitting(elements)?;
                Some((name(token), value))
            }
        }
    }
}

impl<T> fmt::Debug for Entries<'_, T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entries")
    }
}
