//! The report as GitHub Actions workflow commands.

use super::counted::{counts, found, several};
use super::found::Level;
use super::report::Report;
use crate::report::github::{data, property};
use errspec_spec::diag::render::one_line;

/// One command per finding, at the first record with it, and one with the counts.
pub(super) fn github(report: &Report) -> String {
    let mut text = String::new();
    for (kind, title, tally) in report.findings.sorted() {
        let level = match kind.level() {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let lines = [one_line(title), one_line(&tally.detail), kind.about().to_owned(), several(tally.count, "time")];
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let at = tally
            .places
            .first()
            .map_or_else(String::new, |place| format!("file={},line={},", property(&place.file), place.line));
        text += &format!("::{level} {at}title={}::{}\n", property(kind.slug()), data(&lines.join("\n")));
    }
    text + &format!("::notice title=audit::{}\n", data(&format!("{}: {}", counts(report), found(report))))
}
