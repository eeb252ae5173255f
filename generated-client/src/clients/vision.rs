//! The client of the vision API. It sends any request, because the document describes how all of them fail.

use crate::vision::Api;
use errspec::retry::Operation;
use errspec_client::{Call, Caller};

/// The kind of request, which determines whether it may be sent twice (RFC 9110, section 9.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or does something; not repeated once it may have taken effect.
    Post,
    /// Replaces.
    Put,
    /// Changes; not repeated once it may have taken effect.
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

/// The calls of the API.
pub struct Client<C>(pub C);

impl<C: Caller<Api = Api>> Client<C> {
    /// A request. The statuses 200, 201 and 204 are successes; a 204 has no body.
    pub fn request(&self, method: Method, path: &str) -> Call<'_, C> {
        Call::new(&self.0, method.operation()).path(path)
    }
}
