//! The reasons why a job or a command is rejected.

use std::fmt;

/// Why a job cannot be created or a command cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobError {
    /// The HTTP status of the response: 404 if something does not exist, 409 if the state does not allow the command, 400 otherwise.
    pub status: u16,
    /// The reason, as a sentence without a full stop.
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
