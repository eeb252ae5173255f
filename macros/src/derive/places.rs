//! Locations in a source that does not exist: each token of an attribute gets its own range there, as long as its text, so that the
//! findings of the checks can be mapped back to the token.

use errspec_spec::source::{FileId, Sources, Span as Place};
use proc_macro2::Span;

pub(super) struct Places {
    sources: Sources,
    file: FileId,
    /// The end of each token, in order.
    tokens: Vec<(u32, Span)>,
    /// Locations of values that could not be read, which has been reported.
    spoiled: Vec<Place>,
}

impl Default for Places {
    fn default() -> Self {
        let mut sources = Sources::new();
        let file = sources.add("", "");
        Self { sources, file, tokens: Vec::new(), spoiled: Vec::new() }
    }
}

impl Places {
    /// Adds a token whose text has this length, and returns its location.
    pub(super) fn put(&mut self, text: &str, span: Span) -> Place {
        let start = self.end();
        let place = Place::new(self.file, start as usize, start as usize + text.len().max(1));
        self.tokens.push((place.end, span));
        place
    }

    /// The end of everything so far.
    pub(super) fn end(&self) -> u32 {
        self.tokens.last().map_or(0, |(end, _)| *end)
    }

    /// The range from a location to the end of everything so far.
    pub(super) fn from(&self, start: Place) -> Place {
        Place { end: self.end().max(start.end), ..start }
    }

    /// The first and the last token of a location.
    pub(super) fn spans(&self, place: Place) -> Option<(Span, Span)> {
        if place.file != self.file {
            return None;
        }
        let at = |byte: u32| self.tokens.get(self.tokens.partition_point(|(end, _)| *end <= byte)).map(|(_, span)| *span);
        let first = at(place.start)?;
        Some((first, at(place.end.saturating_sub(1).max(place.start)).unwrap_or(first)))
    }

    /// Suppresses further findings at a location.
    pub(super) fn spoil(&mut self, place: Place) {
        self.spoiled.push(place);
    }

    pub(super) fn is_spoiled(&self, place: Place) -> bool {
        self.spoiled.iter().any(|spoiled| spoiled.start <= place.start && place.end <= spoiled.end)
    }

    /// The source, for the checks.
    pub(super) fn sources(&self) -> Sources {
        self.sources.clone()
    }
}
