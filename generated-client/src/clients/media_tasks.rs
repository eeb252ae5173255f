//! The client of the media API: it queries media tasks. The error of a task, which may come in a response with status 200, is not an error
//! of the call.

use super::is_json;
use crate::media_tasks::{Api, ApiError, TaskErrorCode, operations};
use errspec::OpenCode;
use errspec_client::{Call, Caller, Response, Unreadable};
use std::string::String;

/// The calls of the API.
pub struct Client<C> {
    caller: C,
    /// The path of the task query, with `{id}` in it. The document does not name it; this one is assumed.
    pub task_path: String,
}

/// A task. The document names no states, so the response is kept unchanged.
#[derive(Clone, Debug)]
pub struct Task {
    /// The response.
    pub response: Response,
    /// The task's error, if the response has one.
    pub error: Option<ApiError<'static>>,
}

impl Task {
    /// The code of the task's error.
    pub fn code(&self) -> Option<OpenCode<'_, TaskErrorCode>> {
        self.error.as_ref().and_then(|error| error.code::<TaskErrorCode>())
    }

    fn read(response: Response) -> Result<Self, Unreadable> {
        let response = is_json(response)?;
        let error = ApiError::decode_owned(response.status().as_u16(), &(), response.body().clone());
        let has_error = error.code_text().is_some() || error.type_text().is_some();
        Ok(Self { response, error: has_error.then_some(error) })
    }
}

impl<C: Caller<Api = Api>> Client<C> {
    /// Calls through this client.
    pub fn new(caller: C) -> Self {
        Self { caller, task_path: "/v1/tasks/{id}".into() }
    }

    /// Reads a task. A task that failed is not an error of the call: see [`Task::error`].
    pub fn query_task(&self, id: &str) -> Call<'_, C, Task> {
        Call::new(&self.caller, &operations::QUERY_TASK).path(self.task_path.clone()).param("id", id).read(Task::read)
    }
}
