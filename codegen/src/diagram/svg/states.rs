//! The boxes of states.

use super::edges;
use super::measure::{COLUMN, NAME_COLUMN, width};
use crate::diagram::layout::{Node, Rect};
use crate::diagram::text::{wrap, xml};
use crate::diagram::words::{self, Look};
use errspec_spec::model::{Edge, Machine, State};
use errspec_spec::words::StateKind;

/// Names and kinds are broken into lines of this many columns.
const NAME: i64 = 24;
const KIND: i64 = 26;
const NAME_LINE: i64 = 16;
const KIND_LINE: i64 = 14;
const PADDING: (i64, i64) = (16, 9);
const NARROWEST: i64 = 96;

/// A state, the text in its box, and the space that it takes up.
pub(super) struct StateBox<'m> {
    pub(super) state: &'m State,
    kind: String,
    names: Vec<String>,
    kinds: Vec<String>,
    pub(super) node: Node,
}

impl<'m> StateBox<'m> {
    pub(super) fn new(machine: &Machine, at: usize, state: &'m State, loops: &[&Edge]) -> Self {
        let kind = words::kind(machine, state);
        let (names, mut kinds) = (wrap(&state.wire.value, NAME), wrap(&kind, KIND));
        kinds.extend(words::notes(machine, at).iter().flat_map(|note| wrap(note, KIND)));
        let from_any = words::from_any(machine, at);
        if !from_any.is_empty() {
            kinds.extend(wrap(&format!("\u{2190} any state: {}", from_any.join(", ")), KIND));
        }
        let widest = |lines: &[String], column| lines.iter().map(|line| width(line, column)).max().unwrap_or(0);
        let inner = widest(&names, NAME_COLUMN).max(widest(&kinds, COLUMN));
        let high = names.len() as i64 * NAME_LINE + kinds.len() as i64 * KIND_LINE;
        let own: Vec<&&Edge> = loops.iter().filter(|edge| edge.from.value == at).collect();
        let beside = own.iter().map(|edge| edges::loop_width(machine, edge)).max().unwrap_or(0);
        let node = Node {
            width: (inner + 2 * PADDING.0).max(NARROWEST) / 2 * 2,
            height: (high + 2 * PADDING.1).max(own.len() as i64 * edges::LOOP + 8),
            beside,
        };
        Self { state, kind, names, kinds, node }
    }

    pub(super) fn svg(&self, rect: Rect) -> String {
        let Rect { x, y, width, height } = rect;
        let look = Look::of(self.state).class();
        let summary = self.state.facts.summary.as_ref().map(|summary| format!(": {}", summary.value));
        let title = xml(&format!("{}, {}{}", self.state.wire.value, self.kind, summary.unwrap_or_default()));
        let line = words::line(self.state.facts.basis);
        // States that change by themselves are round; states that wait have corners.
        let radius = if matches!(self.state.kind.value, StateKind::Pending | StateKind::External) { 10 } else { 3 };
        let mut text = format!("<g class=\"state {look}\"><title>{title}</title>\n");
        text += &format!(
            "<rect class=\"box {line}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>\n"
        );
        if self.state.kind.value == StateKind::Final {
            let (x, y, width, height) = (x + 3, y + 3, width - 6, height - 6);
            text += &format!("<rect class=\"ring\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"1\"/>\n");
        }
        let lines = self.names.len() as i64 * NAME_LINE + self.kinds.len() as i64 * KIND_LINE;
        let mut at = y + (height - lines) / 2;
        let mut write = |class: &str, line: &str, high: i64| {
            at += high;
            text += &format!("<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>\n", x + width / 2, at - 4, xml(line));
        };
        self.names.iter().for_each(|line| write("name", line, NAME_LINE));
        self.kinds.iter().for_each(|line| write("kind", line, KIND_LINE));
        text + "</g>\n"
    }
}
