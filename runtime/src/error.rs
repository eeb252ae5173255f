//! The uniform error value: what one failed response said, whatever shape its body had.

mod display;
mod facts;
mod made;
mod raw;
mod registry;
mod roles;

use crate::decode::{self, BodyShape, Field, Fields, Slots, Span};
use crate::headers::{Headers, RateLimit};
use crate::{Api, Contract};
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
    /// Reads a response. The headers may be those of any HTTP library, see [`Headers`]; `&()` where there are none.
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
        let (slots, body) = scan(A::CONTRACT, status, &content_type, &raw);
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

    /// The fields of the matched shape.
    fn fields(&self) -> Fields<'_, '_> {
        let (text, spans, at) = (self.raw.text(), self.slots.as_slice(), self.body as usize);
        match A::CONTRACT.decoder.bodies.get(at) {
            Some(body) => Fields::of_body(text, spans, body.fields, at),
            None => Fields::by_slot(text, spans, &[]),
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

/// The `Content-Type` header, looked up only where a shape asks for one.
type ContentType<'a> = &'a dyn Fn() -> Option<&'a str>;

/// The values of a body, and which shape it has: those of its fields if it has one, else those of every slot.
fn scan(contract: &Contract, status: u16, content_type: ContentType<'_>, raw: &Raw<'_>) -> (Slots, u16) {
    let decoder = &contract.decoder;
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
    let matched = found.and_then(|found| decode::first_match(decoder, status, content_type, text, slots, &found));
    let kept = matched.and_then(|at| Some((at, decoder.bodies.get(at)?)));
    match kept {
        Some((at, body)) => {
            let span = |field: &Field| slots.get(field.slot as usize).copied().unwrap_or(Span::NONE);
            (Slots::of(body.fields.iter().map(span)), at as u16)
        }
        None => (Slots::of(slots.iter().copied()), UNMATCHED),
    }
}

/// So many places are read without allocation.
const USUAL: usize = 32;
