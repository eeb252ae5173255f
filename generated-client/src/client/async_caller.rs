use super::tokens::{Turn, Version};
use super::{AsyncTransport, Ended, Endpoint, Event, Failure, Polled, Reply, Settings};
use errspec::Api;
use errspec::retry::{Answer, Attempt, PollStep, Step, unix_time};
use std::boxed::Box;
use std::marker::PhantomData;
use std::time::Duration;
use tokio::time::Instant;

/// Runs calls on tokio. Dropping the future stops a call or a wait.
pub struct AsyncCaller<A, T> {
    settings: Settings,
    transport: T,
    epoch: Instant,
    api: PhantomData<fn() -> A>,
}

impl<A: Api, T: AsyncTransport> AsyncCaller<A, T> {
    /// Calls through this transport.
    pub fn new(settings: Settings, transport: T) -> Self {
        #[allow(clippy::disallowed_methods, reason = "the caller is where the engine meets a real clock")]
        let epoch = Instant::now();
        Self { settings, transport, epoch, api: PhantomData }
    }

    /// Where and how it calls.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The time on its clock.
    pub fn now(&self) -> Duration {
        self.epoch.elapsed()
    }

    /// Calls until it succeeds or the contract says to stop.
    ///
    /// # Errors
    /// Why it failed, with everything that is known.
    pub async fn call<O>(&self, endpoint: &Endpoint<O>) -> Result<O, Failure<A>> {
        let running = self.run(endpoint);
        #[cfg(feature = "tracing")]
        let running = {
            let span = tracing::info_span!("call", api = A::CONTRACT.name, operation = endpoint.operation.name);
            tracing::Instrument::instrument(running, span)
        };
        running.await
    }

    async fn run<O>(&self, endpoint: &Endpoint<O>) -> Result<O, Failure<A>> {
        let operation = endpoint.operation.name;
        let mut call = self.settings.call(A::CONTRACT.policy, endpoint, self.now());
        loop {
            let (reply, sent) = self.exchange(endpoint, Some(&call.next_attempt(self.now()))).await;
            let mut step = call.on_outcome(&reply.outcome(), self.now());
            if step == Step::Refresh {
                step = call.refreshed(self.renew(operation, sent).await, self.now());
            }
            match step {
                Step::Wait(wait) => {
                    self.settings.tell(&Event::retry(operation, &wait, &reply));
                    drop(reply);
                    sleep(wait.delay).await;
                }
                Step::GiveUp(give_up) => {
                    self.settings.tell(&Event::GaveUp { operation, code: reply.code(), give_up: &give_up });
                    return Err(Failure::gave_up(endpoint.operation, Some(reply), give_up));
                }
                Step::Done | Step::Refresh => return super::caller::finish(endpoint, reply, call.cancel(self.now()).into()),
            }
        }
    }

    /// Polls until the wait is over. Failing polls are repeated as the contract says, with attempts of their own.
    pub async fn poll<O, P: Polled<A>>(&self, endpoint: &Endpoint<O>, waiting: &mut P) -> Ended<A, P::State> {
        let running = self.wait(endpoint, waiting);
        #[cfg(feature = "tracing")]
        let running = {
            let span = tracing::info_span!("wait", api = A::CONTRACT.name, operation = endpoint.operation.name);
            tracing::Instrument::instrument(running, span)
        };
        running.await
    }

    async fn wait<O, P: Polled<A>>(&self, endpoint: &Endpoint<O>, waiting: &mut P) -> Ended<A, P::State> {
        let (began, operation) = (self.now(), endpoint.operation.name);
        loop {
            let (reply, sent) = self.exchange(endpoint, None).await;
            let (mut step, reading) = waiting.on_reply(&reply, self.now());
            if matches!(step, PollStep::Refresh) {
                step = waiting.renewed(self.renew(operation, sent).await, self.now());
            }
            let delay = if let PollStep::Wait(delay) = step { Some(delay) } else { None };
            let elapsed = self.now().saturating_sub(began);
            self.settings.tell(&Event::Polled { operation, elapsed, reading, delay });
            if let PollStep::End(end) = step {
                return Ended { end: Some(end), reply: Some(reply) };
            }
            drop(reply);
            sleep(delay.unwrap_or_default()).await;
        }
    }

    /// One exchange, without any retry.
    pub async fn send<O>(&self, endpoint: &Endpoint<O>, attempt: Option<&Attempt>) -> Reply<A> {
        self.exchange(endpoint, attempt).await.0
    }

    /// The reply, and which tokens the request carried.
    async fn exchange<O>(&self, endpoint: &Endpoint<O>, attempt: Option<&Attempt>) -> (Reply<A>, Version) {
        let (request, version) = self.settings.request(endpoint, attempt);
        (Reply::of(self.transport.send(&request).await, unix_time()), version)
    }

    /// Whether there are newer tokens than those that were sent: another call's, or else this one's.
    async fn renew(&self, operation: &'static str, sent: Version) -> bool {
        let credential = &self.settings.credential;
        let turn = match credential.tokens() {
            Some(tokens) => Some(tokens.turn_async(sent).await),
            None => None,
        };
        let (renewed, shared) = match turn {
            None => (false, false),
            Some(Turn::Over(renewed)) => (renewed, true),
            Some(Turn::Ours(turn)) => {
                let tokens = match credential.renewal() {
                    // A call that renews is not renewed itself, but the compiler cannot know how deep futures nest.
                    Some(endpoint) => Box::pin(self.run(&endpoint)).await.ok(),
                    None => None,
                };
                (turn.end(tokens), false)
            }
        };
        self.settings.tell(&Event::Renewed { operation, renewed, shared });
        renewed
    }
}

async fn sleep(delay: Duration) {
    #[allow(clippy::disallowed_methods, reason = "tokio's own sleep, where the engine meets it")]
    tokio::time::sleep(delay).await;
}
