use crate::ErrorResponse;
use errspec::{Api, ContractError};
use std::error::Error;

/// Turns an error of the program into an error of the contract, and keeps it for logs.
///
/// ```
/// # errspec::include_spec!("tests/orders.yaml");
/// use errspec_service::{ErrorResponse, OrError};
/// use orders::{Api, ErrorCode};
///
/// fn load() -> Result<Vec<u8>, ErrorResponse<Api>> {
///     std::fs::read("no such file").or_error(ErrorCode::Internal)
/// }
/// let error = load().unwrap_err();
/// assert!(error.cause().is_some());
/// assert!(!String::from_utf8_lossy(error.into_http().body()).contains("such file"));
/// ```
pub trait OrError<T> {
    /// Replaces the error with one of the contract. The replaced error is kept as its [cause](ErrorResponse::cause) and never sent.
    ///
    /// # Errors
    /// Returns the new error if there was an error.
    fn or_error<A: Api>(self, error: impl ContractError<Api = A>) -> Result<T, ErrorResponse<A>>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrError<T> for Result<T, E> {
    fn or_error<A: Api>(self, error: impl ContractError<Api = A>) -> Result<T, ErrorResponse<A>> {
        self.map_err(|cause| ErrorResponse::from(error).caused_by(cause))
    }
}
