use crate::shown::{NAME, Quoted};
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
