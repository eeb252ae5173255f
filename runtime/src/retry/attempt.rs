use super::{AttemptHeaderValue, Call, IdempotencyKey, Outcome};
use crate::{RetryClass, Target};
use core::time::Duration;

/// What is known about an attempt before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt<'p> {
    /// Its number, from 1.
    pub number: u32,
    /// How long it may take. This is at least a millisecond, because many clients treat zero as no limit. So little time is only left if a
    /// sleep took longer than requested and the attempt begins at the deadline.
    pub timeout: Option<Duration>,
    /// The idempotency key and its header, for operations that use one.
    pub idempotency_key: Option<(&'p str, IdempotencyKey)>,
    /// The header that carries the attempt's number, if the API has one, and its value.
    pub header: Option<(&'p str, AttemptHeaderValue<'p>)>,
    /// Whether the credentials were renewed during this call and have to be read again.
    pub refreshed: bool,
    /// Where to send it instead of where the attempt before it was sent, if that one ended with the class `redirect`.
    pub redirect: Option<Target>,
}

impl<'p> Call<'p> {
    /// The attempt that is about to begin.
    #[inline]
    pub fn next_attempt(&self, now: Duration) -> Attempt<'p> {
        Attempt {
            number: self.attempt(),
            timeout: self.attempt_timeout(now).map(|timeout| timeout.max(Duration::from_millis(1))),
            idempotency_key: self.idempotency_key(),
            header: self.attempt_header(),
            refreshed: self.state.refreshed,
            redirect: match self.state.last.map(|last| last.class) {
                Some(RetryClass::Redirect(target)) if self.redirectable => Some(target),
                _ => None,
            },
        }
    }
}

/// Converts the result of an attempt to an [`Outcome`]. The adapters use this trait; the engine itself does not.
///
/// Classify a response when it is received, with [`ApiError::check`](crate::ApiError::check): pass its error to
/// [`Outcome::error`], and use [`Outcome::status`] for a success. Add the headers to both, for hints and rules.
///
/// ```
/// use errspec::retry::{Answer, Outcome, Transport};
/// struct Response { status: u16, headers: Vec<(String, String)> }
/// struct Broken;
/// impl Answer for Response {
///     fn outcome(&self) -> Outcome<'_> { Outcome::status(self.status).headers(&self.headers) }
/// }
/// impl Answer for Broken {
///     fn outcome(&self) -> Outcome<'_> { Outcome::transport(Transport::Reset) }
/// }
/// let answer: Result<Response, Broken> = Err(Broken);
/// assert_eq!(answer.outcome().summary().to_string(), "no response (reset)");
/// ```
pub trait Answer {
    /// The outcome.
    fn outcome(&self) -> Outcome<'_>;
}

impl<T: Answer, E: Answer> Answer for Result<T, E> {
    #[inline]
    fn outcome(&self) -> Outcome<'_> {
        match self {
            Ok(answer) => answer.outcome(),
            Err(answer) => answer.outcome(),
        }
    }
}

/// An answer that an adapter can create when it ends an attempt that has timed out. Its outcome must be
/// [`Transport::Timeout`](super::Transport::Timeout).
pub trait TimedOut: Answer {
    /// The attempt took longer than this duration.
    fn timed_out(after: Duration) -> Self;
}

impl<T: Answer, E: TimedOut> TimedOut for Result<T, E> {
    #[inline]
    fn timed_out(after: Duration) -> Self {
        Err(E::timed_out(after))
    }
}
