//! Which states of a machine can follow which, read from its resolved form.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The moves of a machine.
pub(super) struct Reach {
    /// The states that can follow each state without a command, itself included.
    closure: BTreeMap<String, BTreeSet<String>>,
    /// The states to which a command leads, by command and state.
    commands: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    moves: Moves,
    /// The states that nothing leaves.
    ends: BTreeSet<String>,
    /// The states that the service reports although it is not known how a job gets there.
    observed: BTreeSet<String>,
    /// Those of these states for which it is not known either how a job leaves them.
    open: BTreeSet<String>,
}

/// How completely the edges describe the moves of a job.
#[derive(Clone, Copy, PartialEq)]
enum Moves {
    Listed,
    Partial,
    Unknown,
}

/// What a client says about a reading of one state after a reading of another, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Judgment {
    Possible,
    Unlisted,
    Impossible,
}

impl Judgment {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Unlisted => "possible, but not listed",
            Self::Impossible => "impossible",
        }
    }
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
        let named = |is: &dyn Fn(&Value) -> bool| -> BTreeSet<String> {
            states().filter(|(_, state)| is(state)).map(|(state, _)| state.clone()).collect()
        };
        let observed = named(&|state| state["observed"] == true);
        let is_left = |state: &String| next.get(state).is_some_and(|after| !after.is_empty());
        Self {
            closure,
            commands,
            moves: match machine["moves"].as_str() {
                Some("unknown") => Moves::Unknown,
                Some("partial") => Moves::Partial,
                _ => Moves::Listed,
            },
            ends: named(&|state| state["kind"] == "final" || state["blocked"] == true),
            open: observed.iter().filter(|state| !is_left(state)).cloned().collect(),
            observed,
        }
    }

    /// What a client says about a reading of `to` after a reading of `from` if nobody sends a command.
    pub(super) fn judge(&self, from: &str, to: &str) -> Judgment {
        let is_left = !self.ends.contains(from);
        match self.moves {
            Moves::Unknown if from == to || is_left => Judgment::Possible,
            Moves::Listed | Moves::Partial if self.has_path(from, to) => Judgment::Possible,
            Moves::Partial if is_left => Judgment::Unlisted,
            Moves::Listed if is_left && (self.observed.contains(to) || self.open.contains(from)) => Judgment::Unlisted,
            _ => Judgment::Impossible,
        }
    }

    /// Whether edges without a command lead from one state to another.
    pub(super) fn has_path(&self, from: &str, to: &str) -> bool {
        self.closure.get(from).is_some_and(|states| states.contains(to))
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
