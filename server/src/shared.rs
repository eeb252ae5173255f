use crate::connections::Connections;
use crate::http::{Reply, Request};
use crate::log::Log;
use crate::route::{Routed, State, changed, refused};
use crate::upstream::forward;
use crate::{Entry, Exchange, Options, clock};
use errspec_spec::model::Contract;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What all connections share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) contract: Contract,
    pub(crate) options: Options,
    started: Instant,
    state: Mutex<State>,
    log: Mutex<Log>,
    pub(crate) connections: Connections,
}

impl Shared {
    pub(crate) fn new(contract: Contract, options: Options) -> Self {
        Self {
            contract,
            options,
            started: clock::now(),
            state: Mutex::default(),
            log: Mutex::default(),
            connections: Connections::default(),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The response to a request, which may come from the service behind the server.
    pub(crate) fn reply(&self, routed: Routed, request: &Request) -> Reply {
        match (routed, &self.options.upstream) {
            (Routed::Reply(reply), _) => reply,
            (Routed::Forward(answer), Some(upstream)) => {
                let mut reply = forward(upstream, request);
                answer.iter().for_each(|answer| changed(&mut reply, answer));
                reply
            }
            (Routed::Forward(_), None) => refused(&self.contract, 502, "there is no service behind this server"),
        }
    }

    /// Passes a request to the API and its response to the callbacks that record traffic.
    pub(crate) fn record(&self, request: &Request, reply: &Reply, began: Duration) {
        if let Some(recorder) = &self.options.recorder {
            recorder(&Exchange::new(&self.contract, request, reply, (began, clock::since_1970().saturating_sub(began))));
        }
    }

    /// Adds a request to the log and passes it to the observer.
    pub(crate) fn note(&self, request: &Request, reply: &Reply, control: bool) {
        let at = clock::now().saturating_duration_since(self.started);
        let entry = Entry::new(&self.contract, request, reply, control, at);
        if let Some(observer) = &self.options.observer {
            observer(&entry);
        }
        if !control {
            self.log().push(entry);
        }
    }
}
