use super::Rules;
use super::answer::Answer;
use crate::Context;
use errspec::Api;
use http::{Request, Response};
use http_body::Body;
use std::any::Any;
use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context as TaskContext, Poll};
use tower_service::Service;

/// A service behind a [`ContractLayer`](crate::ContractLayer).
pub struct ContractService<A: Api, S> {
    pub(super) inner: S,
    pub(super) rules: Rules<A>,
}

impl<A: Api, S: Clone> Clone for ContractService<A, S> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), rules: self.rules.clone() }
    }
}

impl<A: Api, S: fmt::Debug> fmt::Debug for ContractService<A, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractService").field("api", &A::contract().name).field("inner", &self.inner).finish()
    }
}

impl<A, S, Req, Res> Service<Request<Req>> for ContractService<A, S>
where
    A: Api,
    S: Service<Request<Req>, Response = Response<Res>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
    Res: Body<Data: Send> + From<Vec<u8>> + Send + 'static,
{
    type Response = Response<Res>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Res>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut TaskContext<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Req>) -> Self::Future {
        let answer = Answer { rules: self.rules.clone(), context: context(&request, A::contract().request_id) };
        // State that a panic leaves inconsistent belongs to the request that failed.
        let started = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        Box::pin(async move {
            let outcome = match started {
                Ok(future) => finish(future).await,
                Err(panic) => Err(panic),
            };
            match outcome {
                Ok(Ok(response)) => Ok(answer.after(response).await),
                Ok(Err(error)) => Err(error),
                Err(panic) => Ok(answer.after_panic(text(&*panic))),
            }
        })
    }
}

/// The output of a future, or what it panicked with.
async fn finish<F: Future>(future: F) -> Result<F::Output, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// The text of a panic.
fn text(panic: &(dyn Any + Send)) -> &str {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or_default()
}

/// What an error says about this request. An ID that the request has is kept if it cannot disturb a log or a header.
fn context<B>(request: &Request<B>, id_header: &str) -> Context {
    let is_plain = |id: &&str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte);
        (1..=128).contains(&id.len()) && id.bytes().all(allowed)
    };
    let given = if id_header.is_empty() { None } else { request.headers().get(id_header) };
    let context = Context { path: Some(request.uri().path().to_owned()), ..Context::new() };
    match given.and_then(|id| id.to_str().ok()).filter(is_plain) {
        Some(id) => Context { request_id: id.to_owned(), ..context },
        None => context,
    }
}
