use crate::clock::Clock;
use crate::limits::Limits;
use crate::log::Entry;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

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
