//! Which states of a machine can follow which, read from its resolved form.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The moves of a machine.
pub(super) struct Reach {
    /// The states that can follow each state without a command, itself included.
    closure: BTreeMap<String, BTreeSet<String>>,
    /// The states to which a command leads, by command and state.
    commands: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Whether all moves are known. Otherwise, any state can follow any other that is not final.
    known: bool,
    finals: BTreeSet<String>,
}

impl Reach {
    pub(super) fn of(machine: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let states = || machine["states"].as_object().into_iter().flatten();
        let mut next: BTreeMap<String, BTreeSet<String>> =
            states().map(|(state, _)| (state.clone(), BTreeSet::new())).collect();
        let mut commands: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        let edges = machine["edges"].as_array();
        for edge in edges.into_iter().flatten() {
            let (from, to) = (text(&edge["source"]), text(&edge["target"]));
            match edge["command"].as_str() {
                Some(command) => commands.entry(command.to_owned()).or_default().entry(from).or_default().push(to),
                None => drop(next.entry(from).or_default().insert(to)),
            }
        }
        let closure = next.keys().map(|state| (state.clone(), closed(state, &next))).collect();
        let finals = states().filter(|(_, state)| state["kind"] == "final").map(|(state, _)| state.clone()).collect();
        Self { closure, commands, known: edges.is_some() && machine["moves"] != "unknown", finals }
    }

    /// Whether a reading of one state may be followed by a reading of another if nobody sends a command.
    pub(super) fn leads(&self, from: &str, to: &str) -> bool {
        match self.known {
            true => self.closure.get(from).is_some_and(|states| states.contains(to)),
            false => from == to || !self.finals.contains(from),
        }
    }

    pub(super) fn commands(&self) -> BTreeSet<String> {
        self.commands.keys().cloned().collect()
    }

    /// The states to which a command leads, sorted.
    pub(super) fn targets(&self, command: &str, from: &str) -> Vec<String> {
        let mut targets = self.commands.get(command).and_then(|edges| edges.get(from)).cloned().unwrap_or_default();
        targets.sort();
        targets
    }
}

fn closed(from: &str, next: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut seen = BTreeSet::from([from.to_owned()]);
    let mut open = vec![from.to_owned()];
    while let Some(state) = open.pop() {
        for after in next.get(&state).into_iter().flatten() {
            if seen.insert(after.clone()) {
                open.push(after.clone());
            }
        }
    }
    seen
}
