use crate::{Context, ErrorResponse, Unsendable};
use errspec::Api;
use std::fmt;

/// An error response that is about to be sent, for logs and metrics.
///
/// Its `Display` is one line: the status, the request ID, the error, and what caused it. Texts of the program are shown as they are, with
/// control characters escaped.
#[derive(Clone)]
pub struct Event<'e, A: Api> {
    /// The status that is sent.
    pub status: u16,
    /// The request ID, and the path of the request.
    pub context: &'e Context,
    /// The error that is sent. `None` if the service wrote a body of the contract itself, or if only a status could be sent.
    pub error: Option<&'e ErrorResponse<A>>,
    /// The reason for sending it.
    pub origin: Origin<'e>,
}

/// The reason why the service sends an error response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Origin<'e> {
    /// A handler returned an [`ErrorResponse`].
    Handler,
    /// The service responded with a body of the contract that it wrote itself.
    OwnBody,
    /// The service responded with this status, but not with an [`ErrorResponse`].
    Foreign(u16),
    /// The service panicked. The text of the panic; empty if it has none.
    Panic(&'e str),
    /// A handler returned an [`ErrorResponse`] that cannot be sent.
    Unsendable(&'e Unsendable),
}

impl<A: Api> fmt::Display for Event<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, request {}", self.status, self.context.request_id)?;
        if let Some(error) = self.error {
            write!(f, ": {error}")?;
        }
        match &self.origin {
            Origin::Handler | Origin::OwnBody => {}
            Origin::Foreign(status) => write!(f, " (instead of a response with status {status})")?,
            Origin::Panic(text) => write!(f, " (panicked: {})", text.escape_debug())?,
            Origin::Unsendable(obstacle) => write!(f, " (instead of an error that cannot be sent: {obstacle})")?,
        }
        match self.error.and_then(ErrorResponse::cause) {
            Some(cause) => write!(f, " (caused by: {})", cause.to_string().escape_debug()),
            None => Ok(()),
        }
    }
}

impl<A: Api> fmt::Debug for Event<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("status", &self.status)
            .field("context", self.context)
            .field("error", &self.error)
            .field("origin", &self.origin)
            .finish()
    }
}
