use crate::Broken;
use bytes::Bytes;
use std::time::Duration;

/// Sends requests on the calling thread. Each request is sent once, and a response with any status is a response, not an error.
///
/// Implemented for `ureq::Agent` (feature `ureq`). Implement it for another HTTP library, or in tests.
pub trait BlockingTransport {
    /// The body of a response, from which bytes are still to be read.
    type Body;

    /// Sends one request, which may take `timeout` including the body of the response.
    ///
    /// # Errors
    /// Returns an error if there is no response.
    fn send(&self, request: http::Request<Bytes>, timeout: Option<Duration>) -> Result<http::Response<Self::Body>, Broken>;

    /// Reads a body until it ends, or until it has more than `limit` bytes. What was read is in `into` in any case.
    ///
    /// # Errors
    /// Returns an error if the body is incomplete, or is longer than the limit.
    fn read(&self, body: &mut Self::Body, limit: usize, into: &mut Vec<u8>) -> Result<(), Broken>;
}

impl<T: BlockingTransport + ?Sized> BlockingTransport for &T {
    type Body = T::Body;

    fn send(&self, request: http::Request<Bytes>, timeout: Option<Duration>) -> Result<http::Response<T::Body>, Broken> {
        T::send(self, request, timeout)
    }

    fn read(&self, body: &mut T::Body, limit: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
        T::read(self, body, limit, into)
    }
}

/// Sends requests on tokio. Each request is sent once, and a response with any status is a response, not an error. The client takes care of
/// timeouts by dropping the future.
///
/// Implemented for `reqwest::Client` (feature `reqwest`). Implement it for another HTTP library, or in tests.
#[cfg(feature = "tokio")]
pub trait Transport {
    /// The body of a response, from which bytes are still to be read.
    type Body: Send;

    /// Sends one request.
    ///
    /// # Errors
    /// Returns an error if there is no response.
    fn send(&self, request: http::Request<Bytes>) -> impl Future<Output = Result<http::Response<Self::Body>, Broken>> + Send;

    /// Reads a body until it ends, or until it has more than `limit` bytes. What was read is in `into` even if the future is dropped.
    ///
    /// # Errors
    /// Returns an error if the body is incomplete, or is longer than the limit.
    fn read(&self, body: &mut Self::Body, limit: usize, into: &mut Vec<u8>) -> impl Future<Output = Result<(), Broken>> + Send;
}

#[cfg(feature = "tokio")]
impl<T: Transport> Transport for &T {
    type Body = T::Body;

    fn send(&self, request: http::Request<Bytes>) -> impl Future<Output = Result<http::Response<T::Body>, Broken>> + Send {
        T::send(self, request)
    }

    fn read(&self, body: &mut T::Body, limit: usize, into: &mut Vec<u8>) -> impl Future<Output = Result<(), Broken>> + Send {
        T::read(self, body, limit, into)
    }
}
