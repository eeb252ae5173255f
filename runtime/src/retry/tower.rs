//! The engine as a tower layer, with tokio's timer.

use super::tokio::Async;
use super::{Answer, Attempt, Call, TimedOut};
use alloc::boxed::Box;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll};
use tower_layer::Layer;
use tower_service::Service;

/// Retries requests to the inner service as each request's [`Call`] decides, and returns the last answer unchanged. Use [`Async`] to also get
/// the reason of a give-up.
///
/// The first function begins the call for a request, with its policy, operation and seed. The second function is called before every attempt,
/// including the first, to add the idempotency key and the attempt's number to the request's headers. The responses and errors of the inner
/// service must implement [`Answer`] and [`TimedOut`]; use tower's `map_response` and `map_err` to wrap foreign types. The class `refresh` is
/// left to an inner layer that has the credentials.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::tower::RetryLayer;
/// use errspec::retry::{Attempt, Call, Operation, Policy};
///
/// #[derive(Clone)]
/// struct Request { headers: Vec<(String, String)> }
/// static READ: Operation = Operation::new("read", "GET", "/things");
/// fn begin(_: &Request) -> Call<'static> {
///     static RETRY: Policy = Policy::DEFAULT;
///     RETRY.call(Duration::ZERO, errspec::retry::seeds().next()).operation(&READ)
/// }
/// fn prepare(attempt: &Attempt<'_>, request: &mut Request) {
///     request.headers.extend(attempt.idempotency_key.map(|(name, key)| (name.to_owned(), key.to_string())));
/// }
/// let layer = RetryLayer::new(begin, prepare);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RetryLayer<B, P> {
    begin: B,
    prepare: P,
}

impl<B, P> RetryLayer<B, P> {
    /// Creates a layer from two functions: one begins the call for a request, one prepares each attempt.
    #[inline]
    pub const fn new(begin: B, prepare: P) -> Self {
        Self { begin, prepare }
    }
}

impl<S, B: Clone, P: Clone> Layer<S> for RetryLayer<B, P> {
    type Service = Retrying<S, B, P>;

    #[inline]
    fn layer(&self, inner: S) -> Self::Service {
        Retrying { inner, layer: self.clone() }
    }
}

/// A service with retries; created by [`RetryLayer`].
#[derive(Clone, Copy, Debug)]
pub struct Retrying<S, B, P> {
    inner: S,
    layer: RetryLayer<B, P>,
}

impl<S, Req, B, P> Service<Req> for Retrying<S, B, P>
where
    Req: Clone + Send + 'static,
    S: Service<Req, Response: Answer + Send, Error: TimedOut + Send, Future: Send> + Clone + Send + 'static,
    B: FnMut(&Req) -> Call<'static>,
    P: FnMut(&Attempt<'_>, &mut Req) + Clone + Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    /// Always ready: each attempt waits for the inner service by itself, so no readiness is reserved during the waits.
    #[inline]
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    #[inline]
    fn call(&mut self, request: Req) -> Self::Future {
        let (inner, mut prepare) = (self.inner.clone(), self.layer.prepare.clone());
        let call = (self.layer.begin)(&request);
        let send = move |attempt| {
            let (mut service, mut request) = (inner.clone(), request.clone());
            prepare(&attempt, &mut request);
            async move {
                poll_fn(|context| service.poll_ready(context)).await?;
                service.call(request).await
            }
        };
        Box::pin(async move { Async::new(call).run(send).await.unwrap_or_else(|failed| failed.last) })
    }
}
