//! Images: created, which is not repeated once credits may have been spent, and queried; a task is gone after 30 days.

use super::Answer;
#[cfg(feature = "async")]
use crate::client::{AsyncCaller, AsyncTransport};
use crate::client::{Caller, Content, Endpoint, Failure, Transport, segment};
use crate::images::Api;
use errspec::retry::Operation;
use errspec::retry::blocking::Clock;

/// An error of a call.
pub type Error = Failure<Api>;

/// The paths are assumed; the document names none.
const CREATE: Operation = Operation::new("create_image", "POST", "/v1/images");
const QUERY: Operation = Operation::new("query_image", "GET", "/v1/images/");

/// A client of either kind.
pub struct Client<C> {
    caller: C,
}

fn create(json: &[u8]) -> Endpoint<Answer> {
    Endpoint::new(&CREATE, CREATE.path.into(), Answer::read).content(Content::json(json))
}

fn query(id: &str) -> Endpoint<Answer> {
    Endpoint::new(&QUERY, [QUERY.path, &*segment(id)].concat(), Answer::read_json)
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
    /// Asks for an image with a JSON text. Repeated only where the server cannot have begun it.
    ///
    /// # Errors
    /// As the contract has it.
    pub fn create(&self, json: impl AsRef<[u8]>) -> Result<Answer, Error> {
        self.caller.call(&create(json.as_ref()))
    }

    /// Reads how a task stands. One that is older than 30 days answers 410.
    ///
    /// # Errors
    /// As the contract has it.
    pub fn query(&self, id: &str) -> Result<Answer, Error> {
        self.caller.call(&query(id))
    }
}

#[cfg(feature = "async")]
impl<T: AsyncTransport> Client<AsyncCaller<Api, T>> {
    /// Asks for an image with a JSON text. Repeated only where the server cannot have begun it.
    ///
    /// # Errors
    /// As the contract has it.
    pub async fn create(&self, json: impl AsRef<[u8]>) -> Result<Answer, Error> {
        self.caller.call(&create(json.as_ref())).await
    }

    /// Reads how a task stands. One that is older than 30 days answers 410.
    ///
    /// # Errors
    /// As the contract has it.
    pub async fn query(&self, id: &str) -> Result<Answer, Error> {
        self.caller.call(&query(id)).await
    }
}
