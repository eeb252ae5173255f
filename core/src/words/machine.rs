use super::action::Action;
use crate::Word;

/// The outcome of a job that ends or rests in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The job succeeded.
    Success,
    /// The job failed.
    Failure,
    /// Somebody cancelled the job.
    Cancelled,
    /// The job no longer exists.
    Gone,
    /// The service decided not to do the job.
    Skipped,
    /// A part of the job succeeded, and the rest failed.
    Partial,
    /// The job has ended, but it is not known how.
    Unknown,
    /// The job continues after this has been done and the command has been sent.
    Needs(Action),
}

impl Outcome {
    /// The word as a spec writes it, without the action of `needs`.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Cancelled => "cancelled",
            Self::Gone => "gone",
            Self::Skipped => "skipped",
            Self::Partial => "partial",
            Self::Unknown => "unknown",
            Self::Needs(_) => "needs",
        }
    }

    /// The same as `==`, but also usable in constants.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Success, Self::Success)
            | (Self::Failure, Self::Failure)
            | (Self::Cancelled, Self::Cancelled)
            | (Self::Gone, Self::Gone)
            | (Self::Skipped, Self::Skipped)
            | (Self::Partial, Self::Partial)
            | (Self::Unknown, Self::Unknown) => true,
            (Self::Needs(a), Self::Needs(b)) => a.is(b),
            _ => false,
        }
    }
}

impl Word for Outcome {
    const WHAT: &'static str = "an outcome";
    const WRITTEN: &'static [Self] =
        &[Self::Success, Self::Failure, Self::Cancelled, Self::Gone, Self::Skipped, Self::Partial, Self::Unknown];
    const WORDS: &'static [&'static str] = &[
        Self::Success.as_str(),
        Self::Failure.as_str(),
        Self::Cancelled.as_str(),
        Self::Gone.as_str(),
        Self::Skipped.as_str(),
        Self::Partial.as_str(),
        Self::Unknown.as_str(),
    ];

    #[cfg_attr(debug_assertions, inline)]
    fn as_str(self) -> &'static str {
        Self::as_str(self)
    }
}

words! {
    /// How completely the edges of a machine describe the moves of a job.
    Moves("how much is known of the moves") {
        /// Completely: a move without an edge is impossible.
        Listed = "listed",
        /// In part: there may be moves without an edge.
        Partial = "partial",
        /// Not at all: the machine has no edges.
        Unknown = "unknown",
    }
}

words! {
    /// How a poller treats a state that the contract does not list.
    TreatAs("a treatment") {
        /// As a pending state.
        Pending = "pending",
        /// As a failure of the job.
        Fail = "fail",
    }
}

words! {
    /// How the texts of states are compared.
    TextCase("a way to compare texts") {
        /// The case of letters counts.
        Sensitive = "sensitive",
        /// The case of ASCII letters is ignored.
        Insensitive = "insensitive",
    }
}
