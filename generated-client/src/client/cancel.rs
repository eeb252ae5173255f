use errspec::retry::blocking::{Clock, SystemClock};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Stops calls and waits from another thread. Clones stop the same ones.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<(Mutex<bool>, Condvar)>);

impl Cancel {
    /// Stops what is under way and all that begins later: a wait ends at once, a request that was sent is still waited for.
    pub fn cancel(&self) {
        let (cancelled, changed) = &*self.0;
        *cancelled.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
    }

    /// Whether it was stopped.
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

/// The machine's monotonic clock with sleeps that a [`Cancel`] ends.
#[derive(Clone, Debug)]
pub struct CancelClock {
    clock: SystemClock,
    cancel: Cancel,
}

impl CancelClock {
    /// Sleeps that this ends.
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
