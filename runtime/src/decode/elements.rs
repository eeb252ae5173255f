//! The elements of a list or a map: read from the text that was received, or those from which it was created.

use super::Json;
use super::received::Received;
use super::scan::Elements;
use core::{iter, slice};

/// Where the elements come from. `T` is a value, `M` an element of a slice.
pub(super) enum Source<'e, T, M> {
    Text(Received<'e, T>),
    Made(&'e [M]),
}

impl<T, M> Clone for Source<'_, T, M> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, M> Copy for Source<'_, T, M> {}

impl<'e, T, M> Source<'e, T, M> {
    /// The JSON text that was received.
    #[inline]
    pub(super) const fn as_str(&self) -> Option<&'e str> {
        match self {
            Self::Text(received) => Some(received.raw),
            Self::Made(_) => None,
        }
    }

    /// The slice; empty for what was received.
    #[inline]
    pub(super) const fn made(&self) -> &'e [M] {
        match self {
            Self::Text(_) => &[],
            Self::Made(made) => made,
        }
    }

    /// All elements that fit.
    #[inline]
    pub(super) fn fitting(self) -> Left<'e, T, M> {
        match self {
            Self::Text(received) => Left::Text(received, received.elements()),
            Self::Made(made) => Left::Made(made.iter()),
        }
    }

    /// The elements that do not fit, with the tokens of their names. Elements of a slice always fit.
    #[inline]
    pub(super) fn unfit(self) -> impl Iterator<Item = (&'e str, Json<'e>)> + use<'e, T, M> {
        let mut text = match self {
            Self::Text(received) => Some((received, received.elements())),
            Self::Made(_) => None,
        };
        iter::from_fn(move || {
            let (received, elements) = text.as_mut()?;
            received.next_unfit(elements)
        })
    }

    /// Whether the elements are values of one kind, and not objects with members.
    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        matches!(self, Self::Text(received) if received.shape.is_plain())
    }

    /// Whether an element that does not fit may contain a secret.
    #[inline]
    pub(super) fn may_hold_secrets(&self) -> bool {
        matches!(self, Self::Text(received) if received.may_hold_secrets())
    }
}

/// The elements that an iterator has not returned yet.
pub(super) enum Left<'e, T, M> {
    Text(Received<'e, T>, Elements<'e>),
    Made(slice::Iter<'e, M>),
}

/// One element.
pub(super) enum Element<'e, T, M> {
    /// The token of its name, and its value.
    Received(&'e str, T),
    Made(&'e M),
}

impl<'e, T, M> Iterator for Left<'e, T, M> {
    type Item = Element<'e, T, M>;

    #[inline]
    fn next(&mut self) -> Option<Element<'e, T, M>> {
        match self {
            Self::Made(made) => made.next().map(Element::Made),
            Self::Text(received, elements) => {
                let (name, value) = received.next_fitting(elements)?;
                Some(Element::Received(name, value))
            }
        }
    }
}
