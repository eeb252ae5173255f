//! The result of an audit.

use super::auditor::Counts;
use super::coverage::Share;
use super::found::{Findings, Level};

/// Everything that is printed.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) counts: Counts,
    pub(super) shares: Vec<Share>,
    pub(super) findings: Findings,
}

impl Report {
    pub(super) fn worst(&self) -> Option<Level> {
        self.findings.sorted().first().map(|(kind, ..)| kind.level())
    }

    /// The share of the contract's codes that were seen, in percent. A contract without codes is covered.
    pub(super) fn codes(&self) -> f64 {
        self.shares.iter().find(|share| share.of == "codes").map_or(100.0, percent)
    }
}

/// The share in percent.
pub(super) fn percent(share: &Share) -> f64 {
    100.0 * share.seen as f64 / share.declared.max(1) as f64
}
