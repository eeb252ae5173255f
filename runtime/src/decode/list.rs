use super::Json;
use super::elements::{Element, Left, Source};
use super::received::Received;
use crate::Secret;
use crate::encode::Values;
use crate::shown::values::Item;
use core::fmt;

/// The items of an array in an error body. The list of a received body parses its items from the text on request; a list for a body to be
/// sent is created from a slice.
///
/// Items that do not fit are not lost: [`iter`](Self::iter) skips them, and [`unfit`](Self::unfit) returns them as raw JSON.
pub struct List<'e, T>(Source<'e, T, T>);

impl<'e, T> List<'e, T> {
    #[inline]
    pub(super) const fn received(received: Received<'e, T>) -> Self {
        Self(Source::Text(received))
    }

    /// Creates a list with these items, for a body to be sent.
    #[inline]
    pub const fn of(items: &'e [T]) -> Self {
        Self(Source::Made(items))
    }

    /// The JSON text of the array; `None` for a list created from a slice.
    #[inline]
    pub const fn as_str(&self) -> Option<&'e str> {
        self.0.as_str()
    }

    /// The slice from which the list was created.
    #[inline]
    pub(crate) const fn made(&self) -> &'e [T] {
        self.0.made()
    }

    /// The items that fit.
    #[inline]
    pub fn iter(&self) -> Items<'e, T> {
        Items(self.0.fitting())
    }

    /// The items that do not fit, because a member is missing or has the wrong type, as received.
    ///
    /// A list created from a slice has none.
    #[inline]
    pub fn unfit(&self) -> impl Iterator<Item = Json<'e>> + use<'e, T> {
        self.0.unfit().map(|(_, item)| item)
    }
}

impl<T> Clone for List<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<'_, T> {}

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

impl<T: Clone + fmt::Debug + Values> fmt::Debug for List<'_, T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (plain, secret) = (self.0.is_plain(), self.0.may_hold_secrets());
        let (mut items, mut unfit) = (self.iter(), self.unfit());
        let mut list = f.debug_list();
        for item in items.by_ref().take(SHOWN) {
            list.entry(&Item { item: &item, values: &item, plain });
        }
        if secret {
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
pub struct Items<'e, T>(Left<'e, T, T>);

impl<T: Clone> Iterator for Items<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        Some(match self.0.next()? {
            Element::Received(_, item) => item,
            Element::Made(item) => item.clone(),
        })
    }
}

impl<T> fmt::Debug for Items<'_, T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}
