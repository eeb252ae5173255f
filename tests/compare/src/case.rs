//! What a case is, and what it finds.

/// A crate that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peer {
    /// This project.
    Errspec,
    /// backon.
    Backon,
    /// backoff.
    Backoff,
    /// tokio-retry2.
    TokioRetry2,
    /// retry-policies, on which reqwest-retry is built.
    RetryPolicies,
    /// tower's `retry` module.
    Tower,
    /// reqwest-retry, the middleware that follows retry-policies.
    ReqwestRetry,
    /// The client runtime of Smithy.
    Smithy,
    /// exponential-backoff.
    ExponentialBackoff,
    /// mulligan.
    Mulligan,
    /// tryhard.
    Tryhard,
    /// httpdate.
    Httpdate,
    /// `str::parse`, the usual way to read a number of seconds.
    StdParse,
}

impl Peer {
    /// The columns of the table; the others only appear below it.
    pub const COLUMNS: [Self; 11] = [
        Self::Errspec,
        Self::Backon,
        Self::Backoff,
        Self::TokioRetry2,
        Self::RetryPolicies,
        Self::ReqwestRetry,
        Self::Tower,
        Self::Smithy,
        Self::ExponentialBackoff,
        Self::Mulligan,
        Self::Tryhard,
    ];

    /// The package's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Errspec => "errspec",
            Self::Backon => "backon",
            Self::Backoff => "backoff",
            Self::TokioRetry2 => "tokio-retry2",
            Self::RetryPolicies => "retry-policies",
            Self::ReqwestRetry => "reqwest-retry",
            Self::Tower => "tower",
            Self::Smithy => "aws-smithy-runtime",
            Self::ExponentialBackoff => "exponential-backoff",
            Self::Mulligan => "mulligan",
            Self::Tryhard => "tryhard",
            Self::Httpdate => "httpdate",
            Self::StdParse => "str::parse",
        }
    }
}

/// How a crate came through a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does what a user relies on.
    Holds,
    /// It does not.
    Fails,
}

/// What one crate did.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The crate.
    pub peer: Peer,
    /// How it came through.
    pub verdict: Verdict,
    /// What it did, in words and numbers that are the same in each run.
    pub did: String,
    /// What was read in this run, where random numbers or the machine have a part in it.
    pub measured: Option<String>,
}

impl Finding {
    /// It does what a user relies on if `holds`.
    pub fn new(peer: Peer, holds: bool, did: impl Into<String>) -> Self {
        let verdict = if holds { Verdict::Holds } else { Verdict::Fails };
        Self { peer, verdict, did: did.into(), measured: None }
    }

    /// With what was read in this run.
    #[must_use]
    pub fn measured(mut self, measured: impl Into<String>) -> Self {
        self.measured = Some(measured.into());
        self
    }
}

/// One known failure and what each crate did under its conditions. A crate that has nothing of the kind has no finding.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its number; the numbers are those used in the runtime's tests.
    pub id: &'static str,
    /// What goes wrong, in a few words.
    pub title: &'static str,
    /// The conditions, the same for all, and what counts as holding.
    pub conditions: &'static str,
    /// Where it was reported.
    pub seen: &'static [&'static str],
    /// What each crate did.
    pub findings: Vec<Finding>,
}
