//! Fields that are not simply the value at a pointer: their values are found once the body has been read.

use super::fields::{FieldAt, Fields};
use super::scan::Found;
use super::span::{Span, Text};
use super::{Decoder, Field, Json, Key, Kind, Source, walk};
use crate::encode;
use crate::place::{ListItem, Location, Place};
use crate::place_read::header_text;
use alloc::string::String;

/// Fills the slots of fields with a [`Source`]. Values that are not in the body as they are read are written to the text that is returned.
#[cfg_attr(debug_assertions, inline)]
#[cfg_attr(not(debug_assertions), inline(never))]
pub(crate) fn fill<'h>(
    decoder: &Decoder,
    header: &dyn Fn(&str, usize) -> Option<&'h [u8]>,
    body: &str,
    slots: &mut [Span],
    found: &mut Found,
) -> String {
    let mut aside = String::new();
    for field in decoder.bodies.iter().filter(|shape| shape.sourced).flat_map(|shape| shape.fields) {
        let Some(source) = field.source else { continue };
        let mut search = Search { field, place: &source.place, body, aside: &mut aside };
        let span = search.first(source, header, slots).or_else(|| search.default());
        if let (Some(span), Some(slot)) = (span, slots.get_mut(usize::from(field.slot))) {
            *slot = span;
            found.add(field.slot, span.first(Text { body, aside: &aside }) == b'"');
        }
    }
    aside
}

struct Search<'s> {
    field: &'static Field,
    place: &'s Place,
    body: &'s str,
    aside: &'s mut String,
}

impl Search<'_> {
    /// The value at the first location that has one of the field's kind.
    #[cfg_attr(debug_assertions, inline)]
    fn first<'h>(&mut self, source: &Source, header: &dyn Fn(&str, usize) -> Option<&'h [u8]>, slots: &[Span]) -> Option<Span> {
        source.place.locations().zip(source.slots).find_map(|(location, slot)| match location {
            Location::Pointer(_) => self.in_body(slots.get(usize::from(*slot)).copied()?),
            Location::Item(item) => self.in_item(slots.get(usize::from(*slot)).copied()?, item),
            Location::Header(name) => (0..).map_while(|n| header(name, n)).find_map(|value| {
                let text = self.place.part(header_text(value)?)?;
                self.written(&text)
            }),
        })
    }

    #[cfg_attr(debug_assertions, inline)]
    fn in_body(&mut self, span: Span) -> Option<Span> {
        if !self.place.is_cut() {
            return self.fits(span).then_some(span);
        }
        let raw = Json::of(span.of(Text::of(self.body))?);
        let text = raw.as_string().or_else(|| raw.as_number().map(|number| number.as_str().into()))?;
        let part = self.place.part(text)?;
        self.written(&part)
    }

    /// The member of the first item that passes the tests and has one of the field's kind.
    #[cfg_attr(debug_assertions, inline)]
    fn in_item(&mut self, list: Span, item: &ListItem) -> Option<Span> {
        let start = list.start_in_body();
        let raw = list.of(Text::of(self.body))?;
        let mut items = walk::items(raw)?;
        items.find_map(|range| {
            let element = raw.get(range.clone())?;
            if !item.accepts(&Json::of(element)) {
                return None;
            }
            let member = walk::at(element, item.member)?;
            let escaped = element.get(member.clone())?.contains('\\');
            let from = start + range.start;
            self.in_body(Span::new(from + member.start, from + member.end, escaped))
        })
    }

    /// A value that is not in the body, if it has the kind of the field.
    #[cfg_attr(debug_assertions, inline)]
    fn written(&mut self, text: &str) -> Option<Span> {
        let start = self.aside.len();
        self.aside.reserve(text.len() + 2);
        write(&self.field.kind, text, self.aside);
        let end = self.aside.len();
        if end == start {
            return None;
        }
        let escaped = self.aside.get(start..).is_some_and(|token| token.contains('\\'));
        let span = Span::aside(start, end, escaped).filter(|span| self.fits(*span));
        if span.is_none() {
            self.aside.truncate(start);
        }
        span
    }

    #[cfg_attr(debug_assertions, inline)]
    fn default(&mut self) -> Option<Span> {
        self.written(self.place.default?)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn fits(&self, span: Span) -> bool {
        let text = Text { body: self.body, aside: self.aside };
        Fields::by_slot(text, &[span], &[]).fits(FieldAt { field: self.field, span: 0 })
    }
}

/// Writes a text as JSON for a field of this kind: as a string or, for kinds that JSON does not quote, as the text itself if it is a valid
/// value.
#[cfg_attr(debug_assertions, inline)]
fn write(kind: &Kind, text: &str, out: &mut String) {
    if kind.is_quoted() {
        // Writing to a string cannot fail.
        let _ = encode::string(text, out);
    } else if Json::parse_text(text).is_some() {
        out.push_str(text.trim());
    }
}

impl Field {
    /// The pointer at which a server writes the value; `None` if it writes it to a header or into an item of a list.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn pointer(&self) -> Option<&'static str> {
        match self.source {
            Some(Source { place: Place { first: Location::Header(_) | Location::Item(_), .. }, .. }) => None,
            _ => Some(self.at),
        }
    }

    /// The header to which a server writes the value.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn header(&self) -> Option<&'static str> {
        match self.source {
            Some(Source { place: Place { first: Location::Header(name), .. }, .. }) => Some(name),
            _ => None,
        }
    }

    /// Whether a server writes the value to this location.
    #[cfg_attr(debug_assertions, inline)]
    pub fn is_at(&self, location: &Location) -> bool {
        match (location, self.header()) {
            (Location::Pointer(at), None) => self.pointer() == Some(at),
            (Location::Header(name), Some(own)) => name.eq_ignore_ascii_case(own),
            (Location::Item(item), None) => self.item() == Some(item),
            _ => false,
        }
    }

    /// The item of a list into which a server writes the value.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn item(&self) -> Option<&'static ListItem> {
        match self.source {
            Some(Source { place: Place { first: Location::Item(item), .. }, .. }) => Some(item),
            _ => None,
        }
    }

    /// Whether a server writes the value at this key, or into an item of the list at this key.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn is_written_at(&self, key: &Key) -> bool {
        match self.source {
            Some(source) => key.slot != Key::NO_SLOT && source.slots.first() == Some(&key.slot),
            None => self.slot == key.slot,
        }
    }
}
