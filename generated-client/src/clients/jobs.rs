//! Jobs: submitted, which is not repeated once a job may have started, and read.

use super::Answer;
#[cfg(feature = "async")]
use crate::client::{AsyncCaller, AsyncTransport};
use crate::client::{Caller, Content, Endpoint, Failure, Transport, segment};
use crate::jobs::Api;
use errspec::retry::Operation;
use errspec::retry::blocking::Clock;

/// An error of a call.
pub type Error = Failure<Api>;

/// The paths are assumed; the document's samples have placeholders.
const SUBMIT: Operation = Operation::new("submit_job", "POST", "/jobs");
const GET: Operation = Operation::new("get_job", "GET", "/jobs/");

/// A client of either kind.
pub struct Client<C> {
    caller: C,
}

fn submit(json: &[u8]) -> Endpoint<Answer> {
    Endpoint::new(&SUBMIT, SUBMIT.path.into(), Answer::read).content(Content::json(json))
}

fn get(id: &str) -> Endpoint<Answer> {
    Endpoint::new(&GET, [GET.path, &*segment(id)].concat(), Answer::read_json)
}

impl<C> Client<C> {
    /// Calls through this caller.
    pub const fn new(caller: C) -> Self {
        Self { caller }
    }

    /// What runs its calls.
    pub const fn caller(&self) -> &C {
        &self.caller
    }
}

impl<T: Transport, K: Clock + Clone> Client<Caller<Api, T, K>> {
    /// Submits a job, a JSON text. Repeated only where the server cannot have taken it.
    ///
    /// # Errors
    /// As the contract has it.
    pub fn submit(&self, json: impl AsRef<[u8]>) -> Result<Answer, Error> {
        self.caller.call(&submit(json.as_ref()))
    }

    /// Reads a job.
    ///
    /// # Errors
    /// As the contract has it.
    pub fn get(&self, id: &str) -> Result<Answer, Error> {
        self.caller.call(&get(id))
    }
}

#[cfg(feature = "async")]
impl<T: AsyncTransport> Client<AsyncCaller<Api, T>> {
    /// Submits a job, a JSON text. Repeated only where the server cannot have taken it.
    ///
    /// # Errors
    /// As the contract has it.
    pub async fn submit(&self, json: impl AsRef<[u8]>) -> Result<Answer, Error> {
        self.caller.call(&submit(json.as_ref())).await
    }

    /// Reads a job.
    ///
    /// # Errors
    /// As the contract has it.
    pub async fn get(&self, id: &str) -> Result<Answer, Error> {
        self.caller.call(&get(id)).await
    }
}
