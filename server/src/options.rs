use crate::log::Entry;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

/// How a server is started.
#[derive(Clone)]
pub struct Options {
    /// Where it listens; loopback unless told otherwise.
    pub host: IpAddr,
    /// The port; 0 for any free one.
    pub port: u16,
    /// What walks of jobs are drawn from. The same seed and requests give the same answers.
    pub seed: u64,
    /// What `Date` and headers that name a moment say.
    pub clock: Clock,
    /// What a client may send, and how long it may take.
    pub limits: Limits,
    /// Called for every request, before it is answered.
    pub observer: Option<Observer>,
}

/// What is told of each request; called from the threads of the connections.
pub(crate) type Observer = Arc<dyn Fn(&Entry) + Send + Sync>;

/// What `Date` and headers that name a moment say. Timestamps in bodies are always those of [`Clock::SAMPLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Always this second, counted from 1970-01-01T00:00:00Z: answers are the same byte for byte.
    Fixed(u64),
    /// The system's time, for clients that hold such headers against their own clock.
    System,
}

impl Clock {
    /// 2020-09-16T21:09:15Z.
    pub const SAMPLE: Self = Self::Fixed(1_600_290_555);
}

/// What a client may send, and how long it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at a time, a thread each. For more, the one that has kept the server waiting longest is closed, be it idle, slow to
    /// send its request or slow to take its answer; a second is granted. Where the answers to all of them are on their way, the next one
    /// is answered 503 at once.
    pub connections: usize,
    /// Bytes of request line and headers together, and of a chunked body's trailers.
    pub head: usize,
    /// Bytes of a body. Bodies are counted, not kept.
    pub body: u64,
    /// For a request to arrive once it has begun, and for a client to take a whole answer; what the server itself waits is not counted.
    pub request: Duration,
    /// For the next request of a connection to begin.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            head: 64 * 1024,
            body: 16 * 1024 * 1024,
            request: Duration::from_secs(30),
            idle: Duration::from_secs(60),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            seed: 1,
            clock: Clock::SAMPLE,
            limits: Limits::default(),
            observer: None,
        }
    }
}

impl Options {
    /// Calls a function for every request, before it is answered.
    #[must_use]
    pub fn observer(mut self, observer: impl Fn(&Entry) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("seed", &self.seed)
            .field("clock", &self.clock)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
