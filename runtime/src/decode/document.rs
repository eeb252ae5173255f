use crate::encode::string;
use crate::shown::{MESSAGE, Quoted};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A body that is deserialized with serde and kept as JSON text: because it is part of a larger document, in a format other than JSON, or
/// already a value.
///
/// If you have the bytes, use [`ApiError::decode`](crate::ApiError::decode), which does without this step and does not copy. The error is
/// the same in both cases, except for numbers that the deserializer rounds to a float: they keep their value but not their digits.
///
/// ```
/// use errspec::decode::Document;
/// #[derive(serde::Deserialize)]
/// struct Reply {
///     status: u16,
///     body: Document,
/// }
/// let reply: Reply = serde_json::from_str(r#"{"status": 404, "body": {"code": "not_found"}}"#).unwrap();
/// assert_eq!(reply.body.as_str(), r#"{"code":"not_found"}"#);
/// // payments::ApiError::decode_owned(reply.status, &(), reply.body.into_bytes())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Document(String);

impl fmt::Debug for Document {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Document").field(&Quoted(&self.0, MESSAGE)).finish()
    }
}

impl Document {
    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes of the text, without a copy.
    #[inline]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut text = String::new();
        Value(&mut text).deserialize(deserializer)?;
        Ok(Self(text))
    }
}

/// A visitor that writes the values it visits.
struct Value<'t>(&'t mut String);

impl Value<'_> {
    fn write<E: Error>(self, value: impl fmt::Display) -> Result<(), E> {
        write!(self.0, "{value}").map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    #[inline]
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what JSON can say")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.write("null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.write("null")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.write(value)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        self.write(value)
    }

    /// The shortest digits with this value; `null` for values that JSON numbers cannot represent.
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        if value.is_finite() { self.write(format_args!("{value:?}")) } else { self.write("null") }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        string(value, self.0).map_err(E::custom)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<(), S::Error> {
        let text = self.0;
        text.push('[');
        // Each item is followed by a comma, and the last comma is removed.
        let empty = text.len();
        while list.next_element_seed(Value(text))?.is_some() {
            text.push(',');
        }
        if text.len() > empty {
            text.pop();
        }
        text.push(']');
        Ok(())
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let text = self.0;
        let mut open = '{';
        while let Some(name) = map.next_key::<Name>()? {
            text.push(open);
            string(&name.0, text).map_err(M::Error::custom)?;
            text.push(':');
            map.next_value_seed(Value(text))?;
            open = ',';
        }
        text.push_str(if open == '{' { "{}" } else { "}" });
        Ok(())
    }
}

/// The name of a member. Formats other than JSON also allow numbers and booleans, whose text becomes the name.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Names)
    }
}

struct Names;

impl Visitor<'_> for Names {
    type Value = Name;

    #[inline]
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        Ok(Name(name.into()))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Name, E> {
        Ok(Name(name))
    }

    fn visit_bool<E: Error>(self, name: bool) -> Result<Name, E> {
        Ok(Name(name.to_string()))
    }

    fn visit_i64<E: Error>(self, name: i64) -> Result<Name, E> {
        Ok(Name(name.to_string()))
    }

    fn visit_u64<E: Error>(self, name: u64) -> Result<Name, E> {
        Ok(Name(name.to_string()))
    }
}
