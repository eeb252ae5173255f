use super::text::string;
use super::tree::{Encode, Values, entries, items};
use crate::catalog::{CodeKey, Lookup};
use crate::decode::{Json, Kind, List, Map, Number, Timestamp};
use crate::{Code, CodeRef, OpenCode, Secret};
use alloc::borrow::Cow;
use core::fmt::{self, Write};

impl Encode for Cow<'_, str> {
    #[cfg_attr(debug_assertions, inline)]
    fn encode(&self, _: &Kind, out: &mut dyn Write) -> fmt::Result {
        string(self, out)
    }

    #[inline]
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Encode for &str {
    #[cfg_attr(debug_assertions, inline)]
    fn encode(&self, _: &Kind, out: &mut dyn Write) -> fmt::Result {
        string(self, out)
    }

    #[inline]
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Encode> Encode for Secret<T> {
    fn encode(&self, kind: &Kind, out: &mut dyn Write) -> fmt::Result {
        self.expose().encode(kind, out)
    }

    #[inline]
    fn is_present(&self) -> bool {
        self.expose().is_present()
    }

    #[inline]
    fn is_received(&self) -> bool {
        self.expose().is_received()
    }
}

/// Values that JSON writes as Rust does.
macro_rules! encode_as_displayed {
    ($($ty:ty)*) => {$(
        impl Encode for $ty {
            #[cfg_attr(debug_assertions, inline)]
            fn encode(&self, _: &Kind, out: &mut dyn Write) -> fmt::Result {
                write!(out, "{self}")
            }
        }
    )*};
}

encode_as_displayed! { i64 i32 u64 u32 u16 bool }

impl Encode for Number<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn encode(&self, _: &Kind, out: &mut dyn Write) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// The text is unchanged, except for characters that JSON strings may not contain: the decoder accepts them, and they are written as valid
/// JSON.
impl Encode for Json<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn encode(&self, _: &Kind, out: &mut dyn Write) -> fmt::Result {
        super::text::document(self.as_str(), out)
    }
}

impl Encode for Timestamp<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn encode(&self, _: &Kind, out: &mut dyn Write) -> fmt::Result {
        string(self.as_str(), out)
    }
}

/// In a catalog of integers a number, otherwise a string. A text that is not a JSON number (`007`) is always a string.
impl<C: Code> Encode for OpenCode<'_, C> {
    fn encode(&self, kind: &Kind, out: &mut dyn Write) -> fmt::Result {
        if let Kind::CodeKey(catalog, key) = kind {
            return by_key(self, catalog.keys.get(usize::from(*key)), out);
        }
        let number = match self {
            Self::Known(code) => C::CATALOG.number(code.row()),
            Self::Unknown(text) if matches!(C::CATALOG.lookup, Lookup::Integer { .. }) => {
                // A number that would be read back as a different text has to be a string.
                return match Number::parse(text).filter(|number| number.whole() == text) {
                    Some(number) => out.write_str(number.as_str()),
                    None => string(text, out),
                };
            }
            Self::Unknown(_) => None,
        };
        match number {
            Some(number) => write!(out, "{number}"),
            None => string(self.as_str(), out),
        }
    }

    #[inline]
    fn code(&self) -> Option<CodeRef> {
        self.known().map(CodeRef::from)
    }
}

/// A code by the first value of a key. `null` if it has none, so that nothing is read.
fn by_key<C: Code>(code: &OpenCode<'_, C>, key: Option<&CodeKey>, out: &mut dyn Write) -> fmt::Result {
    let Some(key) = key else { return out.write_str("null") };
    let text = match code {
        OpenCode::Known(code) if key.is_integer() => {
            return match key.numbers(code.row()).next() {
                Some(number) => write!(out, "{number}"),
                None => out.write_str("null"),
            };
        }
        OpenCode::Known(code) => match key.texts(code.row()).next() {
            Some(text) => text,
            None => return out.write_str("null"),
        },
        OpenCode::Unknown(text) => text,
    };
    match Number::parse(text).filter(|number| key.is_integer() && number.as_str() == text) {
        Some(number) => out.write_str(number.as_str()),
        None => string(text, out),
    }
}

/// A list that was received is written unchanged; one that was created is written item by item.
impl<T: Values + Clone + fmt::Debug> Encode for List<'_, T> {
    fn encode(&self, kind: &Kind, out: &mut dyn Write) -> fmt::Result {
        match (self.as_str(), self.made(), kind) {
            (Some(raw), ..) => super::text::document(raw, out),
            (None, made, Kind::List(shape)) => items(shape, made.iter().map(|item| item as &dyn Values), out),
            // Generated tables never give a list another kind.
            (None, ..) => out.write_str("[]"),
        }
    }

    #[inline]
    fn is_received(&self) -> bool {
        self.as_str().is_some()
    }
}

/// The same for a map.
impl<T: Values + Clone + fmt::Debug> Encode for Map<'_, T> {
    fn encode(&self, kind: &Kind, out: &mut dyn Write) -> fmt::Result {
        match (self.as_str(), self.made(), kind) {
            (Some(raw), ..) => super::text::document(raw, out),
            (None, made, Kind::Map(shape)) => {
                entries(shape, made.iter().map(|(name, item)| (name.as_ref(), item as &dyn Values)), out)
            }
            (None, ..) => out.write_str("{}"),
        }
    }

    #[inline]
    fn is_received(&self) -> bool {
        self.as_str().is_some()
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, kind: &Kind, out: &mut dyn Write) -> fmt::Result {
        match self {
            Some(value) => value.encode(kind, out),
            None => out.write_str("null"),
        }
    }

    #[inline]
    fn is_present(&self) -> bool {
        self.as_ref().is_some_and(Encode::is_present)
    }

    #[inline]
    fn is_received(&self) -> bool {
        self.as_ref().is_some_and(Encode::is_received)
    }

    #[inline]
    fn text(&self) -> Option<&str> {
        self.as_ref()?.text()
    }

    #[inline]
    fn code(&self) -> Option<CodeRef> {
        self.as_ref()?.code()
    }
}
