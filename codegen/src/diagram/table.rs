//! Markdown tables: the states, the states by command, and what a poller can read next.

use super::reach::{Passed, Reach};
use super::text::straight;
use super::words;
use errspec_spec::model::{Cause, Machine};

/// A machine with more states gets no table of skipped states, because it grows with the cube of their number.
const MOST: usize = 64;

pub(super) fn draw(machines: &[&Machine]) -> String {
    machines.iter().map(|machine| one(machine)).collect::<Vec<_>>().join("\n")
}

fn one(machine: &Machine) -> String {
    let mut text = format!("# {}\n", plain(&machine.name.value));
    if let Some(summary) = &machine.summary {
        text += &format!("\n{}\n", plain(&summary.value));
    }
    if let Some(gaps) = words::gaps(machine) {
        text += &format!("\n{gaps}\n");
    }
    text += &format!("\n## States\n\n{}", states(machine));
    if !machine.commands.is_empty() {
        text += &format!(
            "\n## States and commands\n\nWhere a command leads; `-` where none of its edges begins.\n\n{}",
            commands(machine)
        );
    }
    let reach = Reach::new(machine);
    let (next, passed) = readings(machine, &reach, machine.states.len() <= MOST);
    text += "\n## What can be read next\n\nWithout a command. A state may always be read again.\n\n";
    text += &next;
    if machine.states.len() > MOST {
        text += "\n## What was passed unseen\n\nToo much for a table. The generated states tell it for a pair: `must_have_passed`, `may_have_passed`.\n";
    } else if !passed.is_empty() {
        text += "\n## What was passed unseen\n\n";
        text += &table(&["read", "then read", "must have passed", "may have passed"], passed);
    }
    text
}

fn states(machine: &Machine) -> String {
    let rows = machine.states.iter().enumerate().map(|(at, state)| {
        let begins = if words::is_initial(machine, at) { ", initial" } else { "" };
        let summary = state.facts.summary.as_ref().map_or("", |summary| &summary.value);
        let leads = machine.edges.iter().filter(|edge| edge.from.value == at && !matches!(edge.cause, Cause::Command(_)));
        let leads = leads.map(|edge| code(words::wire(machine, edge.to.value)) + &doubt(edge.basis));
        let leads = join(leads.collect());
        let notes: String = words::notes(machine, at).iter().map(|note| format!("; {}", plain(note))).collect();
        vec![
            code(&state.wire.value),
            plain(&words::kind(machine, state)) + begins + &notes,
            leads,
            plain(summary) + &doubt(state.facts.basis),
        ]
    });
    table(&["state", "kind", "moves on to", "meaning"], rows.collect())
}

fn commands(machine: &Machine) -> String {
    let names: Vec<String> = machine.commands.iter().map(|command| code(&command.name.value)).collect();
    let head: Vec<&str> = std::iter::once("state").chain(names.iter().map(String::as_str)).collect();
    let rows = (0..machine.states.len()).map(|state| {
        let cells = (0..machine.commands.len()).map(|command| given(machine, state, command));
        std::iter::once(code(words::wire(machine, state))).chain(cells).collect()
    });
    table(&head, rows.collect())
}

/// Where a command leads from a state, and under which conditions.
fn given(machine: &Machine, state: usize, command: usize) -> String {
    let edges = machine.edges.iter().filter(|edge| edge.from.value == state && edge.cause == Cause::Command(command));
    let targets: Vec<String> = edges.map(|edge| code(words::wire(machine, edge.to.value)) + &doubt(edge.basis)).collect();
    let Some(command) = machine.commands.get(command).filter(|_| !targets.is_empty()) else { return "-".to_owned() };
    let requires = command.requires.iter().find(|(at, _)| at.value == state);
    let after = requires.map(|(_, action)| format!(", after {}", code(action.as_str())));
    let free = if command.free_from.iter().any(|at| at.value == state) { ", free" } else { "" };
    targets.join(" or ") + &after.unwrap_or_default() + free
}

/// What each state can become, and the states between, if requested.
fn readings(machine: &Machine, reach: &Reach, with_passed: bool) -> (String, Vec<Vec<String>>) {
    let codes = |states: &[usize]| join(states.iter().map(|state| code(words::wire(machine, *state))).collect());
    let (mut next, mut passed) = (Vec::new(), Vec::new());
    for from in 0..machine.states.len() {
        let (direct, later): (Vec<usize>, Vec<usize>) =
            reach.later(from).into_iter().partition(|to| reach.is_direct(from, *to));
        next.push(vec![codes(&[from]), codes(&direct), codes(&later)]);
        let between = if with_passed { reach.passed(from) } else { Vec::new() };
        for (to, Passed { certainly, possibly }) in between {
            if !(certainly.is_empty() && possibly.is_empty()) {
                passed.push(vec![codes(&[from]), codes(&[to]), codes(&certainly), codes(&possibly)]);
            }
        }
    }
    (table(&["read", "next, after one move", "next, after several"], next), passed)
}

fn doubt(basis: errspec_spec::words::Basis) -> String {
    words::doubt(basis).map(|doubt| format!(" ({doubt})")).unwrap_or_default()
}

fn join(items: Vec<String>) -> String {
    if items.is_empty() { "-".to_owned() } else { items.join(", ") }
}

/// Pads columns to their widest cell, so that the source can be read as a table too.
fn table(head: &[&str], rows: Vec<Vec<String>>) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .chain(head.get(column).map(|cell| cell.chars().count()))
            .max()
            .unwrap_or(0)
            .max(3)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |cells: Vec<&str>| {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| format!(" {cell:width$} |"));
        format!("|{}\n", cells.collect::<String>())
    };
    let rule: String = widths.iter().map(|width| format!("{}|", "-".repeat(width + 2))).collect();
    let rows: String = rows.iter().map(|row| line(row.iter().map(String::as_str).collect())).collect();
    format!("{}|{rule}\n{rows}", line(head.to_vec()))
}

/// Text of a contract in a cell.
fn plain(text: &str) -> String {
    crate::emit::escape(&straight(text)).replace('|', "\\|")
}

/// A wire text as code, whatever it contains.
fn code(text: &str) -> String {
    crate::emit::code_span(&straight(text)).replace('|', "\\|")
}
