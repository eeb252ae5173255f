use super::retry::{CallError, retried};
use serde::Deserialize;
use std::time::{Duration, Instant};

#[derive(Deserialize)]
struct Report {
    status: String,
    url: Option<String>,
}

/// How a wait ended without the report.
#[derive(Debug, thiserror::Error)]
pub enum WaitError {
    /// The report failed.
    #[error("the report failed")]
    Failed,
    /// The polls failed.
    #[error(transparent)]
    Poll(#[from] CallError),
    /// The API sent what it does not promise.
    #[error("the API sent a report that cannot be read")]
    Unreadable,
    /// The API sent too many states that are not known.
    #[error("the report is in a state that is not known: {0}")]
    UnknownState(String),
    /// The time is up.
    #[error("the time is up")]
    Deadline,
}

/// Waits for a report, and returns its address.
///
/// # Errors
/// How the wait ended without the report.
pub async fn wait(http: &reqwest::Client, base: &str, id: &str) -> Result<String, WaitError> {
    let deadline = Instant::now() + Duration::from_secs(600);
    let mut interval = Duration::from_millis(10);
    let mut unknown = 0;
    loop {
        let body = retried(|| http.get(format!("{base}/v1/reports/{id}"))).await?;
        let report: Report = serde_json::from_slice(&body).map_err(|_| WaitError::Unreadable)?;
        match (report.status.as_str(), report.url) {
            ("succeeded", Some(url)) => return Ok(url),
            ("succeeded", None) => return Err(WaitError::Unreadable),
            ("failed", _) => return Err(WaitError::Failed),
            ("pending", _) => unknown = 0,
            (state, _) if unknown == 10 => return Err(WaitError::UnknownState(state.to_owned())),
            _ => unknown += 1,
        }
        if Instant::now() + interval >= deadline {
            return Err(WaitError::Deadline);
        }
        tokio::time::sleep(interval).await;
        interval = interval.mul_f64(1.5).min(Duration::from_secs(30));
    }
}
