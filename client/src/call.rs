use crate::draft::Draft;
use crate::{Caller, Response, Unreadable, Wait};
use bytes::Bytes;
use errspec::StateMachine;
use errspec::retry::{Operation, Safety};
use std::time::Duration;

/// A call of an operation: what is sent, and how a success is read.
///
/// Its method comes from the operation, and so do its safety, its idempotency key and the path below the client's base. The method `send`
/// sends it. With the [blocking client](crate::blocking::Client), `send` returns when the call has ended; with the client for tokio, it
/// returns a future.
///
/// ```
/// use errspec_client::Failure;
/// use errspec_client::blocking::{Client, Transport};
/// # use errspec::retry::{Operation, Safety};
/// # const GET_REPORT: Operation = Operation::new("get_report", "GET", "/v1/reports/{id}");
///
/// fn report<A: errspec::Api, T: Transport>(client: &Client<A, T>, id: &str) -> Result<Vec<u8>, Failure<A>> {
///     let response = client.call(&GET_REPORT).param("id", id).send()?;
///     Ok(response.into_body())
/// }
/// ```
#[must_use = "a call is not made until it is sent"]
pub struct Call<'c, C, O = Response> {
    pub(crate) client: &'c C,
    pub(crate) draft: Draft,
    pub(crate) read: fn(Response) -> Result<O, Unreadable>,
}

impl<'c, C: Caller> Call<'c, C> {
    /// A call through this client. The clients' method `call` does the same.
    pub fn new(client: &'c C, operation: &'static Operation) -> Self {
        Self { client, draft: Draft::new(operation), read: Ok }
    }

    /// Waits for a job of the machine `M`, whose state this call reads, for at most `timeout`.
    pub fn wait<M: StateMachine>(self, timeout: Duration) -> Wait<'c, C, M> {
        Wait::new(self.client, self.draft, timeout)
    }
}

impl<'c, C, O> Call<'c, C, O> {
    /// Sets a value for `{name}` in the path. It is percent-encoded.
    pub fn param(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.draft.param(name, value.as_ref());
        self
    }

    /// Sets another path below the client's base URL, or an absolute URL. The path may contain placeholders for [`param`](Self::param).
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.draft.path(path.into());
        self
    }

    /// Adds a name and a value to the query. Both are percent-encoded.
    pub fn query(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.draft.query(name, value.as_ref());
        self
    }

    /// Sets a header.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.draft.header(name, value.as_ref());
        self
    }

    /// Sets the body and its media type.
    pub fn body(mut self, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        self.draft.body(media_type, body.into());
        self
    }

    /// Sets a form as the body (`application/x-www-form-urlencoded`).
    pub fn form(mut self, fields: &[(&str, &str)]) -> Self {
        self.draft.form(fields.iter().copied());
        self
    }

    /// Sets a value as the body, serialized as JSON.
    #[cfg(feature = "json")]
    pub fn json(mut self, value: &(impl serde::Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => self.draft.body("application/json", json.into()),
            Err(error) => self.draft.mistake(format!("the body cannot be serialized: {error}")),
        }
        self
    }

    /// Sets a request that was built elsewhere, such as a `reqwest::RequestBuilder`. Its method, URL, headers and body are sent, together
    /// with what the contract and the client add. An idempotency key that it already has is kept.
    ///
    /// The body must be in memory, because it may have to be sent again. For a streamed body, send the request yourself and
    /// [check](crate::ResponseExt::check) the response.
    pub fn request(mut self, request: impl IntoRequest) -> Self {
        match request.into_request() {
            Ok((request, timeout)) => {
                self.draft.request(request);
                self.draft.attempt_timeout = timeout.or(self.draft.attempt_timeout);
            }
            Err(mistake) => self.draft.mistake(mistake),
        }
        self
    }

    /// Sends the call without the client's credential.
    pub fn unauthenticated(mut self) -> Self {
        self.draft.authorized = false;
        self
    }

    /// Limits the duration of the whole call, with its waits and attempts. The default is the client's.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.draft.deadline = Some(limit);
        self
    }

    /// Limits the duration of each attempt. The default is the client's.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.draft.attempt_timeout = Some(limit);
        self
    }

    /// Sets how many times the call is sent, including the first, instead of the number of the contract. The limits that the contract sets
    /// for individual errors still apply.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.draft.attempts = Some(attempts);
        self
    }

    /// Sets whether the call may be sent more than once, instead of what the contract says about the operation: `Idempotent` for a request
    /// with a precondition, `Unsafe` for one that must not be sent twice.
    pub fn safety(mut self, safety: Safety) -> Self {
        self.draft.safety = Some(safety);
        self
    }

    /// Reads a success with this function. If it fails, so does the call, without another attempt.
    pub fn read<P>(self, read: fn(Response) -> Result<P, Unreadable>) -> Call<'c, C, P> {
        Call { client: self.client, draft: self.draft, read }
    }

    /// Reads a success as JSON. If that fails, so does the call, without another attempt.
    #[cfg(feature = "json")]
    pub fn read_json<P: serde::de::DeserializeOwned>(self) -> Call<'c, C, P> {
        self.read(|response| {
            serde_json::from_slice(response.body()).map_err(|error| Unreadable::new(response, error.to_string()))
        })
    }
}

/// A request of an HTTP library with its body in memory.
pub trait IntoRequest {
    /// The request, and its time limit if it has one.
    ///
    /// # Errors
    /// Returns an error if the request is invalid, or if its body is a stream.
    fn into_request(self) -> Result<(http::Request<Bytes>, Option<Duration>), String>;
}

impl<B: Into<Bytes>> IntoRequest for http::Request<B> {
    fn into_request(self) -> Result<(http::Request<Bytes>, Option<Duration>), String> {
        Ok((self.map(Into::into), None))
    }
}

#[cfg(feature = "reqwest")]
impl IntoRequest for reqwest::Request {
    fn into_request(self) -> Result<(http::Request<Bytes>, Option<Duration>), String> {
        let body = match self.body() {
            None => Bytes::new(),
            Some(body) => Bytes::copy_from_slice(body.as_bytes().ok_or("the body is a stream, which cannot be sent again")?),
        };
        let timeout = self.timeout().copied();
        let request = http::Request::<reqwest::Body>::try_from(self).map_err(|error| error.to_string())?;
        Ok((request.map(|_| body), timeout))
    }
}

#[cfg(feature = "reqwest")]
impl IntoRequest for reqwest::RequestBuilder {
    fn into_request(self) -> Result<(http::Request<Bytes>, Option<Duration>), String> {
        self.build().map_err(|error| error.to_string())?.into_request()
    }
}
