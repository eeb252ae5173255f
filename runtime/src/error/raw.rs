use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// A body's bytes: as text where they are UTF-8, so that no part of it is ever checked again.
#[derive(Clone)]
pub(super) enum Raw<'b> {
    Text(&'b str),
    Bytes(&'b [u8]),
    OwnedText(String),
    /// Boxed, for all of these to be of a vector's size.
    OwnedBytes(Box<[u8]>),
}

impl<'b> Raw<'b> {
    pub(super) fn borrowed(body: &'b [u8]) -> Self {
        core::str::from_utf8(body).map_or(Self::Bytes(body), Self::Text)
    }

    pub(super) fn owned(body: Vec<u8>) -> Self {
        match String::from_utf8(body) {
            Ok(text) => Self::OwnedText(text),
            Err(error) => Self::OwnedBytes(error.into_bytes().into_boxed_slice()),
        }
    }

    pub(super) const fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::OwnedText(_))
    }

    /// The text up to the first byte that is not UTF-8.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::OwnedText(text) => text,
            Self::Bytes(bytes) => valid_part(bytes),
            Self::OwnedBytes(bytes) => valid_part(bytes),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::OwnedText(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::OwnedBytes(bytes) => bytes,
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into(),
            Self::OwnedText(text) => text.into_bytes(),
            Self::Bytes(bytes) => bytes.into(),
            Self::OwnedBytes(bytes) => bytes.into_vec(),
        }
    }

    pub(super) fn into_owned(self) -> Raw<'static> {
        match self {
            Self::Text(text) => Raw::OwnedText(text.into()),
            Self::OwnedText(text) => Raw::OwnedText(text),
            Self::Bytes(bytes) => Raw::OwnedBytes(bytes.into()),
            Self::OwnedBytes(bytes) => Raw::OwnedBytes(bytes),
        }
    }
}

fn valid_part(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}
