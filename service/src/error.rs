use errspec::encode::EncodeError;
use std::fmt;

/// Why an error cannot be sent under the contract. Instead, the client gets a response with status 500 and no body, or the one that the
/// layer's fallback chooses for 500.
///
/// ```text
/// `order_locked` comes with status 409, not with 404
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsendable {
    /// The contract documents the code with other statuses.
    WrongStatus {
        /// The code's text.
        code: &'static str,
        /// The status it was to be sent with.
        status: u16,
        /// The statuses it is documented with.
        documented: Vec<u16>,
    },
    /// The contract documents the code with no status, and the error has none either.
    NoStatus {
        /// The code's text.
        code: &'static str,
    },
    /// No body of the contract has a field for the code, so clients never see it.
    NotCarried {
        /// The code's text.
        code: &'static str,
    },
    /// The code is internal, so it is never sent to clients.
    Internal {
        /// The code's text.
        code: &'static str,
    },
    /// Clients would take the response for a success.
    Success {
        /// The status.
        status: u16,
    },
    /// A required field of the body has no value.
    MissingField {
        /// The body's name in the contract.
        body: &'static str,
        /// The field's name.
        field: &'static str,
    },
    /// A field was given that the body does not have.
    UnknownField {
        /// The body's name in the contract; empty if there is no body.
        body: &'static str,
        /// The name that was given.
        field: String,
    },
    /// A client would decode the body differently.
    Misread(EncodeError),
}

impl fmt::Display for Unsendable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongStatus { code, status, documented } => {
                let documented: Vec<String> = documented.iter().map(u16::to_string).collect();
                write!(f, "`{code}` comes with status {}, not with {status}", documented.join(" or "))
            }
            Self::NoStatus { code } => {
                write!(f, "the contract states no status for `{code}`: state one, or set it with `ErrorResponse::status`")
            }
            Self::NotCarried { code } => write!(f, "no body of the contract carries `{code}`"),
            Self::Internal { code } => write!(f, "`{code}` is internal: its audience are not the clients"),
            Self::Success { status } => write!(f, "a client would take status {status} for a success"),
            Self::MissingField { body, field } => {
                write!(f, "body `{body}` requires `{field}`: set it with `ErrorResponse::field`")
            }
            Self::UnknownField { body: "", field } => {
                write!(f, "`{field}` cannot be sent: no body of the contract fits the error")
            }
            Self::UnknownField { body, field } => write!(f, "body `{body}` has no field `{field}`"),
            Self::Misread(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Unsendable {}

impl From<EncodeError> for Unsendable {
    fn from(error: EncodeError) -> Self {
        Self::Misread(error)
    }
}
