//! Reading the value at a place.

use crate::body_fields::BodyFields;
use crate::headers::{Headers, values};
use crate::place::{Location, Place};
use alloc::borrow::Cow;
use alloc::string::String;

impl Place {
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
