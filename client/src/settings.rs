use crate::draft::Draft;
use crate::rate::Rate;
use crate::tokens::Version;
use crate::{AnswerHeaders, Credential, Event, Reply};
use bytes::Bytes;
use errspec::Api;
#[cfg(doc)]
use errspec::retry::AdaptiveRate;
use errspec::retry::{Attempt, Call, Operation, Policy, Seed, seeds};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

type Observer = Arc<dyn Fn(&Event<'_>) + Send + Sync>;

/// The default of [`Settings::body_limit`], in bytes: 8 MiB.
pub(crate) const BODY_LIMIT: usize = 8 << 20;

/// The base URL of an API, and how calls to it are made. A base URL alone can be used where settings are expected; it stands for the
/// default settings.
///
/// ```
/// use errspec_client::{Credential, Settings};
/// use std::time::Duration;
///
/// let settings = Settings::new("https://api.example.com")
///     .credential(Credential::bearer("sk-123"))
///     .deadline(Duration::from_secs(120))
///     .on_event(|event| eprintln!("{event:?}"));
/// ```
#[derive(Clone)]
pub struct Settings {
    base: String,
    credential: Credential,
    deadline: Option<Duration>,
    attempt_timeout: Option<Duration>,
    body_limit: usize,
    adaptive: bool,
    seed: Option<Seed>,
    observer: Option<Observer>,
}

impl Settings {
    /// The default of [`attempt_timeout`](Self::attempt_timeout): one minute.
    pub const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);

    /// The default of [`body_limit`](Self::body_limit): 8 MiB.
    pub const BODY_LIMIT: usize = BODY_LIMIT;

    /// The default settings for the API at this base URL.
    pub fn new(base: impl Into<String>) -> Self {
        Self {
            base: base.into(),
            credential: Credential::NONE,
            deadline: None,
            attempt_timeout: Some(Self::ATTEMPT_TIMEOUT),
            body_limit: Self::BODY_LIMIT,
            adaptive: false,
            seed: None,
            observer: None,
        }
    }

    /// Sets how calls authenticate. By default, they do not.
    #[must_use]
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credential = credential;
        self
    }

    /// Limits the duration of every call, with its waits and attempts. The contract's own deadline applies too.
    #[must_use]
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit);
        self
    }

    /// Limits the duration of every attempt; `None` for no limit. The contract's own limit applies too.
    #[must_use]
    pub const fn attempt_timeout(mut self, limit: Option<Duration>) -> Self {
        self.attempt_timeout = limit;
        self
    }

    /// Limits how many bytes of a response's body are read. An error keeps this many bytes. A longer success counts as incomplete.
    #[must_use]
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Adapts the rate of requests to a server that throttles, as the adaptive retry mode of the AWS SDKs does; see [`AdaptiveRate`].
    ///
    /// Nothing changes until the contract classifies a response as `throttled`. From then on, every request waits for its turn: the first
    /// attempts of calls, retries and polls. A call that would have to wait beyond its deadline fails instead
    /// ([`Cause::RateLimited`](crate::Cause::RateLimited)). All requests of a client share one rate, and each client has its own. Use one
    /// client per limit of the API, because one throttled operation slows down all the others.
    ///
    /// ```
    /// use errspec_client::Settings;
    /// let settings = Settings::new("https://api.example.com").adaptive_rate();
    /// ```
    #[must_use]
    pub const fn adaptive_rate(mut self) -> Self {
        self.adaptive = true;
        self
    }

    /// Sets the seed of the jitter and the idempotency key of every call, for tests that need the same ones each time.
    #[must_use]
    pub fn seed(mut self, seed: impl Into<Seed>) -> Self {
        self.seed = Some(seed.into());
        self
    }

    /// Sets a function that is called with every event, for logs and metrics.
    ///
    /// This example counts failed attempts with labels that have a bounded number of values:
    ///
    /// ```
    /// use errspec_client::{Event, Settings};
    /// use std::collections::HashMap;
    /// use std::sync::{Arc, Mutex, PoisonError};
    ///
    /// let failures = Arc::new(Mutex::new(HashMap::<(&str, String), u64>::new()));
    /// let counter = Arc::clone(&failures);
    /// let settings = Settings::new("https://api.example.com").on_event(move |event| {
    ///     if let Event::Retry { operation, attempt, .. } | Event::GaveUp { operation, attempt, .. } = event {
    ///         let mut failures = counter.lock().unwrap_or_else(PoisonError::into_inner);
    ///         *failures.entry((operation, attempt.error_type.to_string())).or_default() += 1;
    ///     }
    /// });
    /// ```
    #[must_use]
    pub fn on_event(mut self, observer: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    pub(crate) fn report(&self, event: &Event<'_>) {
        #[cfg(feature = "tracing")]
        event.trace();
        if let Some(observer) = &self.observer {
            observer(event);
        }
    }

    /// Reports the response of a reply, if a complete one arrived.
    pub(crate) fn answered<A: Api>(&self, operation: &Operation, reply: &Reply<A>) {
        let (status, headers) = match reply {
            Reply::Success(response) => (response.status().as_u16(), response.headers()),
            Reply::Error(refused) => (refused.error.status(), &refused.headers),
            Reply::Broken(..) => return,
        };
        self.report(&Event::Answered { operation: operation.name, status, headers: AnswerHeaders(headers) });
    }

    /// The rate of a new client.
    pub(crate) fn rate(&self) -> Rate {
        Rate::new(self.adaptive)
    }

    pub(crate) fn limit(&self) -> usize {
        self.body_limit
    }

    pub(crate) const fn authentication(&self) -> &Credential {
        &self.credential
    }

    /// The seed of the next call or wait.
    pub(crate) fn next_seed(&self) -> Seed {
        self.seed.unwrap_or_else(|| seeds().next())
    }

    /// The engine of a call that begins now.
    pub(crate) fn begin<'p>(&self, policy: &'p Policy, draft: &Draft, now: Duration) -> Call<'p> {
        let call = policy.call(now, self.next_seed()).operation(draft.operation);
        let call = if self.renews(draft) { call.refreshable() } else { call };
        let call = draft.attempts.into_iter().fold(call, Call::attempts);
        let call = draft.safety.into_iter().fold(call, Call::safety);
        match draft.deadline.or(self.deadline) {
            Some(limit) => call.deadline(limit),
            None => call,
        }
    }

    /// Whether new credentials would help this call.
    pub(crate) fn renews(&self, draft: &Draft) -> bool {
        draft.authorized && self.credential.is_renewable()
    }

    /// The request that all attempts of a call send.
    pub(crate) fn prepare(&self, draft: &Draft) -> Result<Prepared, String> {
        let request = draft.build(&self.base)?;
        // A credential that cannot be sent is reported before the first attempt.
        self.credential.now()?;
        let timeout = draft.attempt_timeout.or(self.attempt_timeout);
        let credential = draft.authorized.then(|| self.credential.clone());
        Ok(Prepared { operation: draft.operation, request, timeout, credential })
    }
}

/// What all attempts of a call send.
pub(crate) struct Prepared {
    pub(crate) operation: &'static Operation,
    request: http::Request<Bytes>,
    timeout: Option<Duration>,
    credential: Option<Credential>,
}

/// What one attempt sends.
pub(crate) struct Outgoing {
    pub(crate) request: http::Request<Bytes>,
    pub(crate) timeout: Option<Duration>,
    /// The version of the tokens in it.
    pub(crate) version: Version,
}

impl Prepared {
    /// The request of an attempt. A poll is not an attempt.
    pub(crate) fn outgoing(&self, attempt: Option<&Attempt<'_>>) -> Outgoing {
        let mut request = self.request.clone();
        let headers = request.headers_mut();
        if let Some((name, key)) = attempt.and_then(|attempt| attempt.idempotency_key)
            && let Ok((name, key)) = crate::draft::header(name, &key.to_string())
        {
            // The caller's own key is kept.
            headers.entry(name).or_insert(key);
        }
        if let Some((name, value)) = attempt.and_then(|attempt| attempt.header)
            && let Ok((name, value)) = crate::draft::header(name, &value.to_string())
        {
            headers.insert(name, value);
        }
        let mut version = Version::default();
        if let Some(Ok((header, sent))) = self.credential.as_ref().map(Credential::now) {
            version = sent;
            headers.extend(header);
        }
        let limits = [self.timeout, attempt.and_then(|attempt| attempt.timeout)];
        Outgoing { request, timeout: limits.into_iter().flatten().min(), version }
    }
}

impl From<&str> for Settings {
    fn from(base: &str) -> Self {
        Self::new(base)
    }
}

impl From<&String> for Settings {
    fn from(base: &String) -> Self {
        Self::new(base.as_str())
    }
}

impl From<String> for Settings {
    fn from(base: String) -> Self {
        Self::new(base)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { base, credential, deadline, .. } = self;
        f.debug_struct("Settings")
            .field("base", base)
            .field("credential", credential)
            .field("deadline", deadline)
            .finish_non_exhaustive()
    }
}
