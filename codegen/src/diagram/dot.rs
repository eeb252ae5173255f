//! Graphviz.

use super::words::{self, Look};
use errspec_core::text::turns_direction;
use errspec_spec::model::{Edge, Machine, State};
use errspec_spec::words::StateKind;

pub(super) fn draw(machines: &[&Machine]) -> String {
    let mut text = HEAD.to_owned();
    let ids = Ids::new(machines);
    for (number, machine) in machines.iter().enumerate() {
        let summary = machine.summary.as_ref().map(|summary| format!(": {}", summary.value));
        let gaps = words::gaps(machine).map(|gaps| format!(". {gaps}"));
        let title = quote(&(machine.name.value.clone() + &summary.unwrap_or_default() + &gaps.unwrap_or_default()));
        text += &format!("    subgraph cluster_{number} {{\n        label={title}; labelloc=t; color=none;\n");
        for (at, state) in machine.states.iter().enumerate() {
            text += &format!("        {} [{}];\n", ids.state(number, machine, at), node(machine, at, state));
        }
        for state in words::initial(machine) {
            let start = ids.start(number, machine, state);
            text += &format!("        {start} [shape=point, width=0.12, label=\"\", color=\"#59636e\"];\n");
            text += &format!("        {start} -> {};\n", ids.state(number, machine, state));
        }
        let any = format!("any{number}");
        for (to, cause) in
            (0..machine.states.len()).flat_map(|to| words::from_any(machine, to).into_iter().map(move |cause| (to, cause)))
        {
            text += &format!("        {any} [shape=plaintext, label=\"any state\"];\n");
            text += &format!("        {any} -> {} [label={}];\n", ids.state(number, machine, to), quote(&cause));
        }
        for edge in machine.edges.iter().filter(|edge| !edge.from_any) {
            let end = |state: usize| ids.state(number, machine, state);
            text += &format!("        {} -> {} [{}];\n", end(edge.from.value), end(edge.to.value), line(machine, edge));
        }
        text += "    }\n";
    }
    text + "}\n"
}

/// The names of nodes: the wire text if it is unambiguous, otherwise a number.
struct Ids {
    by_text: bool,
}

const START: &str = "start: ";

impl Ids {
    fn new(machines: &[&Machine]) -> Self {
        let mut states = machines.iter().flat_map(|machine| &machine.states);
        Self { by_text: machines.len() == 1 && states.all(|state| !state.wire.value.starts_with(START)) }
    }

    fn state(&self, number: usize, machine: &Machine, state: usize) -> String {
        if self.by_text { quote(words::wire(machine, state)) } else { format!("m{number}s{state}") }
    }

    /// The mark in front of an initial state.
    fn start(&self, number: usize, machine: &Machine, state: usize) -> String {
        if self.by_text { quote(&format!("{START}{}", words::wire(machine, state))) } else { format!("m{number}start{state}") }
    }
}

const HEAD: &str = "\
digraph {
    graph [rankdir=TB, bgcolor=\"white\", fontname=\"Helvetica\", fontsize=14];
    node [shape=box, fontname=\"Helvetica\", fontsize=11, fontcolor=\"#1f2328\"];
    edge [fontname=\"Helvetica\", fontsize=10, color=\"#59636e\", fontcolor=\"#59636e\", arrowsize=0.7];
";

fn node(machine: &Machine, at: usize, state: &State) -> String {
    let look = Look::of(state);
    let (fill, line) = look.light();
    let border = if state.kind.value == StateKind::Final { ", peripheries=2" } else { "" };
    let lines = [words::kind(machine, state)].into_iter().chain(words::notes(machine, at));
    let label = lines.fold(escape(&state.wire.value), |label, line| format!("{label}\\n{}", escape(&line)));
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

/// The content of a quoted string. A backslash would begin an escape in a label, and an ampersand an entity.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '&' => escaped.push_str("&amp;"),
            c if c.is_control() => escaped.push(' '),
            c if turns_direction(c) => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}
