//! The client that blocks the calling thread. Do not use it in async code, because it blocks everything else on its thread.

pub use crate::cancel::{Cancel, CancelClock};
#[doc(inline)]
pub use crate::transport::BlockingTransport as Transport;
#[doc(no_inline)]
pub use errspec::retry::blocking::{Clock, SystemClock};

use crate::credential::Renewal;
use crate::draft::Draft;
use crate::events::FailedAttempt;
use crate::polling::{Ended, Polled};
use crate::rate::{Rate, Slot};
use crate::settings::{Outgoing, Prepared};
use crate::tokens::{Tokens, Turn, Version};
use crate::{Call, Caller, Event, Failure, Finished, Progress, Reply, Response, Settings, Unfinished, Unreadable, Wait};
use errspec::retry::{Answer, Attempt, Operation, PollStep, Step};
use errspec::{Api, StateMachine};
use std::marker::PhantomData;
use std::time::Duration;

/// Calls an API on the calling thread: sends, waits, renews the credential, sends again.
///
/// ```
/// use errspec_client::blocking::{Client, Transport};
/// # use errspec::retry::Operation;
/// # const GET_REPORT: Operation = Operation::new("get_report", "GET", "/v1/reports/{id}");
///
/// fn report<Shop: errspec::Api>(http: impl Transport) -> Result<(), Box<dyn std::error::Error>> {
///     let shop = Client::<Shop, _>::new("https://api.example.com", http);
///     let report = shop.call(&GET_REPORT).param("id", "r_1").send()?;
///     Ok(())
/// }
/// ```
pub struct Client<A, T, K = CancelClock> {
    settings: Settings,
    transport: T,
    clock: K,
    cancel: Cancel,
    rate: Rate,
    api: PhantomData<fn() -> A>,
}

impl<A: Api, T: Transport> Client<A, T> {
    /// Calls through this transport, such as a `ureq::Agent`.
    pub fn new(settings: impl Into<Settings>, transport: T) -> Self {
        let cancel = Cancel::default();
        let clock = CancelClock::new(cancel.clone());
        let settings = settings.into();
        Self { rate: settings.rate(), settings, transport, clock, cancel, api: PhantomData }
    }

    /// Sets a [`Cancel`], with which another thread can end calls and waits.
    #[must_use]
    pub fn cancelled_by(mut self, cancel: &Cancel) -> Self {
        self.clock = CancelClock::new(cancel.clone());
        self.cancel = cancel.clone();
        self
    }
}

impl<A: Api, T: Transport, K: Clock + Clone> Client<A, T, K> {
    /// Sets another clock, for tests. Clones of it must tell the same time.
    pub fn clock<D: Clock + Clone>(self, clock: D) -> Client<A, T, D> {
        let Self { settings, transport, cancel, .. } = self;
        Client { rate: settings.rate(), settings, transport, clock, cancel, api: PhantomData }
    }

    /// The time on its clock.
    pub fn now(&self) -> Duration {
        self.clock.clone().now()
    }

    /// A call of this operation.
    pub fn call(&self, operation: &'static Operation) -> Call<'_, Self> {
        Call::new(self, operation)
    }

    /// Sends until an attempt succeeds or the engine gives up.
    fn run(&self, draft: &Draft) -> Result<Response, Failure<A>> {
        let operation = draft.operation;
        #[cfg(feature = "tracing")]
        let _span = tracing::info_span!("call", api = A::contract().name, operation = operation.name).entered();
        let prepared = self.settings.prepare(draft).map_err(|mistake| Failure::invalid(operation, mistake))?;
        let mut clock = self.clock.clone();
        let mut call = self.settings.begin(A::contract().policy, draft, clock.now());
        let mut last = None;
        let mut slot = Some(self.first_slot(&mut call, operation)?);
        loop {
            if self.cancel.is_cancelled() {
                return Err(Failure::gave_up(operation, last, call.cancel(clock.now()).into()));
            }
            slot.take().into_iter().for_each(Slot::taken);
            let (reply, sent) = self.exchange(&prepared, Some(&call.next_attempt(clock.now())));
            let mut step = call.on_outcome(&reply.outcome(), clock.now());
            if step == Step::Refresh {
                step = call.refreshed(self.renew(operation.name, sent), clock.now());
            }
            (step, slot) = self.rate.next(step, &mut call, clock.now());
            match (step, reply) {
                (Step::Wait(wait), reply) => {
                    let attempt = FailedAttempt::before(&wait, &reply);
                    self.settings.report(&Event::Retry { operation: operation.name, attempt: &attempt, delay: wait.delay });
                    last = Some(reply);
                    clock.sleep(wait.delay);
                }
                (Step::End(Ok(())), Reply::Success(response)) => {
                    let attempts = call.attempt() - 1;
                    self.settings.report(&Event::Succeeded { operation: operation.name, attempts });
                    return Ok(response);
                }
                (Step::End(Err(give_up)), reply) => {
                    let attempt = FailedAttempt::last(&give_up, &reply);
                    self.settings.report(&Event::GaveUp { operation: operation.name, attempt: &attempt, give_up: &give_up });
                    if !give_up.delay.is_zero() {
                        clock.sleep(give_up.delay);
                    }
                    return Err(Failure::gave_up(operation, Some(reply), give_up));
                }
                // A failure never ends a call as a success.
                (_, reply) => return Err(Failure::gave_up(operation, Some(reply), call.cancel(clock.now()).into())),
            }
        }
    }

    /// Waits until the rate allows a call's first attempt.
    fn first_slot(&self, call: &mut errspec::retry::Call<'_>, operation: &'static Operation) -> Result<Slot<'_>, Failure<A>> {
        let slot = self.rate.first(call, self.now()).map_err(|give_up| Failure::rate_limited(operation, give_up))?;
        self.hold(operation, slot.delay());
        Ok(slot)
    }

    /// Waits for as long as the rate requires.
    fn hold(&self, operation: &'static Operation, delay: Duration) {
        if !delay.is_zero() {
            self.settings.report(&Event::Held { operation: operation.name, delay });
            self.clock.clone().sleep(delay);
        }
    }

    /// Polls until the wait is over. Failed polls are repeated as the contract says, with attempts of their own.
    pub(crate) fn poll<P: Polled<A>>(&self, draft: &Draft, polled: &mut P) -> Ended<A, P::State> {
        let operation = draft.operation.name;
        #[cfg(feature = "tracing")]
        let _span = tracing::info_span!("wait", api = A::contract().name, operation).entered();
        let prepared = match self.settings.prepare(draft) {
            Ok(prepared) => prepared,
            Err(mistake) => return Ended::Invalid(mistake),
        };
        let mut clock = self.clock.clone();
        let (began, mut last) = (clock.now(), None);
        let mut slot = Some(self.rate.slot(began));
        self.hold(draft.operation, slot.as_ref().map_or(Duration::ZERO, Slot::delay).min(polled.time_left(began)));
        loop {
            if self.cancel.is_cancelled() {
                return Ended::Cancelled(last);
            }
            slot.take().into_iter().for_each(Slot::taken);
            let (reply, sent) = self.exchange(&prepared, None);
            let (mut step, reading) = polled.on_reply(&reply, clock.now());
            if matches!(step, PollStep::Refresh) {
                step = polled.renewed(self.renew(operation, sent), clock.now());
            }
            let (next, delay) = self.rate.next_poll(&step, polled.time_left(clock.now()), clock.now());
            let elapsed = clock.now().saturating_sub(began);
            self.settings.report(&Event::Polled { operation, elapsed, reading: &reading, delay });
            polled.on_progress(&Progress { elapsed, reading: &reading, reply: &reply, delay });
            if let PollStep::End(end) = step {
                return Ended::Polled(end, reply);
            }
            last = Some(reply);
            clock.sleep(delay.unwrap_or_default());
            slot = next;
        }
    }

    /// One request, and the version of the tokens in it.
    fn exchange(&self, prepared: &Prepared, attempt: Option<&Attempt<'_>>) -> (Reply<A>, Version) {
        let Outgoing { request, timeout, version } = prepared.outgoing(attempt);
        let response = match self.transport.send(request, timeout) {
            Ok(response) => response,
            Err(broken) => return (self.ended(prepared.operation, Reply::Broken(broken, None)), version),
        };
        let received_at = self.clock.clone().unix_time();
        let (parts, mut body) = response.into_parts();
        let (mut bytes, limit) = (Vec::new(), self.settings.limit());
        let broken = self.transport.read(&mut body, limit, &mut bytes).err();
        bytes.truncate(limit);
        let reply = Reply::new(Some(prepared.operation), parts, bytes, broken, received_at);
        (self.ended(prepared.operation, reply), version)
    }

    /// Reports a reply to the rate and to the observer.
    fn ended(&self, operation: &Operation, reply: Reply<A>) -> Reply<A> {
        self.rate.ended(|| reply.is_throttled(operation), self.now());
        self.settings.answered(operation, &reply);
        reply
    }

    /// Whether there are newer tokens than those that were sent, from another call or by a renewal of this one.
    fn renew(&self, operation: &'static str, sent: Version) -> bool {
        let credential = self.settings.authentication();
        let (renewed, shared) = match credential.tokens().map(|tokens| tokens.turn(sent)) {
            None => (false, false),
            Some(Turn::Over(renewed)) => (renewed, true),
            Some(Turn::Ours(turn)) => {
                let tokens = match credential.renewal() {
                    Some(Renewal::Call(draft)) => self.run(&draft).ok().and_then(|response| Tokens::read(response).ok()),
                    Some(Renewal::Done(tokens)) => tokens,
                    None => None,
                };
                (turn.end(tokens), false)
            }
        };
        self.settings.report(&Event::Renewed { operation, renewed, shared });
        renewed
    }
}

impl<A: Api, T: Transport, K: Clock + Clone> Caller for Client<A, T, K> {
    type Api = A;

    fn settings(&self) -> &Settings {
        &self.settings
    }
}

/// Calls of the blocking client.
impl<A: Api, T: Transport, K: Clock + Clone, O> Call<'_, Client<A, T, K>, O> {
    /// Sends until an attempt succeeds or the contract says to stop.
    ///
    /// # Errors
    /// Returns why the call failed, with everything that is known.
    pub fn send(self) -> Result<O, Failure<A>> {
        let response = self.client.run(&self.draft)?;
        (self.read)(response).map_err(|unreadable: Unreadable| Failure::unreadable(self.draft.operation, unreadable))
    }

    /// Sends one request, without any retry, and returns how it ended.
    ///
    /// # Errors
    /// Returns an error if the request is invalid and was not sent.
    pub fn send_once(self) -> Result<Reply<A>, Failure<A>> {
        let prepared = self.client.settings.prepare(&self.draft);
        let prepared = prepared.map_err(|mistake| Failure::invalid(self.draft.operation, mistake))?;
        let slot = self.client.rate.slot(self.client.now());
        self.client.hold(self.draft.operation, slot.delay());
        slot.taken();
        Ok(self.client.exchange(&prepared, None).0)
    }
}

/// Waits of the blocking client.
impl<A: Api, T: Transport, K: Clock + Clone, M: StateMachine> Wait<'_, Client<A, T, K>, M> {
    /// Polls until the job ends, needs somebody to act, or the time is up.
    ///
    /// # Errors
    /// Returns how the wait ended, if it ended without the success of the job.
    pub fn run(self) -> Result<Finished<M>, Unfinished<A, M>> {
        let client = self.client;
        let (draft, mut waiting) = self.begin(client.now());
        let ended = client.poll(&draft, &mut waiting);
        waiting.end(&draft, ended)
    }
}
