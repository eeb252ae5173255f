use crate::shop::{Api, ApiError};
use errspec_client::AsyncResponseExt;

/// The response if it is a success, and the decoded error if it is not.
///
/// # Errors
/// The response is a failure.
pub async fn decode(response: reqwest::Response) -> Result<reqwest::Response, ApiError<'static>> {
    response.check::<Api>().await
}
