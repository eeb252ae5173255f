//! Media tasks: a task is queried, and its own error, which may come in an answer of 200, is kept apart from the call's.

use super::Answer;
#[cfg(feature = "async")]
use crate::client::{AsyncCaller, AsyncTransport};
use crate::client::{Caller, Endpoint, Failure, Transport, segment};
use crate::media_tasks::{Api, ApiError, TaskErrorCode, operations};
use errspec::OpenCode;
use errspec::retry::blocking::Clock;
use std::string::String;

/// An error of a call.
pub type Error = Failure<Api>;

/// A client of either kind.
pub struct Client<C> {
    caller: C,
    /// The task query endpoint, `{id}` in it. The document does not name it; this one is assumed.
    pub task_path: String,
}

/// A task as it was read. The document names no states, so the answer is kept as it came.
#[derive(Clone, Debug)]
pub struct Task {
    /// The answer.
    pub answer: Answer,
    /// The task's error, decoded, where the answer carries one.
    pub error: Option<ApiError<'static>>,
}

impl Task {
    /// The code of the task's error.
    pub fn code(&self) -> Option<OpenCode<'_, TaskErrorCode>> {
        self.error.as_ref().and_then(|error| error.code::<TaskErrorCode>())
    }

    fn of(answer: Answer) -> Self {
        let error = ApiError::decode_owned(answer.status, &(), answer.body.clone());
        let carries = error.code_text().is_some() || error.type_text().is_some();
        Self { answer, error: carries.then_some(error) }
    }
}

fn query_task(path: &str, id: &str) -> Endpoint<Task> {
    let read = |response: &_| Answer::read_json(response).map(Task::of);
    Endpoint::new(&operations::QUERY_TASK, path.replace("{id}", &segment(id)), read)
}

impl<C> Client<C> {
    /// Calls through this caller.
    pub fn new(caller: C) -> Self {
        Self { caller, task_path: "/v1/tasks/{id}".into() }
    }

    /// What runs its calls.
    pub const fn caller(&self) -> &C {
        &self.caller
    }
}

impl<T: Transport, K: Clock + Clone> Client<Caller<Api, T, K>> {
    /// Reads how a task stands.
    ///
    /// # Errors
    /// The call failed. A task that failed is no error of the call: see [`Task::error`].
    pub fn query_task(&self, id: &str) -> Result<Task, Error> {
        self.caller.call(&query_task(&self.task_path, id))
    }
}

#[cfg(feature = "async")]
impl<T: AsyncTransport> Client<AsyncCaller<Api, T>> {
    /// Reads how a task stands.
    ///
    /// # Errors
    /// The call failed. A task that failed is no error of the call: see [`Task::error`].
    pub async fn query_task(&self, id: &str) -> Result<Task, Error> {
        self.caller.call(&query_task(&self.task_path, id)).await
    }
}
