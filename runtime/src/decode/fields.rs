use super::span::{Slots, Span};
use super::{Field, Json, Kind, List, ListShape, Number, Timestamp, list, string};
use crate::catalogue::Lookup;
use crate::{Catalogue, Code, Wire};
use alloc::borrow::Cow;

/// The fields of one body or list item, asked for by their index in the contract.
///
/// Emitted code turns them into typed values. An accessor without `opt_` is for required fields of that kind, which a shape that
/// matched has; asked for anything else it answers with the empty value of its type.
#[derive(Clone, Copy)]
pub struct Fields<'s, 'e> {
    /// The body, or the list the item stands in: what spans count from.
    text: &'e str,
    slots: &'s [Span],
    fields: &'static [Field],
    body: Option<usize>,
}

impl<'s, 'e> Fields<'s, 'e> {
    pub(crate) fn of_body(text: &'e str, slots: &'s Slots, fields: &'static [Field], body: Option<usize>) -> Self {
        Self { text, slots: slots.as_slice(), fields, body }
    }

    pub(super) fn of_item(text: &'e str, slots: &'s Slots, shape: &'static ListShape) -> Self {
        Self { text, slots: slots.as_slice(), fields: shape.fields, body: None }
    }

    /// Which body of [`Decoder::bodies`](super::Decoder::bodies) matched; `None` where none did, and for list items.
    pub const fn body(&self) -> Option<usize> {
        self.body
    }

    /// A required string.
    pub fn string(&self, field: usize) -> Cow<'e, str> {
        self.opt_string(field).unwrap_or_default()
    }

    /// An optional string.
    pub fn opt_string(&self, field: usize) -> Option<Cow<'e, str>> {
        self.text_of(self.field(field)?)
    }

    /// A required integer.
    pub fn integer(&self, field: usize) -> i64 {
        self.opt_integer(field).unwrap_or_default()
    }

    /// An optional integer.
    pub fn opt_integer(&self, field: usize) -> Option<i64> {
        self.opt_number(field)?.as_i64()
    }

    /// A required number.
    pub fn number(&self, field: usize) -> Number<'e> {
        self.opt_number(field).unwrap_or(Number::ZERO)
    }

    /// An optional number.
    pub fn opt_number(&self, field: usize) -> Option<Number<'e>> {
        self.number_of(self.field(field)?)
    }

    /// A required boolean.
    pub fn boolean(&self, field: usize) -> bool {
        self.opt_boolean(field).unwrap_or_default()
    }

    /// An optional boolean.
    pub fn opt_boolean(&self, field: usize) -> Option<bool> {
        self.opt_json(field)?.as_boolean()
    }

    /// A required date and time.
    pub fn timestamp(&self, field: usize) -> Timestamp<'e> {
        self.opt_timestamp(field).unwrap_or(Timestamp::empty())
    }

    /// An optional date and time.
    pub fn opt_timestamp(&self, field: usize) -> Option<Timestamp<'e>> {
        Timestamp::parse(self.opt_string(field)?)
    }

    /// A required HTTP status.
    pub fn status(&self, field: usize) -> u16 {
        self.opt_status(field).unwrap_or_default()
    }

    /// An optional HTTP status.
    pub fn opt_status(&self, field: usize) -> Option<u16> {
        status(self.raw(self.field(field)?)?)
    }

    /// A required value of any kind.
    pub fn json(&self, field: usize) -> Json<'e> {
        self.opt_json(field).unwrap_or(Json::of("null"))
    }

    /// An optional value of any kind.
    pub fn opt_json(&self, field: usize) -> Option<Json<'e>> {
        self.raw(self.field(field)?).map(Json::of)
    }

    /// A required code.
    pub fn code<C: Code>(&self, field: usize) -> Wire<'e, C> {
        self.opt_code(field).unwrap_or(Wire::Unknown(Cow::Borrowed("")))
    }

    /// An optional code.
    pub fn opt_code<C: Code>(&self, field: usize) -> Option<Wire<'e, C>> {
        let field = self.field(field)?;
        if self.fits(field) { self.code_text(field).map(Wire::new) } else { None }
    }

    /// A required list.
    pub fn list<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T) -> List<'e, T> {
        self.opt_list(field, item).unwrap_or(List::new("[]", &ListShape::NONE, item))
    }

    /// An optional list.
    pub fn opt_list<T>(&self, field: usize, item: fn(&Fields<'_, 'e>) -> T) -> Option<List<'e, T>> {
        let field = self.field(field)?;
        let Kind::List(shape) = field.kind else { return None };
        if self.fits(field) { self.raw(field).map(|raw| List::new(raw, shape, item)) } else { None }
    }

    fn field(&self, field: usize) -> Option<&'static Field> {
        self.fields.get(field)
    }

    fn span(&self, field: &Field) -> Option<Span> {
        self.slots.get(field.slot as usize).copied().filter(|span| !span.is_none())
    }

    /// The JSON text of a field; `None` where it is absent or `null`.
    pub(crate) fn raw(&self, field: &Field) -> Option<&'e str> {
        self.span(field)?.of(self.text).filter(|raw| !raw.starts_with('n'))
    }

    /// The text of a field that is a string.
    pub(crate) fn text_of(&self, field: &Field) -> Option<Cow<'e, str>> {
        let span = self.span(field)?;
        string::of_token(span.of(self.text)?, span.escaped())
    }

    /// The wire text of a field that is a code: of a string, or of the number where the catalogue is one of integers.
    pub(crate) fn code_text(&self, field: &Field) -> Option<Cow<'e, str>> {
        self.text_of(field).or_else(|| self.number_of(field).map(|number| Cow::Borrowed(number.as_str())))
    }

    /// Whether each required field is present with its kind.
    pub(super) fn complete(&self) -> bool {
        self.fields.iter().all(|field| !field.required || self.fits(field))
    }

    /// Whether a field is present with its kind.
    pub(crate) fn fits(&self, field: &Field) -> bool {
        let Some(span) = self.span(field) else { return false };
        // What starts like a string has been checked to be one; the same for numbers.
        let first = span.first(self.text);
        match field.kind {
            Kind::String => first == b'"',
            Kind::Boolean => matches!(first, b't' | b'f'),
            Kind::Json => first != b'n',
            Kind::Number => matches!(first, b'-' | b'0'..=b'9'),
            Kind::Integer => self.number_of(field).is_some_and(|number| number.as_i64().is_some()),
            Kind::Status => self.raw(field).and_then(status).is_some(),
            Kind::Timestamp => self.text_of(field).and_then(Timestamp::parse).is_some(),
            Kind::Code(catalogue) => self.is_code(field, first, catalogue),
            Kind::List(shape) => self.raw(field).is_some_and(|raw| list::fits(raw, shape)),
        }
    }

    fn is_code(&self, field: &Field, first: u8, catalogue: &Catalogue) -> bool {
        let listed = || catalogue.open || self.listed(field, catalogue).is_some();
        match catalogue.lookup {
            Lookup::Text(_) | Lookup::Sorted(_) => first == b'"' && listed(),
            Lookup::Integer { .. } => self.code_text(field).is_some_and(|text| is_integer(&text)) && listed(),
        }
    }

    /// The row of a field that is a listed code.
    pub(crate) fn listed(&self, field: &Field, catalogue: &Catalogue) -> Option<u16> {
        catalogue.find(&match catalogue.lookup {
            Lookup::Text(_) | Lookup::Sorted(_) => self.text_of(field)?,
            Lookup::Integer { .. } => self.code_text(field)?,
        })
    }

    fn number_of(&self, field: &Field) -> Option<Number<'e>> {
        Number::of(self.raw(field)?)
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn status(raw: &str) -> Option<u16> {
    u16::try_from(Number::of(raw)?.as_u64()?).ok().filter(|status| (100..=999).contains(status))
}
