use super::super::{Backoff, Factor, Hint};
use crate::headers::Form;
use crate::machine::{Machine, PollPlan, TreatAs};
use core::time::Duration;

/// How often to poll, unless the server asks for longer intervals. It is const data, or created from a machine's [`PollPlan`].
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::{Backoff, Pace};
/// const EVERY_TWO_SECONDS: Pace = Pace { backoff: Backoff::constant(Duration::from_secs(2)), ..Pace::DEFAULT };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The intervals: the delay before the nth poll after the first.
    pub backoff: Backoff,
    /// The interval while a third party has to act; `None` for the normal interval.
    pub external: Option<Duration>,
    /// The maximum of the random delay added to each interval, so that clients do not poll in lockstep.
    pub spread: Duration,
    /// Added to each interval, so that a server that measures the interval does not consider a poll too early.
    pub margin: Duration,
    /// Whether the intervals start again from the beginning when the state changes.
    pub restart_on_change: bool,
    /// Where a response says which interval applies from now on.
    pub interval: Option<Hint>,
    /// How many readings in a row may be states that the contract does not list.
    pub unknown_limit: u32,
}

impl Pace {
    /// Starts at 2 seconds and grows by half each time, up to 30 seconds, with a spread of half a second.
    pub const DEFAULT: Self = Self {
        backoff: Backoff::exponential(Duration::from_secs(2), Factor::milli(1500)).cap(Duration::from_secs(30)),
        external: None,
        spread: Duration::from_millis(500),
        margin: Duration::ZERO,
        restart_on_change: false,
        interval: None,
        unknown_limit: 10,
    };

    /// The interval of a device that waits for its user (RFC 8628, section 3.5): the one in the authorization response, or 5 seconds if it has
    /// none or 0. A little is added, because a server may consider a poll exactly at the interval too early.
    ///
    /// If an error contains an `interval`, that applies from then on.
    #[inline]
    pub const fn device(interval: Option<Duration>) -> Self {
        let interval = match interval {
            Some(interval) if !interval.is_zero() => interval,
            _ => Self::DEVICE_INTERVAL,
        };
        Self {
            backoff: Backoff::constant(interval),
            margin: Duration::from_millis(100),
            interval: Some(Hint { max: Duration::MAX, ..Hint::body("/interval", &[Form::DelaySeconds]) }),
            ..Self::DEFAULT
        }
    }

    /// The interval of RFC 8628 if the server gives none.
    pub const DEVICE_INTERVAL: Duration = Duration::from_secs(5);
}

impl From<&PollPlan> for Pace {
    #[cfg_attr(debug_assertions, inline)]
    fn from(plan: &PollPlan) -> Self {
        Self { backoff: plan.pace, external: Some(plan.external), ..Self::DEFAULT }
    }
}

/// The pace of a machine's contract, including its limit for states that it does not list.
impl From<&Machine> for Pace {
    #[cfg_attr(debug_assertions, inline)]
    fn from(machine: &Machine) -> Self {
        let unknown_limit = match machine.unknown.treat_as {
            TreatAs::Pending => machine.unknown.limit,
            TreatAs::Fail => 0,
        };
        Self { unknown_limit, ..Self::from(&machine.poll) }
    }
}
