use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

/// The response to one request, as data.
///
/// ```
/// use errspec_server::Answer;
/// use std::time::Duration;
/// let throttled = Answer::new().status(429).header("Retry-After", "1").times(2);
/// let cut_off = Answer::new().code("INTERNAL_ERROR").slow(Duration::from_millis(50)).truncated(20);
/// # let _ = (throttled, cut_off);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The status. `None` for the status with which the body is documented or, if there is none, a success status.
    pub status: Option<u16>,
    /// Headers in addition to those that the contract declares. A header replaces a declared one of the same name; `None` omits it.
    pub headers: Vec<(String, Option<String>)>,
    /// The body.
    pub body: Body,
    /// How long the server waits before it responds; at most [`Answer::LONGEST`].
    pub delay: Duration,
    /// What happens to the response on the way.
    pub then: Then,
    /// How many requests get this response.
    pub repeat: Repeat,
}

/// The body of a response.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// The response that the server gives without a script, including its status: the state of a job, or the success of a declared
    /// operation.
    Unscripted,
    /// A body of the contract.
    Declared(Declared),
    /// This JSON.
    Json(Value),
    /// This text, as `text/plain`, or as `text/html` if it begins with `<`.
    Text(String),
    /// These bytes, as `application/octet-stream`.
    Bytes(Vec<u8>),
    /// No body.
    Empty,
}

/// A body made from the contract. Whatever is not set is chosen to fit the rest: for a code, its first documented status and the first body
/// that carries it; for a status, the first body that can be filled with documented values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declared {
    /// The wire text of the code or of the type.
    pub code: Option<String>,
    /// The catalog of the code; if several list it, the first one by default.
    pub catalog: Option<String>,
    /// The name of the body.
    pub shape: Option<String>,
    /// Values that replace the samples, by the name of a field or by a JSON Pointer (RFC 6901). `null` omits the value.
    pub values: Vec<(String, Value)>,
}

/// What happens to a response on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    /// It arrives completely.
    #[default]
    Full,
    /// This many bytes of the body arrive, fewer than `Content-Length` says. Then the connection is closed.
    Truncate(usize),
    /// The body arrives byte by byte, with a pause before each.
    Trickle(#[serde(deserialize_with = "crate::script::time")] Duration),
    /// No response: the connection is reset (RST).
    Reset,
    /// No response: the connection is closed normally (FIN).
    Close,
    /// Bytes that are not HTTP. Then the connection is closed.
    Garbage,
}

/// How many requests get the same response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// This many; with 0, none.
    Times(u32),
    /// All from now on.
    Forever,
}

impl Answer {
    /// The maximum delay of a response.
    pub const LONGEST: Duration = crate::script::LONGEST;

    /// The response that the server gives without a script.
    pub const fn new() -> Self {
        Self {
            status: None,
            headers: Vec::new(),
            body: Body::Unscripted,
            delay: Duration::ZERO,
            then: Then::Full,
            repeat: Repeat::Times(1),
        }
    }

    /// Sets the status. Unless something else is set, the body is the one that the contract has for it.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        if self.body == Body::Unscripted {
            self.body = Body::Declared(Declared::default());
        }
        self
    }

    /// Sets the code, by its wire text.
    #[must_use]
    pub fn code(self, wire: impl Into<String>) -> Self {
        self.declared(|declared| declared.code = Some(wire.into()))
    }

    /// Sets the code by its wire text and catalog, in case several catalogs list it.
    #[must_use]
    pub fn code_of(self, catalog: impl Into<String>, wire: impl Into<String>) -> Self {
        self.declared(|declared| (declared.catalog, declared.code) = (Some(catalog.into()), Some(wire.into())))
    }

    /// Sets the body of the contract.
    #[must_use]
    pub fn shape(self, name: impl Into<String>) -> Self {
        self.declared(|declared| declared.shape = Some(name.into()))
    }

    /// Sets the value of a field, or at a JSON Pointer; `null` omits it.
    #[must_use]
    pub fn value(self, field: impl Into<String>, value: impl Into<Value>) -> Self {
        self.declared(|declared| declared.values.push((field.into(), value.into())))
    }

    /// Sets a different body.
    #[must_use]
    pub fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Some(value.into())));
        self
    }

    /// Omits a header that the contract declares.
    #[must_use]
    pub fn without_header(mut self, name: impl Into<String>) -> Self {
        self.headers.push((name.into(), None));
        self
    }

    /// Sets a delay before the response.
    #[must_use]
    pub fn slow(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sets what happens to the response on the way.
    #[must_use]
    pub fn then(mut self, then: Then) -> Self {
        self.then = then;
        self
    }

    /// Truncates the body after this many bytes.
    #[must_use]
    pub fn truncated(self, bytes: usize) -> Self {
        self.then(Then::Truncate(bytes))
    }

    /// Repeats the response this many times.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.repeat = Repeat::Times(times);
        self
    }

    /// Repeats the response from now on.
    #[must_use]
    pub fn forever(mut self) -> Self {
        self.repeat = Repeat::Forever;
        self
    }

    /// The approximate memory that it takes.
    pub(crate) fn bytes(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.len() + value.as_ref().map_or(0, String::len));
        let body = match &self.body {
            Body::Unscripted | Body::Empty => 0,
            Body::Declared(declared) => declared.values.iter().map(|(at, value)| at.len() + size(value)).sum(),
            Body::Json(value) => size(value),
            Body::Text(text) => text.len(),
            Body::Bytes(bytes) => bytes.len(),
        };
        headers.sum::<usize>() + body
    }

    /// Changes the body of the contract, which replaces any other body.
    pub(crate) fn declared(mut self, change: impl FnOnce(&mut Declared)) -> Self {
        let mut declared = match self.body {
            Body::Declared(declared) => declared,
            _ => Declared::default(),
        };
        change(&mut declared);
        self.body = Body::Declared(declared);
        self
    }
}

/// The approximate memory that a value takes.
fn size(value: &Value) -> usize {
    const EACH: usize = size_of::<Value>();
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => EACH,
        Value::String(text) => EACH + text.len(),
        Value::Array(items) => EACH + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => EACH + members.iter().map(|(name, value)| EACH + name.len() + size(value)).sum::<usize>(),
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self::new()
    }
}
