use crate::decode::Json;
use crate::shown::{NAME, Quoted};
use crate::{Code, OpenCode};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// What the response about a job contains: a generated enum with one variant for each state that has a payload or is a success, or `()` if
/// the contract describes no payload.
pub trait Payload<S>: Sized {
    /// Reads the payload of a job in this state from a response body.
    ///
    /// # Errors
    /// The state has no payload, or a member of its payload is absent or has another type.
    fn read(state: S, body: &[u8]) -> Result<Self, PayloadError>;
}

impl<S> Payload<S> for () {
    fn read(_: S, _: &[u8]) -> Result<Self, PayloadError> {
        Ok(())
    }
}

/// Why a payload cannot be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PayloadError {
    /// The contract describes no payload of the state.
    NoPayload,
    /// The response has no such member, or one of another type.
    Missing {
        /// Where it is expected, as a JSON Pointer.
        at: &'static str,
        /// Its type in the contract.
        ty: &'static str,
    },
}

impl fmt::Display for PayloadError {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPayload => f.write_str("the contract describes no payload of this state"),
            Self::Missing { at, ty } => write!(f, "no {} of type {ty}", Quoted(at, NAME)),
        }
    }
}

impl fmt::Debug for PayloadError {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPayload => f.write_str("NoPayload"),
            Self::Missing { at, ty } => {
                f.debug_struct("Missing").field("at", &Quoted(at, NAME)).field("ty", &Quoted(ty, NAME)).finish()
            }
        }
    }
}

impl core::error::Error for PayloadError {}

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

/// Implements the methods of a generated enum of payloads. The other states have no variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_payload_v1 {
    ($payload:ident of $state:ident [$($held:ident { $($field:ident: $at:literal $ty:literal)* })*]) => {
        impl $payload {
            /// Reads the payload of a job in this state from a response body.
            ///
            /// # Errors
            /// The state has no payload, or a member of its payload is absent or has another type.
            pub fn read(
                state: $state,
                body: &[$crate::__v1::u8],
            ) -> $crate::__v1::Result<Self, $crate::machine::PayloadError> {
                let members = $crate::machine::Members::of(body);
                match state {
                    $($state::$held => $crate::__v1::Result::Ok(Self::$held { $($field: members.get($at, $ty)?),* }),)*
                    #[allow(unreachable_patterns)]
                    _ => $crate::__v1::Result::Err($crate::machine::PayloadError::NoPayload),
                }
            }

            /// The state.
            pub const fn state(&self) -> $state {
                match self { $(Self::$held { .. } => $state::$held,)* }
            }
        }

        #[automatically_derived]
        impl $crate::machine::Payload<$state> for $payload {
            fn read(
                state: $state,
                body: &[$crate::__v1::u8],
            ) -> $crate::__v1::Result<Self, $crate::machine::PayloadError> {
                $payload::read(state, body)
            }
        }
    };
}
