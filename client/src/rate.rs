//! The rate of all requests of a client, if it adapts to a server that throttles. Its clock is that of the client.

use errspec::retry::{AdaptiveRate, Call, GiveUp, PollStep, Step, Wait};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The rate, which exists from the first request on; `None` if the client does not adapt it.
pub(crate) struct Rate(Option<Mutex<Option<AdaptiveRate>>>);

impl Rate {
    pub(crate) fn new(adaptive: bool) -> Self {
        Self(adaptive.then(Mutex::default))
    }

    /// The slot of a request that is to be sent as soon as the rate allows it.
    pub(crate) fn slot(&self, now: Duration) -> Slot<'_> {
        let delay = match self.lock() {
            Some(mut rate) => rate.get_or_insert_with(|| AdaptiveRate::new(now)).acquire(now),
            None => Duration::ZERO,
        };
        Slot { rate: self, delay }
    }

    /// The slot of the first attempt of a call.
    ///
    /// # Errors
    /// Returns an error if the slot comes after the deadline of the call.
    pub(crate) fn first(&self, call: &mut Call<'_>, now: Duration) -> Result<Slot<'_>, Box<GiveUp>> {
        let slot = self.slot(now);
        if !slot.delay.is_zero() {
            call.hold(slot.delay, now)?;
        }
        Ok(slot)
    }

    /// The slot of the next attempt, if there is one, with the delay that both the contract and the rate allow.
    pub(crate) fn next(&self, step: Step, call: &mut Call<'_>, now: Duration) -> (Step, Option<Slot<'_>>) {
        let Step::Wait(wait) = step else { return (step, None) };
        let slot = self.slot(now);
        if slot.delay <= wait.delay {
            return (Step::Wait(wait), Some(slot));
        }
        match call.hold(slot.delay, now) {
            Ok(()) => (Step::Wait(Wait { delay: slot.delay, ..wait }), Some(slot)),
            Err(give_up) => (Step::End(Err(give_up)), None),
        }
    }

    /// The slot of the next poll, if there is one, and the delay before it. It does not wait beyond the end of the wait.
    pub(crate) fn next_poll<S>(
        &self,
        step: &PollStep<S>,
        left: Duration,
        now: Duration,
    ) -> (Option<Slot<'_>>, Option<Duration>) {
        let PollStep::Wait(delay) = step else { return (None, None) };
        let slot = self.slot(now);
        let delay = slot.delay.min(left).max(*delay);
        (Some(slot), Some(delay))
    }

    /// Reports that a request ended, and whether the server throttled it.
    pub(crate) fn ended(&self, throttled: impl FnOnce() -> bool, now: Duration) {
        if self.0.is_none() {
            return;
        }
        let throttled = throttled();
        if let Some(rate) = self.lock().as_deref_mut().and_then(Option::as_mut) {
            rate.ended(throttled, now);
        }
    }

    fn lock(&self) -> Option<MutexGuard<'_, Option<AdaptiveRate>>> {
        Some(self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The time at which the rate allows a request. If it is dropped before the request is sent, later requests do not have to wait for it.
pub(crate) struct Slot<'r> {
    rate: &'r Rate,
    delay: Duration,
}

impl Slot<'_> {
    /// How long to wait before the request is sent.
    pub(crate) const fn delay(&self) -> Duration {
        self.delay
    }

    /// Reports that the request is sent now.
    pub(crate) fn taken(mut self) {
        self.delay = Duration::ZERO;
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        // Nothing was taken if the rate is not limited. A token that was there already is soon there again.
        if !self.delay.is_zero()
            && let Some(rate) = self.rate.lock().as_deref_mut().and_then(Option::as_mut)
        {
            rate.give_back();
        }
    }
}
