//! The decisions of a review: changes that somebody has accepted, each with a reason.

use super::change::Change;
use crate::Problem;
use errspec_codegen::disk::{read_file, reason};
use serde::Deserialize;
use std::path::Path;

/// A list of accepted changes, as a YAML file.
#[derive(Debug, Default)]
pub(crate) struct Decisions(Vec<Decision>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    fingerprint: String,
    reason: String,
}

impl Decisions {
    pub(crate) fn read(path: &Path) -> Result<Self, Problem> {
        let name = path.display();
        let bytes = read_file(path).map_err(|error| Problem(format!("cannot read `{name}`: {}", reason(&error))))?;
        let decisions: Vec<Decision> = serde_yaml::from_slice(&bytes).map_err(|error| {
            Problem(format!(
                "`{name}` is not a list of decisions, such as `- {{ fingerprint: 0123456789abcdef, reason: … }}`: {error}"
            ))
        })?;
        match decisions.iter().find(|decision| decision.reason.trim().is_empty()) {
            Some(decision) => Err(Problem(format!("`{name}` gives no reason for accepting `{}`", decision.fingerprint))),
            None => Ok(Self(decisions)),
        }
    }

    /// The reason for which a change was accepted.
    pub(crate) fn reason(&self, change: &Change) -> Option<&str> {
        let fingerprint = change.fingerprint();
        self.0.iter().find(|decision| decision.fingerprint == fingerprint).map(|decision| decision.reason.as_str())
    }

    /// The accepted fingerprints that no change has.
    pub(crate) fn unused<'d>(&'d self, changes: &[Change]) -> Vec<&'d str> {
        let fingerprints: Vec<String> = changes.iter().map(Change::fingerprint).collect();
        let unused = self.0.iter().filter(|decision| !fingerprints.contains(&decision.fingerprint));
        unused.map(|decision| decision.fingerprint.as_str()).collect()
    }
}
