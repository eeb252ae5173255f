//! Vision: any request, since the document describes how all of them fail.

use super::Answer;
#[cfg(feature = "async")]
use crate::client::{AsyncCaller, AsyncTransport};
use crate::client::{Caller, Content, Endpoint, Failure, Transport};
use crate::vision::Api;
use errspec::retry::Operation;
use errspec::retry::blocking::Clock;
use std::vec::Vec;

/// An error of a call.
pub type Error = Failure<Api>;

/// What may be sent, and with it whether it may be sent twice (RFC 9110, section 9.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes or does something; not repeated once it may have.
    Post,
    /// Sets.
    Put,
    /// Changes; not repeated once it may have.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    const fn operation(self) -> &'static Operation {
        const GET: Operation = Operation::new("get", "GET", "");
        const POST: Operation = Operation::new("post", "POST", "");
        const PUT: Operation = Operation::new("put", "PUT", "");
        const PATCH: Operation = Operation::new("patch", "PATCH", "");
        const DELETE: Operation = Operation::new("delete", "DELETE", "");
        match self {
            Self::Get => &GET,
            Self::Post => &POST,
            Self::Put => &PUT,
            Self::Patch => &PATCH,
            Self::Delete => &DELETE,
        }
    }
}

/// A client of either kind.
pub struct Client<C> {
    caller: C,
}

fn request(method: Method, path: &str, json: Option<Vec<u8>>) -> Endpoint<Answer> {
    let endpoint = Endpoint::new(method.operation(), path.into(), Answer::read);
    match json {
        Some(json) => endpoint.content(Content::json(json)),
        None => endpoint,
    }
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
    /// Sends a request; 200, 201 and 204 are successes, the last without a body.
    ///
    /// # Errors
    /// As the contract has it.
    pub fn request(&self, method: Method, path: &str, json: Option<Vec<u8>>) -> Result<Answer, Error> {
        self.caller.call(&request(method, path, json))
    }
}

#[cfg(feature = "async")]
impl<T: AsyncTransport> Client<AsyncCaller<Api, T>> {
    /// Sends a request; 200, 201 and 204 are successes, the last without a body.
    ///
    /// # Errors
    /// As the contract has it.
    pub async fn request(&self, method: Method, path: &str, json: Option<Vec<u8>>) -> Result<Answer, Error> {
        self.caller.call(&request(method, path, json)).await
    }
}
