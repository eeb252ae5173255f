//! The texts of diagrams about states and edges, which are the same in every format.

use crate::emit::in_words;
use errspec_spec::decide::condition_words;
use errspec_spec::model::{Cause, Edge, Machine, State};
use errspec_spec::words::{Basis, Moves, Outcome, StateKind};

/// The color of a state, which depends on what the state means for a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Pending,
    External,
    Success,
    Needs,
    Failure,
    /// Any other outcome, or none.
    Other,
}

impl Look {
    pub(super) const ALL: [Self; 6] = [Self::Pending, Self::External, Self::Success, Self::Needs, Self::Failure, Self::Other];

    pub(super) fn of(state: &State) -> Self {
        match (state.kind.value, state.outcome.as_ref().map(|outcome| outcome.value)) {
            (StateKind::Pending, _) => Self::Pending,
            (StateKind::External, _) => Self::External,
            (_, Some(Outcome::Success)) => Self::Success,
            (_, Some(Outcome::Failure)) => Self::Failure,
            (_, Some(Outcome::Needs(_))) => Self::Needs,
            _ => Self::Other,
        }
    }

    /// Its name in styles.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::External => "external",
            Self::Success => "success",
            Self::Needs => "needs",
            Self::Failure => "failure",
            Self::Other => "other",
        }
    }

    /// The fill and line colors on a light page.
    pub(super) fn light(self) -> (&'static str, &'static str) {
        match self {
            Self::Pending => ("#ddf4ff", "#218bff"),
            Self::External => ("#fbefff", "#a475f9"),
            Self::Success => ("#dafbe1", "#2da44e"),
            Self::Needs => ("#fff8c5", "#bf8700"),
            Self::Failure => ("#ffebe9", "#fa4549"),
            Self::Other => ("#f6f8fa", "#8c959f"),
        }
    }

    /// The fill and line colors on a dark page.
    pub(super) fn dark(self) -> (&'static str, &'static str) {
        match self {
            Self::Pending => ("#0c2d6b", "#388bfd"),
            Self::External => ("#3c1e70", "#a371f7"),
            Self::Success => ("#033a16", "#2ea043"),
            Self::Needs => ("#4b2900", "#d29922"),
            Self::Failure => ("#67060c", "#f85149"),
            Self::Other => ("#21262d", "#8b949e"),
        }
    }
}

/// Who moves a job out of a state, and what the state means: `resting, needs add_funds`.
pub(super) fn kind(machine: &Machine, state: &State) -> String {
    let kind = state.kind.value.as_str();
    let by = state.by.as_ref().map(|by| format!("{kind}, {}", by.value));
    let cases = if state.cases.is_empty() { "" } else { "otherwise " };
    let outcome = state.outcome.as_ref().map(|outcome| match outcome.value {
        Outcome::Needs(action) => format!("{kind}, needs {}", machine.action_name(action)),
        outcome => format!("{kind}, {cases}{}", outcome.as_str()),
    });
    let blocked = if state.blocked.is_some() { ", blocked" } else { "" };
    let expires = state.facts.expires.as_ref().map(|expires| format!(", expires after {}", in_words(expires.value)));
    let blocked = if state.observed.is_some() { ", only observed" } else { blocked };
    by.or(outcome).unwrap_or_else(|| kind.to_owned()) + blocked + &expires.unwrap_or_default()
}

/// The conditions of a state, and the waits whose goal it is: `if status 404`, `partial, if /failed is at least 1`, `goal of for_deletion`.
/// The texts of a state are not repeated.
pub(super) fn notes(machine: &Machine, at: usize) -> Vec<String> {
    let Some(state) = machine.states.get(at) else { return Vec::new() };
    let mut notes = Vec::new();
    if let Some(when) = &state.when {
        notes.push(format!("if {}", condition_words(&when.value)));
    }
    if machine.absent.as_ref().is_some_and(|absent| absent.value == at) {
        notes.push("if there is no state".to_owned());
    }
    for (when, outcome) in &state.cases {
        notes.push(format!("{}, if {}", outcome.value.as_str(), condition_words(&when.value)));
    }
    let waits = machine.waits.iter().filter(|wait| wait.goals.iter().any(|goal| goal.holds(machine, at)));
    let waits: Vec<&str> = waits.map(|wait| wait.name.as_str()).collect();
    if !waits.is_empty() {
        notes.push(format!("goal of {}", waits.join(", ")));
    }
    notes
}

/// The gaps in what is known about the moves of jobs.
pub(super) fn gaps(machine: &Machine) -> Option<&'static str> {
    match machine.moves.value {
        Moves::Listed => None,
        Moves::Partial => Some("Other moves are possible."),
        Moves::Unknown => Some("The moves are unknown."),
    }
}

/// What leads to a state from every state that is not final: the command, or `by itself`.
pub(super) fn from_any(machine: &Machine, to: usize) -> Vec<String> {
    let mut causes: Vec<String> = Vec::new();
    for edge in machine.edges.iter().filter(|edge| edge.from_any && edge.to.value == to) {
        let doubt = doubt(edge.basis).map(|doubt| format!(" ({doubt})")).unwrap_or_default();
        let command = edge.cause.command().and_then(|command| machine.commands.get(command));
        let cause = command.map_or("by itself", |command| &command.name.value).to_owned() + &doubt;
        if !causes.contains(&cause) {
            causes.push(cause);
        }
    }
    causes
}

/// The label of an edge: the command and what it requires, or the third party. Empty for the service's own transitions.
pub(super) fn label(machine: &Machine, edge: &Edge) -> Option<String> {
    match edge.cause {
        Cause::Auto => None,
        Cause::External => {
            let by = machine.states.get(edge.from.value).and_then(|state| state.by.as_ref());
            Some(by.map_or_else(|| "third party".to_owned(), |by| by.value.clone()))
        }
        Cause::Command(command) => {
            let command = machine.commands.get(command)?;
            let requires = command.requires.iter().find(|(state, _)| state.value == edge.from.value);
            let after = requires.map(|(_, action)| format!(" after {}", machine.action_name(action.value)));
            Some(format!("{}{}", command.name.value, after.unwrap_or_default()))
        }
    }
}

/// The style class for the cause of an edge.
pub(super) fn cause(edge: &Edge) -> &'static str {
    match edge.cause {
        Cause::Auto => "auto",
        Cause::External => "third",
        Cause::Command(_) => "command",
    }
}

/// The line style for a basis.
pub(super) fn line(basis: Basis) -> &'static str {
    match basis {
        Basis::Inferred => "dashed",
        Basis::Assumed => "dotted",
        _ => "solid",
    }
}

/// The basis as text, unless it is `stated`.
pub(super) fn doubt(basis: Basis) -> Option<&'static str> {
    matches!(basis, Basis::Inferred | Basis::Assumed).then(|| basis.as_str())
}

/// Both ends of an edge.
pub(super) fn ends<'m>(machine: &'m Machine, edge: &Edge) -> (&'m str, &'m str) {
    (wire(machine, edge.from.value), wire(machine, edge.to.value))
}

/// The text of a state.
pub(super) fn wire(machine: &Machine, state: usize) -> &str {
    machine.states.get(state).map_or("", |state| &state.wire.value)
}

/// Everything about an edge in one sentence: `ACTIVE -> FAILED (inferred): Drawn without an origin`.
pub(super) fn sentence(machine: &Machine, edge: &Edge) -> String {
    let (from, to) = ends(machine, edge);
    let label = label(machine, edge).map(|label| match edge.cause {
        Cause::External => format!(" by {label}"),
        _ => format!(" by the command {label}"),
    });
    let doubt = doubt(edge.basis).map(|doubt| format!(" ({doubt})"));
    let summary = edge.summary.as_ref().map(|summary| format!(": {}", summary.value));
    format!("{from} \u{2192} {to}{}{}{}", label.unwrap_or_default(), doubt.unwrap_or_default(), summary.unwrap_or_default())
}

/// Whether a job may begin in the state.
pub(super) fn is_initial(machine: &Machine, state: usize) -> bool {
    machine.initial.iter().any(|initial| initial.value == state)
}

/// The states in which a job may begin, without duplicates.
pub(super) fn initial(machine: &Machine) -> Vec<usize> {
    (0..machine.states.len()).filter(|state| is_initial(machine, *state)).collect()
}
