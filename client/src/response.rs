use std::time::Duration;

/// A response with its whole body.
pub type Response = http::Response<Vec<u8>>;

/// A success that is not what the caller expected.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The response.
    pub response: Response,
    /// What is wrong with it.
    pub detail: String,
}

/// When a response arrived, since 1970 by the local clock; kept in its extensions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReceivedAt(pub(crate) Option<Duration>);

/// When this response arrived, if it is known.
pub(crate) fn received_at(extensions: &http::Extensions) -> Option<Duration> {
    extensions.get::<ReceivedAt>().and_then(|at| at.0)
}
