//! Errors that a server creates. A client reads exactly what was written.

use super::{ApiError, Raw};
use crate::Api;
use crate::body_fields::BodyFields;
use crate::decode::{self, BodyShape, Field, FieldAt, Json, Role};
use crate::encode::{self, Encode, EncodeError, Misread, Values};
use crate::format;
use crate::headers::Headers;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ptr;

/// Headers to be sent.
pub(super) struct Sent<'h>(pub(super) &'h [(&'static str, Cow<'static, str>)]);

impl Headers for Sent<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]> {
        let mut of_name = self.0.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        of_name.nth(n).map(|(_, value)| value.as_bytes())
    }
}

impl<A: Api> ApiError<'_, A> {
    /// Creates the error that a server sends, by serializing this body to JSON or another format that the contract gives it.
    ///
    /// Send [`raw`](Self::raw) with [`status`](Self::status) and [`media_type`](Self::media_type). The value behaves like one that was received,
    /// so a test fake can return it directly.
    ///
    /// # Errors
    /// Returns an error if a client would not read the same body: a required value is missing (because a closed catalog does not list it,
    /// or because it is inside an empty list), or the contract's `when` excludes this body from responses with this status.
    #[inline]
    pub fn new(status: u16, body: &A::Body<'_>) -> Result<ApiError<'static, A>, EncodeError> {
        match A::values(body) {
            Some((at, values)) => Self::from_values(status, at, values),
            None => Ok(Self::without_body(status)),
        }
    }

    /// Like [`new`](Self::new), but takes the index of a body in the contract and the values of its fields. This is for programs that fill
    /// the bodies of any contract. An index that the contract does not have stands for no body.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    #[inline]
    pub fn from_values(status: u16, body: usize, values: &dyn Values) -> Result<ApiError<'static, A>, EncodeError> {
        let (at, decoder) = (body, &A::contract().decoder);
        let Some(shape) = decoder.bodies.get(at) else { return Ok(Self::without_body(status)) };
        Self::of_json(status, at, shape, values, encode::json(decoder, shape, values))
    }

    /// The error with this body, given as JSON and sent in the format of the body, if a client reads the values from it.
    pub(super) fn of_json(
        status: u16,
        at: usize,
        shape: &'static BodyShape,
        values: &dyn Values,
        json: String,
    ) -> Result<ApiError<'static, A>, EncodeError> {
        let Ok(text) = encode::sent(shape, json) else {
            return Err(EncodeError { body: shape.name, status, read: Misread::NotInFormat(shape.body_format()) });
        };
        if let Some((field, ..)) = in_headers(shape, values).find(|(.., value)| !is_header_value(value)) {
            return Err(EncodeError { body: shape.name, status, read: Misread::NotInHeader(field) });
        }
        let mut headers = all_headers(shape, values);
        headers.push(("Content-Type", Cow::Borrowed(shape.media_type())));
        let made: ApiError<'static, A> =
            ApiError::read(status, A::contract().is_success(status), &Sent(&headers), Raw::owned(text.into_bytes()));
        match made.misread(at, shape, values) {
            Some(read) => Err(EncodeError { body: shape.name, status, read }),
            None => Ok(made),
        }
    }

    /// The headers that a server sends with an error that it created, besides `Content-Type`: those of the fields that are in headers, and
    /// those that the conditions of the matched body require. Without them, a client would not read the same error.
    pub fn required_headers(&self) -> impl Iterator<Item = (&'static str, Cow<'static, str>)> + use<A> {
        let shape = A::contract().decoder.bodies.get(usize::from(self.body));
        let body = self.body();
        let values = A::values(&body).map(|(_, values)| values);
        shape.zip(values).map_or_else(Vec::new, |(shape, values)| all_headers(shape, values)).into_iter()
    }

    #[inline]
    fn without_body(status: u16) -> ApiError<'static, A> {
        ApiError::read(status, A::contract().is_success(status), &(), Raw::owned(alloc::vec![]))
    }

    /// How a client would misread this body, if at all.
    #[inline]
    fn misread(&self, at: usize, shape: &BodyShape, written: &dyn Values) -> Option<Misread> {
        if usize::from(self.body) != at {
            return Some(self.other_body(shape));
        }
        let body = self.body();
        let (_, read) = A::values(&body)?;
        (0..shape.fields.len())
            .find_map(|at| differs(at, shape, written, read).or_else(|| self.misread_items(at, shape, written)))
    }

    /// How the items of a field would be misread, if at all.
    #[inline]
    fn misread_items(&self, at: usize, shape: &BodyShape, written: &dyn Values) -> Option<Misread> {
        let field = shape.fields.get(at)?;
        let items = field.kind.items()?;
        written.value(at).filter(|value| value.is_present() && !value.is_received())?;
        let fields = self.fields();
        let place = fields.place(at, field);
        let raw = fields.raw(place).filter(|_| fields.fits(place))?;
        if !decode::all_fit(raw, items) {
            return Some(Misread::Unfit(field.name));
        }
        let needs_one = field.required && items.requires(Role::Code);
        (needs_one && decode::is_empty(raw)).then_some(Misread::Empty(field.name))
    }

    /// The condition of the body that the written document does not meet, unless a field at that location has been given.
    fn unmet(&self, shape: &BodyShape) -> Option<Misread> {
        let body = Json::parse_text(self.raw.text());
        let unmet = shape.when.fields.iter().find(|(pointer, test)| match body {
            Some(body) => !body.test(pointer, test),
            None => !test.holds([]),
        });
        unmet.map(|(pointer, _)| Misread::Condition(pointer))
    }

    /// Why another body, or none, would be read instead of this one.
    #[inline]
    fn other_body(&self, shape: &BodyShape) -> Misread {
        if let Some(other) = self.body_name() {
            return Misread::AnotherBody(other);
        }
        if !shape.when.allows(self.status) {
            return Misread::NoBody;
        }
        if let Some(unmet) = self.unmet(shape) {
            return unmet;
        }
        let fields = self.fields();
        let of_shape = |place: &FieldAt| shape.fields.iter().any(|field| ptr::eq(field, place.field));
        let mut required = self.places().filter(of_shape).filter(|place| place.field.required);
        let missing = required.find(|place| !fields.fits(*place));
        missing.map_or(Misread::NoBody, |place| Misread::Missing(place.field.name))
    }
}

/// The headers of a body: those of its fields, and those that its conditions require and no field writes.
#[cfg_attr(debug_assertions, inline)]
fn all_headers(shape: &'static BodyShape, values: &dyn Values) -> Vec<(&'static str, Cow<'static, str>)> {
    let mut headers: Vec<_> = in_headers(shape, values).map(|(_, name, value)| (name, Cow::Owned(value))).collect();
    for (name, value) in shape.headers() {
        if !headers.iter().any(|(other, _)| name.eq_ignore_ascii_case(other)) {
            headers.push((name, value));
        }
    }
    headers
}

/// The fields that are written to headers: their names, the headers and the values.
#[cfg_attr(debug_assertions, inline)]
fn in_headers(shape: &'static BodyShape, values: &dyn Values) -> impl Iterator<Item = (&'static str, &'static str, String)> {
    shape.fields.iter().enumerate().filter_map(|(at, field)| {
        let value = values.value(at).filter(|value| value.is_present())?;
        let written = text(field, value);
        let plain = Json::parse_text(&written).and_then(Json::as_string);
        Some((field.name, field.header()?, plain.map_or_else(|| written.clone(), Cow::into_owned)))
    })
}

/// Whether a text is read from a header as it was written: it is not empty, and has no control characters and no space around it.
#[cfg_attr(debug_assertions, inline)]
fn is_header_value(text: &str) -> bool {
    !text.is_empty() && text.trim_ascii() == text && !text.bytes().any(|byte| byte.is_ascii_control())
}

/// How a field would be misread, if at all.
#[inline]
fn differs(at: usize, shape: &BodyShape, written: &dyn Values, read: &dyn Values) -> Option<Misread> {
    let (field, value, read) = (shape.fields.get(at)?, written.value(at)?, read.value(at)?);
    match (value.is_present(), read.is_present()) {
        (true, false) => Some(Misread::Missing(field.name)),
        (false, true) if field.source.is_some_and(|source| source.place.default.is_some()) => None,
        // In JSON, a value that is read without a search, and that no other field contains, is read as it was written.
        (given, true) if shape.format.is_some() || field.source.is_some() || is_covered(field, shape, written) => {
            let same = given && is_same(shape, &text(field, value), &text(field, read));
            (!same).then_some(Misread::Differs(field.name))
        }
        _ => None,
    }
}

/// Whether another field that is written contains this one.
#[inline]
fn is_covered(field: &Field, shape: &BodyShape, written: &dyn Values) -> bool {
    let around = |outer: &Field| {
        field
            .pointer()
            .zip(outer.pointer())
            .is_some_and(|(at, outer)| at.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/')))
    };
    let is_written = |at| written.value(at).is_some_and(Encode::is_present);
    shape.fields.iter().enumerate().any(|(at, outer)| around(outer) && is_written(at))
}

/// Whether two JSON texts are the same value of a body. Formats other than JSON have fewer values.
#[cfg_attr(debug_assertions, inline)]
fn is_same(shape: &BodyShape, written: &str, read: &str) -> bool {
    let same = |(written, read)| format::is_same(written, read);
    written == read || shape.format.is_some() && Json::parse_text(written).zip(Json::parse_text(read)).is_some_and(same)
}

#[inline]
fn text(field: &Field, value: &dyn Encode) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = value.encode(&field.kind, &mut text);
    text
}
