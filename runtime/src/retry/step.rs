use super::GiveUp;
use crate::RetryClass;
use alloc::boxed::Box;
use core::time::Duration;

/// What to do after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The attempt succeeded.
    Done,
    /// Wait, then send again. This is also the moment for a log line or a metric: before the wait, with everything known.
    Wait(Wait),
    /// Renew the credentials, tell [`Call::refreshed`](super::Call::refreshed), and send again with the new ones.
    Refresh,
    /// It is over.
    GiveUp(Box<GiveUp>),
}

/// A wait before the next attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// How long, counted from the `now` the engine was told.
    pub delay: Duration,
    /// The attempt that has just ended, from 1.
    pub attempt: u32,
    /// The class of its outcome.
    pub class: RetryClass,
    /// What made the delay.
    pub source: DelaySource,
}

/// What made a delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DelaySource {
    /// The backoff curve.
    Backoff,
    /// The server, which asked for this much.
    Hint(Duration),
    /// No wait: the credentials are new.
    Refreshed,
}
