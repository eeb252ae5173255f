//! Who responds to a request.

use crate::Answer;
use crate::http::Reply;

/// The response to a request, or who gives it.
#[derive(Debug)]
pub(crate) enum Routed {
    /// This response.
    Reply(Reply),
    /// The service behind the server. What the script says about its response, apart from the body, is done to it.
    Forward(Option<Box<Answer>>),
}
