use super::Transport;
use super::code_view::CodeView;
use crate::Severity;
use crate::body_fields::BodyFields;
use crate::catalog::{Catalog, CodeRef};
use crate::headers::Headers;
use crate::shown::{NAME, Quoted};
use alloc::borrow::Cow;
use core::fmt;
use core::time::Duration;

/// How one attempt ended: a response with its status, headers and body, or a transport failure.
///
/// [`ApiError::check`](crate::ApiError::check) decides by status, headers and body whether a response is a failure. Pass its error to [`Outcome::error`], which is a
/// failure with any status. For a success, use [`Outcome::status`].
///
/// ```
/// use errspec::retry::{Outcome, Transport};
/// let headers = [("Retry-After", "5")];
/// let throttled = Outcome::status(429).headers(&headers);
/// let refused = Outcome::transport(Transport::Connect);
/// ```
#[derive(Clone)]
pub struct Outcome<'a> {
    pub(super) kind: OutcomeKind,
    pub(super) subcode: ReportedCode<'a>,
    pub(super) code: ReportedCode<'a>,
    pub(super) error_type: ReportedCode<'a>,
    pub(crate) headers: &'a dyn Headers,
    pub(crate) body: &'a dyn BodyFields,
    pub(super) received_at: Option<Duration>,
    /// Whether it is a failure regardless of its status; `None` if the status decides.
    pub(super) failed: Option<bool>,
}

impl<'a> Outcome<'a> {
    /// A response with this status. The success statuses of the policy or the operation decide whether it is a failure; with an error code or
    /// type it always is, unless the severity of the code is `success` or `info`.
    #[inline]
    pub fn status(status: u16) -> Self {
        Self::kind(OutcomeKind::Status(status))
    }

    /// A response that [`ApiError::check`](crate::ApiError::check) found to be a success, with any status.
    #[inline]
    pub fn success(status: u16) -> Self {
        Self { failed: Some(false), ..Self::status(status) }
    }

    /// No response, for this reason.
    #[inline]
    pub fn transport(failure: Transport) -> Self {
        Self::kind(OutcomeKind::Transport(failure))
    }

    #[cfg_attr(debug_assertions, inline)]
    fn kind(kind: OutcomeKind) -> Self {
        Self {
            kind,
            subcode: ReportedCode::NOTHING,
            code: ReportedCode::NOTHING,
            error_type: ReportedCode::NOTHING,
            headers: &(),
            body: &(),
            received_at: None,
            failed: None,
        }
    }

    #[inline]
    fn with_code(self, code: ReportedCode<'a>) -> Self {
        Self { failed: code.failed().or(self.failed), code, ..self }
    }

    #[inline]
    fn with_type(self, error_type: ReportedCode<'a>) -> Self {
        Self { failed: error_type.failed().or(self.failed), error_type, ..self }
    }

    /// Adds the response's headers.
    #[must_use]
    #[inline]
    pub fn headers(mut self, headers: &'a dyn Headers) -> Self {
        self.headers = headers;
        self
    }

    /// Adds the response's body, for rules and hints that refer to it.
    #[must_use]
    #[inline]
    pub fn body(mut self, body: &'a dyn BodyFields) -> Self {
        self.body = body;
        self
    }

    /// Adds the error code, which makes it a failure unless its severity is `success` or `info`.
    #[must_use]
    pub fn code(self, code: impl Into<CodeRef>) -> Self {
        self.with_code(ReportedCode::listed(code.into()))
    }

    /// Adds an error code by its text, which makes it a failure. The code is looked up in the catalog and does not have to be listed.
    #[must_use]
    #[inline]
    pub fn code_text(self, catalog: &'static Catalog, text: &'a str) -> Self {
        self.with_code(ReportedCode::text(Some(catalog), Cow::Borrowed(text)))
    }

    /// Adds the code beneath the code, which makes it a failure unless its severity is `success` or `info`.
    #[must_use]
    #[inline]
    pub fn subcode(self, subcode: impl Into<CodeRef>) -> Self {
        let subcode = ReportedCode::listed(subcode.into());
        Self { failed: subcode.failed().or(self.failed), subcode, ..self }
    }

    /// Adds the error type, which makes it a failure.
    #[must_use]
    pub fn error_type(self, error_type: impl Into<CodeRef>) -> Self {
        self.with_type(ReportedCode::listed(error_type.into()))
    }

    /// Adds an error type by its text, which makes it a failure. The type is looked up in the catalog and does not have to be listed.
    #[must_use]
    #[inline]
    pub fn error_type_text(self, catalog: &'static Catalog, text: &'a str) -> Self {
        self.with_type(ReportedCode::text(Some(catalog), Cow::Borrowed(text)))
    }

    /// Adds the time at which the response was received, as the time since 1970 by the local clock. `unix_time()` (feature `std`) returns it.
    ///
    /// Hints that are a point in time (`http-date`, `iso-date`, `unix-seconds`, `unix-millis`) are converted to a delay with the response's
    /// `Date` header, or without that header with this time. With neither, such a hint is ignored. Adapters with a clock set this time; code that
    /// uses [`Call`](super::Call) or [`Poller`](super::Poller) directly has to pass it.
    #[must_use]
    pub fn received_at(mut self, since_1970: impl Into<Option<Duration>>) -> Self {
        self.received_at = since_1970.into();
        self
    }

    /// The same for adapters, whose clock is only used if the response has no time.
    #[cfg(feature = "std")]
    #[inline]
    pub(super) fn or_received_at(mut self, since_1970: Option<Duration>) -> Self {
        self.received_at = self.received_at.or(since_1970);
        self
    }

    /// A summary, as kept by give-ups and logs.
    #[inline]
    pub fn summary(&self) -> OutcomeKind {
        self.kind
    }
}

impl fmt::Debug for Outcome<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, code, error_type, .. } = self;
        f.debug_struct("Outcome")
            .field("kind", kind)
            .field("code", &code.shown())
            .field("error_type", &error_type.shown())
            .finish_non_exhaustive()
    }
}

/// A status, or the reason why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutcomeKind {
    /// The response's status.
    Status(u16),
    /// No response.
    Transport(Transport),
}

impl fmt::Display for OutcomeKind {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "status {status}"),
            Self::Transport(Transport::Other) => f.write_str("no response"),
            Self::Transport(failure) => write!(f, "no response ({failure})"),
        }
    }
}

/// A code or type as reported by a response.
#[derive(Clone)]
pub(crate) struct ReportedCode<'a> {
    pub(super) listed: Option<CodeRef>,
    pub(super) catalog: Option<&'static Catalog>,
    pub(super) text: Option<Cow<'a, str>>,
}

impl<'a> ReportedCode<'a> {
    #[cfg_attr(debug_assertions, inline)]
    fn shown(&self) -> Option<Quoted<'_>> {
        self.text.as_deref().map(|text| Quoted(text, NAME))
    }

    /// Whether a response with the code is a failure; `None` if the code does not decide, because its severity says that nothing failed.
    #[cfg_attr(debug_assertions, inline)]
    fn failed(&self) -> Option<bool> {
        (!self.view().severity().is_some_and(Severity::is_success)).then_some(true)
    }

    /// Whether there is a code.
    #[inline]
    pub(crate) const fn is_given(&self) -> bool {
        self.text.is_some()
    }

    /// A borrowed view of the same code.
    #[inline]
    pub(crate) fn view(&self) -> CodeView<'_> {
        CodeView { listed: self.listed, catalog: self.catalog, text: self.text.as_deref() }
    }

    pub(crate) const NOTHING: Self = Self { listed: None, catalog: None, text: None };

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn listed(code: CodeRef) -> Self {
        Self { listed: Some(code), catalog: Some(code.catalog), text: Some(Cow::Borrowed(code.wire())) }
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn text(catalog: Option<&'static Catalog>, text: Cow<'a, str>) -> Self {
        match catalog.and_then(|catalog| Some(CodeRef { catalog, row: catalog.find(&text)? })) {
            Some(code) => Self::listed(code),
            None => Self { listed: None, catalog, text: Some(text) },
        }
    }
}
