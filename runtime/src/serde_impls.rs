//! Serialization of codes with serde: as their wire text or integer.

use crate::{Code, OpenCode};
use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A code as its wire text, or as an integer if its catalog has integers.
#[doc(hidden)]
pub fn serialize_code<C: Code, S: Serializer>(code: C, serializer: S) -> Result<S::Ok, S::Error> {
    match C::CATALOG.number(code.row()) {
        Some(number) => serializer.serialize_i64(number),
        None => serializer.serialize_str(C::CATALOG.wire(code.row())),
    }
}

/// A listed code; anything else is an error. Deserialize an [`OpenCode`] to keep codes that are not listed.
#[doc(hidden)]
pub fn deserialize_code<'de, C: Code, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    match deserializer.deserialize_any(WireVisitor::<C>(PhantomData))? {
        OpenCode::Known(code) => Ok(code),
        OpenCode::Unknown(text) => Err(D::Error::invalid_value(Unexpected::Str(&text), &C::CATALOG.name)),
    }
}

impl<C: Code> Serialize for OpenCode<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(code) => serialize_code(*code, serializer),
            Self::Unknown(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de, C: Code> Deserialize<'de> for OpenCode<'_, C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WireVisitor::<C>(PhantomData)).map(|wire| match wire {
            OpenCode::Known(code) => Self::Known(code),
            OpenCode::Unknown(text) => Self::Unknown(Cow::Owned(text.into_owned())),
        })
    }
}

struct WireVisitor<C>(PhantomData<C>);

impl<C: Code> Visitor<'_> for WireVisitor<C> {
    type Value = OpenCode<'static, C>;

    #[inline]
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a code of {}", C::CATALOG.name)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(OpenCode::new(String::from(text)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        let known = C::CATALOG.find_number(number).and_then(C::from_row);
        Ok(known.map_or_else(|| OpenCode::Unknown(Cow::Owned(alloc::format!("{number}"))), OpenCode::Known))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            Err(_) => Ok(OpenCode::Unknown(Cow::Owned(alloc::format!("{number}")))),
        }
    }
}
