//! The values of structured fields.

use alloc::borrow::Cow;

/// A value without its parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::headers) enum Value<'v> {
    Integer(i64),
    Decimal,
    /// The characters between the quotes, with their escapes.
    String(&'v str),
    Token(&'v str),
    /// The bytes in base64.
    Bytes(&'v str),
    Boolean(bool),
    /// Seconds since 1970.
    Date(i64),
    Display,
    InnerList,
}

impl<'v> Value<'v> {
    /// The number, if it is whole and not negative.
    #[cfg_attr(debug_assertions, inline)]
    pub(in crate::headers) fn number(self) -> Option<u64> {
        match self {
            Self::Integer(number) => u64::try_from(number).ok(),
            _ => None,
        }
    }

    /// The text of a string or token.
    #[cfg_attr(debug_assertions, inline)]
    pub(in crate::headers) fn text(self) -> Option<Cow<'v, str>> {
        match self {
            Self::Token(token) => Some(Cow::Borrowed(token)),
            Self::String(raw) if !raw.contains('\\') => Some(Cow::Borrowed(raw)),
            Self::String(raw) => {
                let mut escaped = false;
                // Of each escape, the character after the backslash remains.
                let kept = |letter: &char| {
                    escaped = *letter == '\\' && !escaped;
                    !escaped
                };
                Some(raw.chars().filter(kept).collect())
            }
            _ => None,
        }
    }
}
