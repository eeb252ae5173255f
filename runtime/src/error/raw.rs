use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// A body's bytes, as text where they are UTF-8.
#[derive(Clone)]
pub(super) enum Raw<'b> {
    Text(Cow<'b, str>),
    Bytes(Cow<'b, [u8]>),
}

impl<'b> Raw<'b> {
    pub(super) fn borrowed(body: &'b [u8]) -> Self {
        match core::str::from_utf8(body) {
            Ok(text) => Self::Text(Cow::Borrowed(text)),
            Err(_) => Self::Bytes(Cow::Borrowed(body)),
        }
    }

    pub(super) fn owned(body: Vec<u8>) -> Self {
        match String::from_utf8(body) {
            Ok(text) => Self::Text(Cow::Owned(text)),
            Err(error) => Self::Bytes(Cow::Owned(error.into_bytes())),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The text up to the first byte that is not UTF-8.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Bytes(bytes) => bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid()),
        }
    }

    pub(super) const fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    pub(super) fn into_owned(self) -> Raw<'static> {
        match self {
            Self::Text(text) => Raw::Text(Cow::Owned(text.into_owned())),
            Self::Bytes(bytes) => Raw::Bytes(Cow::Owned(bytes.into_owned())),
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into_owned().into_bytes(),
            Self::Bytes(bytes) => bytes.into_owned(),
        }
    }
}
