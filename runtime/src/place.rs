//! Where a value is in a response: one description for bodies, hints and machines.

use crate::when::Test;
use core::iter;

/// Where a value is in a response, and which part of the text there it is.
///
/// [`read`](Self::read) reads it from headers and a body. Fields of error bodies are read by the decoder instead, which has the same
/// meaning; see [`Source`](crate::decode::Source).
///
/// ```
/// use errspec::place::{Location, Place};
/// // { at: [{ header: X-Error-Type }, /__type], after: "#", before: ":" }
/// const TYPE: Place = Place::header("X-Error-Type").or(&[Location::Pointer("/__type")]).after("#").before(":");
/// let body = [("/__type", "ns.shop#Throttled")];
/// assert_eq!(TYPE.read(&(), &body).as_deref(), Some("Throttled"));
/// assert_eq!(TYPE.read(&[("x-error-type", "Busy:http://shop.example/")], &body).as_deref(), Some("Busy"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The location that is tried first.
    pub first: Location,
    /// Those that are tried after it, in order.
    pub others: &'static [Location],
    /// The text up to the last occurrence of this is dropped; empty if nothing is dropped.
    pub after: &'static str,
    /// The text from the first occurrence of this is dropped, before `after` is applied; empty if nothing is dropped.
    pub before: &'static str,
    /// The value if no location has one.
    pub default: Option<&'static str>,
}

/// One location in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A JSON Pointer into the body; the empty one is the whole body.
    Pointer(&'static str),
    /// A header. The case of its name is ignored.
    Header(&'static str),
    /// A member of an item of a list.
    Item(&'static ListItem),
}

impl Place {
    /// A header.
    #[inline]
    pub const fn header(name: &'static str) -> Self {
        Self::of(Location::Header(name))
    }

    /// A JSON Pointer into the body.
    #[inline]
    pub const fn pointer(pointer: &'static str) -> Self {
        Self::of(Location::Pointer(pointer))
    }

    /// One location.
    #[inline]
    pub const fn of(first: Location) -> Self {
        Self { first, others: &[], after: "", before: "", default: None }
    }

    /// Sets the locations that are tried if the first one has no value.
    #[must_use]
    #[inline]
    pub const fn or(mut self, others: &'static [Location]) -> Self {
        self.others = others;
        self
    }

    /// Drops the text up to the last `separator`.
    #[must_use]
    #[inline]
    pub const fn after(mut self, separator: &'static str) -> Self {
        self.after = separator;
        self
    }

    /// Drops the text from the first `separator` on.
    #[must_use]
    #[inline]
    pub const fn before(mut self, separator: &'static str) -> Self {
        self.before = separator;
        self
    }

    /// Sets the value of a response that has none.
    #[must_use]
    #[inline]
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// The locations, in the order in which they are tried.
    #[cfg_attr(debug_assertions, inline)]
    pub fn locations(&self) -> impl Iterator<Item = &Location> {
        iter::once(&self.first).chain(self.others)
    }
}

/// A member of the first item of a list that passes the tests and in which the member has a value.
///
/// ```
/// use errspec::decode::Json;
/// use errspec::place::{ListItem, Location, Place};
/// use errspec::when::{Predicate, Test};
/// // at: { items: /error/details, where: { /@type: { ends: RetryInfo } }, member: /retryDelay }
/// static DELAY: ListItem =
///     ListItem { list: "/error/details", tests: &[("/@type", Test::of(Predicate::Ends("RetryInfo")))], member: "/retryDelay" };
/// let body = br#"{"error":{"details":[{"@type":"Help"},{"@type":"google.rpc.RetryInfo","retryDelay":"7s"}]}}"#;
/// let place = Place::of(Location::Item(&DELAY));
/// assert_eq!(place.read(&(), &Json::parse(body).unwrap()).as_deref(), Some("7s"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// The list, as a JSON Pointer into the body.
    pub list: &'static str,
    /// The tests that an item must pass, each with a JSON Pointer into the item.
    pub tests: &'static [(&'static str, Test<'static>)],
    /// The value, as a JSON Pointer into the item; empty for the item itself.
    pub member: &'static str,
}
