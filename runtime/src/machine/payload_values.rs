//! The members of a payload, read from a response body.

use super::PayloadError;
use crate::decode::Json;
use crate::shown::{NAME, Quoted};
use crate::{Code, OpenCode};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A JSON value of a payload as it was sent, with its own copy of the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct JsonText(Box<str>);

impl JsonText {
    /// A copy of a JSON text. `None` if it is not JSON.
    #[cfg_attr(debug_assertions, inline)]
    pub fn parse(text: &str) -> Option<Self> {
        Json::parse_text(text).map(|json| Self(json.as_str().into()))
    }

    /// The text.
    #[cfg_attr(debug_assertions, inline)]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value.
    #[cfg_attr(debug_assertions, inline)]
    pub fn json(&self) -> Json<'_> {
        Json::of(&self.0)
    }
}

impl fmt::Debug for JsonText {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Quoted(&self.0, NAME).fmt(f)
    }
}

/// A type of payload members. Decimals and timestamps remain text.
#[doc(hidden)]
pub trait Member: Sized {
    /// The value, if it has this type. `null` is absent.
    fn of(value: Option<Json<'_>>) -> Option<Self>;
}

impl<T: Member> Member for Option<T> {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Option<Json<'_>>) -> Option<Self> {
        match value {
            None => Some(None),
            value => T::of(value).map(Some),
        }
    }
}

impl Member for String {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Option<Json<'_>>) -> Option<Self> {
        let value = value?;
        let text = || value.as_number().map(|_| value.as_str().into());
        value.as_string().map(Cow::into_owned).or_else(text)
    }
}

impl Member for JsonText {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Option<Json<'_>>) -> Option<Self> {
        Some(Self(value?.as_str().into()))
    }
}

impl<C: Code> Member for OpenCode<'static, C> {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Option<Json<'_>>) -> Option<Self> {
        String::of(value).map(OpenCode::new)
    }
}

impl Member for bool {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Option<Json<'_>>) -> Option<Self> {
        value?.as_boolean()
    }
}

impl<T: Member> Member for Vec<T> {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Option<Json<'_>>) -> Option<Self> {
        value?.items()?.map(|item| T::of(Some(item))).collect()
    }
}

impl<T: Member> Member for BTreeMap<String, T> {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Option<Json<'_>>) -> Option<Self> {
        value?.members()?.map(|(name, value)| Some((name.into_owned(), T::of(Some(value))?))).collect()
    }
}

/// The member of an object at a JSON Pointer, for generated code.
#[doc(hidden)]
pub fn member<T: Member>(object: Json<'_>, at: &str) -> Option<T> {
    T::of(object.at(at).filter(|value| !value.is_null()))
}

macro_rules! integers {
    ($($ty:ident: $get:ident)*) => {$(
        impl Member for $ty {
            #[cfg_attr(debug_assertions, inline)]
            fn of(value: Option<Json<'_>>) -> Option<Self> {
                value?.as_number()?.$get()?.try_into().ok()
            }
        }
    )*};
}

integers! { u32: as_u64 u64: as_u64 i32: as_i64 i64: as_i64 }

/// The members of a response body, for generated code.
#[doc(hidden)]
pub struct Members<'b>(Option<Json<'b>>);

impl<'b> Members<'b> {
    /// The members of a body.
    #[cfg_attr(debug_assertions, inline)]
    pub fn of(body: &'b [u8]) -> Self {
        Self(Json::parse(body))
    }

    /// The member at a JSON Pointer.
    pub fn get<T: Member>(&self, at: &'static str, ty: &'static str) -> Result<T, PayloadError> {
        let value = self.0.and_then(|body| body.at(at)).filter(|value| !value.is_null());
        T::of(value).ok_or(PayloadError::Missing { at, ty })
    }
}
