use super::summary::summary;
use crate::diff::change::{Change, Impact};
use crate::diff::decisions::Decisions;
use crate::diff::witness::Witness;
use crate::terminal::visible;

/// A table per impact, for a comment on a pull request.
pub(super) fn markdown(changes: &[Change], decisions: &Decisions) -> String {
    let mut text = format!("**{}**\n", summary(changes, decisions));
    for (impact, heading) in [(Impact::Breaking, "Breaking"), (Impact::Risky, "Risky"), (Impact::Safe, "Safe")] {
        let of: Vec<&Change> = changes.iter().filter(|change| change.worst() == impact).collect();
        if of.is_empty() {
            continue;
        }
        text += &format!("\n### {heading}\n\n| change | clients | services | why | fingerprint |\n|---|---|---|---|---|\n");
        of.iter().for_each(|change| text += &row(change, decisions));
    }
    text
}

fn row(change: &Change, decisions: &Decisions) -> String {
    let mut why = change.reason.clone();
    if let Some(witness) = &change.witness {
        why += &format!("<br>`{}`", brief(witness));
    }
    if let Some(reason) = decisions.reason(change) {
        why += &format!("<br>Accepted: {reason}");
    }
    let title = change.place.as_ref().map_or_else(|| change.title.clone(), |place| format!("{} ({place})", change.title));
    let (clients, servers) = (change.clients.as_str(), change.servers.as_str());
    format!("| {} | {clients} | {servers} | {} | `{}` |\n", cell(&title), cell(&why), change.fingerprint())
}

fn brief(witness: &Witness) -> String {
    let lines: Vec<String> = witness.lines().iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.join("; ").replace('`', "'")
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    visible(text).replace('\n', " ").replace('|', "\\|")
}
