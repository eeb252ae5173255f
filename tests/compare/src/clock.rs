//! A clock that only advances when a crate sleeps.

use errspec::RetryClass;
use errspec::retry::{Call, Outcome, Policy, Reason, Retry, Safety, Step};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use tokio::time::Instant;

/// Runs a future on a clock that jumps to the next timer whenever nothing else is to be done.
pub(super) fn stopped<T>(run: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    match runtime {
        Ok(runtime) => runtime.block_on(run),
        Err(why) => unreachable!("a runtime of one thread needs nothing that could fail: {why}"),
    }
}

/// The moments at which a peer sent, on the stopped clock.
#[derive(Clone, Default)]
pub(super) struct Sent(Rc<RefCell<Vec<Instant>>>);

impl Sent {
    /// Notes an attempt; says how many there are now.
    pub(super) fn now(&self) -> usize {
        self.0.borrow_mut().push(Instant::now());
        self.0.borrow().len()
    }

    /// The waits between attempts.
    pub(super) fn waits(&self) -> Vec<Duration> {
        self.0.borrow().windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}

/// Every failure is transient, and sending twice does no harm.
pub(super) const TRANSIENT: Policy = Policy { fallback: Retry::of(RetryClass::Transient), ..Policy::DEFAULT };

/// What our engine does when every attempt ends alike: the waits, and why it gave up; `None` if that was not within `most` waits.
pub(super) fn engine(policy: &Policy, seed: u64, outcome: &Outcome<'_>, most: usize) -> (Vec<Duration>, Option<Reason>) {
    let mut call: Call<'_> = policy.call(Duration::ZERO, seed).safety(Safety::Safe);
    let (mut now, mut waits) = (Duration::ZERO, Vec::new());
    while waits.len() < most {
        match call.on_outcome(outcome, now) {
            Step::Wait(wait) => {
                waits.push(wait.delay);
                now = now.saturating_add(wait.delay);
            }
            Step::End(end) => return (waits, end.err().map(|gave_up| gave_up.reason)),
            Step::Refresh => {}
        }
    }
    (waits, None)
}
