use super::GiveUp;
use crate::RetryClass;
use alloc::boxed::Box;
use core::time::Duration;

/// What to do after an attempt. [`PollStep`](super::PollStep) is the same for polls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Wait, then send again. This is also the time to write a log line or a metric.
    Wait(Wait),
    /// Renew the credentials, call [`Call::refreshed`](super::Call::refreshed), and send again with the new ones. Only calls that are
    /// [`refreshable`](super::Call::refreshable) have this step.
    Refresh,
    /// The call has ended: the attempt succeeded, or the call has no other attempt.
    End(Result<(), Box<GiveUp>>),
}

/// A wait before the next attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// How long to wait, counted from the `now` that was passed to the engine.
    pub delay: Duration,
    /// The number of the attempt that has just ended, from 1.
    pub attempt: u32,
    /// The class of its outcome.
    pub class: RetryClass,
    /// What determined the delay.
    pub source: DelaySource,
}

/// What determined a delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DelaySource {
    /// The backoff curve.
    Backoff,
    /// A hint of the server, which asked for this delay.
    Hint(Duration),
    /// Renewed credentials; there is no delay.
    Refreshed,
}
