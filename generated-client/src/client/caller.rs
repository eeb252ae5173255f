use super::tokens::{Turn, Version};
use super::{Cancel, CancelClock, Ended, Endpoint, Event, Failure, Polled, Reply, Settings, Transport};
use errspec::Api;
use errspec::retry::blocking::Clock;
use errspec::retry::{Answer, Attempt, PollStep, Step};
use std::marker::PhantomData;
use std::time::Duration;

/// Runs calls on the thread that makes them: sends, waits, renews the credential, sends again.
///
/// It drives the engine itself rather than through `errspec::retry::blocking`, since its waits can be cancelled.
pub struct Caller<A, T, C = CancelClock> {
    settings: Settings,
    transport: T,
    clock: C,
    api: PhantomData<fn() -> A>,
}

impl<A: Api, T: Transport> Caller<A, T> {
    /// Calls through this transport.
    pub fn new(settings: Settings, transport: T) -> Self {
        let clock = CancelClock::new(settings.cancel.clone());
        Self { settings, transport, clock, api: PhantomData }
    }
}

impl<A: Api, T: Transport, C: Clock + Clone> Caller<A, T, C> {
    /// By another clock. Clones of it must tell the same time.
    pub fn clock<D: Clock + Clone>(self, clock: D) -> Caller<A, T, D> {
        Caller { settings: self.settings, transport: self.transport, clock, api: PhantomData }
    }

    /// Where and how it calls.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The time on its clock.
    pub fn now(&self) -> Duration {
        self.clock.clone().now()
    }

    /// Calls until it succeeds or the contract says to stop.
    ///
    /// # Errors
    /// Why it failed, with everything that is known.
    pub fn call<O>(&self, endpoint: &Endpoint<O>) -> Result<O, Failure<A>> {
        #[cfg(feature = "tracing")]
        let _span = tracing::info_span!("call", api = A::CONTRACT.name, operation = endpoint.operation.name).entered();
        let (mut clock, operation) = (self.clock.clone(), endpoint.operation.name);
        let mut call = self.settings.call(A::CONTRACT.policy, endpoint, clock.now());
        let mut last = None;
        loop {
            if self.cancel().is_cancelled() {
                return Err(Failure::gave_up(endpoint.operation, last, call.cancel(clock.now()).into()));
            }
            let (reply, sent) = self.exchange(endpoint, Some(&call.next_attempt(clock.now())));
            let mut step = call.on_outcome(&reply.outcome(), clock.now());
            if step == Step::Refresh {
                step = call.refreshed(self.renew(operation, sent), clock.now());
            }
            match step {
                Step::Wait(wait) => {
                    self.settings.tell(&Event::retry(operation, &wait, &reply));
                    last = Some(reply);
                    clock.sleep(wait.delay);
                }
                Step::GiveUp(give_up) => {
                    self.settings.tell(&Event::GaveUp { operation, code: reply.code(), give_up: &give_up });
                    return Err(Failure::gave_up(endpoint.operation, Some(reply), give_up));
                }
                Step::Done | Step::Refresh => return finish(endpoint, reply, call.cancel(clock.now()).into()),
            }
        }
    }

    /// Polls until the wait is over. Failing polls are repeated as the contract says, with attempts of their own.
    pub fn poll<O, P: Polled<A>>(&self, endpoint: &Endpoint<O>, waiting: &mut P) -> Ended<A, P::State> {
        #[cfg(feature = "tracing")]
        let _span = tracing::info_span!("wait", api = A::CONTRACT.name, operation = endpoint.operation.name).entered();
        let (mut clock, operation) = (self.clock.clone(), endpoint.operation.name);
        let (began, mut last) = (clock.now(), None);
        loop {
            if self.cancel().is_cancelled() {
                return Ended { end: None, reply: last };
            }
            let (reply, sent) = self.exchange(endpoint, None);
            let (mut step, reading) = waiting.on_reply(&reply, clock.now());
            if matches!(step, PollStep::Refresh) {
                step = waiting.renewed(self.renew(operation, sent), clock.now());
            }
            let delay = if let PollStep::Wait(delay) = step { Some(delay) } else { None };
            let elapsed = clock.now().saturating_sub(began);
            self.settings.tell(&Event::Polled { operation, elapsed, reading, delay });
            if let PollStep::End(end) = step {
                return Ended { end: Some(end), reply: Some(reply) };
            }
            last = Some(reply);
            clock.sleep(delay.unwrap_or_default());
        }
    }

    /// One exchange, without any retry.
    pub fn send<O>(&self, endpoint: &Endpoint<O>, attempt: Option<&Attempt>) -> Reply<A> {
        self.exchange(endpoint, attempt).0
    }

    /// The reply, and which tokens the request carried.
    fn exchange<O>(&self, endpoint: &Endpoint<O>, attempt: Option<&Attempt>) -> (Reply<A>, Version) {
        let (request, version) = self.settings.request(endpoint, attempt);
        (Reply::of(self.transport.send(&request), self.clock.clone().unix_time()), version)
    }

    const fn cancel(&self) -> &Cancel {
        &self.settings.cancel
    }

    /// Whether there are newer tokens than those that were sent: another call's, or else this one's.
    fn renew(&self, operation: &'static str, sent: Version) -> bool {
        let credential = &self.settings.credential;
        let (renewed, shared) = match credential.tokens().map(|tokens| tokens.turn(sent)) {
            None => (false, false),
            Some(Turn::Over(renewed)) => (renewed, true),
            Some(Turn::Ours(turn)) => {
                let tokens = credential.renewal().and_then(|endpoint| self.call(&endpoint).ok());
                (turn.end(tokens), false)
            }
        };
        self.settings.tell(&Event::Renewed { operation, renewed, shared });
        renewed
    }
}

/// Reads a success.
pub(super) fn finish<A: Api, O>(
    endpoint: &Endpoint<O>,
    reply: Reply<A>,
    give_up: std::boxed::Box<errspec::retry::GiveUp>,
) -> Result<O, Failure<A>> {
    match reply {
        Reply::Success(response) => (endpoint.read)(&response).ok_or_else(|| Failure::unreadable(endpoint.operation, response)),
        reply => Err(Failure::gave_up(endpoint.operation, Some(reply), give_up)),
    }
}
