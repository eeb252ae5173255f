//! What a server says to name an error of its contract.

use crate::encode::Encode;
use crate::place::Place;
use crate::{Api, CodeRef};
use alloc::string::String;

/// A value that names an error of a contract: a code, or the parameters of a code's message.
///
/// Generated codes and parameter structs implement it. A server turns such a value into a response, as the crate `errspec-service` does.
/// The response always has the named code, because the parameters of a message name their code themselves.
///
/// ```
/// use errspec::ContractError;
/// fn log_line(error: &impl ContractError) -> String {
///     let code = error.code();
///     format!("{}: {}", code.wire(), error.message().unwrap_or_else(|| code.catalog.summary(code.row).into()))
/// }
/// ```
pub trait ContractError {
    /// The API whose error it is.
    type Api: Api;

    /// The code.
    fn code(&self) -> CodeRef;

    /// The message with its parameters, secret ones masked. `None` for a code alone.
    #[inline]
    fn message(&self) -> Option<String> {
        None
    }

    /// The parameters by their names in the contract, without secret ones. Bodies may have fields of the same names.
    #[inline]
    fn params(&self, each: &mut dyn FnMut(&'static str, &dyn Encode)) {
        let _ = each;
    }

    /// Where clients read parameters, by the parameters' names. Parameters that are not in this list are only in the message.
    #[inline]
    fn places(&self) -> &'static [(&'static str, Place)] {
        &[]
    }
}

/// Implements the error of a struct of message parameters. The arguments list the parameters that are not secret, the durations among them
/// with their forms, and the places.
#[doc(hidden)]
#[macro_export]
macro_rules! __errspec_params_v1 {
    ($params:ident $(<$borrowed:lifetime>)? of $api:ident, $code:ident :: $variant:ident, [$($name:literal $field:ident)*] $([$($delay:literal $duration:ident $form:ident)*] $places:expr)?) => {
        impl $params $(<$borrowed>)? {
            /// The code that has this message.
            pub const CODE: $code = $code::$variant;
        }

        #[automatically_derived]
        impl $crate::ContractError for $params $(<$borrowed>)? {
            type Api = $api;

            fn code(&self) -> $crate::CodeRef {
                $crate::__v1::From::from(Self::CODE)
            }

            fn message(&self) -> $crate::__v1::Option<$crate::__v1::String> {
                $crate::__v1::Option::Some($crate::__v1::ToString::to_string(self))
            }

            fn params(&self, _each: &mut dyn $crate::__v1::FnMut(&'static $crate::__v1::str, &dyn $crate::encode::Encode)) {
                $(_each($name, &self.$field);)*
                $($(_each($delay, &$crate::headers::Delay { delay: self.$duration, form: $crate::headers::Form::$form });)*)?
            }

            $(fn places(&self) -> &'static [(&'static $crate::__v1::str, $crate::place::Place)] {
                $places
            })?
        }
    };
}
