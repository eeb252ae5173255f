//! Formats of bodies other than JSON. A received body is converted to JSON text once, so all code that reads bodies handles them in the same
//! way. A body to be sent is converted from JSON text.

mod guide;
mod members;
mod plain;
mod same;
mod urlencoded;
mod xml_reader;
mod xml_text;
mod xml_writer;

pub(crate) use guide::Reader;
pub(crate) use same::is_same;

use crate::decode::{Json, Key};
use alloc::string::String;
use core::fmt;
use errspec_core::words::BodyFormat;
use guide::Guide;

/// A format of bodies other than JSON: how a body is converted to JSON text, and JSON text to a body.
///
/// A program contains the code for a format only if a contract in it uses that format.
#[derive(Clone, Copy)]
pub struct Format {
    word: BodyFormat,
    media_type: &'static str,
    read: fn(&str, Guide<'_>, &mut String) -> bool,
    write: fn(Json<'_>, &mut dyn fmt::Write) -> fmt::Result,
}

impl Format {
    /// `application/x-www-form-urlencoded`. Each name is a member of an object.
    pub const FORM: Self = Self {
        word: BodyFormat::Form,
        media_type: "application/x-www-form-urlencoded",
        read: urlencoded::read,
        write: urlencoded::write,
    };

    /// XML. Elements are members of objects; the language reference describes the details.
    pub const XML: Self =
        Self { word: BodyFormat::Xml, media_type: "application/xml", read: xml_reader::read, write: xml_writer::write };

    /// Plain text. The document is one string.
    pub const TEXT: Self =
        Self { word: BodyFormat::Text, media_type: "text/plain; charset=utf-8", read: plain::read, write: plain::write };

    /// The format that this word stands for in contracts; `None` for JSON, which needs no conversion.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn of(word: BodyFormat) -> Option<&'static Self> {
        match word {
            BodyFormat::Form => Some(&Self::FORM),
            BodyFormat::Xml => Some(&Self::XML),
            BodyFormat::Text => Some(&Self::TEXT),
            _ => None,
        }
    }

    /// The word in contracts.
    #[inline]
    pub const fn word(&self) -> BodyFormat {
        self.word
    }

    /// The media type with which a body is sent.
    #[inline]
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// Writes a body as JSON text, up to the first defect. Returns whether the body may be in the format at all.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn read(&self, source: &str, root: &Key, readers: &[Reader], out: &mut String) -> bool {
        out.reserve(source.len());
        (self.read)(source.trim_start_matches('\u{feff}'), Guide::of_bodies(root, readers), out)
    }

    /// Writes a JSON document in the format.
    ///
    /// ```
    /// use errspec::decode::{Format, Json};
    /// let json = Json::parse(br#"{"Error": {"@lang": "en", "Code": "SlowDown", "Detail": ["a", "b"]}}"#).unwrap();
    /// let mut xml = String::new();
    /// Format::XML.write(json, &mut xml).unwrap();
    /// assert!(xml.ends_with(r#"<Error lang="en"><Code>SlowDown</Code><Detail>a</Detail><Detail>b</Detail></Error>"#));
    /// ```
    ///
    /// # Errors
    /// The format cannot represent the document, or `out` returns an error.
    #[cfg_attr(debug_assertions, inline)]
    pub fn write(&self, json: Json<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
        (self.write)(json, out)
    }
}

impl fmt::Debug for Format {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Format").field(&self.word).finish()
    }
}
