//! Mermaid, as a `stateDiagram-v2`. Its lines cannot be styled, so the basis of an edge is part of its label.

use super::text::straight;
use super::words::{self, Look};
use errspec_core::text::turns_direction;
use errspec_spec::model::Machine;

pub(super) fn draw(machines: &[&Machine]) -> String {
    let mut text = "stateDiagram-v2\n    direction TB\n".to_owned();
    let alone = machines.len() == 1;
    for (number, machine) in machines.iter().enumerate() {
        let name = |state: usize| if alone { format!("s{state}") } else { format!("m{number}s{state}") };
        let ids = ids(machine, alone, name);
        let summary = machine.summary.as_ref().map(|summary| format!(": {}", summary.value));
        text += &format!("    %% {}\n", one_line(&(machine.name.value.clone() + &summary.unwrap_or_default())));
        if alone {
            text += &body(machine, &ids, "    ");
        } else {
            text += &format!(
                "    state \"{}\" as m{number} {{\n{}    }}\n",
                escape(&machine.name.value),
                body(machine, &ids, "        ")
            );
        }
    }
    text + &classes(machines)
}

/// The wire text if Mermaid reads it as a plain name, otherwise a number.
fn ids(machine: &Machine, alone: bool, name: impl Fn(usize) -> String) -> Vec<String> {
    let plain = |text: &str| {
        let letters = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        letters && text.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_word(text)
    };
    let all_plain = alone && machine.states.iter().all(|state| plain(&state.wire.value));
    let id = |(at, state): (usize, &errspec_spec::model::State)| if all_plain { state.wire.value.clone() } else { name(at) };
    machine.states.iter().enumerate().map(id).collect()
}

/// Words that the grammar may interpret, in any case.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 21] = [
        "state",
        "note",
        "end",
        "as",
        "class",
        "classdef",
        "style",
        "click",
        "href",
        "direction",
        "tb",
        "bt",
        "lr",
        "rl",
        "scale",
        "hide",
        "default",
        "fork",
        "join",
        "choice",
        "title",
    ];
    WORDS.contains(&text.to_ascii_lowercase().as_str())
}

fn body(machine: &Machine, ids: &[String], indent: &str) -> String {
    let mut text = String::new();
    for (at, (state, id)) in machine.states.iter().zip(ids).enumerate() {
        let lines = [words::kind(machine, state)].into_iter().chain(words::notes(machine, at));
        let label = lines.fold(escape(&state.wire.value), |label, line| format!("{label}<br/>{}", escape(&line)));
        text += &format!("{indent}state \"{label}\" as {id}\n");
    }
    for state in words::initial(machine) {
        text += &format!("{indent}[*] --> {}\n", ids[state]);
    }
    if let (Some(gaps), Some(id)) = (words::gaps(machine), ids.first()) {
        text += &format!("{indent}note right of {id} : {gaps}\n");
    }
    text += &from_any(machine, ids, indent);
    for edge in machine.edges.iter().filter(|edge| !edge.from_any) {
        let doubt = words::doubt(edge.basis).map(|doubt| format!("({doubt})"));
        let words: Vec<String> = words::label(machine, edge).map(|label| escape(&label)).into_iter().chain(doubt).collect();
        let label = if words.is_empty() { String::new() } else { format!(" : {}", words.join(" ")) };
        text += &format!("{indent}{} --> {}{label}\n", ids[edge.from.value], ids[edge.to.value]);
    }
    for (at, state) in machine.states.iter().enumerate() {
        if state.kind.value == errspec_spec::words::StateKind::Final {
            text += &format!("{indent}{} --> [*]\n", ids[at]);
        }
        text += &format!("{indent}class {} {}\n", ids[at], Look::of(state).class());
    }
    text
}

/// One mark for every state that is not final, and its edges.
fn from_any(machine: &Machine, ids: &[String], indent: &str) -> String {
    let mut text = String::new();
    let mark = format!("{}_any", ids.first().map_or("", String::as_str));
    for (to, id) in ids.iter().enumerate() {
        for cause in words::from_any(machine, to) {
            if text.is_empty() {
                text = format!("{indent}state \"any state\" as {mark}\n");
            }
            text += &format!("{indent}{mark} --> {id} : {}\n", escape(&cause));
        }
    }
    text
}

/// The styles that occur.
fn classes(machines: &[&Machine]) -> String {
    let is_there = |look: &Look| machines.iter().any(|machine| machine.states.iter().any(|state| Look::of(state) == *look));
    let class = |look: Look| {
        let (fill, line) = look.light();
        format!("    classDef {} fill:{fill},stroke:{line},color:#1f2328\n", look.class())
    };
    Look::ALL.into_iter().filter(is_there).map(class).collect()
}

/// Plain text for Mermaid. Characters of its grammar and of HTML become its own numeric entities.
fn escape(text: &str) -> String {
    let one = |c: char| match c {
        c if c.is_alphanumeric() || " _-.,/()".contains(c) => c.to_string(),
        c if c.is_control() => " ".to_owned(),
        c if turns_direction(c) => char::REPLACEMENT_CHARACTER.to_string(),
        c => format!("#{};", u32::from(c)),
    };
    text.chars().map(one).collect()
}

fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // Braces in a comment could be read as a directive.
    straight(&line).replace(['{', '}'], " ").trim().to_owned()
}
