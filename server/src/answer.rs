use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

/// One answer to one request, as data.
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
    /// The status; `None` for the one that the body is documented with, else for success.
    pub status: Option<u16>,
    /// Headers beside those the contract declares. One of the same name takes its place; `None` leaves it out.
    pub headers: Vec<(String, Option<String>)>,
    /// What the body is.
    pub body: Body,
    /// How long the server waits before it answers; at most [`Answer::LONGEST`].
    pub delay: Duration,
    /// What becomes of the answer on its way.
    pub then: Then,
    /// How many requests are answered so.
    pub repeat: Repeat,
}

/// What an answer's body is.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// What the server answers without a script, status included: a job's state, a declared operation's success.
    Unscripted,
    /// A shape of the contract.
    Declared(Declared),
    /// This JSON.
    Json(Value),
    /// This text, as `text/plain`; as `text/html` where it begins with `<`.
    Text(String),
    /// These bytes, as `application/octet-stream`.
    Bytes(Vec<u8>),
    /// None.
    Empty,
}

/// A body made from the contract. What is not named is chosen to go with the rest: a code's first documented status and the
/// first shape that carries it; a status' first shape that can be filled with what is documented.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declared {
    /// The wire text of the code, or of the type.
    pub code: Option<String>,
    /// The catalog of the code, where several list it; else the first.
    pub catalog: Option<String>,
    /// The name of the shape.
    pub shape: Option<String>,
    /// Values instead of samples, by a field's name or by a JSON Pointer (RFC 6901); `null` leaves the value out.
    pub values: Vec<(String, Value)>,
}

/// What becomes of an answer on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    /// It arrives whole.
    #[default]
    Full,
    /// So many bytes of the body arrive, fewer than `Content-Length` says; then the connection is closed.
    Truncate(usize),
    /// The body arrives byte by byte, with a pause before each.
    Trickle(#[serde(deserialize_with = "crate::script::time")] Duration),
    /// No answer: the connection is reset (RST).
    Reset,
    /// No answer: the connection is closed in order (FIN).
    Close,
    /// Bytes that are no HTTP, then the connection is closed.
    Garbage,
}

/// How many requests are answered alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// So many; none for 0.
    Times(u32),
    /// All from now on.
    Forever,
}

impl Answer {
    /// No answer is held back longer.
    pub const LONGEST: Duration = crate::script::LONGEST;

    /// What the server answers without a script.
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

    /// With this status, and unless something else is said, the body that the contract has for it.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        if self.body == Body::Unscripted {
            self.body = Body::Declared(Declared::default());
        }
        self
    }

    /// With a code, by its wire text.
    #[must_use]
    pub fn code(self, wire: impl Into<String>) -> Self {
        self.declared(|declared| declared.code = Some(wire.into()))
    }

    /// With a code of this catalog, where several have one of this text.
    #[must_use]
    pub fn code_of(self, catalog: impl Into<String>, wire: impl Into<String>) -> Self {
        self.declared(|declared| (declared.catalog, declared.code) = (Some(catalog.into()), Some(wire.into())))
    }

    /// In this shape of the contract.
    #[must_use]
    pub fn shape(self, name: impl Into<String>) -> Self {
        self.declared(|declared| declared.shape = Some(name.into()))
    }

    /// With this value of a field, or at a JSON Pointer; `null` leaves it out.
    #[must_use]
    pub fn value(self, field: impl Into<String>, value: impl Into<Value>) -> Self {
        self.declared(|declared| declared.values.push((field.into(), value.into())))
    }

    /// With another body.
    #[must_use]
    pub fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Some(value.into())));
        self
    }

    /// Without a header that the contract declares.
    #[must_use]
    pub fn without_header(mut self, name: impl Into<String>) -> Self {
        self.headers.push((name.into(), None));
        self
    }

    /// After a delay.
    #[must_use]
    pub fn slow(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// With what becomes of it on its way.
    #[must_use]
    pub fn then(mut self, then: Then) -> Self {
        self.then = then;
        self
    }

    /// Cut off after so many bytes of the body.
    #[must_use]
    pub fn truncated(self, bytes: usize) -> Self {
        self.then(Then::Truncate(bytes))
    }

    /// So many times.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.repeat = Repeat::Times(times);
        self
    }

    /// From now on.
    #[must_use]
    pub fn forever(mut self) -> Self {
        self.repeat = Repeat::Forever;
        self
    }

    /// How much memory it takes, about.
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

    /// Changes the declared body, which takes the place of any other.
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

/// How much memory a value takes, about.
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
