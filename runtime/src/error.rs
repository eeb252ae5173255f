//! The error value of a failed response, whatever the shape of its body.

mod caused;
mod display;
mod facts;
mod formats;
mod made;
mod matched;
mod message;
mod raw;
mod registry;
mod roles;
mod secrets;
mod with_params;

pub(crate) use registry::registered;

use crate::decode::{BodyShape, Decoder, Fields, Response, Slots, Text};
use crate::headers::{Headers, RateLimit};
use crate::place_read::header_text;
use crate::retry::Operation;
use crate::{Api, Meaning, Severity};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::marker::PhantomData;
use errspec_core::words::BodyFormat;
use matched::scan_text;
use raw::Raw;

/// An error response of the API `A`: its status, the bytes of its body, and everything that the contract can read from them.
///
/// Decoding never fails. A response without a known body (HTML from a proxy, an empty 502, truncated JSON) still gives a value with its
/// status and bytes, and with a listed code if one could be read before the point of failure. Strings borrow from the body. Decoding a
/// borrowed body does not allocate if the matched body has at most eight fields and the contract reads at most 32 locations.
/// [`into_owned`](Self::into_owned) makes one copy.
pub struct ApiError<'b, A> {
    raw: Raw<'b>,
    slots: Slots,
    /// What was read from headers: the request ID, and after it the values of fields that are not in the body as they are read.
    aside: Option<Box<str>>,
    /// The length of the request ID in `aside`.
    request_id: u32,
    status: u16,
    /// The index of the matched body; `UNMATCHED` if there is none.
    body: u16,
    api: PhantomData<fn() -> A>,
}

impl<'b, A: Api> ApiError<'b, A> {
    /// Decides whether a response is a failure under the contract, and returns the decoded error as `Err` if it is.
    ///
    /// A response is a failure if its status is not a success status, or if it is a success status that the `when.status` of a body names
    /// and that body matches: `{"ok": false, …}` or a JSON-RPC error with 200. There are two exceptions. In the second case, the response
    /// is not a failure if its code has the severity `success` or `info`. In both cases, it is not a failure if the body that it matches
    /// means `success` or `challenge`. The body of any other success is not read, so a success is never taken for a failure that the
    /// contract does not describe. [`Contract::needs_body`](crate::Contract::needs_body) reports in advance whether the body is needed.
    ///
    /// ```
    /// # use errspec::decode::{BodyShape, Decoder, Field, Fields, Key, Kind};
    /// # use errspec::when::When;
    /// # use errspec::{Api, ApiError, Contract};
    /// # enum Chat {}
    /// # static CHAT: Contract = Contract {
    /// #     decoder: Decoder {
    /// #         root: Key::object("", &[Key::value("error", 0)]),
    /// #         slots: 1,
    /// #         bodies: &[BodyShape::new(
    /// #             "api",
    /// #             When { status: &[(200, 200)], ..When::ANY },
    /// #             &[Field::new("message", "/error", 0, Kind::String)],
    /// #         )],
    /// #     },
    /// #     ..Contract::EMPTY
    /// # };
    /// # impl Api for Chat {
    /// #     fn contract() -> &'static Contract { &CHAT }
    /// #     type Body<'e> = ();
    /// #     fn body<'e>(_: &Fields<'_, 'e>) {}
    /// #     fn values<'v>(_: &'v ()) -> Option<(usize, &'v dyn errspec::encode::Values)> { None }
    /// # }
    /// // bodies: { api: { when: { status: 200 }, fields: { message: /error } } }
    /// let check = |status, body| ApiError::<Chat>::check(status, &(), body);
    /// assert!(check(200, br#"{"ok": true}"#).is_ok());
    /// assert!(check(200, br#"{"ok": false, "error": "no_such_channel"}"#).is_err());
    /// assert!(check(204, b"").is_ok());
    /// assert!(check(503, b"<html>").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the decoded error if the response is a failure.
    #[inline]
    pub fn check(status: u16, headers: &(impl Headers + ?Sized), body: &'b [u8]) -> Result<(), Self> {
        Self::check_of(None, status, headers, body)
    }

    /// Like [`check`](Self::check), for a response to this operation, which may have success statuses of its own.
    ///
    /// # Errors
    ///
    /// Returns the decoded error if the response is a failure.
    pub fn check_of<'o>(
        operation: impl Into<Option<&'o Operation>>,
        status: u16,
        headers: &(impl Headers + ?Sized),
        body: &'b [u8],
    ) -> Result<(), Self> {
        let operation = operation.into();
        let success = A::contract().policy.is_success_of(operation, status);
        if !A::contract().needs_body_of(operation, status, headers) {
            return if success { Ok(()) } else { Err(Self::decode(status, headers, body)) };
        }
        let error = Self::read(status, success, headers, Raw::borrowed(body));
        if error.is_failure(success) { Err(error) } else { Ok(()) }
    }

    /// Like [`check`](Self::check), but takes ownership of the body. A success returns it; nothing is copied.
    ///
    /// # Errors
    ///
    /// Returns the decoded error if the response is a failure.
    pub fn check_owned(status: u16, headers: &(impl Headers + ?Sized), body: Vec<u8>) -> Result<Vec<u8>, ApiError<'static, A>> {
        Self::check_owned_of(None, status, headers, body)
    }

    /// Like [`check_of`](Self::check_of), but takes ownership of the body. A success returns it; nothing is copied.
    ///
    /// # Errors
    ///
    /// Returns the decoded error if the response is a failure.
    pub fn check_owned_of<'o>(
        operation: impl Into<Option<&'o Operation>>,
        status: u16,
        headers: &(impl Headers + ?Sized),
        body: Vec<u8>,
    ) -> Result<Vec<u8>, ApiError<'static, A>> {
        let operation = operation.into();
        let success = A::contract().policy.is_success_of(operation, status);
        if success && !A::contract().needs_body_of(operation, status, headers) {
            return Ok(body);
        }
        let error = ApiError::read(status, success, headers, Raw::owned(body));
        if error.is_failure(success) { Err(error) } else { Ok(error.into_raw()) }
    }

    /// Decodes a response that is known to be an error; [`check`](Self::check) decides whether it is one. The headers can be those of any HTTP
    /// library, see [`Headers`]; use `&()` if there are none.
    pub fn decode(status: u16, headers: &(impl Headers + ?Sized), body: &'b [u8]) -> Self {
        Self::read(status, A::contract().is_success(status), headers, Raw::borrowed(body))
    }

    /// Like [`decode`](Self::decode), but takes ownership of the body; nothing is copied.
    pub fn decode_owned(status: u16, headers: &(impl Headers + ?Sized), body: Vec<u8>) -> ApiError<'static, A> {
        ApiError::read(status, A::contract().is_success(status), headers, Raw::owned(body))
    }

    fn read(status: u16, success: bool, headers: &(impl Headers + ?Sized), mut raw: Raw<'b>) -> Self {
        let header = |name: &str| if name.is_empty() { None } else { headers.get(name) };
        let content_type = || header("Content-Type").and_then(|value| core::str::from_utf8(value).ok());
        let has_headers = |when: &crate::when::When| when.has_headers(headers);
        let nth = |name: &str, n| headers.get_nth(name, n);
        let response = Response { status, success, content_type: &content_type, header: &nth, has_headers: &has_headers };
        let (slots, body, values) = scan(&A::contract().decoder, &response, &mut raw);
        let id = header(A::contract().request_id).and_then(header_text).unwrap_or_default();
        let request_id = u32::try_from(id.len()).unwrap_or_default();
        let aside = if values.is_empty() && id.is_empty() { None } else { Some([&*id, &values].concat().into()) };
        Self { raw, slots, aside, request_id, status, body, api: PhantomData }
    }

    /// The HTTP status of the response.
    #[inline]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The bytes of the body as received, including a byte order mark.
    #[inline]
    pub fn raw(&self) -> &[u8] {
        self.raw.bytes()
    }

    /// Returns the bytes of the body, without a copy if they are owned.
    #[inline]
    pub fn into_raw(self) -> Vec<u8> {
        self.raw.into_bytes()
    }

    /// The name of the matched body in the contract.
    #[inline]
    pub fn body_name(&self) -> Option<&'static str> {
        A::contract().decoder.bodies.get(self.body as usize).map(|body| body.name)
    }

    /// The media type with which a server sends the matched body; `None` if none matched.
    #[inline]
    pub fn media_type(&self) -> Option<&'static str> {
        A::contract().decoder.bodies.get(self.body as usize).map(BodyShape::media_type)
    }

    /// The state of the rate limit in the headers of the same response.
    pub fn rate_limit(&self, headers: &(impl Headers + ?Sized)) -> RateLimit {
        A::contract().rate_limit.read(headers)
    }

    /// The body as a typed value; the variant for unmatched bodies if none matched.
    #[inline]
    pub fn body(&self) -> A::Body<'_> {
        A::body(&self.fields())
    }

    /// The same error, owning its bytes.
    #[inline]
    pub fn into_owned(self) -> ApiError<'static, A> {
        let Self { raw, slots, aside, request_id, status, body, api } = self;
        ApiError { raw: raw.into_owned(), slots, aside, request_id, status, body, api }
    }

    /// Whether the response is a failure, given whether its status is a success status.
    fn is_failure(&self, success: bool) -> bool {
        match A::contract().decoder.bodies.get(self.body as usize) {
            Some(body) if body.means != Meaning::Error => false,
            Some(body) if success => body.when.names(self.status) && !self.says_success(),
            _ => !success,
        }
    }

    /// Whether the severity of the subcode, or else of the code or the type, is that of a success.
    fn says_success(&self) -> bool {
        self.said().iter().find_map(|said| said.view().severity()).is_some_and(Severity::is_success)
    }

    /// The fields of the matched body.
    #[inline]
    fn fields(&self) -> Fields<'_, '_> {
        let (_, aside) = self.aside.as_deref().unwrap_or_default().split_at(self.request_id as usize);
        let (text, spans, at) = (Text { body: self.raw.text(), aside }, self.slots.as_slice(), self.body as usize);
        match A::contract().decoder.bodies.get(at) {
            Some(body) => Fields::of_body(text, spans, body.fields, at),
            None => Fields::of_no_body(text, spans),
        }
    }
}

impl<A> Clone for ApiError<'_, A> {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            raw: self.raw.clone(),
            slots: self.slots.clone(),
            aside: self.aside.clone(),
            request_id: self.request_id,
            status: self.status,
            body: self.body,
            api: PhantomData,
        }
    }
}

impl<A: Api> core::error::Error for ApiError<'_, A> {}

/// Reads the body, which is first converted to JSON text if it is in another format.
#[cfg_attr(debug_assertions, inline)]
fn scan(decoder: &Decoder, response: &Response<'_>, raw: &mut Raw<'_>) -> (Slots, u16, String) {
    let special = decoder.bodies.iter().any(|body| body.special);
    if special && decoder.bodies.iter().any(|body| body.format.is_some()) {
        return formats::scan(decoder, response, raw);
    }
    scan_text(decoder, response, raw.text(), BodyFormat::Json, special)
}
