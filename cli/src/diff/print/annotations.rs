use super::summary::impacts;
use crate::diff::change::{Change, Impact};
use crate::diff::decisions::Decisions;
use crate::report::github::{data, property};
use errspec_spec::diag::render::one_line;

/// GitHub Actions workflow commands, one per change that nobody has accepted.
pub(super) fn github(changes: &[Change], decisions: &Decisions) -> String {
    changes.iter().filter(|change| decisions.reason(change).is_none()).map(command).collect()
}

fn command(change: &Change) -> String {
    let level = match change.worst() {
        Impact::Breaking => "error",
        Impact::Risky => "warning",
        Impact::Safe => "notice",
    };
    let title = property(change.kind);
    let lines = change.witness.iter().flat_map(crate::diff::witness::Witness::lines);
    let message = [one_line(&change.title), format!("{}: {}", impacts(change), change.reason)];
    let message: Vec<String> = message.into_iter().chain(lines.map(|line| one_line(&line))).collect();
    let message = data(&message.join("\n"));
    match change.place.as_deref().and_then(position) {
        Some((file, line, column)) => {
            format!("::{level} file={},line={line},col={column},title={title}::{message}\n", property(file))
        }
        None => format!("::{level} title={title}::{message}\n"),
    }
}

/// File, line and column of `FILE:LINE:COLUMN`.
fn position(place: &str) -> Option<(&str, &str, &str)> {
    let (rest, column) = place.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file, line, column))
}
