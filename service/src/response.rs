use crate::context::Context;
use crate::error::Unsendable;
use crate::value::Value;
use errspec::decode::Kind;
use errspec::encode::{Encode, EncodeError};
use errspec::place::Place;
use errspec::{Api, ApiError, CodeRef, ContractError};
use http::header::{HeaderMap, HeaderName, HeaderValue};
use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// An error that a service sends, under the contract of the API `A`.
///
/// It is created from a code or from the parameters of its message, with `?` or `into()`; from a typed body, with
/// [`of_body`](Self::of_body); or from only a status, with [`of_status`](Self::of_status). Everything that is not set comes from the
/// contract:
///
/// - The status is the one that the contract documents the code with. Any other is rejected.
/// - The body is the first of the contract that has a field for the code and whose required fields have values.
/// - Fields with a role, and fields of the type `status`, are filled in: code, message, request ID, delay. So are fields called `title`,
///   `phrase`, `timestamp`, `path` and `instance`, and fields with the name of a parameter that is not secret. [`field`](Self::field) sets
///   others.
/// - The message is that of the parameters, or else the code's summary.
/// - In a body sent as `application/problem+json`, the `type` is the page that the contract names under `docs`, if there is one.
///
/// ```
/// # errspec::include_spec!("tests/orders.yaml");
/// use errspec_service::ErrorResponse;
/// use orders::{Api, ErrorCode};
/// use std::time::Duration;
///
/// let response = ErrorResponse::from(ErrorCode::TooManyOrders).delay(Duration::from_secs(7)).into_http();
/// assert_eq!((response.status().as_u16(), &response.headers()["retry-after"]), (429, &"7".parse::<http::HeaderValue>().unwrap()));
///
/// let wrong: ErrorResponse<Api> = ErrorResponse::from(ErrorCode::OrderNotFound).status(500);
/// assert_eq!(wrong.check().unwrap_err().to_string(), "`order_not_found` comes with status 404, not with 500");
/// assert_eq!(wrong.into_http().body(), b"");                            // a bare 500
/// ```
pub struct ErrorResponse<A: Api> {
    /// Boxed, so that a `Result` with it is small.
    pub(crate) parts: Box<Parts<A>>,
}

pub(crate) struct Parts<A: Api> {
    /// The codes, beginning with the one that the error names.
    pub(crate) codes: Vec<CodeRef>,
    pub(crate) status: Option<u16>,
    pub(crate) message: Option<String>,
    pub(crate) delay: Option<Duration>,
    pub(crate) fields: Vec<(Cow<'static, str>, Value)>,
    pub(crate) params: Vec<(&'static str, Value)>,
    /// The places from which clients read some of the parameters.
    pub(crate) places: &'static [(&'static str, Place)],
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Result<ApiError<'static, A>, EncodeError>>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl<A: Api> ErrorResponse<A> {
    fn empty() -> Self {
        Self {
            parts: Box::new(Parts {
                codes: Vec::new(),
                status: None,
                message: None,
                delay: None,
                fields: Vec::new(),
                params: Vec::new(),
                places: &[],
                headers: HeaderMap::new(),
                body: None,
                cause: None,
            }),
        }
    }

    /// An error with this code, if its enum is known only at run time.
    pub fn of_code(code: CodeRef) -> Self {
        let mut error = Self::empty();
        error.parts.codes.push(code);
        error
    }

    /// An error without a code, such as 404 for a path that the service does not have. It has the first body of the contract that requires
    /// no code, or none if every body requires one.
    pub fn of_status(status: u16) -> Self {
        Self::empty().status(status)
    }

    /// An error with a typed body, which is sent as it is.
    pub fn of_body(status: u16, body: &A::Body<'_>) -> Self {
        let mut error = Self::empty().status(status);
        error.parts.body = Some(ApiError::new(status, body));
        error
    }

    /// Sets the status: one of those with which the contract documents the code or, if it documents the code with none, any status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.parts.status = Some(status);
        self
    }

    /// Adds a code of a second catalog, such as an error type in addition to the error code.
    #[must_use]
    pub fn with(mut self, error: impl ContractError<Api = A>) -> Self {
        self.parts.codes.push(error.code());
        self
    }

    /// Sets the message for people. It is sent as it is.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.parts.message = Some(message.into());
        self
    }

    /// Sets how long the client should wait before it tries again. The delay is written to the places in which clients look for it
    /// according to the contract, and to `Retry-After`. It is only written if clients try again, because the retry class of the error is
    /// `transient`, `throttled` or `keep_polling`.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.parts.delay = Some(delay);
        self
    }

    /// Sets a field of the body by its name in the contract.
    ///
    /// ```
    /// # errspec::include_spec!("tests/orders.yaml");
    /// use errspec_service::ErrorResponse;
    /// let error = ErrorResponse::from(orders::ErrorCode::OrderNotFound).field("instance", "/orders/7");
    /// assert!(String::from_utf8_lossy(error.into_http().body()).contains(r#""instance":"/orders/7""#));
    /// ```
    #[must_use]
    pub fn field(mut self, name: impl Into<Cow<'static, str>>, value: impl Encode) -> Self {
        let name = name.into();
        let mut fields = A::contract().decoder.bodies.iter().flat_map(|body| body.fields);
        let kind = fields.find(|field| field.name == name).map_or(&Kind::Json, |field| &field.kind);
        self.parts.fields.push((name, Value::of(&value, kind)));
        self
    }

    /// Adds a header. Without it, a response with status 401 has `WWW-Authenticate: Bearer` if the contract has a bearer token among its
    /// credentials; an API that authenticates otherwise sets that header here.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.parts.headers.append(name, value);
        self
    }

    /// Keeps what caused the error, for logs. It is never sent.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.parts.cause = Some(Arc::from(cause.into()));
        self
    }

    /// The cause of the error.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.parts.cause.as_deref()
    }

    /// The code that the error names.
    pub fn code(&self) -> Option<CodeRef> {
        let of_body = || self.parts.body.as_ref()?.as_ref().ok()?.code_ref();
        self.parts.codes.first().copied().or_else(of_body)
    }

    /// Checks whether the error can be sent under the contract.
    ///
    /// # Errors
    /// Returns the reason if it cannot be sent.
    pub fn check(&self) -> Result<(), Unsendable> {
        self.render(&Context::new()).map(drop)
    }
}

impl<E: ContractError> From<E> for ErrorResponse<E::Api> {
    fn from(error: E) -> Self {
        let mut response = Self::of_code(error.code());
        response.parts.message = error.message();
        error.params(&mut |name, value| response.parts.params.push((name, Value::of(value, &Kind::Json))));
        response.parts.places = error.places();
        response
    }
}

impl<A: Api> Clone for ErrorResponse<A> {
    fn clone(&self) -> Self {
        let Parts { codes, status, message, delay, fields, params, places, headers, body, cause } = &*self.parts;
        let parts = Parts {
            codes: codes.clone(),
            status: *status,
            message: message.clone(),
            delay: *delay,
            fields: fields.clone(),
            params: params.clone(),
            places,
            headers: headers.clone(),
            body: body.clone(),
            cause: cause.clone(),
        };
        Self { parts: Box::new(parts) }
    }
}

/// Shows the code or status, and the cause, but no values, because these may be secret.
impl<A: Api> fmt::Debug for ErrorResponse<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("ErrorResponse");
        out.field("api", &A::contract().name);
        if let Some(code) = self.code() {
            out.field("code", &code.wire());
        }
        if let Some(status) = self.parts.status {
            out.field("status", &status);
        }
        if let Some(cause) = self.cause() {
            out.field("cause", &cause.to_string());
        }
        out.finish_non_exhaustive()
    }
}

/// The code and its summary, or else the status.
impl<A: Api> fmt::Display for ErrorResponse<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code(), self.parts.status) {
            (Some(code), _) => write!(f, "{}: {}", code.wire(), code.catalog.display(code.row)),
            (None, Some(status)) => write!(f, "status {status}"),
            (None, None) => f.write_str("an error without code and status"),
        }
    }
}

impl<A: Api> Error for ErrorResponse<A> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause().map(|cause| cause as _)
    }
}
