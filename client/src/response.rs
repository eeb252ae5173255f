use std::time::Duration;

/// A response with its complete body.
pub type Response = http::Response<Vec<u8>>;

/// A success that is not what the caller expected.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The response.
    pub response: Box<Response>,
    /// What is wrong with it.
    pub detail: String,
}

impl Unreadable {
    /// A response with what is wrong with it.
    pub fn new(response: Response, detail: impl Into<String>) -> Self {
        Self { response: Box::new(response), detail: detail.into() }
    }
}

/// When a response arrived, since 1970 by the local clock; kept in its extensions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReceivedAt(pub(crate) Option<Duration>);

/// When this response arrived, if it is known.
pub(crate) fn received_at(extensions: &http::Extensions) -> Option<Duration> {
    extensions.get::<ReceivedAt>().and_then(|at| at.0)
}
