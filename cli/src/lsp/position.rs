//! Positions of the protocol, which count lines from 0 and columns in UTF-16 code units, and offsets in bytes.

use errspec_spec::source::{Sources, Span};
use lsp_types::{Position, Range};

/// The offset of a position. A position beyond the end of a line or of the text counts as its end.
pub(super) fn offset(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let mut units = 0;
    for (at, character) in line.char_indices() {
        if units >= position.character {
            return start + at;
        }
        units += u32::try_from(character.len_utf16()).unwrap_or(1);
    }
    start + line.len()
}

/// The range of a span.
pub(super) fn range(sources: &Sources, span: Span) -> Range {
    let position = |at: u32| {
        let (line, before) = sources.line(span.file, at as usize);
        let clamp = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: clamp(line), character: clamp(before.encode_utf16().count()) }
    };
    Range { start: position(span.start), end: position(span.end) }
}
