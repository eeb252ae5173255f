//! Short texts that several formats have.

use crate::diff::change::{Change, Impact};
use crate::diff::decisions::Decisions;

/// `2 breaking, 1 risky, 4 safe changes`, without the accepted ones.
pub(super) fn summary(changes: &[Change], decisions: &Decisions) -> String {
    let open = || changes.iter().filter(|change| decisions.reason(change).is_none());
    let of = |impact| open().filter(|change| change.worst() == impact).count();
    let counts = [Impact::Breaking, Impact::Risky, Impact::Safe].map(|impact| (of(impact), impact.as_str()));
    let counts: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}")).collect();
    let accepted = changes.len() - open().count();
    let changes = match counts.as_slice() {
        [] => "no changes".to_owned(),
        counts => format!("{} change{}", counts.join(", "), if open().count() == 1 { "" } else { "s" }),
    };
    if accepted > 0 { format!("{changes}; {accepted} accepted") } else { changes }
}

/// `breaking for clients, safe for services`.
pub(super) fn impacts(change: &Change) -> String {
    match change.clients == change.servers {
        true => change.clients.as_str().to_owned(),
        false => format!("{} for clients, {} for services", change.clients.as_str(), change.servers.as_str()),
    }
}
