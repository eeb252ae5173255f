//! Values of fields that own their content.

use errspec::decode::{Json, Kind, Number};
use errspec::encode::Encode;
use std::fmt::{self, Write};

/// A field's value as JSON text.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    json: String,
    /// A text that may also be written as the number that it is.
    number: Option<String>,
}

impl Value {
    /// Keeps a value in the form that a field of this kind has.
    pub(crate) fn of(value: &dyn Encode, kind: &Kind) -> Self {
        let mut json = String::new();
        // Writing to a string cannot fail.
        let _ = value.encode(kind, &mut json);
        let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let number = inside.filter(|text| Number::parse(text).is_some()).map(str::to_owned);
        Self { json, number }
    }

    /// A value as JSON text.
    pub(crate) const fn json(json: String) -> Self {
        Self { json, number: None }
    }

    /// The content of a string, or the JSON of another value.
    pub(crate) fn as_text(&self) -> String {
        let text = Json::parse(self.json.as_bytes()).and_then(Json::as_string);
        text.map_or_else(|| self.json.clone(), |text| text.into_owned())
    }

    /// The JSON text.
    pub(crate) fn as_json(&self) -> &str {
        &self.json
    }

    pub(crate) fn text(text: &str) -> Self {
        Self::of(&text, &Kind::String)
    }

    /// Whether a field of this kind can have the value.
    pub(crate) fn fits(&self, kind: &Kind) -> bool {
        let first = self.json.as_bytes().first().copied().unwrap_or(b'n');
        match kind {
            Kind::String | Kind::Timestamp => first == b'"',
            Kind::Integer | Kind::Number | Kind::Status => matches!(first, b'-' | b'0'..=b'9') || self.number.is_some(),
            Kind::Boolean => matches!(first, b't' | b'f'),
            Kind::List(_) => first == b'[',
            Kind::Map(_) => first == b'{',
            _ => first != b'n',
        }
    }
}

impl Encode for Value {
    fn encode(&self, kind: &Kind, out: &mut dyn Write) -> fmt::Result {
        match (&self.number, kind) {
            (Some(number), Kind::Integer | Kind::Number | Kind::Status) => out.write_str(number),
            _ => out.write_str(&self.json),
        }
    }

    fn is_present(&self) -> bool {
        self.json != "null"
    }
}
