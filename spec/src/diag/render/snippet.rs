//! Lines of one file with marks and words under them.

use super::columns::Line;
use super::ink::{Ink, Page};
use super::marks::{Placed, marks_below};
use super::text::{line, one_line};
use crate::diag::Label;
use crate::source::{Sources, Span};

/// A place to mark: the finding's own, or a second one.
#[derive(Clone, Copy)]
pub(super) struct Mark<'d> {
    pub(super) label: &'d Label,
    pub(super) sign: char,
    pub(super) ink: Ink,
}

/// The lines on which marks begin, in the order of the file. A single line between two of them is shown, more are dots. What a
/// line that is too long is cut around is its first mark.
pub(super) fn snippet(page: &mut Page, sources: &Sources, marks: &[Mark<'_>]) {
    let number = |mark: &Mark<'_>| sources.start(mark.label.span).line;
    let mut numbers: Vec<usize> = marks.iter().map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut above = None;
    for at in numbers {
        let here: Vec<Mark<'_>> = marks.iter().copied().filter(|mark| number(mark) == at).collect();
        let Some(first) = here.first() else { continue };
        let whole = line(sources, first.label.span);
        match above.map_or(1, |above| at - above) {
            1 => {}
            2 => {
                let end = (whole.start as usize).saturating_sub(1);
                let between = line(sources, Span::new(whole.file, end, end));
                source(page, at - 1, Ink::Frame, "|", &Line::new(sources.slice(between), 0));
            }
            _ => page.dots(),
        }
        marked(page, at, sources.slice(whole), whole.start as usize, &here);
        above = Some(at);
    }
}

/// A line of the file.
pub(super) fn source(page: &mut Page, number: usize, ink: Ink, sign: &str, line: &Line<'_>) {
    page.numbered(Some(number), ink, &format!(" {sign}"));
    page.put(Ink::Plain, format!(" {}", line.shown()).trim_end());
}

/// A line of the file and what is said about it.
fn marked(page: &mut Page, number: usize, text: &str, start: usize, marks: &[Mark<'_>]) {
    let byte = |at: u32| (at as usize).saturating_sub(start).min(text.len());
    let line = Line::new(text, marks.first().map_or(0, |mark| byte(mark.label.span.start)));
    source(page, number, Ink::Frame, "|", &line);
    let placed = marks.iter().map(|mark| {
        let (from, to) = (byte(mark.label.span.start), byte(mark.label.span.end));
        // A value that goes on is marked to the end of what is visible of its first line.
        let to = text.get(from..to).map_or(to, |marked| from + marked.trim_end().len());
        let from = line.column(from);
        let to = line.column(to).max(from + 1);
        Placed { from, to, words: one_line(&mark.label.text), sign: mark.sign, ink: mark.ink }
    });
    marks_below(page, placed.collect());
}
