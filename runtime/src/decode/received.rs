//! The items of a list or map that was received. They are read from the text on request.

use super::scan::{Element, Elements};
use super::span::{Slots, Text};
use super::{Fields, ItemShape, Json, Kind, string};
use crate::Catalog;
use alloc::borrow::Cow;

/// A list or map in a body, and how to read its items.
pub(super) struct Received<'e, T> {
    /// The JSON text.
    pub(super) raw: &'e str,
    pub(super) shape: &'static ItemShape,
    pub(super) item: fn(&Fields<'_, 'e>) -> T,
}

impl<T> Clone for Received<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Received<'_, T> {}

impl<'e, T> Received<'e, T> {
    pub(super) const fn elements(self) -> Elements<'e> {
        Elements::of(self.raw)
    }

    /// The next item that fits, with the token of its name.
    #[inline]
    pub(super) fn next_fitting(self, elements: &mut Elements<'e>) -> Option<(&'e str, T)> {
        loop {
            let make = |fields: &Fields<'_, 'e>| fields.complete_but_for_items().then(|| (self.item)(fields));
            if let (element, Some(item)) = read(elements, self.shape, make)? {
                return Some((elements.text.get(element.name)?, item));
            }
        }
    }

    /// The next item that does not fit, with the token of its name.
    #[inline]
    pub(super) fn next_unfit(self, elements: &mut Elements<'e>) -> Option<(&'e str, Json<'e>)> {
        loop {
            let (element, fits) = read(elements, self.shape, |fields| fields.complete_but_for_items())?;
            if !fits {
                return Some((elements.text.get(element.name)?, Json::of(elements.text.get(element.value)?)));
            }
        }
    }

    /// Whether an item has a secret member, or a code whose message contains a secret.
    #[inline]
    pub(super) fn may_hold_secrets(self) -> bool {
        self.shape.secret || holds_templates(self.shape)
    }
}

/// Whether an item has a code whose message contains a secret.
#[cfg_attr(debug_assertions, inline)]
fn holds_templates(shape: &ItemShape) -> bool {
    let holds = |catalog: &Catalog| catalog.extras.iter().any(|extra| !extra.secrets.is_empty());
    shape.fields.iter().any(|field| match field.kind {
        Kind::Code(catalog) | Kind::CodeKey(catalog, _) => holds(catalog),
        kind => kind.items().is_some_and(holds_templates),
    })
}

/// Reads the next item from a text: its position, and what is made of its fields.
fn read<'e, R>(
    elements: &mut Elements<'e>,
    shape: &'static ItemShape,
    make: impl FnOnce(&Fields<'_, 'e>) -> R,
) -> Option<(Element, R)> {
    let mut slots = Slots::new(shape.slots.into());
    let element = elements.next(&shape.root, slots.as_mut_slice())?;
    Some((element, make(&Fields::of_item(Text::of(elements.text), slots.as_slice(), shape.fields))))
}

/// The text of a name's token.
#[inline]
pub(super) fn name(token: &str) -> Cow<'_, str> {
    string::of_token(token).unwrap_or_default()
}
