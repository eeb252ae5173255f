use crate::{AnswerHeaders, Reply};
use errspec::retry::{GiveUp, OutcomeKind, Wait};
use errspec::{Api, Category, RetryClass};
use std::borrow::Cow;
use std::time::Duration;

/// What happens during a call or a wait, for logs and metrics. No event contains a credential.
///
/// With the feature `tracing`, each event is also an event of `tracing`, inside a span for the call or wait.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A complete response to an attempt or a poll has arrived, whether it is a success or an error.
    ///
    /// Use its headers for facts that do not depend on the result, such as deprecations:
    ///
    /// ```
    /// use errspec_client::{Event, HeaderFacts, Settings};
    /// let settings = Settings::new("https://api.example.com").on_event(|event| {
    ///     if let Event::Answered { operation, headers, .. } = event
    ///         && headers.retirement().is_announced()
    ///     {
    ///         eprintln!("{operation} is {}", headers.retirement());
    ///     }
    /// });
    /// ```
    Answered {
        /// The operation.
        operation: &'static str,
        /// The status.
        status: u16,
        /// The headers.
        headers: AnswerHeaders<'a>,
    },
    /// An attempt failed, and another one follows after the delay.
    Retry {
        /// The operation.
        operation: &'static str,
        /// A description of the failure for people.
        attempt: &'a FailedAttempt<'a>,
        /// How long the client waits now.
        delay: Duration,
    },
    /// A call has to wait before it begins, because the client adapts its rate to a server that throttles.
    Held {
        /// The operation.
        operation: &'static str,
        /// How long the client waits now.
        delay: Duration,
    },
    /// The credential was renewed, or could not be.
    Renewed {
        /// The operation whose call needed it.
        operation: &'static str,
        /// Whether it was renewed.
        renewed: bool,
        /// Whether another call renewed it, so that this one did not have to.
        shared: bool,
    },
    /// A call failed, and no attempt follows.
    GaveUp {
        /// The operation.
        operation: &'static str,
        /// What failed.
        attempt: &'a FailedAttempt<'a>,
        /// Why no attempt follows.
        give_up: &'a GiveUp,
    },
    /// A call succeeded.
    Succeeded {
        /// The operation.
        operation: &'static str,
        /// The number of requests sent.
        attempts: u32,
    },
    /// A poll of a wait.
    Polled {
        /// The operation.
        operation: &'static str,
        /// The time since the wait began.
        elapsed: Duration,
        /// What was read: a state and what it means, or an error.
        reading: &'a str,
        /// How long the client waits before the next poll; `None` at the end.
        delay: Option<Duration>,
    },
}

/// An attempt that failed.
#[derive(Clone, Debug)]
pub struct FailedAttempt<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// Its status, or why there is none.
    pub kind: OutcomeKind,
    /// The text of its error code, or else of its error type, as the server sent it. There may be any number of different ones.
    pub code: Option<Cow<'a, str>>,
    /// The error as a label for metrics, with a bounded number of values; see [`error_type`](crate::error_type).
    pub error_type: Cow<'static, str>,
    /// Its retry class.
    pub class: RetryClass,
    /// Its category, if there was a response.
    pub category: Option<Category>,
}

impl<'a> FailedAttempt<'a> {
    pub(crate) fn new<A: Api>(number: u32, class: RetryClass, reply: &'a Reply<A>) -> Self {
        let error_type = reply.error_type().unwrap_or(Cow::Borrowed("_OTHER"));
        Self { number, kind: reply.kind(), code: reply.code(), error_type, class, category: reply.category() }
    }

    pub(crate) fn before<A: Api>(wait: &Wait, reply: &'a Reply<A>) -> Self {
        Self::new(wait.attempt, wait.class, reply)
    }

    pub(crate) fn last<A: Api>(give_up: &GiveUp, reply: &'a Reply<A>) -> Self {
        let class = give_up.last.map_or(RetryClass::Unspecified, |last| last.class);
        Self::new(give_up.attempts, class, reply)
    }
}

/// The beginning of a text that a server sent.
#[cfg(feature = "tracing")]
fn shortened(text: &str) -> &str {
    text.char_indices().nth(64).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

#[cfg(feature = "tracing")]
impl Event<'_> {
    /// Emits the event to `tracing`: progress at level debug, retries at level warn, and failures at level error.
    pub(crate) fn trace(&self) {
        match self {
            Self::Retry { operation, attempt, delay } => {
                let FailedAttempt { number, kind, code, error_type, class, category } = attempt;
                let (class, category) = (class.as_str(), category.map(Category::as_str));
                let (code, error_type) = (code.as_deref().map(shortened), error_type.as_ref());
                tracing::warn!(operation, attempt = number, outcome = %kind, code, error.type = error_type, class, category, ?delay, "attempt failed")
            }
            Self::Answered { operation, status, .. } => tracing::trace!(operation, status, "answered"),
            Self::Held { operation, delay } => tracing::debug!(operation, ?delay, "held back by the rate"),
            Self::Renewed { operation, renewed, shared } => tracing::info!(operation, renewed, shared, "credential renewed"),
            Self::GaveUp { operation, attempt, give_up } => {
                let FailedAttempt { number, kind, code, error_type, class, category } = attempt;
                let (class, category) = (class.as_str(), category.map(Category::as_str));
                let (code, error_type) = (code.as_deref().map(shortened), error_type.as_ref());
                let reason = &give_up.reason;
                tracing::error!(operation, attempt = number, outcome = %kind, code, error.type = error_type, class, category, %reason, "call failed")
            }
            Self::Succeeded { operation, attempts } => tracing::debug!(operation, attempt = attempts, "call succeeded"),
            Self::Polled { operation, elapsed, reading, delay } => {
                tracing::debug!(operation, ?elapsed, reading, ?delay, "polled")
            }
        }
    }
}
