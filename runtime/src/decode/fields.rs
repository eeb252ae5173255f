use super::span::{Span, Text};
use super::{Field, Json, Kind, Number, Timestamp, string};
use crate::catalog::{CodeKey, Lookup};
use crate::{Catalog, Code, CodeRef, OpenCode};
use alloc::borrow::Cow;

/// The fields of a body or a list item by their index in the contract.
///
/// Generated code turns them into typed values. An accessor without `opt_` is for required fields of that kind, which a matched body always
/// has. For any other field, it returns the empty value of its type.
#[derive(Clone, Copy)]
pub struct Fields<'s, 'e> {
    /// The texts to which spans are relative.
    text: Text<'e>,
    spans: &'s [Span],
    fields: &'static [Field],
    body: Option<usize>,
    order: Order,
}

/// The order of the spans.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// The order of the slots in the tree.
    Slots,
    /// The order of the fields, in which spans are kept once the body is matched.
    Fields,
    /// The order of the slots, in an item of a list or map. The [`Source`](super::Source) of a member is evaluated on access.
    Items,
    /// The same for one value, wherever it was found.
    Found,
}

/// A field and the index of its span.
#[derive(Clone, Copy)]
pub(crate) struct FieldAt {
    pub(crate) field: &'static Field,
    pub(crate) span: usize,
}

impl<'s, 'e> Fields<'s, 'e> {
    /// The fields of the body that matched. Their spans are in the order of the fields.
    #[inline]
    pub(crate) fn of_body(text: Text<'e>, spans: &'s [Span], fields: &'static [Field], body: usize) -> Self {
        Self { text, spans, fields, body: Some(body), order: Order::Fields }
    }

    /// The fields of a response that matched no body: the spans of all bodies, one after the other, each in the order of its fields.
    #[inline]
    pub(crate) fn of_no_body(text: Text<'e>, spans: &'s [Span]) -> Self {
        Self { text, spans, fields: &[], body: None, order: Order::Fields }
    }

    /// Fields whose spans are in the order of the slots: those of a list item, or of a body that may match.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn by_slot(text: Text<'e>, spans: &'s [Span], fields: &'static [Field]) -> Self {
        Self { text, spans, fields, body: None, order: Order::Slots }
    }

    /// Fields of an item of a list or map, whose spans are in the order of the slots.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn of_item(text: Text<'e>, spans: &'s [Span], fields: &'static [Field]) -> Self {
        Self { text, spans, fields, body: None, order: Order::Items }
    }

    /// The index of the matched body in [`Decoder::bodies`](super::Decoder::bodies); `None` if none matched, and for list items.
    #[inline]
    pub const fn body(&self) -> Option<usize> {
        self.body
    }

    /// A required string.
    #[inline]
    pub fn string(&self, field: usize) -> Cow<'e, str> {
        self.opt_string(field).unwrap_or_default()
    }

    /// An optional string.
    #[cfg_attr(debug_assertions, inline)]
    pub fn opt_string(&self, field: usize) -> Option<Cow<'e, str>> {
        self.text_of(self.field(field)?)
    }

    /// A required integer.
    #[inline]
    pub fn integer(&self, field: usize) -> i64 {
        self.opt_integer(field).unwrap_or_default()
    }

    /// An optional integer.
    #[inline]
    pub fn opt_integer(&self, field: usize) -> Option<i64> {
        self.opt_number(field)?.as_i64()
    }

    /// A required number.
    #[inline]
    pub fn number(&self, field: usize) -> Number<'e> {
        self.opt_number(field).unwrap_or(Number::ZERO)
    }

    /// An optional number.
    #[inline]
    pub fn opt_number(&self, field: usize) -> Option<Number<'e>> {
        self.number_of(self.field(field)?)
    }

    /// A required boolean.
    #[inline]
    pub fn boolean(&self, field: usize) -> bool {
        self.opt_boolean(field).unwrap_or_default()
    }

    /// An optional boolean.
    #[inline]
    pub fn opt_boolean(&self, field: usize) -> Option<bool> {
        self.opt_json(field)?.as_boolean()
    }

    /// A required date and time.
    #[inline]
    pub fn timestamp(&self, field: usize) -> Timestamp<'e> {
        Timestamp::of(self.string(field))
    }

    /// An optional date and time.
    #[inline]
    pub fn opt_timestamp(&self, field: usize) -> Option<Timestamp<'e>> {
        Timestamp::parse(self.opt_string(field)?)
    }

    /// A required HTTP status.
    #[cfg_attr(debug_assertions, inline)]
    pub fn status(&self, field: usize) -> u16 {
        self.opt_status(field).unwrap_or_default()
    }

    /// An optional HTTP status.
    #[cfg_attr(debug_assertions, inline)]
    pub fn opt_status(&self, field: usize) -> Option<u16> {
        status(self.raw(self.field(field)?)?)
    }

    /// A required value of any kind.
    #[inline]
    pub fn json(&self, field: usize) -> Json<'e> {
        self.opt_json(field).unwrap_or(Json::of("null"))
    }

    /// An optional value of any kind.
    #[cfg_attr(debug_assertions, inline)]
    pub fn opt_json(&self, field: usize) -> Option<Json<'e>> {
        self.raw(self.field(field)?).map(Json::of)
    }

    /// A required code.
    pub fn code<C: Code>(&self, field: usize) -> OpenCode<'e, C> {
        // The code of a matched body has already been checked.
        self.code_at(field, |_| true).unwrap_or(OpenCode::Unknown(Cow::Borrowed("")))
    }

    /// An optional code.
    pub fn opt_code<C: Code>(&self, field: usize) -> Option<OpenCode<'e, C>> {
        self.code_at(field, |place| self.fits(place))
    }

    fn code_at<C: Code>(&self, field: usize, fits: impl Fn(FieldAt) -> bool) -> Option<OpenCode<'e, C>> {
        let place = self.field(field)?;
        if fits(place) { self.open_code(place) } else { None }
    }

    /// The code of a field, listed or not.
    pub(crate) fn open_code<C: Code>(&self, place: FieldAt) -> Option<OpenCode<'e, C>> {
        match place.field.kind {
            Kind::Code(_) => self.code_text(place).map(OpenCode::new),
            Kind::CodeKey(..) => {
                let listed = self.code_ref(place).and_then(|code| C::from_row(code.row)).map(OpenCode::Known);
                listed.or_else(|| self.code_text(place).map(OpenCode::Unknown))
            }
            _ => None,
        }
    }

    /// The code of a field, if it is listed.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn code_ref(&self, place: FieldAt) -> Option<CodeRef> {
        let row = match place.field.kind {
            Kind::Code(catalog) => catalog.find(&self.code_text(place)?)?,
            Kind::CodeKey(catalog, key) => catalog.keys.get(usize::from(key))?.find_text(&self.code_text(place)?)?,
            _ => return None,
        };
        Some(CodeRef { catalog: place.field.kind.catalog()?, row })
    }

    /// The location of the field with this index, if there is one.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn field(&self, field: usize) -> Option<FieldAt> {
        Some(self.place(field, self.fields.get(field)?))
    }

    /// The location of the field with this index.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn place(&self, index: usize, field: &'static Field) -> FieldAt {
        FieldAt { field, span: if self.order == Order::Fields { index } else { field.slot as usize } }
    }

    /// Where the value of a field is; `None` if it is absent.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn span(&self, place: FieldAt) -> Option<Span> {
        match self.spans.get(place.span).copied() {
            Some(span) if !span.is_none() => Some(span),
            _ if self.order == Order::Items => self.elsewhere(place),
            _ => None,
        }
    }

    /// Where the value of a member is, if the member has several locations or is part of a text.
    #[cold]
    #[cfg_attr(debug_assertions, inline)]
    fn elsewhere(&self, place: FieldAt) -> Option<Span> {
        let source = place.field.source?;
        let mut spans = source.slots.iter().filter_map(|slot| self.spans.get(usize::from(*slot)).copied());
        spans.find(|span| {
            let one = [*span];
            let found = Fields { text: self.text, spans: &one, fields: &[], body: None, order: Order::Found };
            let place = FieldAt { span: 0, ..place };
            found.fits(place) && (!source.place.is_cut() || found.text_of(place).is_some())
        })
    }

    /// The default of a member without a value, unquoted.
    #[cfg_attr(debug_assertions, inline)]
    fn default(&self, place: FieldAt) -> Option<&'static str> {
        if self.order == Order::Items { place.field.source?.place.default } else { None }
    }

    /// The JSON text of a field; `None` if it is absent or `null`.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn raw(&self, place: FieldAt) -> Option<&'e str> {
        match self.span(place) {
            Some(span) => span.of(self.text).filter(|raw| !raw.starts_with('n')),
            None => self.default(place).filter(|_| !place.field.kind.is_quoted()),
        }
    }

    /// The text of a field, if it is a string.
    #[inline]
    pub(crate) fn text_of(&self, place: FieldAt) -> Option<Cow<'e, str>> {
        match self.order {
            Order::Slots | Order::Fields => self.string_at(self.spans.get(place.span).copied().filter(|span| !span.is_none())?),
            Order::Items | Order::Found => self.text_of_member(place),
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn text_of_member(&self, place: FieldAt) -> Option<Cow<'e, str>> {
        match (self.span(place), place.field.source) {
            (Some(span), Some(source)) => source.place.part(self.string_at(span)?),
            (Some(span), None) => self.string_at(span),
            (None, _) => self.default(place).filter(|_| place.field.kind.is_quoted()).map(Cow::Borrowed),
        }
    }

    #[inline]
    fn string_at(&self, span: Span) -> Option<Cow<'e, str>> {
        Some(string::of_inside(span.inside(self.text)?, span.escaped()))
    }

    /// The text of a string or a number. For codes of a catalog of integers, `429.0` is `429`.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn code_text(&self, place: FieldAt) -> Option<Cow<'e, str>> {
        self.text_of(place).or_else(|| {
            let number = self.number_of(place)?;
            let whole = match place.field.kind {
                Kind::Code(catalog) => matches!(catalog.lookup, Lookup::Integer { .. }),
                Kind::CodeKey(catalog, key) => catalog.keys.get(usize::from(key)).is_some_and(CodeKey::is_integer),
                _ => false,
            };
            Some(Cow::Borrowed(if whole { number.whole() } else { number.as_str() }))
        })
    }

    /// Whether all required fields are present with the right kind, without looking at the items of lists.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn complete_but_for_items(&self) -> bool {
        self.required().all(|place| self.fits(place))
    }

    /// All fields.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn all(&self) -> impl Iterator<Item = FieldAt> {
        self.fields.iter().enumerate().map(|(index, field)| self.place(index, field))
    }

    /// The required fields.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn required(&self) -> impl Iterator<Item = FieldAt> {
        let required = self.fields.iter().enumerate().filter(|(_, field)| field.required);
        required.map(|(index, field)| self.place(index, field))
    }

    /// Whether a field is present with the right kind.
    #[inline]
    pub(crate) fn fits(&self, place: FieldAt) -> bool {
        let Some(span) = self.span(place) else { return self.default(place).is_some() };
        // A value that begins like a string has already been validated as one; so have numbers.
        let first = span.first(self.text);
        match place.field.kind {
            Kind::String => first == b'"',
            Kind::Boolean => matches!(first, b't' | b'f'),
            Kind::Json => first != b'n',
            Kind::Number => matches!(first, b'-' | b'0'..=b'9'),
            Kind::List(_) => first == b'[',
            Kind::Map(_) => first == b'{',
            Kind::Code(Catalog { open: true, lookup: Lookup::Text(_), .. }) => matches!(first, b'"' | b'-' | b'0'..=b'9'),
            _ => self.reads(place, first),
        }
    }

    /// Whether a value has the right kind, for kinds that the first byte does not determine.
    #[cfg_attr(not(debug_assertions), inline(never))]
    #[cfg_attr(debug_assertions, inline)]
    fn reads(&self, place: FieldAt, first: u8) -> bool {
        match place.field.kind {
            Kind::Integer => self.number_of(place).is_some_and(|number| number.as_i64().is_some()),
            Kind::Status => self.raw(place).and_then(status).is_some(),
            Kind::Timestamp => self.text_of(place).and_then(Timestamp::parse).is_some(),
            Kind::Code(catalog) => {
                let of_kind = match catalog.lookup {
                    Lookup::Integer { .. } => self.code_text(place).is_some_and(|text| is_integer(&text)),
                    Lookup::Text(_) | Lookup::Sorted(_) => matches!(first, b'"' | b'-' | b'0'..=b'9'),
                };
                of_kind && (catalog.open || self.code_ref(place).is_some())
            }
            Kind::CodeKey(catalog, key) => {
                let integer = catalog.keys.get(usize::from(key)).is_some_and(CodeKey::is_integer);
                let of_kind = match integer {
                    true => self.code_text(place).is_some_and(|text| is_integer(&text)),
                    false => first == b'"',
                };
                of_kind && (catalog.open || self.code_ref(place).is_some())
            }
            Kind::String | Kind::Boolean | Kind::Json | Kind::Number | Kind::List(_) | Kind::Map(_) => false,
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn number_of(&self, place: FieldAt) -> Option<Number<'e>> {
        Number::of(self.raw(place)?)
    }
}

#[cfg_attr(debug_assertions, inline)]
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A status is a number with three digits. JSON does not allow the first one to be zero.
#[cfg_attr(debug_assertions, inline)]
fn status(raw: &str) -> Option<u16> {
    let [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] = raw.as_bytes() else { return None };
    raw.parse().ok()
}
