//! The engine with tokio's timer.

use super::{Attempt, Call, Outcome, RetryError, Step, TimedOut, Wait};
use alloc::boxed::Box;
use core::future::{Ready, ready};
use core::time::Duration;
use tokio::time::Instant;

/// Runs a call on tokio. Waits do not block other tasks, and an attempt that times out is dropped. Dropping the future ends the call.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::tokio::Async;
/// use errspec::retry::{Answer, Outcome, Policy, Safety, TimedOut, Transport};
///
/// enum Reply { Status(u16), TimedOut }
/// impl Answer for Reply {
///     fn outcome(&self) -> Outcome<'_> {
///         match self {
///             Self::Status(status) => Outcome::status(*status),
///             Self::TimedOut => Outcome::transport(Transport::Timeout),
///         }
///     }
/// }
/// impl TimedOut for Reply {
///     fn timed_out(_: Duration) -> Self { Self::TimedOut }
/// }
/// async fn call() -> bool {
///     let call = Policy::DEFAULT.call(Duration::ZERO, errspec::retry::seeds().next()).safety(Safety::Safe);
///     Async::new(call).run(async |attempt| Reply::Status(200)).await.is_ok()
/// }
/// ```
pub struct Async<'p, W = fn(&Wait, &Outcome<'_>), F = fn() -> Ready<bool>> {
    call: Call<'p>,
    on_wait: W,
    refresh: F,
}

impl<'p> Async<'p> {
    /// Creates a runner for this call. The call begins when it is run.
    #[inline]
    pub fn new(call: Call<'p>) -> Self {
        Self { call, on_wait: |_, _| {}, refresh: || ready(false) }
    }
}

impl<'p, W: FnMut(&Wait, &Outcome<'_>), F: FnMut() -> B, B: Future<Output = bool>> Async<'p, W, F> {
    /// Sets a function to call before each wait, for logs and metrics.
    pub fn on_wait<V: FnMut(&Wait, &Outcome<'_>)>(self, on_wait: V) -> Async<'p, V, F> {
        let Self { call, refresh, .. } = self;
        Async { call, on_wait, refresh }
    }

    /// Sets a function that renews the credentials and returns whether that worked. It is called at most once, and dropped at the deadline.
    pub fn refresh<G: FnMut() -> A, A: Future<Output = bool>>(self, refresh: G) -> Async<'p, W, G> {
        let Self { call, on_wait, .. } = self;
        Async { call: call.refreshable(), on_wait, refresh }
    }

    /// Sends until an attempt succeeds or the engine gives up. If an answer does not say when it was received, the system clock is used.
    ///
    /// # Errors
    /// The reason why no further attempt is made, with the last answer.
    pub async fn run<R: TimedOut, A: Future<Output = R>>(
        mut self,
        mut send: impl FnMut(Attempt<'p>) -> A,
    ) -> Result<R, Box<RetryError<R>>> {
        #[allow(clippy::disallowed_methods, reason = "the adapter is where the engine meets a real clock")]
        let epoch = Instant::now();
        self.call.restart(Duration::ZERO);
        loop {
            let attempt = self.call.next_attempt(epoch.elapsed());
            let answer = limited(attempt.timeout, send(attempt)).await;
            // An outcome is not kept, since a future that holds one cannot move between threads.
            let received_at = super::unix_time();
            let mut step = self.call.on_outcome(&answer.outcome().or_received_at(received_at), epoch.elapsed());
            if step == Step::Refresh {
                let renewing = (self.refresh)();
                let renewed = match self.call.time_left(epoch.elapsed()) {
                    None => renewing.await,
                    Some(left) => tokio::time::timeout(left, renewing).await.unwrap_or(false),
                };
                step = self.call.refreshed(renewed, epoch.elapsed());
            }
            let wait = match step {
                Step::Wait(wait) => wait,
                Step::End(Err(give_up)) => {
                    if !give_up.delay.is_zero() {
                        sleep(give_up.delay).await;
                    }
                    return Err(Box::new(RetryError { give_up: *give_up, last: answer }));
                }
                Step::End(Ok(())) | Step::Refresh => return Ok(answer),
            };
            (self.on_wait)(&wait, &answer.outcome().or_received_at(received_at));
            // What the answer holds, a connection maybe, is not kept for the wait.
            drop(answer);
            sleep(wait.delay).await;
        }
    }
}

#[cfg_attr(debug_assertions, inline)]
async fn sleep(delay: Duration) {
    #[allow(clippy::disallowed_methods, reason = "tokio's own sleep, in the adapter made for it")]
    tokio::time::sleep(delay).await;
}

async fn limited<R: TimedOut>(timeout: Option<Duration>, sending: impl Future<Output = R>) -> R {
    match timeout {
        None => sending.await,
        Some(limit) => tokio::time::timeout(limit, sending).await.unwrap_or_else(|_| R::timed_out(limit)),
    }
}
