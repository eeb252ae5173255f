//! How a run of the command ends.

/// How a run ended; a worse result is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExitStatus {
    /// Success.
    Success = 0,
    /// A spec has errors, generated files are stale, or what was compared or audited does not pass.
    Findings = 1,
    /// Invalid arguments, or a file could not be read or written.
    Usage = 2,
}

/// Why a run had to end, as a sentence without a full stop.
#[derive(Debug)]
pub(crate) struct Problem(pub(crate) String);
