use super::tokens::Version;
use super::{Cancel, Credential, Endpoint, Event, Request};
use errspec::retry::{Attempt, Call, Policy, Seed, seeds};
use std::fmt;
use std::string::{String, ToString};
use std::sync::Arc;
use std::time::Duration;
use std::vec::Vec;

type Observer = Arc<dyn Fn(&Event<'_>) + Send + Sync>;

/// Where an API is and how it is called.
#[derive(Clone)]
pub struct Settings {
    pub(super) base: String,
    pub(super) credential: Credential,
    pub(super) within: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) limit: usize,
    pub(super) cancel: Cancel,
    pub(super) seed: Option<Seed>,
    observer: Option<Observer>,
}

impl Settings {
    /// An API below this address.
    pub fn new(base: impl Into<String>, credential: Credential) -> Self {
        Self {
            base: base.into(),
            credential,
            within: None,
            attempt_timeout: Some(Self::ATTEMPT_TIMEOUT),
            limit: Self::LIMIT,
            cancel: Cancel::default(),
            seed: None,
            observer: None,
        }
    }

    /// How long an attempt may take unless something else is said.
    pub const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);

    /// How many bytes of a body are read unless something else is said.
    pub const LIMIT: usize = 8 << 20;

    /// A call takes at most this long, its waits included.
    #[must_use]
    pub const fn deadline(mut self, limit: Duration) -> Self {
        self.within = Some(limit);
        self
    }

    /// An attempt takes at most this long; `None` for as long as it wants.
    #[must_use]
    pub const fn attempt_timeout(mut self, limit: Option<Duration>) -> Self {
        self.attempt_timeout = limit;
        self
    }

    /// So many bytes of a body are read. An error keeps these; a success that is longer is taken as broken off.
    #[must_use]
    pub const fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// What ends calls and waits from another thread.
    #[must_use]
    pub fn cancelled_by(mut self, cancel: &Cancel) -> Self {
        self.cancel = cancel.clone();
        self
    }

    /// The jitter of every call begins here, for tests that want the same delays each time.
    #[must_use]
    pub fn seed(mut self, seed: impl Into<Seed>) -> Self {
        self.seed = Some(seed.into());
        self
    }

    /// Called with all that happens: for progress bars, logs and metrics.
    #[must_use]
    pub fn on_event(mut self, observer: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    pub(super) fn tell(&self, event: &Event<'_>) {
        #[cfg(feature = "tracing")]
        event.trace();
        if let Some(observer) = &self.observer {
            observer(event);
        }
    }

    /// The seed of the next call or wait.
    pub fn next_seed(&self) -> Seed {
        self.seed.unwrap_or_else(|| seeds().next())
    }

    pub(super) fn call<'p, O>(&self, policy: &'p Policy, endpoint: &Endpoint<O>, now: Duration) -> Call<'p> {
        let call = policy.call(now, self.next_seed()).operation(endpoint.operation);
        let call = if self.credential.is_renewable() && endpoint.authorized { call.refreshable() } else { call };
        match self.within {
            Some(within) => call.deadline(within),
            None => call,
        }
    }

    /// Whether a 401 can be answered with new credentials, without a person.
    pub fn is_renewable(&self) -> bool {
        self.credential.is_renewable()
    }

    /// One request, and which tokens it carries. A poll has no attempt.
    pub(super) fn request<O>(&self, endpoint: &Endpoint<O>, attempt: Option<&Attempt>) -> (Request, Version) {
        let mut headers = Vec::new();
        if let Some((name, key)) = attempt.and_then(|attempt| attempt.idempotency_key) {
            headers.push((name, key.to_string()));
        }
        if let Some((name, number)) = attempt.and_then(|attempt| attempt.header) {
            headers.push((name, number.to_string()));
        }
        let limits = [self.attempt_timeout, attempt.and_then(|attempt| attempt.timeout)];
        let (credential, version) = self.credential.now();
        let request = Request {
            method: endpoint.operation.method,
            url: endpoint.url(&self.base),
            headers,
            credential: credential.filter(|_| endpoint.authorized),
            content: endpoint.content.clone(),
            timeout: limits.into_iter().flatten().min(),
            limit: self.limit,
        };
        (request, version)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { base, credential, within, .. } = self;
        f.debug_struct("Settings")
            .field("base", base)
            .field("credential", credential)
            .field("within", within)
            .finish_non_exhaustive()
    }
}
