//! What a server says to name an error of its contract.

use crate::encode::Encode;
use crate::{Api, CodeRef};
use alloc::string::String;

/// A value that names an error of a contract: a code, or the parameters of a code's message.
///
/// Generated codes and parameter structs implement it. A server turns one into a response, as the crate `errspec-service` does; no other
/// error than the named one can come of it, because the parameters of a message name their code themselves.
///
/// ```
/// use errspec::Reason;
/// fn log_line(reason: &impl Reason) -> String {
///     let code = reason.code();
///     format!("{}: {}", code.wire(), reason.message().unwrap_or_else(|| code.catalog.summary(code.row).into()))
/// }
/// ```
pub trait Reason {
    /// The API whose error it is.
    type Api: Api;

    /// The code.
    fn code(&self) -> CodeRef;

    /// The message with its parameters, secret ones masked. `None` for a code alone.
    fn message(&self) -> Option<String> {
        None
    }

    /// The parameters by their names in the contract, without secret ones. Bodies may have fields of the same names.
    fn params<'p>(&'p self, _each: &mut dyn FnMut(&'static str, &'p dyn Encode)) {}
}
