//! reqwest-retry with a server that is a function, so that no request leaves the process.

use crate::clock::stopped;
use reqwest_middleware::{ClientBuilder, Middleware, Next};
use reqwest_retry::RetryTransientMiddleware;
use retry_policies::{Jitter, policies};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// The waits of a call whose responses all have this status and this Retry-After, with delays of `own`.
pub(super) fn waits(
    method: reqwest::Method,
    own: Duration,
    retries: u32,
    status: u16,
    retry_after: Option<&'static str>,
) -> Vec<Duration> {
    let policy = policies::ExponentialBackoff::builder().base(1).jitter(Jitter::None).retry_bounds(own, own);
    let policy = policy.build_with_max_retries(retries);
    let server = Server { sent: Arc::default(), status, retry_after };
    let sent = Arc::clone(&server.sent);
    stopped(async {
        let client = ClientBuilder::new(reqwest::Client::new());
        let client = client.with(RetryTransientMiddleware::new_with_policy(policy)).with(server).build();
        let _ = client.request(method, "http://localhost/").send().await;
    });
    let sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
    sent.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

struct Server {
    sent: Arc<Mutex<Vec<Instant>>>,
    status: u16,
    retry_after: Option<&'static str>,
}

type Handled<'a> = Pin<Box<dyn Future<Output = reqwest_middleware::Result<reqwest::Response>> + Send + 'a>>;

impl Middleware for Server {
    fn handle<'s, 'e, 'n, 'a>(
        &'s self,
        _request: reqwest::Request,
        _extensions: &'e mut http::Extensions,
        _next: Next<'n>,
    ) -> Handled<'a>
    where
        's: 'a,
        'e: 'a,
        'n: 'a,
        Self: 'a,
    {
        Box::pin(async {
            self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(Instant::now());
            let mut response = http::Response::builder().status(self.status);
            if let Some(value) = self.retry_after {
                response = response.header("Retry-After", value);
            }
            match response.body("") {
                Ok(response) => Ok(response.into()),
                Err(why) => unreachable!("a response without a body: {why}"),
            }
        })
    }
}
