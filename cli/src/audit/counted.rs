//! Short texts that several output formats contain.

use super::coverage::Share;
use super::found::Level;
use super::report::{Report, percent};

/// `1,200 records: 37 failures, 2 without a response`.
pub(super) fn counts(report: &Report) -> String {
    let counts = report.counts;
    let mut text = format!("{}: {}", several(counts.records, "record"), several(counts.failures, "failure"));
    if counts.unanswered > 0 {
        text += &format!(", {} without a response", counts.unanswered);
    }
    if counts.undeclared > 0 {
        text += &format!(", {} of no operation of the contract", counts.undeclared);
    }
    if counts.elsewhere > 0 {
        text += &format!(", {} of other services left out", counts.elsewhere);
    }
    text
}

/// `2 errors, 1 note`: the number of all occurrences.
pub(super) fn found(report: &Report) -> String {
    let of = |level: Level| Some(report.findings.count(level)).filter(|count| *count > 0).map(|n| several(n, level.as_str()));
    let found: Vec<String> = [Level::Error, Level::Warning, Level::Note].into_iter().filter_map(of).collect();
    if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") }
}

/// `12 of 30 codes (40 %)`.
pub(super) fn share(share: &Share) -> String {
    format!("{} of {} {} ({:.0} %)", share.seen, share.declared, share.of, percent(share).floor())
}

/// `1 record`, `2 records`.
pub(super) fn several(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The first few of a list.
pub(super) fn some(list: &[String]) -> String {
    const MOST: usize = 20;
    let first = list.get(..MOST).unwrap_or(list).join(", ");
    match list.len().checked_sub(MOST) {
        Some(more @ 1..) => format!("{first} and {more} more"),
        _ => first,
    }
}
