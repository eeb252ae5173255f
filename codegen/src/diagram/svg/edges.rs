//! The lines of edges, with arrowheads and labels.

use super::measure::{COLUMN, width};
use crate::diagram::layout::{Arrow, LABEL, MARK, Rect, Route, Step};
use crate::diagram::text::xml;
use crate::diagram::words;
use errspec_spec::model::{Edge, Machine};

/// The height of a line from a state to itself, and its extent to the side.
pub(super) const LOOP: i64 = 26;
const LOOP_OUT: i64 = 26;

/// The space that a label takes up.
pub(super) fn label_width(label: &str) -> i64 {
    width(label, COLUMN) + 14
}

/// The space next to a state for a line to itself and its label.
pub(super) fn loop_width(machine: &Machine, edge: &Edge) -> i64 {
    LOOP_OUT + words::label(machine, edge).map_or(0, |label| label_width(&label))
}

/// Draws an edge. The part that it shares with an edge drawn before, the first `shared` steps from the target, is not drawn again.
pub(super) fn edge(machine: &Machine, edge: &Edge, route: &Route, shared: usize) -> String {
    let title = xml(&words::sentence(machine, edge));
    let line = line(&path(route, shared), words::line(edge.basis));
    let head = if shared == 0 { head(route.arrow) } else { String::new() };
    format!("<g class=\"edge {}\"><title>{title}</title>\n{line}{head}</g>\n", words::cause(edge))
}

/// The number of steps that a route shares with one of these. At least its last step is its own.
pub(super) fn shared<'r>(route: &Route, drawn: impl Iterator<Item = &'r Route>) -> usize {
    let drawn = drawn.filter(|other| other.start == route.start);
    let common = |other: &Route| other.steps.iter().zip(&route.steps).take_while(|(a, b)| a == b).count();
    drawn.map(common).max().unwrap_or(0).min(route.steps.len().saturating_sub(1))
}

/// The mark of an initial state, and the arrow to it.
pub(super) fn entry(route: &Route) -> String {
    let (x, y) = route.steps.iter().fold(route.start, |at, step| end(at, *step));
    let mark = format!("<circle class=\"mark\" cx=\"{x}\" cy=\"{}\" r=\"{}\"/>\n", y - MARK / 2, MARK / 2);
    let line = line(&path(route, 0), "solid");
    format!("<g class=\"initial auto\"><title>A job may begin here</title>\n{line}{}{mark}</g>\n", head(route.arrow))
}

/// A line from the right side of a box back into it.
pub(super) fn self_loop(machine: &Machine, edge: &Edge, rect: Rect, slot: i64) -> String {
    let title = xml(&words::sentence(machine, edge));
    let slots = rect.height / LOOP;
    let middle = rect.y + rect.height * (2 * slot.min(slots - 1) + 1) / (2 * slots.max(1));
    let (x, top, bottom) = (rect.x + rect.width, middle - 7, middle + 7);
    let out = x + LOOP_OUT;
    let line = line(&format!("M{} {bottom}C{out} {} {out} {} {x} {top}", x + 6, bottom + 3, top - 3), words::line(edge.basis));
    let head = format!("<path class=\"head\" d=\"M{x} {bottom}l8 -3v7z\"/>\n");
    let label = words::label(machine, edge).map(|text| {
        let rect = Rect { x: x + LOOP_OUT - 4, y: middle - LABEL / 2, width: label_width(&text), height: LABEL };
        label(machine, edge, rect)
    });
    format!("<g class=\"edge {}\"><title>{title}</title>\n{line}{head}</g>\n{}", words::cause(edge), label.unwrap_or_default())
}

pub(super) fn label(machine: &Machine, edge: &Edge, rect: Rect) -> String {
    let Rect { x, y, width, height } = rect;
    let text = words::label(machine, edge).map(|label| xml(&label)).unwrap_or_default();
    let (middle, base) = (x + width / 2, y + height - 5);
    format!(
        "<g class=\"label {}\"><rect class=\"pill\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"9\"/>\
         <text x=\"{middle}\" y=\"{base}\">{text}</text></g>\n",
        words::cause(edge)
    )
}

fn line(path: &str, style: &str) -> String {
    format!("<path class=\"line {style}\" d=\"{path}\"/>\n")
}

/// The steps from an index on, as a path. Consecutive straight steps become one.
fn path(route: &Route, from: usize) -> String {
    let (before, steps) = route.steps.split_at(from);
    let mut at = before.iter().fold(route.start, |at, step| end(at, *step));
    let mut text = format!("M{} {}", at.0, at.1);
    for (number, step) in steps.iter().enumerate() {
        let goes_on = matches!((step, steps.get(number + 1)), (Step::Vertical(_), Some(Step::Vertical(_))));
        let to = end(at, *step);
        match *step {
            Step::Vertical(_) if goes_on => {}
            Step::Vertical(y) => text += &format!("V{y}"),
            Step::Curve(x, y) => {
                let half = (at.1 + y) / 2;
                text += &format!("C{} {half} {x} {half} {x} {y}", at.0);
            }
        }
        at = to;
    }
    text
}

/// The end of a step.
fn end(at: (i64, i64), step: Step) -> (i64, i64) {
    match step {
        Step::Vertical(y) => (at.0, y),
        Step::Curve(x, y) => (x, y),
    }
}

fn head(arrow: Arrow) -> String {
    let (x, y) = arrow.tip;
    let back = if arrow.up { 9 } else { -9 };
    format!("<path class=\"head\" d=\"M{x} {y}l-4 {back}h8z\"/>\n")
}
