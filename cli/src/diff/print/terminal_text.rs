use super::summary::{impacts, summary};
use crate::diff::change::{Change, Impact};
use crate::diff::decisions::Decisions;
use crate::terminal::visible;

/// Each change with its reason, place, witness and fingerprint.
pub(super) fn human(changes: &[Change], decisions: &Decisions, color: bool) -> String {
    let mut text: String = changes.iter().map(|change| one(change, decisions, color)).collect();
    text.push_str(&summary(changes, decisions));
    text.push('\n');
    text
}

fn one(change: &Change, decisions: &Decisions, color: bool) -> String {
    let paint = |code: &str, text: &str| if color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() };
    let code = match change.worst() {
        Impact::Breaking => "1;91",
        Impact::Risky => "1;93",
        Impact::Safe => "1;92",
    };
    let mut text =
        format!("{}: {}\n", paint(code, &format!("{}[{}]", change.worst().as_str(), change.kind)), visible(&change.title));
    if let Some(place) = &change.place {
        text += &format!("  --> {}\n", visible(place));
    }
    if change.clients != change.servers {
        text += &format!("  {}\n", impacts(change));
    }
    text += &format!("  {}\n", change.reason);
    for line in change.witness.iter().flat_map(crate::diff::witness::Witness::lines) {
        text += &format!("  {}\n", visible(&line));
    }
    match decisions.reason(change) {
        Some(reason) => text += &format!("  accepted: {}\n", visible(reason)),
        None => text += &format!("  fingerprint: {}\n", change.fingerprint()),
    }
    text.push('\n');
    text
}
