//! The engine with a thread that sleeps.

use super::{Answer, Attempt, Call, Outcome, RetryError, Step, Wait};
use alloc::boxed::Box;
use core::time::Duration;
use std::thread;
use std::time::Instant;

/// A clock and a way to sleep. [`SystemClock`] is the default; tests can use their own.
pub trait Clock {
    /// The time since any fixed point in time; monotonic.
    fn now(&mut self) -> Duration;

    /// Returns after this long.
    fn sleep(&mut self, delay: Duration);

    /// The time since 1970 at which a response was received, for hints that are a point in time in a response without a `Date` header. `None`
    /// if the clock does not know it. The default implementation returns the system time.
    #[inline]
    fn unix_time(&mut self) -> Option<Duration> {
        super::unix_time()
    }
}

/// The system's monotonic clock. Whether it runs while the machine sleeps depends on the platform, so on a laptop a deadline may or may
/// not include the time when the lid was closed.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    #[inline]
    fn default() -> Self {
        #[allow(clippy::disallowed_methods, reason = "the adapter is where the engine meets a real clock")]
        let now = Instant::now();
        Self(now)
    }
}

impl Clock for SystemClock {
    #[inline]
    fn now(&mut self) -> Duration {
        self.0.elapsed()
    }

    #[inline]
    fn sleep(&mut self, delay: Duration) {
        #[allow(clippy::disallowed_methods, reason = "the adapter is the one place where a thread may sleep")]
        thread::sleep(delay);
    }
}

/// Runs a call on the current thread. Do not use it in async code, because a sleeping thread blocks everything else on it.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::blocking::Blocking;
/// use errspec::retry::{Answer, Outcome, Policy, Safety};
///
/// struct Response(u16);
/// impl Answer for Response {
///     fn outcome(&self) -> Outcome<'_> { Outcome::status(self.0) }
/// }
/// let call = Policy::DEFAULT.call(Duration::ZERO, errspec::retry::seeds().next()).safety(Safety::Safe);
/// let response = Blocking::new(call).run(|attempt| Response(if attempt.number == 1 { 200 } else { 503 }));
/// assert!(response.is_ok());
/// ```
pub struct Blocking<'p, C = SystemClock, W = fn(&Wait, &Outcome<'_>), F = fn() -> bool> {
    call: Call<'p>,
    clock: C,
    on_wait: W,
    refresh: F,
}

impl<'p> Blocking<'p> {
    /// Creates a runner for this call, which begins now.
    #[inline]
    pub fn new(call: Call<'p>) -> Self {
        Self { call, clock: SystemClock::default(), on_wait: |_, _| {}, refresh: || false }
    }
}

impl<'p, C: Clock, W: FnMut(&Wait, &Outcome<'_>), F: FnMut() -> bool> Blocking<'p, C, W, F> {
    /// Sets another clock.
    pub fn clock<D: Clock>(self, clock: D) -> Blocking<'p, D, W, F> {
        let Self { call, on_wait, refresh, .. } = self;
        Blocking { call, clock, on_wait, refresh }
    }

    /// Sets a function to call before each wait, for logs and metrics.
    pub fn on_wait<V: FnMut(&Wait, &Outcome<'_>)>(self, on_wait: V) -> Blocking<'p, C, V, F> {
        let Self { call, clock, refresh, .. } = self;
        Blocking { call, clock, on_wait, refresh }
    }

    /// Sets a function that renews the credentials and returns whether that worked. It is called at most once.
    pub fn refresh<G: FnMut() -> bool>(self, refresh: G) -> Blocking<'p, C, W, G> {
        let Self { call, clock, on_wait, .. } = self;
        Blocking { call: call.refreshable(), clock, on_wait, refresh }
    }

    /// Sends until an attempt succeeds or the engine gives up. If an answer does not say when it was received, the clock is used. A thread cannot
    /// be interrupted, so the sender has to pass the attempt's time limit to its HTTP client.
    ///
    /// # Errors
    /// The reason why no further attempt is made, with the last answer.
    pub fn run<R: Answer>(mut self, mut send: impl FnMut(&Attempt<'_>) -> R) -> Result<R, Box<RetryError<R>>> {
        self.call.restart(self.clock.now());
        loop {
            let answer = send(&self.call.next_attempt(self.clock.now()));
            let received_at = self.clock.unix_time();
            let outcome = || answer.outcome().or_received_at(received_at);
            let mut step = self.call.on_outcome(&outcome(), self.clock.now());
            if step == Step::Refresh {
                let renewed = (self.refresh)();
                step = self.call.refreshed(renewed, self.clock.now());
            }
            let wait = match step {
                Step::Wait(wait) => wait,
                Step::End(Err(give_up)) => {
                    if !give_up.delay.is_zero() {
                        self.clock.sleep(give_up.delay);
                    }
                    return Err(Box::new(RetryError { give_up: *give_up, last: answer }));
                }
                Step::End(Ok(())) | Step::Refresh => return Ok(answer),
            };
            (self.on_wait)(&wait, &outcome());
            // What the answer holds, a connection maybe, is not kept for the wait.
            drop(answer);
            self.clock.sleep(wait.delay);
        }
    }
}
