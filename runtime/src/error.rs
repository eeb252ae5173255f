//! The error value of a failed response, whatever the shape of its body.

mod display;
mod facts;
mod made;
mod raw;
mod registry;
mod roles;
mod secrets;

pub(crate) use registry::registered;

use crate::decode::{self, BodyShape, Decoder, Fields, Found, Response, Slots, Span, Text};
use crate::headers::{Headers, RateLimit};
use crate::place::header_text;
use crate::retry::Operation;
use crate::{Api, Meaning, Severity};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::marker::PhantomData;
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

const UNMATCHED: u16 = u16::MAX;

impl<'b, A: Api> ApiError<'b, A> {
    /// Decides whether a response is a failure under the contract, and returns the decoded error as `Err` if it is.
    ///
    /// A response is a failure if its status is not a success status, or if it is a success status that the `when.status` of a body names and
    /// that body matches: `{"ok": false, …}` or a JSON-RPC error with 200. In the second case, a code of severity `success` or `info` makes no
    /// failure, and in both, a body that means `success` or `challenge` makes none. The body of any other success is not read, so a success is never
    /// taken for a failure that the contract does not describe. [`Contract::needs_body`](crate::Contract::needs_body) reports in advance whether
    /// the body is needed.
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

    fn read(status: u16, success: bool, headers: &(impl Headers + ?Sized), raw: Raw<'b>) -> Self {
        let header = |name: &str| if name.is_empty() { None } else { headers.get(name) };
        let content_type = || header("Content-Type").and_then(|value| core::str::from_utf8(value).ok());
        let has_headers = |when: &crate::when::When| when.has_headers(headers);
        let nth = |name: &str, n| headers.get_nth(name, n);
        let response = Response { status, success, content_type: &content_type, header: &nth, has_headers: &has_headers };
        let (slots, body, values) = scan(&A::contract().decoder, &response, &raw);
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
        self.said().iter().find_map(|said| said.severity()).is_some_and(Severity::is_success)
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

/// The values of a body, the index of the matched body, and the text of values that are not in the body as they are read. If a body matched,
/// these are the values of its fields. Otherwise they are the values of the fields of all bodies whose conditions the response does not
/// contradict, and nothing for the fields of the others.
#[cfg_attr(debug_assertions, inline)]
fn scan(decoder: &Decoder, response: &Response<'_>, raw: &Raw<'_>) -> (Slots, u16, String) {
    let sourced = decoder.bodies.iter().any(|body| body.sourced);
    let text = if raw.text().len() < Span::TOO_LONG { raw.text() } else { "" };
    if text.is_empty() && !sourced || decoder.bodies.is_empty() {
        return (Slots::new(0), UNMATCHED, String::new());
    }
    let (mut usual, mut many);
    let slots = if decoder.slots as usize <= USUAL {
        usual = [Span::NONE; USUAL];
        &mut usual[..decoder.slots as usize]
    } else {
        many = vec![Span::NONE; decoder.slots as usize];
        &mut many[..]
    };
    let mut found = decode::read(text, &decoder.root, slots);
    let mut aside = String::new();
    if sourced {
        (found, aside) = beside(decoder, response, text, slots, found);
    }
    let texts = Text { body: text, aside: &aside };
    let span = |slot: u16| slots.get(slot as usize).copied().unwrap_or(Span::NONE);
    let matched = found.and_then(|found| decode::first_match(decoder, response, texts, slots, &found));
    if let Some((at, body)) = matched.and_then(|at| Some((at, decoder.bodies.get(at)?))) {
        return (Slots::of(body.fields.iter().map(|field| span(field.slot))), at as u16, aside);
    }
    let mut kept = Slots::new(decoder.bodies.iter().map(|body| body.fields.len()).sum());
    let mut places = kept.as_mut_slice().iter_mut();
    for body in decoder.bodies {
        let allowed = response.allows(&body.when, text);
        for (field, place) in body.fields.iter().zip(&mut places) {
            *place = if allowed { span(field.slot) } else { Span::NONE };
        }
    }
    (kept, UNMATCHED, aside)
}

/// Adds the values that are not simply in the body. If it is not JSON, what headers say may still match a body of the contract, and what
/// was read before the defect does not count for that.
#[inline(never)]
fn beside(
    decoder: &Decoder,
    response: &Response<'_>,
    text: &str,
    slots: &mut [Span],
    found: Option<Found>,
) -> (Option<Found>, String) {
    if let Some(mut found) = found {
        let aside = decode::fill(decoder, response.header, text, slots, &mut found);
        return (Some(found), aside);
    }
    let (mut nothing, mut blank) = (Found::default(), vec![Span::NONE; slots.len()]);
    let aside = decode::fill(decoder, response.header, "", &mut blank, &mut nothing);
    let texts = Text { body: "", aside: &aside };
    if decode::first_match(decoder, response, texts, &blank, &nothing).is_some() {
        slots.copy_from_slice(&blank);
        return (Some(nothing), aside);
    }
    (None, decode::fill(decoder, response.header, text, slots, &mut nothing))
}

/// The number of locations that are read without an allocation.
const USUAL: usize = 32;
