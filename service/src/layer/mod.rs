//! The layer that turns every failing response into one of the contract.

mod answer;
mod body;
mod event;
mod service;

use crate::response::ErrorResponse;
use errspec::{Api, RetryClass};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tower_layer::Layer;

pub use event::{Event, Origin};
pub use service::ContractService;

/// A layer that keeps a service to the contract of the API `A`.
///
/// - Every response gets a request ID, in the header that the contract names. A request that already has an ID keeps it, if it consists of at
///   most 128 letters, digits and `-_.:`.
/// - An [`ErrorResponse`] is rendered with that ID and with the path of the request.
/// - Any other response with a status from 400 to 599 becomes an error of the contract: rejections of extractors, unknown routes, methods
///   that are not allowed, requests that are too large. It is passed on unchanged only if its body is already one of the contract's.
///   [`fallback`](Self::fallback) decides what is sent. The plain text of a 4xx response becomes the message; a 5xx response loses its
///   body.
/// - What another `ContractLayer` has handled, for a part of the service with a contract of its own, is passed on unchanged.
/// - A panic becomes a 500 in the same way. Its text is passed to [`inspect`](Self::inspect) and never sent.
///
/// ```
/// # errspec::include_spec!("tests/orders.yaml");
/// use errspec::RetryClass;
/// use errspec_service::{ContractLayer, ErrorResponse};
/// use orders::{Api, ErrorCode};
/// use std::time::Duration;
///
/// let layer = ContractLayer::<Api>::new()
///     .fallback(|status| match status {
///         400 | 415 | 422 => ErrorCode::InvalidRequest.into(),          // rejections; sent with 422, as the contract says
///         500.. => ErrorCode::Internal.into(),                          // panics, and errors that cannot be sent
///         status => ErrorResponse::of_status(status),                   // such as 404 for an unknown route
///     })
///     .delay(|class| (class == RetryClass::Throttled).then_some(Duration::from_secs(1)))
///     .inspect(|event| eprintln!("{event}"));
/// # drop(layer);
/// // axum: Router::new().route(…).layer(layer)
/// ```
pub struct ContractLayer<A: Api> {
    rules: Rules<A>,
}

type Inspect<A> = dyn Fn(&Event<'_, A>) + Send + Sync;

/// The decisions that the user of the layer makes.
struct Rules<A: Api> {
    fallback: Arc<dyn Fn(u16) -> ErrorResponse<A> + Send + Sync>,
    delay: Arc<dyn Fn(RetryClass) -> Option<Duration> + Send + Sync>,
    inspect: Arc<Inspect<A>>,
}

impl<A: Api> ContractLayer<A> {
    /// A layer that sends a status without a code in place of every failing response that is not an [`ErrorResponse`].
    pub fn new() -> Self {
        let rules =
            Rules { fallback: Arc::new(ErrorResponse::of_status), delay: Arc::new(|_| None), inspect: Arc::new(|_| {}) };
        Self { rules }
    }

    /// Sets a function that chooses the error to send instead of a response that is not one of the contract. The function gets the status
    /// of that response; for panics and for errors that cannot be sent, it gets 500.
    #[must_use]
    pub fn fallback(mut self, fallback: impl Fn(u16) -> ErrorResponse<A> + Send + Sync + 'static) -> Self {
        self.rules.fallback = Arc::new(fallback);
        self
    }

    /// Sets how long clients should wait after an error of this retry class whose handler did not say so.
    #[must_use]
    pub fn delay(mut self, delay: impl Fn(RetryClass) -> Option<Duration> + Send + Sync + 'static) -> Self {
        self.rules.delay = Arc::new(delay);
        self
    }

    /// Sets a function that is called for every error response, for logs and metrics.
    #[must_use]
    pub fn inspect(mut self, inspect: impl Fn(&Event<'_, A>) + Send + Sync + 'static) -> Self {
        self.rules.inspect = Arc::new(inspect);
        self
    }
}

impl<A: Api> Default for ContractLayer<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: Api> Clone for Rules<A> {
    fn clone(&self) -> Self {
        Self { fallback: Arc::clone(&self.fallback), delay: Arc::clone(&self.delay), inspect: Arc::clone(&self.inspect) }
    }
}

impl<A: Api> Clone for ContractLayer<A> {
    fn clone(&self) -> Self {
        Self { rules: self.rules.clone() }
    }
}

impl<A: Api> fmt::Debug for ContractLayer<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractLayer").field("api", &A::contract().name).finish_non_exhaustive()
    }
}

impl<A: Api, S> Layer<S> for ContractLayer<A> {
    type Service = ContractService<A, S>;

    fn layer(&self, inner: S) -> Self::Service {
        ContractService { inner, rules: self.rules.clone() }
    }
}
