//! Graphviz.

use super::words::{self, Look};
use errspec_spec::model::{Edge, Machine, State};
use errspec_spec::words::StateKind;

pub(super) fn draw(machines: &[&Machine]) -> String {
    let mut text = HEAD.to_owned();
    for (number, machine) in machines.iter().enumerate() {
        let title = machine.summary.as_ref().map_or_else(|| machine.name.value.clone(), |summary| format!("{}: {}", machine.name.value, summary.value));
        text += &format!("    subgraph cluster_{number} {{\n        label={}; labelloc=t; color=none;\n", quote(&title));
        for (at, state) in machine.states.iter().enumerate() {
            text += &format!("        {} [{}];\n", id(number, &state.wire.value), node(state));
            if words::is_initial(machine, at) {
                text += &format!("        start_{number}_{at} [shape=point, width=0.12, label=\"\", color=\"#59636e\"];\n");
                text += &format!("        start_{number}_{at} -> {};\n", id(number, &state.wire.value));
            }
        }
        for edge in &machine.edges {
            let (from, to) = words::ends(machine, edge);
            text += &format!("        {} -> {} [{}];\n", id(number, from), id(number, to), line(machine, edge));
        }
        text += "    }\n";
    }
    text + "}\n"
}

const HEAD: &str = "\
digraph {
    graph [rankdir=TB, bgcolor=\"white\", fontname=\"Helvetica\", fontsize=14];
    node [shape=box, fontname=\"Helvetica\", fontsize=11, fontcolor=\"#1f2328\"];
    edge [fontname=\"Helvetica\", fontsize=10, color=\"#59636e\", fontcolor=\"#59636e\", arrowsize=0.7];
";

/// The wire text; with several machines a number in front of it tells them apart.
fn id(number: usize, wire: &str) -> String {
    quote(&if number == 0 { wire.to_owned() } else { format!("{number}: {wire}") })
}

fn node(state: &State) -> String {
    let look = Look::of(state);
    let (fill, line) = look.light();
    let border = if state.kind.value == StateKind::Final { ", peripheries=2" } else { "" };
    let label = format!("{}\\n{}", escape(&state.wire.value), escape(&words::kind(state)));
    let tooltip = state.facts.summary.as_ref().map(|summary| format!(", tooltip={}", quote(&summary.value)));
    format!(
        "label=\"{label}\", class={}, style=\"rounded,filled,{}\", fillcolor=\"{fill}\", color=\"{line}\"{border}{}",
        quote(look.class()),
        words::line(state.facts.basis),
        tooltip.unwrap_or_default()
    )
}

fn line(machine: &Machine, edge: &Edge) -> String {
    let cause = words::cause(edge);
    let color = match cause {
        "command" => ", color=\"#0969da\", fontcolor=\"#0969da\"",
        "third" => ", color=\"#8250df\", fontcolor=\"#8250df\"",
        _ => "",
    };
    let label = words::label(machine, edge).map(|label| format!(", label={}", quote(&label)));
    let tooltip = quote(&words::sentence(machine, edge));
    format!("class=\"{cause}\", style={}{color}{}, tooltip={tooltip}", words::line(edge.basis), label.unwrap_or_default())
}

fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// The content of a quoted string. A backslash would begin an escape of labels, an ampersand an entity.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '&' => escaped.push_str("&amp;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
