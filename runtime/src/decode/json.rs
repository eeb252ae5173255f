use super::{Number, string, walk};
use crate::encode;
use crate::shown::{MESSAGE, Shown};
use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

/// A JSON value as the text that the server sent. It is validated but not parsed into a tree.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Json<'a>(&'a str);

impl<'a> Json<'a> {
    /// Parses a whole document: one value, optionally preceded by a byte order mark and surrounded by white space.
    ///
    /// `None` if the text violates the grammar of RFC 8259, is not UTF-8, or is nested more than 128 levels deep. Invalid escapes and raw
    /// control characters inside strings are accepted; see [`decode`](super#what-is-json).
    ///
    /// ```
    /// use errspec::decode::Json;
    /// let job = Json::parse(br#"{"id": 7, "state": {"name": "ACTIVE"}}"#).unwrap();
    /// assert_eq!(job.at("/state/name").unwrap().as_string().unwrap(), "ACTIVE");
    /// assert_eq!(job.at("/id").unwrap().as_number().unwrap().as_i64(), Some(7));
    /// assert!(Json::parse(b"{]").is_none());
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn parse(body: &'a [u8]) -> Option<Self> {
        Self::parse_text(core::str::from_utf8(body).ok()?)
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn parse_text(text: &'a str) -> Option<Self> {
        text.get(walk::document(text)?).map(Self)
    }

    /// A text that has been validated.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn of(raw: &'a str) -> Self {
        Self(raw)
    }

    /// The text.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The value at a JSON Pointer (RFC 6901). If several members have the same name, the last one counts.
    #[cfg_attr(debug_assertions, inline)]
    pub fn at(self, pointer: &str) -> Option<Json<'a>> {
        self.0.get(walk::at(self.0, pointer)?).map(Json)
    }

    /// The text with the value at a JSON Pointer replaced by another; `None` if there is no value.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn replaced(self, pointer: &str, value: &str) -> Option<String> {
        let range = walk::at(self.0, pointer)?;
        Some([self.0.get(..range.start)?, value, self.0.get(range.end..)?].concat())
    }

    /// What it is.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn kind(self) -> JsonKind {
        match self.0.as_bytes() {
            [b'{', ..] => JsonKind::Object,
            [b'[', ..] => JsonKind::Array,
            [b'"', ..] => JsonKind::String,
            [b't' | b'f', ..] => JsonKind::Boolean,
            [b'n', ..] => JsonKind::Null,
            _ => JsonKind::Number,
        }
    }

    /// The member with this name, if it is an object. If several members have the name, the last one counts.
    #[cfg_attr(debug_assertions, inline)]
    pub fn get(self, name: &str) -> Option<Json<'a>> {
        walk::member(self.0, name).and_then(|at| self.0.get(at)).map(Json)
    }

    /// Its members in the order of the text, if it is an object. A name that occurs twice is returned twice.
    ///
    /// Nothing is allocated, except for names with escapes.
    ///
    /// ```
    /// use errspec::decode::{Json, JsonKind};
    /// let errors = Json::parse(br#"{"color": ["is not valid"], "size": []}"#).unwrap();
    /// assert_eq!(errors.kind(), JsonKind::Object);
    /// assert_eq!(errors.members().unwrap().map(|(name, _)| name).collect::<Vec<_>>(), ["color", "size"]);
    /// assert_eq!(errors.get("color").unwrap().item(0).unwrap().as_string().unwrap(), "is not valid");
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn members(self) -> Option<impl Iterator<Item = (Cow<'a, str>, Json<'a>)> + Clone + use<'a>> {
        let members = walk::members(self.0)?;
        Some(members.filter_map(move |(name, at)| Some((string::of_token(self.0.get(name)?)?, Json(self.0.get(at)?)))))
    }

    /// The item with this index, if it is an array.
    #[cfg_attr(debug_assertions, inline)]
    pub fn item(self, index: usize) -> Option<Json<'a>> {
        self.items()?.nth(index)
    }

    /// Its items, if it is an array.
    ///
    /// ```
    /// use errspec::decode::Json;
    /// let codes = Json::parse(br#"[7, "busy"]"#).unwrap();
    /// assert_eq!(codes.items().unwrap().map(|code| code.to_string()).collect::<Vec<_>>(), ["7", "\"busy\""]);
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn items(self) -> Option<impl Iterator<Item = Json<'a>> + Clone + use<'a>> {
        Some(walk::items(self.0)?.filter_map(move |at| self.0.get(at)).map(Json))
    }

    /// Whether it is `null`.
    #[cfg_attr(debug_assertions, inline)]
    pub fn is_null(self) -> bool {
        self.0 == "null"
    }

    /// Its text, if it is a string.
    #[cfg_attr(debug_assertions, inline)]
    pub fn as_string(self) -> Option<Cow<'a, str>> {
        string::of_token(self.0)
    }

    /// Its number, if it is one.
    #[cfg_attr(debug_assertions, inline)]
    pub fn as_number(self) -> Option<Number<'a>> {
        Number::of(self.0)
    }

    /// Its value, if it is a boolean.
    #[cfg_attr(debug_assertions, inline)]
    pub fn as_boolean(self) -> Option<bool> {
        match self.0 {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

/// What a [`Json`] value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// The value as JSON on one line: white space between tokens becomes a single space, and characters in strings that are invisible or move a
/// cursor are escaped. [`Json::as_str`] returns the original text.
impl fmt::Display for Json<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        encode::line(self.0, f)
    }
}

/// The beginning of the value.
impl fmt::Debug for Json<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Shown(self.0, MESSAGE))
    }
}
