//! One reading of a job.

use std::fmt;

/// One reading of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The state that is told.
    pub state: String,
    /// How it goes with the reading before it.
    pub label: Label,
}

/// How a reading goes with the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// It is the first one.
    First,
    /// It is the same.
    Same,
    /// One edge of the service's own leads here.
    Step,
    /// Several do; what lies between was passed unread.
    Skip,
    /// The effect of a command.
    Commanded,
    /// After a command, still the state before it.
    Late,
    /// A state that was left before.
    Stale,
    /// A state that cannot follow.
    Illegal,
    /// A state that the contract does not list.
    Unlisted,
    /// What was read before such an interruption.
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
