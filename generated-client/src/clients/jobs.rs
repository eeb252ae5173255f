//! The client of the job API: it submits and reads jobs. A submission is not repeated if the job may have started.

use super::is_json;
use crate::jobs::Api;
use errspec::retry::Operation;
use errspec_client::{Call, Caller};
use std::vec::Vec;

/// The paths are assumed; the document's samples have placeholders.
const SUBMIT: Operation = Operation::new("submit_job", "POST", "/jobs");
const GET: Operation = Operation::new("get_job", "GET", "/jobs/{id}");

/// The calls of the API.
pub struct Client<C>(pub C);

impl<C: Caller<Api = Api>> Client<C> {
    /// Submits a job, which is a JSON text. The request is only repeated if the server cannot have accepted it.
    pub fn submit(&self, json: impl Into<Vec<u8>>) -> Call<'_, C> {
        Call::new(&self.0, &SUBMIT).body("application/json", json.into())
    }

    /// Reads a job.
    pub fn get(&self, id: &str) -> Call<'_, C> {
        Call::new(&self.0, &GET).param("id", id).read(is_json)
    }
}
