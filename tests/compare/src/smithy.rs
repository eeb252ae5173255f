//! The client runtime of Smithy, which AWS's SDKs use, on the stopped clock and with a server that is a function.

use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime::client::retries::{RetryPartition, TokenBucket};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::Layer;
use aws_smithy_types::retry::{ErrorKind, RetryConfig};
use aws_smithy_types::timeout::TimeoutConfig;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::time::Instant;

/// What the server does with a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reply {
    /// The status: 429 counts as throttled, 500 to 599 as transient.
    pub(super) status: u16,
    /// How long it asks the client to wait.
    pub(super) retry_after: Option<Duration>,
    /// How long it takes.
    pub(super) takes: Duration,
}

impl Reply {
    /// An immediate response without a hint.
    pub(super) const fn status(status: u16) -> Self {
        Self { status, retry_after: None, takes: Duration::ZERO }
    }
}

/// A client with its server.
pub(super) struct Client {
    operation: Operation<(), (), Refused>,
    sent: Arc<Mutex<Vec<Instant>>>,
}

impl Client {
    /// Calls with this configuration; clients of one partition share its budget and its rate. The server is given the number of the request.
    pub(super) fn new(
        config: &RetryConfig,
        partition: RetryPartition,
        limit: Option<Duration>,
        server: impl Fn(usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::of_method("GET", config, partition, limit, server)
    }

    /// The same for requests of this method.
    pub(super) fn of_method(
        method: &'static str,
        config: &RetryConfig,
        partition: RetryPartition,
        limit: Option<Duration>,
        server: impl Fn(usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let sent = Arc::<Mutex<Vec<Instant>>>::default();
        let connector = SharedHttpConnector::new(Server { sent: Arc::clone(&sent), reply: Arc::new(server) });
        let http: SharedHttpClient = http_client_fn(move |_, _| connector.clone());
        let mut layer = Layer::new("partition");
        layer.store_put(partition);
        let timeouts =
            limit.map_or(TimeoutConfig::disabled(), |limit| TimeoutConfig::builder().operation_timeout(limit).build());
        let clock = Clock(Instant::now());
        let operation = Operation::builder()
            .service_name("compare")
            .operation_name("compare")
            .http_client(http)
            .endpoint_url("http://localhost")
            .no_auth()
            .standard_retry(config)
            .retry_classifier(Classifier)
            .timeout_config(timeouts)
            .sleep_impl(clock)
            .time_source(clock)
            .runtime_plugin(StaticRuntimePlugin::new().with_config(layer.freeze()))
            .serializer(move |()| {
                let request = http::Request::builder().method(method).uri("/").body(SdkBody::empty())?;
                Ok(HttpRequest::try_from(request)?)
            })
            .deserializer(|response: &HttpResponse| match response.status().is_success() {
                true => Ok(()),
                false => Err(OrchestratorError::operation(Refused)),
            })
            .build();
        Self { operation, sent }
    }

    /// Makes one call; whether it succeeded.
    pub(super) async fn call(&self) -> bool {
        self.operation.invoke(()).await.is_ok()
    }

    /// When requests were sent.
    pub(super) fn sent(&self) -> Vec<Instant> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The waits between the beginnings of requests.
    pub(super) fn waits(&self) -> Vec<Duration> {
        self.sent().windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}

/// A partition with this budget, which nothing else shares.
pub(super) fn partition(budget: TokenBucket) -> RetryPartition {
    RetryPartition::custom("compare").token_bucket(budget).build()
}

/// A partition whose budget is never empty.
pub(super) fn unlimited() -> RetryPartition {
    partition(TokenBucket::unlimited())
}

/// The waits of one call without a budget, up to so many attempts.
pub(super) async fn waits(config: RetryConfig, attempts: u32, reply: Reply) -> Vec<Duration> {
    let client = Client::new(&config.with_max_attempts(attempts), unlimited(), None, move |_| reply);
    client.call().await;
    client.waits()
}

#[derive(Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

struct Server {
    sent: Arc<Mutex<Vec<Instant>>>,
    reply: Arc<dyn Fn(usize) -> Reply + Send + Sync>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Server")
    }
}

impl HttpConnector for Server {
    fn call(&self, _request: HttpRequest) -> HttpConnectorFuture {
        let number = {
            let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
            sent.push(Instant::now());
            sent.len()
        };
        let reply = (self.reply)(number);
        HttpConnectorFuture::new(async move {
            if !reply.takes.is_zero() {
                tokio::time::sleep(reply.takes).await;
            }
            let status = reply.status.try_into().unwrap_or_else(|why| unreachable!("{}: {why}", reply.status));
            let mut response = HttpResponse::new(status, SdkBody::empty());
            if let Some(delay) = reply.retry_after {
                response.headers_mut().insert("retry-after", delay.as_secs().to_string());
            }
            Ok(response)
        })
    }
}

/// What a service's classifier does: statuses by their class, and the delay that the server asks for.
#[derive(Debug)]
struct Classifier;

impl ClassifyRetry for Classifier {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let Some(response) = context.response() else { return RetryAction::NoActionIndicated };
        let kind = match response.status().as_u16() {
            429 => ErrorKind::ThrottlingError,
            500..=599 => ErrorKind::ServerError,
            _ => return RetryAction::NoActionIndicated,
        };
        match response.headers().get("retry-after").and_then(|seconds| seconds.parse().ok()) {
            Some(seconds) => RetryAction::retryable_error_with_explicit_delay(kind, Duration::from_secs(seconds)),
            None => RetryAction::retryable_error(kind),
        }
    }

    fn name(&self) -> &'static str {
        "statuses and Retry-After"
    }
}

/// The beginning of its clock.
pub(super) const DAY: Duration = Duration::from_secs(1_795_000_000);

/// The stopped clock, whose zero is some day of 2026.
#[derive(Clone, Copy, Debug)]
struct Clock(Instant);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + DAY + self.0.elapsed()
    }
}

impl AsyncSleep for Clock {
    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(tokio::time::sleep(duration))
    }
}
