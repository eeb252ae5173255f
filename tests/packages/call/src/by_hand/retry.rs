use super::decode::{ApiError, decode};
use backon::{ExponentialBuilder, Retryable};
use reqwest::header::HeaderMap;
use std::time::Duration;

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The API returned an error.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// There was no response, or only a part of one.
    #[error("no answer: {0}")]
    Transport(#[from] reqwest::Error),
}

/// What an attempt failed with, and how long the server asks to wait.
pub(crate) struct Failed {
    pub(crate) error: CallError,
    asked: Option<Duration>,
}

impl Failed {
    /// Whether another attempt may help.
    pub(crate) fn is_transient(&self) -> bool {
        match &self.error {
            CallError::Api(ApiError::Coded { status, .. } | ApiError::Unknown { status, .. }) => {
                matches!(status.as_u16(), 429 | 503)
            }
            CallError::Transport(error) => !error.is_builder(),
        }
    }

    fn of(error: impl Into<CallError>, headers: Option<&HeaderMap>) -> Self {
        let asked = headers.and_then(|headers| headers.get("Retry-After")?.to_str().ok()?.trim().parse().ok());
        Self { error: error.into(), asked: asked.map(Duration::from_secs) }
    }
}

/// Sends a request once.
pub(crate) async fn attempt(request: reqwest::RequestBuilder) -> Result<Vec<u8>, Failed> {
    let response = request.timeout(Duration::from_secs(60)).send().await.map_err(|error| Failed::of(error, None))?;
    let headers = response.headers().clone();
    let response = decode(response).await.map_err(|error| Failed::of(error, Some(&headers)))?;
    Ok(response.bytes().await.map_err(|error| Failed::of(error, None))?.to_vec())
}

/// The waits between attempts: those of the API's page, and never less than the server asks for.
pub(crate) async fn retried(request: impl Fn() -> reqwest::RequestBuilder) -> Result<Vec<u8>, CallError> {
    let backoff = ExponentialBuilder::default().with_min_delay(Duration::from_millis(10)).with_max_times(2);
    let longest = Duration::from_secs(120);
    let send = || attempt(request());
    send.retry(backoff)
        .when(|failed: &Failed| failed.is_transient() && failed.asked.is_none_or(|asked| asked <= longest))
        .adjust(|failed, delay| delay.map(|delay| delay.max(failed.asked.unwrap_or_default())))
        .await
        .map_err(|failed| failed.error)
}

/// Charges a card once, however often the request has to be sent.
///
/// # Errors
/// Why it failed.
pub async fn charge(http: &reqwest::Client, base: &str, order: &serde_json::Value) -> Result<Vec<u8>, CallError> {
    let key = format!("{:032x}", rand_key());
    retried(|| http.post(format!("{base}/v1/charges")).header("Idempotency-Key", &key).json(order)).await
}

/// A number that no other call has.
fn rand_key() -> u128 {
    use std::hash::{BuildHasher, RandomState};
    let half = || u128::from(RandomState::new().hash_one(()));
    half() << 64 | half()
}
