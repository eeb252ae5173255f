//! The report in each output format.

use super::counted::{counts, found, several, share, some};
use super::found::{Kind, Level, Tally};
use super::report::Report;
use super::{annotated, listed, tabled};
use crate::args::ReportFormat;
use crate::terminal::visible;
use crate::traffic::Place;

pub(super) fn all(report: &Report, format: ReportFormat, color: bool) -> String {
    match format {
        ReportFormat::Human => human(report, color),
        ReportFormat::Json => listed::json(report),
        ReportFormat::Markdown => tabled::markdown(report),
        ReportFormat::Github => annotated::github(report),
    }
}

/// Each finding with its first places, then the counts, and the entries that were never seen.
fn human(report: &Report, color: bool) -> String {
    let all = report.findings.sorted();
    let mut text: String = all.iter().map(|(kind, title, tally)| one(*kind, title, tally, color)).collect();
    text += &format!("{}\n{}\n", counts(report), found(report));
    let shares: Vec<String> = report.shares.iter().map(share).collect();
    if !shares.is_empty() {
        text += &format!("seen: {}\n", shares.join(", "));
    }
    for share in report.shares.iter().filter(|share| !share.missing.is_empty()) {
        text += &format!("{} never seen: {}\n", share.of, visible(&some(&share.missing)));
    }
    text
}

fn one(kind: Kind, title: &str, tally: &Tally, color: bool) -> String {
    let code = match kind.level() {
        Level::Error => "1;91",
        Level::Warning => "1;93",
        Level::Note => "1;92",
    };
    let mark = format!("{}[{}]", kind.level().as_str(), kind.slug());
    let mark = if color { format!("\x1b[{code}m{mark}\x1b[0m") } else { mark };
    let mut text = format!("{mark}: {}\n  --> {}", visible(title), visible(&places(tally)));
    text += &if tally.count > 1 { format!(", {} in all\n", several(tally.count, "time")) } else { "\n".to_owned() };
    if !tally.detail.is_empty() {
        text += &format!("  first: {}\n", visible(&tally.detail));
    }
    text += &format!("  {}\n\n", kind.about());
    text
}

/// `traffic.jsonl:5, 20, 29`: the file is not repeated.
fn places(tally: &Tally) -> String {
    let mut text = String::new();
    let mut before: Option<&Place> = None;
    for place in &tally.places {
        match before {
            None => text += &place.to_string(),
            Some(before) if before.file == place.file => text += &format!(", {}", place.line),
            Some(_) => text += &format!(", {place}"),
        }
        before = Some(place);
    }
    text
}
