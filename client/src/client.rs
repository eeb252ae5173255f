use crate::credential::Renewal;
use crate::draft::Draft;
use crate::events::FailedAttempt;
use crate::polling::{Ended, Polled};
use crate::rate::{Rate, Slot};
use crate::settings::{Outgoing, Prepared};
use crate::tokens::{Tokens, Turn, Version};
use crate::{Broken, Call, Caller, Event, Failure, Finished, Progress, Reply, Response, Settings, Transport, Unfinished, Wait};
use errspec::retry::{Answer, Attempt, Operation, PollStep, Step, Transport as Kind, unix_time};
use errspec::{Api, StateMachine};
use std::marker::PhantomData;
use std::time::Duration;
use tokio::time::Instant;

/// Calls an API on tokio: sends, waits, renews the credential, sends again. Dropping a future ends its call or wait.
///
/// ```
/// use errspec_client::{Client, Transport};
/// # use errspec::retry::Operation;
/// # const CREATE_REPORT: Operation = Operation::new("create_report", "POST", "/v1/reports");
/// # const GET_REPORT: Operation = Operation::new("get_report", "GET", "/v1/reports/{id}");
///
/// async fn report<Shop: errspec::Api>(http: impl Transport) -> Result<(), Box<dyn std::error::Error>> {
///     let shop = Client::<Shop, _>::new("https://api.example.com", http);
///
///     // A call whose method and path are the operation's:
///     let report = shop.call(&GET_REPORT).param("id", "r_1").send().await?;
///     // Or around a request of the HTTP library, such as a `reqwest::RequestBuilder`:
///     let request = http::Request::post("https://api.example.com/v1/reports").body("{}")?;
///     let created = shop.call(&CREATE_REPORT).request(request).send().await?;
///     Ok(())
/// }
/// ```
pub struct Client<A, T> {
    settings: Settings,
    transport: T,
    rate: Rate,
    epoch: Instant,
    api: PhantomData<fn() -> A>,
}

/// How an attempt ended, the version of the tokens in its request, and the rest of a body that the caller wants to read.
type Exchanged<A, B> = (Reply<A>, Version, Option<B>);

impl<A: Api, T: Transport> Client<A, T> {
    /// Calls through this transport, such as a `reqwest::Client`.
    pub fn new(settings: impl Into<Settings>, transport: T) -> Self {
        #[allow(clippy::disallowed_methods, reason = "the client is where the engine meets a real clock")]
        let epoch = Instant::now();
        let settings = settings.into();
        Self { rate: settings.rate(), settings, transport, epoch, api: PhantomData }
    }

    /// The time on its clock.
    pub fn now(&self) -> Duration {
        self.epoch.elapsed()
    }

    /// A call of this operation.
    pub fn call(&self, operation: &'static Operation) -> Call<'_, Self> {
        Call::new(self, operation)
    }

    /// Sends until an attempt succeeds or the engine gives up.
    async fn run(&self, draft: &Draft, whole: bool) -> Result<(Response, Option<T::Body>), Failure<A>> {
        let running = self.attempts(draft, whole);
        #[cfg(feature = "tracing")]
        let running = {
            let span = tracing::info_span!("call", api = A::contract().name, operation = draft.operation.name);
            tracing::Instrument::instrument(running, span)
        };
        running.await
    }

    async fn attempts(&self, draft: &Draft, whole: bool) -> Result<(Response, Option<T::Body>), Failure<A>> {
        let operation = draft.operation;
        let prepared = self.settings.prepare(draft).map_err(|mistake| Failure::invalid(operation, mistake))?;
        let mut call = self.settings.begin(A::contract().policy, draft, self.now());
        let mut slot = Some(self.first_slot(&mut call, operation).await?);
        loop {
            slot.take().into_iter().for_each(Slot::taken);
            let attempt = call.next_attempt(self.now());
            let (reply, sent, rest) = self.exchange(&prepared, Some(&attempt), whole).await;
            let mut step = call.on_outcome(&reply.outcome(), self.now());
            if step == Step::Refresh {
                step = call.refreshed(self.renew(operation.name, sent).await, self.now());
            }
            (step, slot) = self.rate.next(step, &mut call, self.now());
            match (step, reply) {
                (Step::Wait(wait), reply) => {
                    let attempt = FailedAttempt::before(&wait, &reply);
                    self.settings.report(&Event::Retry { operation: operation.name, attempt: &attempt, delay: wait.delay });
                    drop((reply, rest));
                    sleep(wait.delay).await;
                }
                (Step::End(Ok(())), Reply::Success(response)) => {
                    let attempts = attempt.number;
                    self.settings.report(&Event::Succeeded { operation: operation.name, attempts });
                    return Ok((response, rest));
                }
                (Step::End(Err(give_up)), reply) => {
                    let attempt = FailedAttempt::last(&give_up, &reply);
                    self.settings.report(&Event::GaveUp { operation: operation.name, attempt: &attempt, give_up: &give_up });
                    if !give_up.delay.is_zero() {
                        sleep(give_up.delay).await;
                    }
                    return Err(Failure::gave_up(operation, Some(reply), give_up));
                }
                // A failure never ends a call as a success.
                (_, reply) => return Err(Failure::gave_up(operation, Some(reply), call.cancel(self.now()).into())),
            }
        }
    }

    /// Waits until the rate allows a call's first attempt.
    async fn first_slot(
        &self,
        call: &mut errspec::retry::Call<'_>,
        operation: &'static Operation,
    ) -> Result<Slot<'_>, Failure<A>> {
        let slot = self.rate.first(call, self.now()).map_err(|give_up| Failure::rate_limited(operation, give_up))?;
        self.hold(operation, slot.delay()).await;
        Ok(slot)
    }

    /// Waits for as long as the rate requires.
    async fn hold(&self, operation: &'static Operation, delay: Duration) {
        if !delay.is_zero() {
            self.settings.report(&Event::Held { operation: operation.name, delay });
            sleep(delay).await;
        }
    }

    /// Polls until the wait is over. Failed polls are repeated as the contract says, with attempts of their own.
    pub(crate) async fn poll<P: Polled<A>>(&self, draft: &Draft, polled: &mut P) -> Ended<A, P::State> {
        let running = self.polls(draft, polled);
        #[cfg(feature = "tracing")]
        let running = {
            let span = tracing::info_span!("wait", api = A::contract().name, operation = draft.operation.name);
            tracing::Instrument::instrument(running, span)
        };
        running.await
    }

    async fn polls<P: Polled<A>>(&self, draft: &Draft, polled: &mut P) -> Ended<A, P::State> {
        let prepared = match self.settings.prepare(draft) {
            Ok(prepared) => prepared,
            Err(mistake) => return Ended::Invalid(mistake),
        };
        let (began, operation) = (self.now(), draft.operation.name);
        let mut slot = Some(self.rate.slot(began));
        self.hold(draft.operation, slot.as_ref().map_or(Duration::ZERO, Slot::delay).min(polled.time_left(began))).await;
        loop {
            slot.take().into_iter().for_each(Slot::taken);
            let (reply, sent, _) = self.exchange(&prepared, None, true).await;
            let (mut step, reading) = polled.on_reply(&reply, self.now());
            if matches!(step, PollStep::Refresh) {
                step = polled.renewed(self.renew(operation, sent).await, self.now());
            }
            let (next, delay) = self.rate.next_poll(&step, polled.time_left(self.now()), self.now());
            let elapsed = self.now().saturating_sub(began);
            self.settings.report(&Event::Polled { operation, elapsed, reading: &reading, delay });
            polled.on_progress(&Progress { elapsed, reading: &reading, reply: &reply, delay });
            if let PollStep::End(end) = step {
                return Ended::Polled(end, reply);
            }
            drop(reply);
            sleep(delay.unwrap_or_default()).await;
            slot = next;
        }
    }

    /// One request. The body of a success is left unread if it is not wanted as a whole and does not decide about the response.
    async fn exchange(&self, prepared: &Prepared, attempt: Option<&Attempt<'_>>, whole: bool) -> Exchanged<A, T::Body> {
        let Outgoing { request, timeout, version } = prepared.outgoing(attempt);
        let mut received = Received::default();
        let exchange = self.receive(prepared.operation, request, whole, &mut received);
        let ended = match timeout {
            None => exchange.await,
            Some(limit) => tokio::time::timeout(limit, exchange).await.unwrap_or_else(|_| Err(timed_out(limit))),
        };
        let (rest, broken) = match ended {
            Ok(rest) => (rest, None),
            Err(broken) => (None, Some(broken)),
        };
        let Received { head, mut bytes, at } = received;
        bytes.truncate(self.settings.limit());
        let (reply, rest) = match head {
            Some(head) => (Reply::new(Some(prepared.operation), head, bytes, broken, at), rest),
            None => {
                let broken = broken.unwrap_or_else(|| Broken::new(Kind::Other, "no response"));
                (Reply::Broken(broken, None), None)
            }
        };
        self.rate.ended(|| reply.is_throttled(prepared.operation), self.now());
        self.settings.answered(prepared.operation, &reply);
        (reply, version, rest)
    }

    /// Sends and reads. What has arrived is in `received` even if the future is dropped.
    async fn receive(
        &self,
        operation: &Operation,
        request: http::Request<bytes::Bytes>,
        whole: bool,
        received: &mut Received,
    ) -> Result<Option<T::Body>, Broken> {
        let (head, mut body) = self.transport.send(request).await?.into_parts();
        let read = whole || crate::check::is_read::<A>(Some(operation), &head);
        (received.head, received.at) = (Some(head), unix_time());
        if !read {
            return Ok(Some(body));
        }
        self.transport.read(&mut body, self.settings.limit(), &mut received.bytes).await?;
        Ok(None)
    }

    /// Whether there are newer tokens than those that were sent, from another call or by a renewal of this one.
    async fn renew(&self, operation: &'static str, sent: Version) -> bool {
        let credential = self.settings.authentication();
        let turn = match credential.tokens() {
            Some(tokens) => Some(tokens.turn_async(sent).await),
            None => None,
        };
        let (renewed, shared) = match turn {
            None => (false, false),
            Some(Turn::Over(renewed)) => (renewed, true),
            Some(Turn::Ours(turn)) => {
                let tokens = match credential.renewal() {
                    // A call that renews the credential does not renew it again, but the compiler cannot know how deeply the futures nest.
                    Some(Renewal::Call(draft)) => {
                        let response = Box::pin(self.run(&draft, true)).await.ok();
                        response.and_then(|(response, _)| Tokens::read(response).ok())
                    }
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

/// What has arrived of a response.
#[derive(Default)]
struct Received {
    head: Option<http::response::Parts>,
    bytes: Vec<u8>,
    at: Option<Duration>,
}

fn timed_out(after: Duration) -> Broken {
    Broken::new(Kind::Timeout, format!("no whole response after {after:?}"))
}

async fn sleep(delay: Duration) {
    #[allow(clippy::disallowed_methods, reason = "tokio's own sleep, where the engine meets it")]
    tokio::time::sleep(delay).await;
}

impl<A: Api, T: Transport> Caller for Client<A, T> {
    type Api = A;

    fn settings(&self) -> &Settings {
        &self.settings
    }
}

/// Calls of the client for tokio.
impl<A: Api, T: Transport, O> Call<'_, Client<A, T>, O> {
    /// Sends until an attempt succeeds or the contract says to stop.
    ///
    /// # Errors
    /// Returns why the call failed, with everything that is known.
    pub async fn send(self) -> Result<O, Failure<A>> {
        let (response, _) = self.client.run(&self.draft, true).await?;
        (self.read)(response).map_err(|unreadable| Failure::unreadable(self.draft.operation, unreadable))
    }

    /// Sends one request, without any retry, and returns how it ended.
    ///
    /// # Errors
    /// Returns an error if the request is invalid and was not sent.
    pub async fn send_once(self) -> Result<Reply<A>, Failure<A>> {
        let prepared = self.client.settings.prepare(&self.draft);
        let prepared = prepared.map_err(|mistake| Failure::invalid(self.draft.operation, mistake))?;
        let slot = self.client.rate.slot(self.client.now());
        self.client.hold(self.draft.operation, slot.delay()).await;
        slot.taken();
        Ok(self.client.exchange(&prepared, None, true).await.0)
    }
}

/// Calls whose response is a stream.
impl<A: Api, T: Transport<Body: From<Vec<u8>>>> Call<'_, Client<A, T>> {
    /// Like [`send`](Self::send), but returns as soon as the head of a success has arrived, with the body still to be read. The limits on
    /// time and length do not apply to that body. If the connection breaks while it is being read, the call is not repeated.
    ///
    /// # Errors
    /// Returns why the call failed, with everything that is known.
    pub async fn stream(self) -> Result<http::Response<T::Body>, Failure<A>> {
        let (response, rest) = self.client.run(&self.draft, false).await?;
        Ok(response.map(|read| rest.unwrap_or_else(|| read.into())))
    }
}

/// Waits of the client for tokio.
impl<A: Api, T: Transport, M: StateMachine> Wait<'_, Client<A, T>, M> {
    /// Polls until the job ends, needs somebody to act, or the time is up.
    ///
    /// # Errors
    /// Returns how the wait ended, if it ended without the success of the job.
    pub async fn run(self) -> Result<Finished<M>, Unfinished<A, M>> {
        let client = self.client;
        let (draft, mut waiting) = self.begin(client.now());
        let ended = client.poll(&draft, &mut waiting).await;
        waiting.end(&draft, ended)
    }
}
