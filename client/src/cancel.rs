use errspec::retry::blocking::{Clock, SystemClock};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Ends blocking calls and waits from another thread. Clones end the same calls.
///
/// A future of the client for tokio ends when it is dropped.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<(Mutex<bool>, Condvar)>);

impl Cancel {
    /// Ends all calls, including those that begin later. A call that sleeps between attempts ends at once. A call whose request has been
    /// sent first waits for the response.
    pub fn cancel(&self) {
        let (cancelled, changed) = &*self.0;
        *cancelled.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, delay: Duration) {
        let (cancelled, changed) = &*self.0;
        let guard = cancelled.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = changed.wait_timeout_while(guard, delay, |cancelled| !*cancelled);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }
}

/// The system's monotonic clock, with sleeps that a [`Cancel`] ends.
#[derive(Clone, Debug)]
pub struct CancelClock {
    clock: SystemClock,
    cancel: Cancel,
}

impl CancelClock {
    /// A clock whose sleeps are ended by this value.
    pub fn new(cancel: Cancel) -> Self {
        Self { clock: SystemClock::default(), cancel }
    }
}

impl Clock for CancelClock {
    fn now(&mut self) -> Duration {
        self.clock.now()
    }

    fn sleep(&mut self, delay: Duration) {
        self.cancel.wait(delay);
    }
}
