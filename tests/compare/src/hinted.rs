//! backon and backoff with responses that have a hint. The number of attempts is limited, because some never end.

use crate::b13_hint_syntax::recipe;
use crate::clock::stopped;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// The sleeps of a call whose answers all carry this Retry-After, made of it as the documentation of `adjust` shows.
pub(super) fn backon_as_documented(curve: impl backon::BackoffBuilder, hint: &str, most: usize) -> Vec<Duration> {
    backon(curve, most, |_| recipe(hint))
}

/// The same, with another function from the crate's own delay (nothing where its curve has ended) to the one that is slept.
pub(super) fn backon(
    curve: impl backon::BackoffBuilder,
    most: usize,
    adjust: impl Fn(Option<Duration>) -> Option<Duration>,
) -> Vec<Duration> {
    use backon::Retryable as _;
    let (sent, slept) = (Cell::new(0), Rc::new(RefCell::new(Vec::new())));
    let send = || {
        sent.set(sent.get() + 1);
        std::future::ready(Err::<(), usize>(sent.get()))
    };
    let noted = Rc::clone(&slept);
    let sleep = move |delay| {
        noted.borrow_mut().push(delay);
        std::future::ready(())
    };
    let retry = send.retry(curve).sleep(sleep).when(|attempts| *attempts < most).adjust(|_, delay| adjust(delay));
    let _ = stopped(retry);
    slept.take()
}

/// A clock for backoff that moves where its sleeper sleeps.
#[derive(Clone)]
pub(super) struct Clock(Rc<(Instant, RefCell<Vec<Duration>>)>);

impl Clock {
    pub(super) fn new() -> Self {
        // The crate counts from an Instant; this one stands still from here on.
        Self(Rc::new((Instant::now(), RefCell::default())))
    }

    /// Time passes.
    pub(super) fn pass(&self, time: Duration) {
        self.0.1.borrow_mut().push(time);
    }

    /// Delays of `delay` by this clock.
    pub(super) fn curve(&self, delay: Duration, limit: Duration) -> backoff::exponential::ExponentialBackoff<Self> {
        backoff::exponential::ExponentialBackoff {
            current_interval: delay,
            initial_interval: delay,
            randomization_factor: 0.0,
            multiplier: 1.0,
            max_interval: delay,
            start_time: self.0.0,
            max_elapsed_time: Some(limit),
            clock: self.clone(),
        }
    }
}

impl backoff::Clock for Clock {
    fn now(&self) -> Instant {
        self.0.0 + self.0.1.borrow().iter().sum::<Duration>()
    }
}

struct Sleeper(Clock);

impl backoff::future::Sleeper for Sleeper {
    type Sleep = std::future::Ready<()>;

    fn sleep(&self, delay: Duration) -> Self::Sleep {
        self.0.pass(delay);
        std::future::ready(())
    }
}

/// The sleeps of a call whose answers all carry this hint, with own delays of 1 s.
pub(super) fn backoff(limit: Duration, hint: Duration, most: usize) -> Vec<Duration> {
    let clock = Clock::new();
    let curve = clock.curve(Duration::from_secs(1), limit);
    let sent = Cell::new(0);
    let send = || {
        sent.set(sent.get() + 1);
        let more = sent.get() < most;
        let error = if more { backoff::Error::retry_after((), hint) } else { backoff::Error::permanent(()) };
        std::future::ready(Err::<(), _>(error))
    };
    let _ = stopped(backoff::future::Retry::new(Sleeper(clock.clone()), curve, |(), _| {}, send));
    clock.0.1.take()
}
