use crate::response::{ReceivedAt, received_at};
use crate::{Broken, Response};
use errspec::retry::{Answer, Operation, Outcome, OutcomeKind};
use errspec::{Api, ApiError, Category, RetryClass};
use http::response::Parts;
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// How one attempt ended, decided by status, headers and body.
pub enum Reply<A: Api> {
    /// A success.
    Success(Response),
    /// A failure, because of its status or because of the body of a response with a success status. If the body is incomplete, the error
    /// has the bytes that arrived.
    Error(Box<Refused<A>>),
    /// No response, or a success with an incomplete body, whose received part is included.
    Broken(Broken, Option<Box<Response>>),
}

/// A decoded error with the headers of its response.
pub struct Refused<A: Api> {
    /// The error.
    pub error: ApiError<'static, A>,
    /// The headers.
    pub headers: http::HeaderMap,
    received_at: Option<Duration>,
}

impl<A: Api> Reply<A> {
    /// Decides about a response to this operation, given its head, the part of its body that arrived, and the reason if that is not the
    /// whole body. `at` is the time since 1970 at which the head arrived.
    pub fn new(
        operation: Option<&Operation>,
        parts: Parts,
        body: Vec<u8>,
        broken: Option<Broken>,
        at: Option<Duration>,
    ) -> Self {
        let body = match ApiError::<A>::check_owned_of(operation, parts.status.as_u16(), &parts.headers, body) {
            Ok(body) => body,
            Err(error) => return Self::Error(Box::new(Refused { error, headers: parts.headers, received_at: at })),
        };
        let mut response = Response::from_parts(parts, body);
        response.extensions_mut().insert(ReceivedAt(at));
        match broken {
            None => Self::Success(response),
            Some(broken) => Self::Broken(broken, Some(Box::new(response))),
        }
    }

    /// The error, if it is one.
    pub fn error(&self) -> Option<&ApiError<'static, A>> {
        match self {
            Self::Error(refused) => Some(&refused.error),
            _ => None,
        }
    }

    /// The text of the error code, or else of the error type.
    pub fn code(&self) -> Option<Cow<'_, str>> {
        self.error().and_then(code_text)
    }

    /// The category of the error.
    pub fn category(&self) -> Option<Category> {
        self.error().map(ApiError::category)
    }

    /// Every byte of the body that arrived.
    pub fn body(&self) -> &[u8] {
        match self {
            Self::Success(response) => response.body(),
            Self::Error(refused) => refused.error.raw(),
            Self::Broken(_, response) => response.as_ref().map_or(&[], |response| response.body()),
        }
    }

    /// The response, if there was one. The response of a failure has the bytes of its body.
    pub(crate) fn into_response(self) -> Option<Response> {
        match self {
            Self::Success(response) => Some(response),
            Self::Error(refused) => {
                let mut response = Response::new(refused.error.raw().to_vec());
                *response.status_mut() = http::StatusCode::from_u16(refused.error.status()).ok()?;
                *response.headers_mut() = refused.headers;
                Some(response)
            }
            Self::Broken(_, response) => response.map(|response| *response),
        }
    }

    /// The value of `error.type` for this reply; `None` for a success. See [`error_type`].
    pub fn error_type(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Success(_) => None,
            Self::Error(refused) => Some(error_type(&refused.error)),
            Self::Broken(broken, _) => Some(Cow::Borrowed(broken.kind.as_str())),
        }
    }
}

pub(crate) fn code_text<'e, A: Api>(error: &'e ApiError<'static, A>) -> Option<Cow<'e, str>> {
    error.code_text().or_else(|| error.type_text())
}

/// An error as a label for metrics and traces, as OpenTelemetry defines
/// [`error.type`](https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/).
///
/// It is a listed code, or else a listed error type, so there are no more values than the contract has. A code or type that the contract
/// does not list is `_OTHER`, whatever its text. An error without a code or type has its status.
pub fn error_type<A: Api>(error: &ApiError<'_, A>) -> Cow<'static, str> {
    let listed = error.code_ref().or_else(|| error.type_ref());
    match listed {
        Some(code) => Cow::Borrowed(code.wire()),
        None if error.code_text().is_some() || error.type_text().is_some() => Cow::Borrowed("_OTHER"),
        None => Cow::Owned(error.status().to_string()),
    }
}

impl<A: Api> Answer for Reply<A> {
    fn outcome(&self) -> Outcome<'_> {
        match self {
            Self::Success(response) => Outcome::success(response.status().as_u16())
                .headers(response.headers())
                .body(response.body())
                .received_at(received_at(response.extensions())),
            Self::Error(refused) => Outcome::error(&refused.error).headers(&refused.headers).received_at(refused.received_at),
            Self::Broken(broken, _) => Outcome::transport(broken.kind),
        }
    }
}

impl<A: Api> Reply<A> {
    /// Whether the contract says that the server throttled the request.
    pub(crate) fn is_throttled(&self, operation: &Operation) -> bool {
        A::contract().policy.classify(&self.outcome(), Some(operation)).class() == RetryClass::Throttled
    }

    pub(crate) fn kind(&self) -> OutcomeKind {
        self.outcome().summary()
    }
}

/// The status and the length of the body, which itself may be long or secret.
impl<A: Api> fmt::Debug for Reply<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Success(response) => f
                .debug_struct("Success")
                .field("status", &response.status().as_u16())
                .field("bytes", &response.body().len())
                .finish(),
            Self::Error(refused) => fmt::Debug::fmt(&refused.error, f),
            Self::Broken(broken, _) => fmt::Debug::fmt(broken, f),
        }
    }
}
