use super::elements::{Element, Left, Source};
use super::list::List;
use super::received::{Received, name};
use super::{FieldAt, Fields, ItemShape, Json, Kind};
use crate::Secret;
use crate::encode::Values;
use crate::shown::values::Item;
use crate::shown::{NAME, Quoted};
use alloc::borrow::Cow;
use core::fmt;

/// An object in an error body whose member names are data, such as the names of the fields that were not valid. The map of a received body
/// parses its entries from the text on request; a map for a body to be sent is created from a slice.
///
/// Entries whose value does not fit are not lost: [`iter`](Self::iter) skips them, and [`unfit`](Self::unfit) returns them as raw JSON. If
/// a server sends a name twice, both entries are returned, in the order of the text.
pub struct Map<'e, T>(Source<'e, T, Entry<'e, T>>);

/// The name and the value of an entry.
type Entry<'e, T> = (Cow<'e, str>, T);

impl<'e, T> Map<'e, T> {
    /// Creates a map with these entries, for a body to be sent.
    #[inline]
    pub const fn of(entries: &'e [(Cow<'e, str>, T)]) -> Self {
        Self(Source::Made(entries))
    }

    /// The JSON text of the object; `None` for a map created from a slice.
    #[inline]
    pub const fn as_str(&self) -> Option<&'e str> {
        self.0.as_str()
    }

    /// The slice from which the map was created.
    #[inline]
    pub(crate) const fn made(&self) -> &'e [Entry<'e, T>] {
        self.0.made()
    }

    /// The entries whose value fits.
    #[inline]
    pub fn iter(&self) -> Entries<'e, T> {
        Entries(self.0.fitting())
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
        self.0.unfit().map(|(token, value)| (name(token), value))
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
        let (plain, secret) = (self.0.is_plain(), self.0.may_hold_secrets());
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
pub struct Entries<'e, T>(Left<'e, T, Entry<'e, T>>);

impl<'e, T: Clone> Iterator for Entries<'e, T> {
    type Item = Entry<'e, T>;

    #[inline]
    fn next(&mut self) -> Option<Entry<'e, T>> {
        Some(match self.0.next()? {
            Element::Received(token, value) => (name(token), value),
            Element::Made(entry) => entry.clone(),
        })
    }
}

impl<T> fmt::Debug for Entries<'_, T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entries")
    }
}
