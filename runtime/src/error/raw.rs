use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// The bytes of a body. If they are UTF-8, they are stored as text, so that they are validated only once.
#[derive(Clone)]
pub(super) enum Raw<'b> {
    Text(&'b str),
    OwnedText(String),
    /// This is boxed, so that the type is no larger than a string.
    Converted(Box<Converted<'b>>),
}

/// Bytes that are not JSON in UTF-8, and the JSON text that is read instead.
#[derive(Clone)]
pub(super) struct Converted<'b> {
    bytes: Cow<'b, [u8]>,
    /// The JSON text of a body in another format. For a JSON body, its text with U+FFFD for each invalid sequence: inside a string, only that
    /// character is lost; anywhere else, the body is not JSON.
    text: String,
}

impl<'b> Raw<'b> {
    #[inline]
    pub(super) fn borrowed(body: &'b [u8]) -> Self {
        core::str::from_utf8(body).map_or_else(|_| Self::mended(Cow::Borrowed(body)), Self::Text)
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn owned(body: Vec<u8>) -> Self {
        match String::from_utf8(body) {
            Ok(text) => Self::OwnedText(text),
            Err(error) => Self::mended(Cow::Owned(error.into_bytes())),
        }
    }

    #[cold]
    #[cfg_attr(debug_assertions, inline)]
    fn mended(bytes: Cow<'b, [u8]>) -> Self {
        let text = if begins_like_json(&bytes) { String::from_utf8_lossy(&bytes).into_owned() } else { String::new() };
        Self::Converted(Box::new(Converted { bytes, text }))
    }

    /// The same bytes, but read as this JSON text.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn read_as(self, text: String) -> Self {
        let bytes = match self {
            Self::Text(text) => Cow::Borrowed(text.as_bytes()),
            Self::OwnedText(text) => Cow::Owned(text.into_bytes()),
            Self::Converted(converted) => converted.bytes,
        };
        Self::Converted(Box::new(Converted { bytes, text }))
    }

    /// The text that is read.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::OwnedText(text) => text,
            Self::Converted(converted) => &converted.text,
        }
    }

    /// Whether the body may be JSON.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn begins_like_json(&self) -> bool {
        begins_like_json(self.bytes())
    }

    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::OwnedText(text) => text.as_bytes(),
            Self::Converted(converted) => &converted.bytes,
        }
    }

    #[inline]
    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into(),
            Self::OwnedText(text) => text.into_bytes(),
            Self::Converted(converted) => converted.bytes.into_owned(),
        }
    }

    #[inline]
    pub(super) fn into_owned(self) -> Raw<'static> {
        match self {
            Self::Text(text) => Raw::OwnedText(text.into()),
            Self::OwnedText(text) => Raw::OwnedText(text),
            Self::Converted(converted) => {
                let Converted { bytes, text } = *converted;
                Raw::Converted(Box::new(Converted { bytes: Cow::Owned(bytes.into_owned()), text }))
            }
        }
    }
}

/// Whether the body may be JSON. Compressed bodies and pages in other encodings are not copied.
#[cfg_attr(debug_assertions, inline)]
fn begins_like_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    matches!(text.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'))
}
