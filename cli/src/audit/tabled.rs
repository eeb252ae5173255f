//! The report as Markdown.

use super::counted::{counts, found, share, some};
use super::found::Level;
use super::report::Report;
use crate::terminal::visible;

/// A table for each level, and one of what was seen and never seen.
pub(super) fn markdown(report: &Report) -> String {
    let mut text = format!("**{}**: {}\n", found(report), counts(report));
    let all = report.findings.sorted();
    for (level, heading) in [(Level::Error, "Errors"), (Level::Warning, "Warnings"), (Level::Note, "Notes")] {
        let mut of = all.iter().filter(|(kind, ..)| kind.level() == level).peekable();
        if of.peek().is_none() {
            continue;
        }
        text += &format!("\n### {heading}\n\n| finding | times | first | why |\n|---|--:|---|---|\n");
        for (kind, title, tally) in of {
            let place = tally.places.first().map_or_else(String::new, ToString::to_string);
            let detail = if tally.detail.is_empty() { String::new() } else { format!(": {}", cell(&tally.detail)) };
            text += &format!("| {} | {} | {}{detail} | {} |\n", cell(title), tally.count, cell(&place), kind.about());
        }
    }
    if !report.shares.is_empty() {
        text += "\n### Coverage\n\n| seen | never seen |\n|---|---|\n";
        report.shares.iter().for_each(|of| text += &format!("| {} | {} |\n", share(of), cell(&some(&of.missing))));
    }
    text
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    visible(text).replace('\n', " ").replace('|', "\\|")
}
