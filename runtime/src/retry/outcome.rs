use super::Transport;
use crate::catalogue::{Catalogue, CodeRef};
use crate::headers::Headers;
use crate::{Api, ApiError};
use alloc::borrow::Cow;
use core::fmt;
use core::time::Duration;

/// How one attempt ended, as far as retrying is concerned: a status with what the response says, or a transport failure.
///
/// ```
/// use errspec::retry::{Outcome, Transport};
/// let headers = [("Retry-After", "5")];
/// let throttled = Outcome::status(429).headers(&headers);
/// let refused = Outcome::transport(Transport::Connect);
/// ```
#[derive(Clone)]
pub struct Outcome<'a> {
    pub(super) seen: Seen,
    pub(super) code: Said<'a>,
    pub(super) error_type: Said<'a>,
    pub(super) headers: &'a dyn Headers,
    pub(super) body: &'a dyn BodyFields,
    pub(super) wall_clock: Option<Duration>,
}

impl<'a> Outcome<'a> {
    /// A response of this status.
    pub fn status(status: u16) -> Self {
        Self::seen(Seen::Status(status))
    }

    /// No response, for this reason.
    pub fn transport(failure: Transport) -> Self {
        Self::seen(Seen::Transport(failure))
    }

    /// A decoded error: its status, code, type and body.
    pub fn error<A: Api>(error: &'a ApiError<'_, A>) -> Self {
        let (code, error_type) = error.said();
        Self { code, error_type, body: error, ..Self::status(error.status()) }
    }

    fn seen(seen: Seen) -> Self {
        Self { seen, code: Said::NOTHING, error_type: Said::NOTHING, headers: &(), body: &(), wall_clock: None }
    }

    /// With the response's headers.
    #[must_use]
    pub fn headers(mut self, headers: &'a dyn Headers) -> Self {
        self.headers = headers;
        self
    }

    /// With the response's body, for rules and hints that name a place in it.
    #[must_use]
    pub fn body(mut self, body: &'a dyn BodyFields) -> Self {
        self.body = body;
        self
    }

    /// With the error code it carries.
    #[must_use]
    pub fn code(mut self, code: impl Into<CodeRef>) -> Self {
        self.code = Said::listed(code.into());
        self
    }

    /// With the text of an error code; listed or not, it is looked up in the catalogue.
    #[must_use]
    pub fn code_text(mut self, catalogue: &'static Catalogue, text: &'a str) -> Self {
        self.code = Said::text(Some(catalogue), Cow::Borrowed(text));
        self
    }

    /// With the error type it carries.
    #[must_use]
    pub fn error_type(mut self, error_type: impl Into<CodeRef>) -> Self {
        self.error_type = Said::listed(error_type.into());
        self
    }

    /// With the text of an error type; listed or not, it is looked up in the catalogue.
    #[must_use]
    pub fn error_type_text(mut self, catalogue: &'static Catalogue, text: &'a str) -> Self {
        self.error_type = Said::text(Some(catalogue), Cow::Borrowed(text));
        self
    }

    /// With the time since 1970 at which it was received, by this machine's clock. Used for hints that name a moment, and only
    /// where the response has no `Date` header.
    #[must_use]
    pub fn received_at(mut self, since_1970: Duration) -> Self {
        self.wall_clock = Some(since_1970);
        self
    }

    /// The short form of it that give-ups and logs keep.
    pub fn summary(&self) -> Seen {
        self.seen
    }
}

impl fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seen, code, error_type, .. } = self;
        let texts = (code.text.as_deref(), error_type.text.as_deref());
        f.debug_struct("Outcome")
            .field("seen", seen)
            .field("code", &texts.0)
            .field("error_type", &texts.1)
            .finish_non_exhaustive()
    }
}

/// A status, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// The response's status.
    Status(u16),
    /// No response.
    Transport(Transport),
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "status {status}"),
            Self::Transport(Transport::Other) => f.write_str("no answer"),
            Self::Transport(failure) => write!(f, "no answer ({failure})"),
        }
    }
}

/// A code or type as a response says it.
#[derive(Clone)]
pub(crate) struct Said<'a> {
    pub(super) listed: Option<CodeRef>,
    pub(super) catalogue: Option<&'static Catalogue>,
    pub(super) text: Option<Cow<'a, str>>,
}

impl<'a> Said<'a> {
    pub(crate) const NOTHING: Self = Self { listed: None, catalogue: None, text: None };

    pub(crate) fn listed(code: CodeRef) -> Self {
        Self { listed: Some(code), catalogue: Some(code.catalogue), text: Some(Cow::Borrowed(code.wire())) }
    }

    pub(crate) fn text(catalogue: Option<&'static Catalogue>, text: Cow<'a, str>) -> Self {
        match catalogue.and_then(|catalogue| Some(CodeRef { catalogue, row: catalogue.find(&text)? })) {
            Some(code) => Self::listed(code),
            None => Self { listed: None, catalogue, text: Some(text) },
        }
    }
}

/// A body's scalars by place, for rules and hints that name one.
///
/// Implemented for `()` (no body), for slices of JSON Pointer and text, and for every [`ApiError`].
pub trait BodyFields {
    /// The value a JSON Pointer (RFC 6901) leads to, as text: a string's content, or a number or boolean as it is written.
    /// `None` for what is not there, `null`, arrays and objects.
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>>;
}

impl BodyFields for () {
    fn text(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

impl<K: AsRef<str>, V: AsRef<str>> BodyFields for [(K, V)] {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        self.iter().find(|(place, _)| place.as_ref() == pointer).map(|(_, text)| Cow::Borrowed(text.as_ref()))
    }
}

impl<K: AsRef<str>, V: AsRef<str>, const N: usize> BodyFields for [(K, V); N] {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        self.as_slice().text(pointer)
    }
}

impl<T: BodyFields + ?Sized> BodyFields for &T {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        T::text(self, pointer)
    }
}
