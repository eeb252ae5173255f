//! Text from a spec, made safe to print.

use crate::source::{Sources, Span};
use errspec_core::text::is_hidden;

/// The text on one line and without control characters, because a terminal would interpret an escape sequence in a spec.
pub fn one_line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(' '),
            c => push_visible(&mut shown, c),
        }
    }
    shown
}

/// A tab becomes four spaces, a control character its escape, and any other character stays unchanged.
pub(super) fn push_visible(shown: &mut String, c: char) {
    match c {
        '\t' => shown.push_str("    "),
        _ if is_hidden(c) => shown.extend(c.escape_default()),
        _ => shown.push(c),
    }
}

/// The bytes of the line on which a span starts, without its line break. A span after the end starts on the last line.
pub(super) fn line(sources: &Sources, span: Span) -> Span {
    let text = sources.text(span.file);
    let (before, after) = text.as_bytes().split_at(text.len().min(span.start as usize));
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let rest = after.iter().position(|byte| *byte == b'\n').unwrap_or(after.len());
    let end = before.len() + rest;
    let end = end - usize::from(text.as_bytes().get(start..end).is_some_and(|line| line.ends_with(b"\r")));
    Span::new(span.file, start, end)
}
