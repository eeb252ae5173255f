use super::{Call, IdempotencyKey, Outcome};
use core::time::Duration;

/// What an attempt needs to know before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its number, from 1.
    pub number: u32,
    /// How long it may take; never under a millisecond, since many clients take zero for no limit at all. So little is left only
    /// of an attempt that begins at the deadline, after a sleep that took longer than it was asked to.
    pub timeout: Option<Duration>,
    /// The header and the key that make it the same call for the server, for operations that want one.
    pub idempotency_key: Option<(&'static str, IdempotencyKey)>,
    /// The header that tells the server the attempt's number, if the API wants one.
    pub header: Option<(&'static str, u32)>,
    /// Whether the credentials were renewed during this call: read them anew.
    pub refreshed: bool,
}

impl Call<'_> {
    /// The attempt that begins now.
    pub fn next_attempt(&self, now: Duration) -> Attempt {
        Attempt {
            number: self.attempt(),
            timeout: self.attempt_timeout(now).map(|timeout| timeout.max(Duration::from_millis(1))),
            idempotency_key: self.idempotency_key(),
            header: self.attempt_header(),
            refreshed: self.state.refreshed,
        }
    }
}

/// What an attempt gives back, seen as an [`Outcome`]. The adapters ask for it; the engine itself does not.
///
/// An answer that came is judged when it is received, with [`ApiError::check`](crate::ApiError::check): its error is kept and seen as
/// [`Outcome::error`], a success as [`Outcome::status`]. Both have the headers with them, for hints and rules.
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
/// assert_eq!(answer.outcome().summary().to_string(), "no answer (reset)");
/// ```
pub trait Answer {
    /// The outcome.
    fn outcome(&self) -> Outcome<'_>;
}

impl<T: Answer, E: Answer> Answer for Result<T, E> {
    fn outcome(&self) -> Outcome<'_> {
        match self {
            Ok(answer) => answer.outcome(),
            Err(answer) => answer.outcome(),
        }
    }
}

/// An answer that an adapter can make up when it ends an attempt whose time is over. Its outcome is to be
/// [`Transport::Timeout`](super::Transport::Timeout).
pub trait TimedOut: Answer {
    /// The attempt took longer than this.
    fn timed_out(after: Duration) -> Self;
}

impl<T: Answer, E: TimedOut> TimedOut for Result<T, E> {
    fn timed_out(after: Duration) -> Self {
        Err(E::timed_out(after))
    }
}
