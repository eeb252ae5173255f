use super::{Broken, Response};
use errspec::retry::{Answer, Outcome};
use errspec::{Api, ApiError};
use std::borrow::Cow;
use std::boxed::Box;
use std::string::String;
use std::time::Duration;
use std::vec::Vec;

/// How one attempt ended, decoded.
pub enum Reply<A: Api> {
    /// A success, whole.
    Success(Response),
    /// An error. Its body may have been cut off: status and the bytes that arrived are what counts.
    Error(Box<Refused<A>>),
    /// No answer; or a success whose body is not whole, with what arrived of it.
    Broken(Broken, Option<Response>),
}

/// A decoded error with the headers it came with.
pub struct Refused<A: Api> {
    /// The error.
    pub error: ApiError<'static, A>,
    /// The headers.
    pub headers: Vec<(String, Vec<u8>)>,
    received_at: Option<Duration>,
}

impl<A: Api> Reply<A> {
    /// Decodes what a transport brought.
    pub fn of(sent: Result<Response, Broken>) -> Self {
        match sent {
            Err(broken) => Self::Broken(broken, None),
            Ok(mut response) if A::CONTRACT.is_success(response.status) => match response.cut.take() {
                None => Self::Success(response),
                Some(broken) => Self::Broken(broken, Some(response)),
            },
            Ok(Response { status, headers, body, received_at, .. }) => {
                let error = ApiError::<A>::decode_owned(status, &headers, body);
                Self::Error(Box::new(Refused { error, headers, received_at }))
            }
        }
    }

    /// The error, if it is one.
    pub fn error(&self) -> Option<&ApiError<'static, A>> {
        match self {
            Self::Error(refused) => Some(&refused.error),
            _ => None,
        }
    }

    /// The text of the error code, or else of the type.
    pub fn code(&self) -> Option<Cow<'_, str>> {
        self.error().and_then(|error| error.code_text().or_else(|| error.type_text()))
    }

    /// Every byte of a body that arrived.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Success(response) | Self::Broken(_, Some(response)) => &response.body,
            Self::Error(refused) => refused.error.raw(),
            Self::Broken(_, None) => &[],
        }
    }
}

impl<A: Api> Answer for Reply<A> {
    fn outcome(&self) -> Outcome<'_> {
        let (outcome, received_at) = match self {
            Self::Success(response) => (Outcome::status(response.status).headers(&response.headers), response.received_at),
            Self::Error(refused) => (Outcome::error(&refused.error).headers(&refused.headers), refused.received_at),
            Self::Broken(broken, _) => (Outcome::transport(broken.kind), None),
        };
        match received_at {
            Some(at) => outcome.received_at(at),
            None => outcome,
        }
    }
}

impl<A: Api> std::fmt::Debug for Reply<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Success(response) => response.fmt(f),
            Self::Error(refused) => std::fmt::Debug::fmt(&refused.error, f),
            Self::Broken(broken, _) => std::fmt::Debug::fmt(broken, f),
        }
    }
}
