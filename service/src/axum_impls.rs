//! Support for the handlers and extractors of axum.

use crate::ErrorResponse;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use errspec::Api;

/// The response, with a new request ID. Behind a `ContractLayer` it gets the ID and the path of its request.
impl<A: Api> IntoResponse for ErrorResponse<A> {
    fn into_response(self) -> Response {
        self.into_http().map(Body::from)
    }
}
