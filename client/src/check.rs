//! Turns a response into `Result<Response, ApiError>`.

use errspec::retry::Operation;
use errspec::{Api, ApiError};

/// Decides whether a response of an HTTP library is a failure under a contract.
///
/// It is implemented for `http::Response` with its body in memory and, with the feature `ureq`, for responses of `ureq`. For
/// `reqwest::Response`, see `AsyncResponseExt`.
pub trait ResponseExt: Sized {
    /// Returns a success unchanged, and a failure as the decoded error.
    ///
    /// The body of a success is not read, unless the contract has an error body for its status. In that case at most 8 MiB are read, and
    /// the returned response still has its whole body. At most 8 MiB of a failure's body are kept. If the body is incomplete, the part that
    /// arrived is decoded.
    ///
    /// # Errors
    /// Returns the decoded error if the response is a failure, because of its status or because of an error body that the contract
    /// describes for a success status.
    fn check<A: Api>(self) -> Result<Self, ApiError<'static, A>> {
        self.check_with(None, crate::BODY_LIMIT)
    }

    /// Like [`check`](Self::check), for a response to this operation, which may have success statuses of its own.
    ///
    /// # Errors
    /// Returns the decoded error if the response is a failure.
    fn check_of<A: Api>(self, operation: &Operation) -> Result<Self, ApiError<'static, A>> {
        self.check_with(Some(operation), crate::BODY_LIMIT)
    }

    /// Like [`check`](Self::check), with another limit in bytes.
    ///
    /// # Errors
    /// Returns the decoded error if the response is a failure.
    fn check_limited<A: Api>(self, limit: usize) -> Result<Self, ApiError<'static, A>> {
        self.check_with(None, limit)
    }

    /// Like [`check_of`](Self::check_of), with another limit in bytes, and for an operation if there is one.
    ///
    /// # Errors
    /// Returns the decoded error if the response is a failure.
    fn check_with<A: Api>(self, operation: Option<&Operation>, limit: usize) -> Result<Self, ApiError<'static, A>>;
}

macro_rules! in_memory {
    ($($body:ty)*) => {$(
        /// The whole body is in memory already, so the limit only restricts what an error keeps.
        impl ResponseExt for http::Response<$body> {
            fn check_with<A: Api>(self, operation: Option<&Operation>, limit: usize) -> Result<Self, ApiError<'static, A>> {
                let bytes: &[u8] = self.body().as_ref();
                let kept = bytes.get(..limit).unwrap_or(bytes);
                ApiError::check_of(operation, self.status().as_u16(), self.headers(), kept).map_err(ApiError::into_owned)?;
                Ok(self)
            }
        }
    )*};
}

in_memory! { bytes::Bytes Vec<u8> String }

/// Whether the body decides about the response, or is kept with the error; the body of any other success is left alone.
#[cfg(any(feature = "tokio", feature = "ureq"))]
pub(crate) fn is_read<A: Api>(operation: Option<&Operation>, parts: &http::response::Parts) -> bool {
    let status = parts.status.as_u16();
    !A::contract().policy.is_success_of(operation, status) || A::contract().needs_body_of(operation, status, &parts.headers)
}

/// Decides about the bytes that were read. A success gets them back.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) fn judge<A: Api>(
    operation: Option<&Operation>,
    parts: &http::response::Parts,
    mut read: Vec<u8>,
    limit: usize,
) -> Result<Vec<u8>, ApiError<'static, A>> {
    let rest = read.split_off(limit.min(read.len()));
    let mut read = ApiError::check_owned_of(operation, parts.status.as_u16(), &parts.headers, read)?;
    read.extend(rest);
    Ok(read)
}

/// Decides whether a response of `reqwest` is a failure under a contract.
///
/// ```
/// use errspec_client::AsyncResponseExt;
///
/// async fn report<A: errspec::Api>(http: &reqwest::Client) -> Result<String, Box<dyn std::error::Error>> {
///     let response = http.get("https://api.example.com/v1/reports/7").send().await?.check::<A>().await?;
///     Ok(response.text().await?)
/// }
/// ```
#[cfg(feature = "reqwest")]
pub trait AsyncResponseExt: Sized + Send {
    /// Returns a success unchanged, and a failure as the decoded error; see [`ResponseExt::check`].
    ///
    /// # Errors
    /// Returns the decoded error if the response is a failure, because of its status or because of an error body that the contract
    /// describes for a success status.
    fn check<A: Api>(self) -> impl Future<Output = Result<Self, ApiError<'static, A>>> + Send {
        self.check_with(None, crate::BODY_LIMIT)
    }

    /// Like [`check`](Self::check), for a response to this operation, which may have success statuses of its own.
    ///
    /// # Errors
    /// Returns the decoded error if the response is a failure.
    fn check_of<A: Api>(
        self,
        operation: &'static Operation,
    ) -> impl Future<Output = Result<Self, ApiError<'static, A>>> + Send {
        self.check_with(Some(operation), crate::BODY_LIMIT)
    }

    /// Like [`check`](Self::check), with another limit in bytes.
    ///
    /// # Errors
    /// Returns the decoded error if the response is a failure.
    fn check_limited<A: Api>(self, limit: usize) -> impl Future<Output = Result<Self, ApiError<'static, A>>> + Send {
        self.check_with(None, limit)
    }

    /// Like [`check_of`](Self::check_of), with another limit in bytes, and for an operation if there is one.
    ///
    /// # Errors
    /// Returns the decoded error if the response is a failure.
    fn check_with<A: Api>(
        self,
        operation: Option<&'static Operation>,
        limit: usize,
    ) -> impl Future<Output = Result<Self, ApiError<'static, A>>> + Send;
}
