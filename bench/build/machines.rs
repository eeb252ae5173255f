//! Machines of 6, 64 and 500 states, as specs, and as the `match` and the rust-fsm machine that one would write by hand. Machines of 50 and
//! 500 states that are known by conditions, as specs, and as the `match` that knows them.

use super::write;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const SIZES: [usize; 3] = [6, 64, 500];
const KNOWN_BY_CONDITIONS: [usize; 2] = [50, 500];

/// The specs; `transitions.rs` and `recognitions.rs` have the rest.
pub(super) fn specs(out: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut by_hand = String::new();
    let mut specs = Vec::new();
    for states in SIZES {
        specs.push(write(out, &format!("machine_{states}.yaml"), &spec("machine", states, |_| String::new()))?);
        by_hand.push_str(&module(states));
    }
    write(out, "transitions.rs", &by_hand)?;
    let mut by_hand = String::new();
    for states in KNOWN_BY_CONDITIONS {
        let condition = |state| format!(", when: {{ field: {{ /state: s{state}, /phase: p{state} }} }}");
        specs.push(write(out, &format!("known_{states}.yaml"), &spec("known", states, condition))?);
        by_hand.push_str(&recognition(states));
    }
    write(out, "recognitions.rs", &by_hand)?;
    Ok(specs)
}

/// A line of states with two ways forward from most of them; no cycle, one final state.
fn successors(state: usize, states: usize) -> Vec<usize> {
    let last = states - 1;
    if state == last {
        return Vec::new();
    }
    let mut next = vec![state + 1, (state + 2 + state * 5 % 9).min(last), (state + 3 + state * 7 % 31).min(last)];
    next.sort_unstable();
    next.dedup();
    next
}

/// A machine whose states have these further keys.
fn spec(name: &str, states: usize, more: impl Fn(usize) -> String) -> String {
    let mut text = format!(
        "errspec: 1\nname: {name}_{states}\nmachines:\n  Job:\n    observe: {{ at: /state }}\n    initial: [S0]\n    states:\n"
    );
    for state in 0..states {
        let kind = if state + 1 == states { "final, outcome: success" } else { "pending" };
        let _ = writeln!(text, "      S{state}: {{ kind: {kind}, summary: State {state}{} }}", more(state));
    }
    text.push_str("    edges:\n");
    for state in 0..states - 1 {
        let targets: Vec<String> = successors(state, states).iter().map(|to| format!("S{to}")).collect();
        let _ = writeln!(text, "      - S{state} -> {}", targets.join(" | "));
    }
    text.push_str("    poll: { interval: 1s, timeout: required }\n");
    text
}

fn module(states: usize) -> String {
    let edges = || (0..states).flat_map(|from| successors(from, states).into_iter().map(move |to| (from, to)));
    let mut list = String::new();
    let mut arms = String::new();
    for (from, to) in edges() {
        let _ = write!(list, "({from}, {to}), ");
        let _ = write!(arms, "{}(S{from}, S{to})", if arms.is_empty() { "" } else { " | " });
    }
    let mut machine = String::new();
    for from in 0..states - 1 {
        let inputs: Vec<String> = successors(from, states).iter().map(|to| format!("S{to} => S{to}")).collect();
        let _ = writeln!(machine, "            S{from} => {{ {} }},", inputs.join(", "));
    }
    let name = format!("crate::specs::machine_{states}::JobState");
    format!(
        "pub(super) mod of_{states} {{
    use {name};
    pub(in super::super) const EDGES: &[(u16, u16)] = &[{list}];
    pub(in super::super) fn by_match(from: JobState, to: JobState) -> bool {{
        use JobState::*;
        matches!((from, to), {arms})
    }}
    rust_fsm::state_machine! {{
        #[state_machine(input({name}), state({name}))]
        pub(in super::super) fsm(S0)
{machine}    }}
}}
"
    )
}

fn recognition(states: usize) -> String {
    let arms: String = (0..states).map(|state| format!("        (\"s{state}\", \"p{state}\") => Some({state}),\n")).collect();
    format!(
        "pub(super) fn of_{states}(state: &str, phase: &str) -> Option<u16> {{\n    match (state, phase) {{\n{arms}        _ => None,\n    }}\n}}\n"
    )
}
