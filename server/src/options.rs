use crate::clock::Clock;
use crate::exchange::Exchange;
use crate::limits::Limits;
use crate::log::Entry;
use crate::response::Response;
use crate::upstream::{Forwarded, Send, Unreachable};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

/// The options of a server.
#[derive(Clone)]
pub struct Options {
    /// The address on which the server listens; loopback by default.
    pub host: IpAddr,
    /// The port; 0 for any free one.
    pub port: u16,
    /// The seed of the walks of jobs. The same seed and requests give the same responses.
    pub seed: u64,
    /// The time in `Date` and in headers with a point in time.
    pub clock: Clock,
    /// Limits for what clients send, and for how long they take.
    pub limits: Limits,
    /// A callback for each request, which is called before the response.
    pub observer: Option<Observer>,
    /// A callback for each request to the API, with all of its response. It is called before the response is sent.
    pub recorder: Option<Recorder>,
    /// The service that responds to requests that no script answers.
    pub upstream: Option<Send>,
}

/// A callback for each request to the API, which is called from the threads of the connections.
pub(crate) type Recorder = Arc<dyn Fn(&Exchange<'_>) + std::marker::Send + Sync>;

/// A callback for each request, which is called from the threads of the connections.
pub(crate) type Observer = Arc<dyn Fn(&Entry) + std::marker::Send + Sync>;

impl Default for Options {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            seed: 1,
            clock: Clock::SAMPLE,
            limits: Limits::default(),
            observer: None,
            recorder: None,
            upstream: None,
        }
    }
}

impl Options {
    /// Sets a callback for each request, which is called before the response.
    #[must_use]
    pub fn observer(mut self, observer: impl Fn(&Entry) + std::marker::Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Sets a callback for each request to the API, with all of its response. It is called before the response is sent.
    ///
    /// ```
    /// use errspec_server::Options;
    /// use std::sync::mpsc;
    /// let (send, recorded) = mpsc::channel();
    /// let options = Options::default().recorder(move |exchange| {
    ///     let _ = send.send((exchange.method.to_owned(), exchange.path.to_owned(), exchange.status));
    /// });
    /// # let _ = (options, recorded);
    /// ```
    #[must_use]
    pub fn recorder(mut self, recorder: impl Fn(&Exchange<'_>) + std::marker::Send + Sync + 'static) -> Self {
        self.recorder = Some(Arc::new(recorder));
        self
    }

    /// Lets a service respond to all requests that no script answers, so that the server stands in front of it. The function sends a request
    /// to the service.
    ///
    /// ```
    /// use errspec_server::{Options, Response, Unreachable};
    /// use errspec_spec::words::Transport;
    /// let options = Options::default().upstream(|request| match request.target.as_str() {
    ///     "/health" => Ok(Response { status: 200, headers: Vec::new(), body: b"ok".to_vec() }),
    ///     _ => Err(Unreachable { failure: Transport::Connect, why: "nobody listens".to_owned() }),
    /// });
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn upstream(
        mut self,
        send: impl Fn(&Forwarded) -> Result<Response, Unreachable> + std::marker::Send + Sync + 'static,
    ) -> Self {
        self.upstream = Some(Arc::new(send));
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
