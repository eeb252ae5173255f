use super::super::{Backoff, Factor, Hint};
use crate::headers::Form;
use crate::machine::{Machine, PollPlan, TreatAs};
use core::time::Duration;

/// How often to ask, as long as the server does not ask for more patience. Const data, or made from a machine's [`PollPlan`].
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
    /// The interval while a third party has to act; the ordinary one where there is none.
    pub external: Option<Duration>,
    /// Each interval grows by a random part up to this, so that clients do not ask in step.
    pub spread: Duration,
    /// Each interval grows by this: a server that counts the interval itself must not find a poll early.
    pub margin: Duration,
    /// Whether the intervals begin anew when the state changes.
    pub restart_on_change: bool,
    /// Where an answer says which interval holds from now on.
    pub interval: Option<Hint>,
    /// How many readings in a row may be states that the contract does not list.
    pub unknown_limit: u32,
}

impl Pace {
    /// Every 2 seconds, slower by half each time, at most every 30, spread over half a second.
    pub const DEFAULT: Self = Self {
        backoff: Backoff::exponential(Duration::from_secs(2), Factor::milli(1500)).cap(Duration::from_secs(30)),
        external: None,
        spread: Duration::from_millis(500),
        margin: Duration::ZERO,
        restart_on_change: false,
        interval: None,
        unknown_limit: 10,
    };

    /// The interval of a device that waits for its user (RFC 8628, section 3.5): what the authorization response says, 5 seconds
    /// where it says nothing or 0, and a little more, since a poll right at the interval may count as too early.
    ///
    /// Where an error brings an `interval` of its own, that holds from then on.
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

    /// The interval of RFC 8628 where the server gives none.
    pub const DEVICE_INTERVAL: Duration = Duration::from_secs(5);
}

impl From<&PollPlan> for Pace {
    fn from(plan: &PollPlan) -> Self {
        Self { backoff: plan.pace, external: Some(plan.external), ..Self::DEFAULT }
    }
}

/// The pace of a machine's contract, with its patience for states that it does not list.
impl From<&Machine> for Pace {
    fn from(machine: &Machine) -> Self {
        let unknown_limit = match machine.unknown.treat_as {
            TreatAs::Pending => machine.unknown.limit,
            TreatAs::Fail => 0,
        };
        Self { unknown_limit, ..Self::from(&machine.poll) }
    }
}
