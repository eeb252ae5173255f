use core::fmt;

/// The error for a body that a client would not read as it was given.
///
/// ```text
/// body `validation` with status 422 would not be read as it is: `code` would be missing
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// The body's name in the contract.
    pub body: &'static str,
    /// The status it was to be sent with.
    pub status: u16,
    /// What a client would read instead.
    pub read: Misread,
}

/// What a client would read instead of the given body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misread {
    /// A body without the value of this field, though the value was given. Another field may lie around it and lack it, such as an
    /// empty list of errors around the first one's code.
    Missing(&'static str),
    /// A body with another value in this field, or with a value where none was given: another field around it has that one.
    Differs(&'static str),
    /// A body of this other shape, which comes first in the contract.
    AnotherBody(&'static str),
    /// None of the contract's bodies: `when` excludes the status, or the text is too long or nested too deep.
    NoBody,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "body `{}` with status {} would not be read as it is: ", self.body, self.status)?;
        match self.read {
            Misread::Missing(field) => write!(f, "`{field}` would be missing"),
            Misread::Differs(field) => write!(f, "`{field}` would have another value"),
            Misread::AnotherBody(body) => write!(f, "it would be taken for `{body}`"),
            Misread::NoBody => f.write_str("it would be none of the contract's bodies"),
        }
    }
}

impl core::error::Error for EncodeError {}
