use super::Kind;
use core::time::Duration;

/// How often to ask for a job's state, as the contract has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PollPlan {
    /// The first interval.
    pub interval: Duration,
    /// How the interval grows from one poll to the next, in thousandths: 1500 is half as long again, 1000 keeps the pace.
    pub factor: u32,
    /// No interval is longer.
    pub cap: Duration,
    /// The interval while a third party has to act; the ordinary one where it is absent.
    pub external: Option<Duration>,
    /// The whole wait; `None` where the caller has to say it.
    pub timeout: Option<Duration>,
}

impl PollPlan {
    /// What holds where the contract says nothing: every 2 seconds, slower by half each time, at most every 30.
    pub const DEFAULT: Self = Self {
        interval: Duration::from_secs(2),
        factor: 1500,
        cap: Duration::from_secs(30),
        external: None,
        timeout: None,
    };

    /// The wait before poll `n` (1 is the poll after the first reading), while the job is in a state of this kind.
    ///
    /// ```
    /// use core::time::Duration;
    /// use errspec::machine::{Kind, PollPlan};
    /// let plan = PollPlan { external: Some(Duration::from_secs(60)), ..PollPlan::DEFAULT };
    /// assert_eq!(plan.before(1, Kind::Pending), Duration::from_secs(2));
    /// assert_eq!(plan.before(3, Kind::Pending), Duration::from_millis(4500));
    /// assert_eq!(plan.before(u32::MAX, Kind::Pending), Duration::from_secs(30));
    /// assert_eq!(plan.before(1, Kind::External { by: "reviewer" }), Duration::from_secs(60));
    /// ```
    pub const fn before(&self, n: u32, kind: Kind) -> Duration {
        match (kind, self.external) {
            (Kind::External { .. }, Some(external)) => external,
            _ => self.grown(n),
        }
    }

    const fn grown(&self, n: u32) -> Duration {
        let cap = self.cap.as_nanos();
        let mut nanos = self.interval.as_nanos();
        let mut i = 1;
        while i < n && nanos < cap {
            let next = nanos.saturating_mul(self.factor as u128) / 1000;
            if next == nanos {
                break;
            }
            nanos = next;
            i += 1;
        }
        if nanos >= cap { self.cap } else { from_nanos(nanos) }
    }
}

const fn from_nanos(nanos: u128) -> Duration {
    const SECOND: u128 = 1_000_000_000;
    let secs = nanos / SECOND;
    if secs > u64::MAX as u128 { Duration::MAX } else { Duration::new(secs as u64, (nanos % SECOND) as u32) }
}

/// What a state that the contract does not list counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPolicy {
    /// How the poller goes on.
    pub treat_as: TreatAs,
    /// How many such readings in a row are taken before the watch gives up.
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
