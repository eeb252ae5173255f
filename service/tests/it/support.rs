//! The parts of a response that tests check.

use errspec::retry::{Hinted, Outcome};
use errspec::{Api, ApiError};
use http::Response;

/// The error that a client of the same contract reads.
pub(crate) fn read<A: Api>(response: &Response<Vec<u8>>) -> ApiError<'static, A> {
    let body = response.body().clone();
    ApiError::check_owned(response.status().as_u16(), response.headers(), body).expect_err("a client reads a failure")
}

/// The delay that a client of the same contract reads.
pub(crate) fn hint<A: Api>(response: &Response<Vec<u8>>) -> Hinted {
    let error: ApiError<'_, A> = read(response);
    A::contract().policy.hint(&Outcome::error(&error).headers(response.headers()).received_at(errspec::retry::unix_time()))
}

pub(crate) fn text(response: &Response<Vec<u8>>) -> &str {
    std::str::from_utf8(response.body()).unwrap()
}
