use crate::decode::Json;
use crate::shown::{NAME, Quoted};
use alloc::string::String;
use core::fmt;

/// What the response of a job that succeeded contains: a generated enum with one variant for each state whose outcome is a success, or `()` if
/// the contract describes no payload of such a state.
pub trait Payload<S>: Sized {
    /// Reads the payload of a job in this state from a response body.
    ///
    /// # Errors
    /// The state is not a success, or a member of its payload is absent or has another type.
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
    /// The outcome of the state is not a success.
    NoSuccess,
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
            Self::NoSuccess => f.write_str("the state is not a success"),
            Self::Missing { at, ty } => write!(f, "no {} of type {ty}", Quoted(at, NAME)),
        }
    }
}

impl fmt::Debug for PayloadError {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuccess => f.write_str("NoSuccess"),
            Self::Missing { at, ty } => {
                f.debug_struct("Missing").field("at", &Quoted(at, NAME)).field("ty", &Quoted(ty, NAME)).finish()
            }
        }
    }
}

impl core::error::Error for PayloadError {}

/// A type of payload members. Decimals and timestamps are kept as text.
#[doc(hidden)]
pub trait Member: Sized {
    /// The value, if it has this type.
    fn of(value: Json<'_>) -> Option<Self>;
}

impl Member for String {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Json<'_>) -> Option<Self> {
        let text = || value.as_number().map(|_| value.as_str().into());
        value.as_string().map(alloc::borrow::Cow::into_owned).or_else(text)
    }
}

impl Member for bool {
    #[cfg_attr(debug_assertions, inline)]
    fn of(value: Json<'_>) -> Option<Self> {
        value.as_boolean()
    }
}

macro_rules! integers {
    ($($ty:ident: $get:ident)*) => {$(
        impl Member for $ty {
            fn of(value: Json<'_>) -> Option<Self> {
                value.as_number()?.$get()?.try_into().ok()
            }
        }
    )*};
}

integers! { u32: as_u64 u64: as_u64 i32: as_i64 i64: as_i64 }

/// The members of a response body, for generated code.
#[doc(hidden)]
pub struct Members<'b>(Option<Json<'b>>);

impl<'b> Members<'b> {
    /// Those of a body.
    #[cfg_attr(debug_assertions, inline)]
    pub fn of(body: &'b [u8]) -> Self {
        Self(Json::parse(body))
    }

    /// The member at a JSON Pointer.
    pub fn get<T: Member>(&self, at: &'static str, ty: &'static str) -> Result<T, PayloadError> {
        self.0.and_then(|body| T::of(body.at(at)?)).ok_or(PayloadError::Missing { at, ty })
    }
}

/// Implements the methods of a generated enum of payloads. The states that are no success have no variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_payload_v1 {
    ($payload:ident of $state:ident [$($held:ident { $($field:ident: $at:literal $ty:literal)* })*]) => {
        impl $payload {
            /// Reads the payload of a job in this state from a response body.
            ///
            /// # Errors
            /// The state is not a success, or a member of its payload is absent or has another type.
            pub fn read(
                state: $state,
                body: &[$crate::__v1::u8],
            ) -> $crate::__v1::Result<Self, $crate::machine::PayloadError> {
                let members = $crate::machine::Members::of(body);
                match state {
                    $($state::$held => $crate::__v1::Result::Ok(Self::$held { $($field: members.get($at, $ty)?),* }),)*
                    #[allow(unreachable_patterns)]
                    _ => $crate::__v1::Result::Err($crate::machine::PayloadError::NoSuccess),
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
