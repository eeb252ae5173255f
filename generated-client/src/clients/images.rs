//! The client of the image API: it creates images and queries tasks. A request to create an image is not repeated if credits may have been
//! spent. A task is gone after 30 days.

use super::is_json;
use crate::images::Api;
use errspec::retry::Operation;
use errspec_client::{Call, Caller};
use std::vec::Vec;

/// The paths are assumed; the document names none.
const CREATE: Operation = Operation::new("create_image", "POST", "/v1/images");
const QUERY: Operation = Operation::new("query_image", "GET", "/v1/images/{id}");

/// The calls of the API.
pub struct Client<C>(pub C);

impl<C: Caller<Api = Api>> Client<C> {
    /// Requests an image with a JSON text. The request is only repeated if the server cannot have begun it.
    pub fn create(&self, json: impl Into<Vec<u8>>) -> Call<'_, C> {
        Call::new(&self.0, &CREATE).body("application/json", json.into())
    }

    /// Reads a task. One that is older than 30 days is a 410.
    pub fn query(&self, id: &str) -> Call<'_, C> {
        Call::new(&self.0, &QUERY).param("id", id).read(is_json)
    }
}
