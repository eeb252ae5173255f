//! The client of AutoRetouch: it reads executions, waits for them, runs them again, and checks the health of the API.

use crate::autoretouch::{Api, Execution, operations};
use errspec::HealthCheck;
use errspec::retry::Operation;
use errspec_client::{Broken, Call, Caller, Reply, Wait};
use std::string::String;
use std::time::Duration;

/// The calls of the API.
pub struct Client<C> {
    caller: C,
    /// The path of the retry, with `{id}` in it. The document does not name it; this one is assumed.
    pub retry_path: String,
}

/// Health checks are not among the operations of the document.
const HEALTH: Operation = Operation::new("health", "GET", "");

impl<C: Caller<Api = Api>> Client<C> {
    /// Calls through this client.
    pub fn new(caller: C) -> Self {
        Self { caller, retry_path: "/v1/workflow/execution/{id}/retry".into() }
    }

    /// The client that sends the calls.
    pub const fn caller(&self) -> &C {
        &self.caller
    }

    /// Reads an execution.
    pub fn get_execution(&self, id: &str) -> Call<'_, C> {
        Call::new(&self.caller, &operations::GET_EXECUTION).param("id", id)
    }

    /// Runs a failed or unpaid execution again. The request is sent only once, because it may cost money. Report the result to the
    /// [`Job`](errspec_client::Job), so that the next wait does not end on the old state.
    pub fn retry_execution(&self, id: &str) -> Call<'_, C> {
        Call::new(&self.caller, &operations::RETRY_EXECUTION).path(self.retry_path.clone()).param("id", id)
    }

    /// Waits for an execution until it ends, needs somebody to act, or the time is up.
    pub fn wait(&self, id: &str, timeout: Duration) -> Wait<'_, C, Execution> {
        self.get_execution(id).wait(timeout)
    }

    /// The request of a health check, below the base address of the client. Send it once, and [read](is_healthy) the reply.
    pub fn health(&self, check: &HealthCheck) -> Call<'_, C> {
        let after_host = check.target.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
        Call::new(&self.caller, &HEALTH).path(after_host.unwrap_or(check.target)).unauthenticated()
    }
}

/// Whether the reply to a health check means that the API is up.
///
/// # Errors
/// There was no response.
pub fn is_healthy(check: &HealthCheck, reply: Reply<Api>) -> Result<bool, Broken> {
    match reply {
        Reply::Success(response) => Ok(check.is_healthy(response.status().as_u16(), response.body())),
        Reply::Error(_) => Ok(false),
        Reply::Broken(broken, _) => Err(broken),
    }
}
