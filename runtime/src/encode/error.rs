use core::fmt;
use errspec_core::words::BodyFormat;

/// The error for a body that a client would read differently.
///
/// ```text
/// body `validation` with status 422 would not be read as it is: `code` would be missing
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// The body's name in the contract.
    pub body: &'static str,
    /// The status with which it was to be sent.
    pub status: u16,
    /// What a client would read instead.
    pub read: Misread,
}

/// What a client would read instead of the given body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misread {
    /// The body without a value in this field, although a value was given. The cause may be another field that contains this one and lacks
    /// the value, such as an empty list of errors around the code of the first error.
    Missing(&'static str),
    /// The body with a different value in this field, or with a value although none was given. The cause is another field that contains
    /// this one.
    Differs(&'static str),
    /// The body with an item in this list or map that does not fit, because it lacks a required member or has an unlisted code of a closed
    /// catalog. Items that do not fit are only kept as JSON.
    Unfit(&'static str),
    /// The body without a code, because this list or map, whose items have it, has none.
    Empty(&'static str),
    /// Nothing in this field, because its value cannot be sent in a header: it is empty, begins or ends with a space, or has a control
    /// character.
    NotInHeader(&'static str),
    /// Nothing, because the body's format cannot represent a value: for example, XML cannot represent some control characters, and neither
    /// XML nor a form can represent an empty list.
    NotInFormat(BodyFormat),
    /// No body, because the condition on the value at this JSON Pointer does not hold: no field writes the value, and only a text of a
    /// top-level member is written without a field.
    Condition(&'static str),
    /// The body without this parameter of its code, or with another value for it: something else is at its place, or the place would drop a
    /// part of the value.
    Param(&'static str),
    /// The body without its causes, because the contract has no `chain` for it.
    NoChain,
    /// This other body, which comes first in the contract.
    AnotherBody(&'static str),
    /// No body of the contract: `when` excludes the status, or the text is too long or nested too deeply.
    NoBody,
}

impl fmt::Display for EncodeError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "body `{}` with status {} would not be read as it is: ", self.body, self.status)?;
        match self.read {
            Misread::Missing(field) => write!(f, "`{field}` would be missing"),
            Misread::Differs(field) => write!(f, "`{field}` would have another value"),
            Misread::Unfit(field) => write!(f, "an item of `{field}` would not fit"),
            Misread::Empty(field) => write!(f, "the code would be missing, because `{field}` is empty"),
            Misread::NotInHeader(field) => write!(f, "the value of `{field}` cannot be sent in a header"),
            Misread::NotInFormat(format) => write!(f, "one of its values cannot be written in the format `{format}`"),
            Misread::Condition(pointer) => write!(f, "the condition on `{pointer}` would not hold"),
            Misread::Param(name) => write!(f, "the parameter `{name}` would have another value or none"),
            Misread::NoChain => f.write_str("the body has no chain for the causes"),
            Misread::AnotherBody(body) => write!(f, "it would be taken for `{body}`"),
            Misread::NoBody => f.write_str("it would be none of the contract's bodies"),
        }
    }
}

impl core::error::Error for EncodeError {}
