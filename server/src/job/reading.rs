//! One reading of a job.

use std::fmt;

/// One reading of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The reported state.
    pub state: String,
    /// How the reading relates to the previous one.
    pub label: Label,
}

/// How a reading relates to the previous one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// The first reading.
    First,
    /// The same state.
    Same,
    /// One of the service's own edges leads here.
    Step,
    /// Several of the service's own edges lead here, and the states between were skipped.
    Skip,
    /// A move that the contract does not list, but does not rule out.
    Gap,
    /// The effect of a command.
    Commanded,
    /// Still the state before a command, after it was sent.
    Late,
    /// A state that was left earlier.
    Stale,
    /// A state that cannot follow.
    Illegal,
    /// A state that the contract does not list.
    Unlisted,
    /// The state that was read before the inserted reading of another state.
    Again,
}

impl Label {
    /// The label in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Same => "same",
            Self::Step => "step",
            Self::Skip => "skip",
            Self::Gap => "gap",
            Self::Commanded => "commanded",
            Self::Late => "late",
            Self::Stale => "stale",
            Self::Illegal => "illegal",
            Self::Unlisted => "unlisted",
            Self::Again => "again",
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
