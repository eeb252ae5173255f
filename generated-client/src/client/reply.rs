use super::{Broken, Response};
use errspec::retry::{Answer, Outcome};
use errspec::{Api, ApiError};
use std::borrow::Cow;
use std::boxed::Box;
use std::string::String;
use std::time::Duration;
use std::vec::Vec;

/// How one attempt ended, judged by status, headers and body, and decoded.
pub enum Reply<A: Api> {
    /// A success, whole.
    Success(Response),
    /// An error, told by the status or by the body of a success. Its body may have been cut off: status and the bytes that arrived
    /// are what counts.
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
    /// Judges what a transport brought. `now` is the time of day, since 1970, for a transport that does not say when the answer came.
    pub fn of(sent: Result<Response, Broken>, now: Option<Duration>) -> Self {
        let Response { status, headers, body, cut, received_at } = match sent {
            Ok(response) => response,
            Err(broken) => return Self::Broken(broken, None),
        };
        let received_at = received_at.or(now);
        let body = match ApiError::<A>::check_owned(status, &headers, body) {
            Ok(body) => body,
            Err(error) => return Self::Error(Box::new(Refused { error, headers, received_at })),
        };
        let response = Response { status, headers, body, cut: None, received_at };
        match cut {
            None => Self::Success(response),
            Some(broken) => Self::Broken(broken, Some(response)),
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
        match self {
            Self::Success(response) => Outcome::status(response.status)
                .headers(&response.headers)
                .body(&response.body)
                .received_at(response.received_at),
            Self::Error(refused) => Outcome::error(&refused.error).headers(&refused.headers).received_at(refused.received_at),
            Self::Broken(broken, _) => Outcome::transport(broken.kind),
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
