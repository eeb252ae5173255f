//! Where a value is in a response: one description for bodies, hints and machines.

use crate::body_fields::BodyFields;
use crate::headers::{Headers, values};
use alloc::borrow::Cow;
use alloc::string::String;
use core::iter;

pub use crate::list_item::ListItem;

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

    /// The text of the value: the content of a string, or a number or boolean as written. An empty header has no value, and neither has a
    /// text of which `before` and `after` leave nothing.
    pub fn read<'r>(&self, headers: &'r (impl Headers + ?Sized), body: &'r (impl BodyFields + ?Sized)) -> Option<Cow<'r, str>> {
        self.find(headers, body, |_| true)
    }

    /// The first value for which this holds, or the default.
    pub(crate) fn find<'r>(
        &self,
        headers: &'r (impl Headers + ?Sized),
        body: &'r (impl BodyFields + ?Sized),
        holds: impl Fn(&str) -> bool,
    ) -> Option<Cow<'r, str>> {
        let text = |location: &Location| match location {
            Location::Pointer(pointer) => body.text(pointer),
            Location::Item(item) => body.item(item),
            Location::Header(_) => None,
        };
        self.found(headers, text, holds).or(self.default.map(Cow::Borrowed))
    }

    /// The first value for which `holds` returns true. `text` reads a value from the body.
    pub(crate) fn found<'r>(
        &self,
        headers: &'r (impl Headers + ?Sized),
        text: impl Fn(&Location) -> Option<Cow<'r, str>>,
        holds: impl Fn(&str) -> bool,
    ) -> Option<Cow<'r, str>> {
        let good = |text: Cow<'r, str>| self.part(text).filter(|text| holds(text));
        self.locations().find_map(|location| match location {
            Location::Pointer(_) | Location::Item(_) => good(text(location)?),
            Location::Header(name) => values(headers, name).filter_map(header_text).find_map(good),
        })
    }

    /// The locations, in the order in which they are tried.
    #[cfg_attr(debug_assertions, inline)]
    pub fn locations(&self) -> impl Iterator<Item = &Location> {
        iter::once(&self.first).chain(self.others)
    }

    /// Whether part of a text is dropped.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn is_cut(&self) -> bool {
        !self.after.is_empty() || !self.before.is_empty()
    }

    /// The part of a text that counts. `None` if that part is empty but the text is not.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn part<'t>(&self, text: Cow<'t, str>) -> Option<Cow<'t, str>> {
        if !self.is_cut() {
            return Some(text);
        }
        Some(match text {
            Cow::Borrowed(text) => Cow::Borrowed(self.cut(text)),
            Cow::Owned(text) => Cow::Owned(self.cut(&text).into()),
        })
        .filter(|part| !part.is_empty())
    }

    #[cfg_attr(debug_assertions, inline)]
    fn cut<'t>(&self, text: &'t str) -> &'t str {
        // Searching for one character is much faster than searching for a string.
        let before = match (self.before.is_empty(), only_char(self.before)) {
            (true, _) => None,
            (_, Some(separator)) => text.split_once(separator),
            _ => text.split_once(self.before),
        };
        let text = before.map_or(text, |(text, _)| text);
        let after = match (self.after.is_empty(), only_char(self.after)) {
            (true, _) => None,
            (_, Some(separator)) => text.rsplit_once(separator),
            _ => text.rsplit_once(self.after),
        };
        after.map_or(text, |(_, text)| text)
    }
}

/// The character that a text consists of; `None` if it has none or several.
#[cfg_attr(debug_assertions, inline)]
fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.as_str().is_empty())
}

/// The text of a header that has a value. Bytes that are not UTF-8 become U+FFFD.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn header_text(value: &[u8]) -> Option<Cow<'_, str>> {
    let value = value.trim_ascii();
    (!value.is_empty()).then(|| core::str::from_utf8(value).map_or_else(|_| String::from_utf8_lossy(value), Cow::Borrowed))
}
