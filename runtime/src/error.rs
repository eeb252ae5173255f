//! The uniform error value: what one failed response said, whatever shape its body had.

mod display;
mod facts;
mod made;
mod raw;
mod registry;
mod roles;
mod secrets;

pub(crate) use registry::registered;

use crate::Api;
use crate::decode::{self, BodyShape, Decoder, Fields, Response, Slots, Span};
use crate::headers::{Headers, RateLimit};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::marker::PhantomData;
use raw::Raw;

/// A response that is an error of the API `A`: its status, its body's bytes, and everything the contract can read out of both.
///
/// Decoding never fails. A body of no known shape (a proxy's HTML, an empty 502, JSON cut off in the middle) still gives a value
/// with status and bytes, and with the known code that could be read before the fault. The texts borrow from the body: decoding
/// a borrowed body of a known shape allocates nothing where the shape has up to eight fields and the contract reads up to 32 places; [`into_owned`](Self::into_owned) is one copy.
pub struct ApiError<'b, A> {
    raw: Raw<'b>,
    slots: Slots,
    request_id: Option<Box<str>>,
    status: u16,
    /// The index of the matched body; `UNMATCHED` where there is none.
    body: u16,
    api: PhantomData<fn() -> A>,
}

const UNMATCHED: u16 = u16::MAX;

impl<'b, A: Api> ApiError<'b, A> {
    /// Is this response a failure? `Err` with the decoded error if it is, by everything the contract says.
    ///
    /// A response fails if its status is not a success, or if its status is a success that a body's `when.status` names and that body
    /// matches: `{"ok": false, …}` or a JSON-RPC error with 200. The body of any other success is not looked at, so no success is ever
    /// taken for a failure that the contract does not know. [`Contract::needs_body`](crate::Contract::needs_body) tells beforehand
    /// whether the body matters.
    ///
    /// ```
    /// # use errspec::decode::{BodyShape, Decoder, Field, Fields, Key, Kind, When};
    /// # use errspec::{Api, ApiError, Contract};
    /// # enum Chat {}
    /// # static CHAT: Contract = Contract {
    /// #     decoder: Decoder {
    /// #         root: Key::object("", &[Key::value("error", 0)]),
    /// #         slots: 1,
    /// #         bodies: &[BodyShape::new(
    /// #             "api",
    /// #             When { statuses: &[(200, 200)], content_type: "" },
    /// #             &[Field::new("message", "/error", 0, Kind::String)],
    /// #         )],
    /// #     },
    /// #     ..Contract::EMPTY
    /// # };
    /// # impl Api for Chat {
    /// #     const CONTRACT: &'static Contract = &CHAT;
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
    /// The response is a failure.
    pub fn check(status: u16, headers: &(impl Headers + ?Sized), body: &'b [u8]) -> Result<(), Self> {
        if !A::CONTRACT.needs_body(status, headers) {
            return if A::CONTRACT.is_success(status) { Ok(()) } else { Err(Self::decode(status, headers, body)) };
        }
        let error = Self::decode(status, headers, body);
        if error.is_named() { Err(error) } else { Ok(()) }
    }

    /// Like [`check`](Self::check) for a body that is given away. A success gives it back; nothing is copied.
    ///
    /// # Errors
    /// The response is a failure.
    pub fn check_owned(status: u16, headers: &(impl Headers + ?Sized), body: Vec<u8>) -> Result<Vec<u8>, ApiError<'static, A>> {
        if !A::CONTRACT.needs_body(status, headers) && A::CONTRACT.is_success(status) {
            return Ok(body);
        }
        let error = ApiError::decode_owned(status, headers, body);
        if A::CONTRACT.is_success(status) && !error.is_named() { Ok(error.into_raw()) } else { Err(error) }
    }

    /// Reads a response that is an error. Whether it is one, [`check`](Self::check) tells. The headers may be those of any HTTP
    /// library, see [`Headers`]; `&()` where there are none.
    pub fn decode(status: u16, headers: &(impl Headers + ?Sized), body: &'b [u8]) -> Self {
        Self::read(status, headers, Raw::borrowed(body))
    }

    /// The same for a body that is given away; nothing is copied.
    pub fn decode_owned(status: u16, headers: &(impl Headers + ?Sized), body: Vec<u8>) -> ApiError<'static, A> {
        ApiError::read(status, headers, Raw::owned(body))
    }

    fn read(status: u16, headers: &(impl Headers + ?Sized), raw: Raw<'b>) -> Self {
        let header = |name: &str| if name.is_empty() { None } else { headers.get(name) };
        let content_type = || header("Content-Type").and_then(|value| core::str::from_utf8(value).ok());
        let response = Response { status, success: A::CONTRACT.is_success(status), content_type: &content_type };
        let (slots, body) = scan(&A::CONTRACT.decoder, &response, &raw);
        let request_id =
            header(A::CONTRACT.request_id).map(|value| alloc::string::String::from_utf8_lossy(value.trim_ascii()).into());
        Self { raw, slots, request_id, status, body, api: PhantomData }
    }

    /// The HTTP status of the response.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The body's bytes as they came, byte order mark and all.
    pub fn raw(&self) -> &[u8] {
        self.raw.bytes()
    }

    /// The body's bytes, without a copy where they are owned.
    pub fn into_raw(self) -> Vec<u8> {
        self.raw.into_bytes()
    }

    /// The name of the shape that matched, as the contract calls it.
    pub fn body_name(&self) -> Option<&'static str> {
        A::CONTRACT.decoder.bodies.get(self.body as usize).map(|body| body.name)
    }

    /// The media type a server sends the matched shape as; `None` where none matched.
    pub fn media_type(&self) -> Option<&'static str> {
        A::CONTRACT.decoder.bodies.get(self.body as usize).map(BodyShape::media_type)
    }

    /// What the headers of the same response say about the rate limit.
    pub fn rate_limit(&self, headers: &(impl Headers + ?Sized)) -> RateLimit {
        A::CONTRACT.rate_limit.read(headers)
    }

    /// The body as a typed value; the variant for none of the shapes where none matched.
    pub fn body(&self) -> A::Body<'_> {
        A::body(&self.fields())
    }

    /// The same, owning its bytes.
    pub fn into_owned(self) -> ApiError<'static, A> {
        let Self { raw, slots, request_id, status, body, api } = self;
        ApiError { raw: raw.into_owned(), slots, request_id, status, body, api }
    }

    /// Whether the conditions of the matched shape name the response's status.
    fn is_named(&self) -> bool {
        A::CONTRACT.decoder.bodies.get(self.body as usize).is_some_and(|body| body.when.names(self.status))
    }

    /// The fields of the matched shape.
    fn fields(&self) -> Fields<'_, '_> {
        let (text, spans, at) = (self.raw.text(), self.slots.as_slice(), self.body as usize);
        match A::CONTRACT.decoder.bodies.get(at) {
            Some(body) => Fields::of_body(text, spans, body.fields, at),
            None => Fields::of_no_body(text, spans),
        }
    }
}

impl<A> Clone for ApiError<'_, A> {
    fn clone(&self) -> Self {
        Self {
            raw: self.raw.clone(),
            slots: self.slots.clone(),
            request_id: self.request_id.clone(),
            status: self.status,
            body: self.body,
            api: PhantomData,
        }
    }
}

impl<A: Api> core::error::Error for ApiError<'_, A> {}

/// The values of a body, and which shape it has: those of its fields if it has one, else those of the fields of every shape whose
/// conditions the response does not contradict, and nothing for the fields of the others.
fn scan(decoder: &Decoder, response: &Response<'_>, raw: &Raw<'_>) -> (Slots, u16) {
    let text = raw.text();
    if text.is_empty() || text.len() >= Span::TOO_LONG || decoder.bodies.is_empty() {
        return (Slots::new(0), UNMATCHED);
    }
    let (mut usual, mut many);
    let slots = if decoder.slots as usize <= USUAL {
        usual = [Span::NONE; USUAL];
        &mut usual[..decoder.slots as usize]
    } else {
        many = vec![Span::NONE; decoder.slots as usize];
        &mut many[..]
    };
    let found = decode::read(text, &decoder.root, slots);
    let span = |slot: u16| slots.get(slot as usize).copied().unwrap_or(Span::NONE);
    let matched = found.and_then(|found| decode::first_match(decoder, response, text, slots, &found));
    if let Some((at, body)) = matched.and_then(|at| Some((at, decoder.bodies.get(at)?))) {
        return (Slots::of(body.fields.iter().map(|field| span(field.slot))), at as u16);
    }
    let mut kept = Slots::new(decoder.bodies.iter().map(|body| body.fields.len()).sum());
    let mut places = kept.as_mut_slice().iter_mut();
    for body in decoder.bodies {
        let allowed = response.allows(&body.when);
        for (field, place) in body.fields.iter().zip(&mut places) {
            *place = if allowed { span(field.slot) } else { Span::NONE };
        }
    }
    (kept, UNMATCHED)
}

/// So many places are read without allocation.
const USUAL: usize = 32;
