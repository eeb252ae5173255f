use reqwest::{Response, StatusCode};
use serde::Deserialize;

/// The codes of the API.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The account is empty.
    InsufficientFunds,
    /// The card was reported lost.
    LostCard,
    /// Any other.
    #[serde(untagged)]
    Other(String),
}

impl Code {
    /// What to do.
    pub const fn action(&self) -> Option<&'static str> {
        match self {
            Self::InsufficientFunds => Some("Ask the customer to add funds"),
            Self::LostCard => Some("Ask for another card"),
            Self::Other(_) => None,
        }
    }
}

#[derive(Deserialize)]
struct Body {
    error: Detail,
}

#[derive(Deserialize)]
struct Detail {
    code: Code,
    message: String,
}

/// An error of the API.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// With a code.
    #[error("{status}: {message} (code {code:?}; request {request_id:?})")]
    Coded {
        /// The status.
        status: StatusCode,
        /// The code.
        code: Code,
        /// The message.
        message: String,
        /// The name of the request.
        request_id: Option<String>,
        /// The body.
        raw: Vec<u8>,
    },
    /// With another body.
    #[error("{status}: body of no known shape, {} bytes", raw.len())]
    Unknown {
        /// The status.
        status: StatusCode,
        /// The body.
        raw: Vec<u8>,
    },
}

const LIMIT: usize = 8 << 20;

/// The response if it is a success, and the decoded error if it is not.
///
/// # Errors
/// The response is a failure.
pub async fn decode(mut response: Response) -> Result<Response, ApiError> {
    let status = response.status();
    if status.is_success() && status != StatusCode::OK {
        return Ok(response);
    }
    let mut raw = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        raw.extend_from_slice(&chunk);
        if raw.len() > LIMIT {
            raw.truncate(LIMIT);
            break;
        }
    }
    let request_id = response.headers().get("X-Request-Id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    match serde_json::from_slice::<Body>(&raw) {
        Ok(Body { error: Detail { code, message } }) => Err(ApiError::Coded { status, code, message, request_id, raw }),
        Err(_) if status.is_success() => {
            let mut whole = http::Response::new(raw);
            *whole.status_mut() = status;
            *whole.headers_mut() = response.headers().clone();
            Ok(whole.into())
        }
        Err(_) => Err(ApiError::Unknown { status, raw }),
    }
}
