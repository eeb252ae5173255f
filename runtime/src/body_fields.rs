//! Access to a body for conditions and hints.

use crate::decode::Json;
use crate::place::ListItem;
use alloc::borrow::Cow;
use errspec_core::{Test, Value};

/// Access to a body by pointer, for rules and hints.
///
/// It is implemented for `()` (no body), for slices of pairs of JSON Pointer and text, for every [`ApiError`](crate::ApiError), and for the bytes of a JSON
/// body, which are parsed for each access. The conditions on one response share what they read of a body with [`json`](Self::json).
pub trait BodyFields {
    /// The value at a JSON Pointer (RFC 6901) as text: the content of a string, or a number or boolean as written. `None` if the value is
    /// absent, `null`, an array or an object.
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>>;

    /// The whole body, if it is JSON. The other methods have to agree with it.
    fn json(&self) -> Option<Json<'_>> {
        None
    }

    /// Whether the value at a JSON Pointer passes a test. By default, only texts of a body that is not JSON are tested, and everything else
    /// in it counts as absent.
    fn test(&self, pointer: &str, test: &Test<'_>) -> bool {
        match self.json() {
            Some(json) => json.test(pointer, test),
            None => test.holds(self.text(pointer).as_deref().map(Value::Text)),
        }
    }

    /// The value of a member of a list item, as text. By default, only a body that is JSON has one.
    fn item(&self, item: &ListItem) -> Option<Cow<'_, str>> {
        self.json()?.text_of_item(item)
    }

    /// Whether there is a body that can be read at all. Bytes that are not JSON cannot.
    fn is_readable(&self) -> bool {
        true
    }

    /// The name of the body in the contract, if it matched one.
    fn name(&self) -> Option<&'static str> {
        None
    }
}

impl BodyFields for () {
    #[cfg_attr(debug_assertions, inline)]
    fn text(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }

    #[cfg_attr(debug_assertions, inline)]
    fn is_readable(&self) -> bool {
        false
    }
}

impl<K: AsRef<str>, V: AsRef<str>> BodyFields for [(K, V)] {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        self.iter().find(|(place, _)| place.as_ref() == pointer).map(|(_, text)| Cow::Borrowed(text.as_ref()))
    }
}

impl<K: AsRef<str>, V: AsRef<str>, const N: usize> BodyFields for [(K, V); N] {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        self.as_slice().text(pointer)
    }
}

impl<T: BodyFields + ?Sized> BodyFields for &T {
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        T::text(self, pointer)
    }

    fn json(&self) -> Option<Json<'_>> {
        T::json(self)
    }

    fn test(&self, pointer: &str, test: &Test<'_>) -> bool {
        T::test(self, pointer, test)
    }

    fn item(&self, item: &ListItem) -> Option<Cow<'_, str>> {
        T::item(self, item)
    }

    fn is_readable(&self) -> bool {
        T::is_readable(self)
    }

    fn name(&self) -> Option<&'static str> {
        T::name(self)
    }
}
