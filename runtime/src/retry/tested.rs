//! The body of an outcome, as conditions test it.

use super::json_fields::{Read, scalar};
use crate::body_fields::BodyFields;
use crate::decode::Json;
use crate::place::ListItem;
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cell::{OnceCell, RefCell};
use core::ptr;
use errspec_core::Test;

/// A body that is parsed at most once, and of which each place that conditions test is read once. All states of a machine may have conditions,
/// and most of them test the same places.
pub(crate) struct Tested<'o> {
    body: &'o dyn BodyFields,
    /// The JSON, if the body is that. Boxed, because most outcomes are decided without their bodies.
    json: OnceCell<Option<Box<Places<'o>>>>,
}

/// A JSON body.
struct Places<'o> {
    json: Json<'o>,
    /// The places that were read, at most [`Self::KEPT`] of them.
    read: RefCell<Vec<(&'static str, Read<'o>)>>,
}

impl<'o> Places<'o> {
    /// With more places than these, looking for one could take longer than reading it anew.
    const KEPT: usize = 32;

    /// Whether the value at a place passes a test.
    #[inline]
    fn passes(&self, pointer: &'static str, test: &Test<'static>) -> bool {
        if let Some((_, read)) = self.read.borrow().iter().find(|(at, _)| ptr::eq(*at, pointer) || *at == pointer) {
            return read.passes(test);
        }
        self.passes_new(pointer, test)
    }

    #[cold]
    #[cfg_attr(debug_assertions, inline)]
    fn passes_new(&self, pointer: &'static str, test: &Test<'static>) -> bool {
        let read = Read::of(self.json.at(pointer));
        let passes = read.passes(test);
        let mut places = self.read.borrow_mut();
        if places.len() < Self::KEPT {
            places.push((pointer, read));
        }
        passes
    }
}

impl<'o> Tested<'o> {
    #[inline]
    pub(super) const fn new(body: &'o dyn BodyFields) -> Self {
        Self { body, json: OnceCell::new() }
    }

    /// Whether all tests hold.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn passes(&self, tests: &[(&'static str, Test<'static>)]) -> bool {
        match self.places() {
            Some(places) => tests.iter().all(|(pointer, test)| places.passes(pointer, test)),
            None => tests.iter().all(|(pointer, test)| self.body.test(pointer, test)),
        }
    }

    /// The value at a JSON Pointer as text; see [`BodyFields::text`].
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn text(&self, pointer: &str) -> Option<Cow<'o, str>> {
        match self.places() {
            Some(places) => scalar(places.json.at(pointer)?),
            None => self.body.text(pointer),
        }
    }

    /// The value of a member of a list item as text.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn item(&self, item: &ListItem) -> Option<Cow<'o, str>> {
        match self.places() {
            Some(places) => places.json.text_of_item(item),
            None => self.body.item(item),
        }
    }

    /// Whether there is a body that can be read.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn is_readable(&self) -> bool {
        self.places().is_some() || self.body.is_readable()
    }

    #[cfg_attr(debug_assertions, inline)]
    fn places(&self) -> Option<&Places<'o>> {
        let read = || Some(Box::new(Places { json: self.body.json()?, read: RefCell::new(Vec::new()) }));
        self.json.get_or_init(read).as_deref()
    }
}
