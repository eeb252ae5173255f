//! The reasons why a job or a command is rejected.

use std::fmt;

/// Why a job cannot be made or a command not be given, as a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobError {
    /// The HTTP status that says so: 404 for what does not exist, 409 for a command that the state does not allow, else 400.
    pub status: u16,
    /// The sentence.
    pub why: String,
}

impl JobError {
    pub(crate) fn new(status: u16, why: impl Into<String>) -> Self {
        Self { status, why: why.into() }
    }
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for JobError {}
