//! The legend: the meaning of the styles that occur.

use super::measure::{COLUMN, width};
use crate::diagram::text::xml;
use crate::diagram::words::{self, Look};
use errspec_spec::model::{Edge, Machine, State};
use errspec_spec::words::StateKind;

/// A sample with its explanation.
struct Item {
    sample: String,
    words: &'static str,
}

const SAMPLE: i64 = 30;
const ROW: i64 = 22;

/// The legend, in rows of at most this width, from `y` on.
pub(super) fn legend(machines: &[&Machine], x: i64, y: &mut i64, most: i64) -> String {
    let mut text = "<g class=\"legend\">\n".to_owned();
    let mut at = 0;
    for item in items(machines) {
        let room = SAMPLE + 8 + width(item.words, COLUMN) + 20;
        if at > 0 && at + room > most {
            at = 0;
            *y += ROW;
        }
        text += &format!(
            "<g transform=\"translate({} {y})\">{}<text x=\"{}\" y=\"12\">{}</text></g>\n",
            x + at,
            item.sample,
            SAMPLE + 8,
            xml(item.words)
        );
        at += room;
    }
    *y += ROW;
    text + "</g>\n"
}

fn items(machines: &[&Machine]) -> Vec<Item> {
    let states = || machines.iter().flat_map(|machine| &machine.states);
    let edges = || machines.iter().flat_map(|machine| &machine.edges);
    let state = |is: &dyn Fn(&State) -> bool| states().any(is);
    let edge = |is: &dyn Fn(&Edge) -> bool| edges().any(is);
    let mut items = vec![Item { sample: "<circle class=\"mark\" cx=\"15\" cy=\"8\" r=\"5\"/>".to_owned(), words: "initial" }];
    for look in Look::ALL.into_iter().filter(|look| state(&|state| Look::of(state) == *look)) {
        items.push(Item { sample: swatch(look, "solid", ""), words: meaning(look) });
    }
    if state(&|state| state.kind.value == StateKind::Final) {
        let ring = "<rect class=\"ring\" x=\"6\" y=\"4\" width=\"18\" height=\"8\" rx=\"1\"/>";
        items.push(Item { sample: swatch(Look::Other, "solid", ring), words: "final" });
    }
    for (cause, words) in [("auto", "by itself"), ("third", "by a third party"), ("command", "by a command")] {
        if edge(&|edge| words::cause(edge) == cause) {
            items.push(Item { sample: stroke(cause, "solid"), words });
        }
    }
    for (line, words) in [("dashed", "inferred"), ("dotted", "assumed")] {
        if edge(&|edge| words::line(edge.basis) == line) || state(&|state| words::line(state.facts.basis) == line) {
            items.push(Item { sample: stroke("auto", line), words });
        }
    }
    items
}

fn meaning(look: Look) -> &'static str {
    match look {
        Look::Pending => "changes by itself",
        Look::External => "waits for a third party",
        Look::Success => "success",
        Look::Needs => "needs an action",
        Look::Failure => "failure",
        Look::Other => "another end",
    }
}

fn swatch(look: Look, line: &str, inside: &str) -> String {
    format!(
        "<g class=\"{}\"><rect class=\"box {line}\" x=\"3\" y=\"1\" width=\"24\" height=\"14\" rx=\"3\"/>{inside}</g>",
        look.class()
    )
}

fn stroke(cause: &str, line: &str) -> String {
    format!("<g class=\"{cause}\"><path class=\"line {line}\" d=\"M0 8H22\"/><path class=\"head\" d=\"M30 8l-9 -4v8z\"/></g>")
}
