use super::{Kind, TreatAs};
use crate::Basis;
use crate::retry_facts::{Backoff, Factor};
use core::time::Duration;

/// How often to poll for the state of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollPlan {
    /// The intervals between polls.
    pub pace: Backoff,
    /// The interval while a third party has to act.
    pub external: Duration,
    /// The timeout of the wait; `None` if the caller has to give one.
    pub timeout: Option<Duration>,
    /// The basis.
    pub basis: Basis,
}

impl PollPlan {
    /// The default: 2 seconds at first, growing by half each time up to 30 seconds, and one minute while a third party has to act.
    pub const DEFAULT: Self = Self {
        pace: Backoff::exponential(Duration::from_secs(2), Factor::milli(1500)).cap(Duration::from_secs(30)),
        external: Duration::from_secs(60),
        timeout: None,
        basis: Basis::Assumed,
    };

    /// The interval before poll `n` (1 is the poll after the first reading), while the job is in a state of this kind.
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
    #[inline]
    pub const fn before(&self, n: u32, kind: Kind) -> Duration {
        match kind {
            Kind::External { .. } => self.external,
            _ => self.pace.delay(n),
        }
    }
}

/// How a state that the contract does not list is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPolicy {
    /// What the poller does.
    pub treat_as: TreatAs,
    /// How many such readings in a row are tolerated; one more ends the wait.
    pub limit: u32,
}

impl UnknownPolicy {
    /// The default: keep polling, for at most 10 such readings in a row.
    pub const DEFAULT: Self = Self { treat_as: TreatAs::Pending, limit: 10 };
}
