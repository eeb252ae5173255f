use super::Reply;
use errspec::retry::{Answer, GiveUp, OutcomeKind, Wait};
use errspec::{Api, RetryClass};
use std::borrow::Cow;
use std::string::String;
use std::time::Duration;

/// What happens during a call or a wait. Nothing of it shows a credential.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// An attempt failed, and another follows after the delay.
    Retry {
        /// The operation.
        operation: &'static str,
        /// The attempt that failed, from 1.
        attempt: u32,
        /// Its status, or why there is none.
        seen: OutcomeKind,
        /// The error code.
        code: Option<Cow<'a, str>>,
        /// Its class.
        class: RetryClass,
        /// What is waited now.
        delay: Duration,
    },
    /// The credential was renewed, or could not be.
    Renewed {
        /// The operation that asked for it.
        operation: &'static str,
        /// Whether it worked.
        renewed: bool,
        /// Whether another call renewed it, for this one as well.
        shared: bool,
    },
    /// A call failed for good.
    GaveUp {
        /// The operation.
        operation: &'static str,
        /// The error code.
        code: Option<Cow<'a, str>>,
        /// Why, after how many attempts.
        give_up: &'a GiveUp,
    },
    /// A poll of a long wait, and how the wait stands.
    Polled {
        /// The operation.
        operation: &'static str,
        /// Time since the wait began.
        elapsed: Duration,
        /// What was read: a state and what it means, or an error.
        reading: String,
        /// What is waited before the next poll; `None` at the end.
        delay: Option<Duration>,
    },
}

impl<'a> Event<'a> {
    pub(super) fn retry<A: Api>(operation: &'static str, wait: &Wait, reply: &'a Reply<A>) -> Self {
        let (attempt, class, delay) = (wait.attempt, wait.class, wait.delay);
        Self::Retry { operation, attempt, seen: reply.outcome().summary(), code: reply.code(), class, delay }
    }

    /// As an event of `tracing`: what goes on at debug, what is repeated at warn, what failed for good at error.
    #[cfg(feature = "tracing")]
    pub(super) fn trace(&self) {
        match self {
            Self::Retry { operation, attempt, seen, code, class, delay } => {
                tracing::warn!(operation, attempt, %seen, code = code.as_deref(), class = class.as_str(), ?delay, "attempt failed")
            }
            Self::Renewed { operation, renewed, shared } => tracing::info!(operation, renewed, shared, "credential renewed"),
            Self::GaveUp { operation, code, give_up } => {
                let class = give_up.last.map(|last| last.class.as_str());
                let (attempt, reason) = (give_up.attempts, &give_up.reason);
                tracing::error!(operation, attempt, code = code.as_deref(), class, %reason, "call failed")
            }
            Self::Polled { operation, elapsed, reading, delay } => {
                tracing::debug!(operation, ?elapsed, reading = reading.as_str(), ?delay, "polled")
            }
        }
    }
}
