//! Lines of one file with markers and labels under them.

use super::columns::Line;
use super::marks::{Placed, marks_below};
use super::style::{Style, Writer};
use super::text::{line, one_line};
use crate::diag::Label;
use crate::lists::{IntoVec, sort_by_key};
use crate::source::{Sources, Span};

/// A location to mark: the finding's own, or a related one.
#[derive(Clone, Copy)]
pub(super) struct Mark<'d> {
    pub(super) label: &'d Label,
    pub(super) sign: char,
    pub(super) style: Style,
}

/// The lines on which markers begin, in the order of the file. A single line between two of them is printed, and more become dots. A line
/// that is too long is shortened around its first marker.
pub(super) fn snippet(writer: &mut Writer, sources: &Sources, marks: &[Mark<'_>]) {
    let number = |mark: &Mark<'_>| sources.start(mark.label.span).line;
    let mut numbers: Vec<usize> = marks.iter().map(number).into_vec();
    sort_by_key(&mut numbers, |number| *number);
    numbers.dedup();
    let mut above = None;
    for at in numbers {
        let here: Vec<Mark<'_>> = marks.iter().copied().filter(|mark| number(mark) == at).into_vec();
        let Some(first) = here.first() else { continue };
        let whole = line(sources, first.label.span);
        match above.map_or(1, |above| at - above) {
            1 => {}
            2 => {
                let end = (whole.start as usize).saturating_sub(1);
                let between = line(sources, Span::new(whole.file, end, end));
                source(writer, at - 1, Style::Frame, "|", &Line::new(sources.slice(between), 0));
            }
            _ => writer.dots(),
        }
        marked(writer, at, sources.slice(whole), whole.start as usize, &here);
        above = Some(at);
    }
}

/// A line of the file.
pub(super) fn source(writer: &mut Writer, number: usize, style: Style, sign: &str, line: &Line<'_>) {
    writer.numbered(Some(number), style, &format!(" {sign}"));
    writer.put(Style::Plain, format!(" {}", line.shown()).trim_end());
}

/// A line of the file with its markers and labels.
fn marked(writer: &mut Writer, number: usize, text: &str, start: usize, marks: &[Mark<'_>]) {
    let byte = |at: u32| (at as usize).saturating_sub(start).min(text.len());
    let line = Line::new(text, marks.first().map_or(0, |mark| byte(mark.label.span.start)));
    source(writer, number, Style::Frame, "|", &line);
    let placed = marks.iter().map(|mark| {
        let (from, to) = (byte(mark.label.span.start), byte(mark.label.span.end));
        // A value with several lines is marked up to the visible end of its first line.
        let to = text.get(from..to).map_or(to, |marked| from + marked.trim_end().len());
        let from = line.column(from);
        let to = line.column(to).max(from + 1);
        Placed { from, to, words: one_line(&mark.label.text), sign: mark.sign, style: mark.style }
    });
    marks_below(writer, placed.into_vec());
}
