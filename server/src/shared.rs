use crate::connections::Connections;
use crate::http::{Reply, Request};
use crate::log::Log;
use crate::route::State;
use crate::{Entry, Options, clock};
use errspec_spec::model::Contract;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

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
