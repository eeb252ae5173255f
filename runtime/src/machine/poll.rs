use super::Kind;
use crate::Basis;
use crate::retry::{Backoff, Factor};
use core::time::Duration;

/// How often to ask for a job's state, as the contract has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollPlan {
    /// The intervals between polls.
    pub pace: Backoff,
    /// The interval while a third party has to act.
    pub external: Duration,
    /// The whole wait; `None` where the caller has to say it.
    pub timeout: Option<Duration>,
    /// How sure the contract is of it.
    pub basis: Basis,
}

impl PollPlan {
    /// What holds where the contract says nothing: 2 seconds, then half as long again each time, at most 30; every minute while a
    /// third party has to act.
    pub const DEFAULT: Self = Self {
        pace: Backoff::exponential(Duration::from_secs(2), Factor::milli(1500)).cap(Duration::from_secs(30)),
        external: Duration::from_secs(60),
        timeout: None,
        basis: Basis::Assumed,
    };

    /// The wait before poll `n` (1 is the poll after the first reading), while the job is in a state of this kind.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::machine::{Kind, PollPlan};
    /// let plan = PollPlan::DEFAULT;
    /// assert_eq!(plan.before(1, Kind::Pending), Duration::from_secs(2));
    /// assert_eq!(plan.before(3, Kind::Pending), Duration::from_millis(4500));
    /// assert_eq!(plan.before(u32::MAX, Kind::Pending), Duration::from_secs(30));
    /// assert_eq!(plan.before(1, Kind::External { by: "reviewer" }), Duration::from_secs(60));
    /// ```
    pub const fn before(&self, n: u32, kind: Kind) -> Duration {
        match kind {
            Kind::External { .. } => self.external,
            _ => self.pace.delay(n),
        }
    }
}

/// What a state that the contract does not list counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPolicy {
    /// How the poller goes on.
    pub treat_as: TreatAs,
    /// How many such readings in a row are polled on; one more ends the wait.
    pub limit: u32,
}

impl UnknownPolicy {
    /// What holds where the contract says nothing: poll on, at most 10 times in a row.
    pub const DEFAULT: Self = Self { treat_as: TreatAs::Pending, limit: 10 };
}

/// How a poller takes a state that the contract does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreatAs {
    /// As one that moves by itself.
    Pending,
    /// As the job's failure.
    Fail,
}
