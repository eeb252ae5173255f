//! What conditions and hints read in JSON.

use super::BodyFields;
use crate::decode::{Json, JsonKind};
use crate::place::ListItem;
use alloc::borrow::Cow;
use alloc::vec::Vec;
use errspec_core::{Item, Items, Test, Value};

impl BodyFields for Json<'_> {
    #[inline]
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        scalar(self.at(pointer)?)
    }

    #[inline]
    fn json(&self) -> Option<Json<'_>> {
        Some(*self)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn test(&self, pointer: &str, test: &Test<'_>) -> bool {
        Read::of(self.at(pointer)).passes(test)
    }
}

impl BodyFields for [u8] {
    #[inline]
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        scalar(Json::parse(self)?.at(pointer)?)
    }

    #[inline]
    fn json(&self) -> Option<Json<'_>> {
        Json::parse(self)
    }

    #[inline]
    fn is_readable(&self) -> bool {
        self.json().is_some()
    }
}

impl BodyFields for Vec<u8> {
    #[inline]
    fn text(&self, pointer: &str) -> Option<Cow<'_, str>> {
        self.as_slice().text(pointer)
    }

    #[inline]
    fn json(&self) -> Option<Json<'_>> {
        self.as_slice().json()
    }

    #[inline]
    fn is_readable(&self) -> bool {
        self.as_slice().is_readable()
    }
}

impl<'j> Json<'j> {
    /// The text of the member of the first item that passes and has one.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn text_of_item(self, item: &ListItem) -> Option<Cow<'j, str>> {
        let mut items = self.at(item.list)?.items()?.filter(|element| item.accepts(element));
        items.find_map(|element| scalar(element.at(item.member)?))
    }
}

#[cfg_attr(debug_assertions, inline)]
pub(super) fn scalar(value: Json<'_>) -> Option<Cow<'_, str>> {
    if let Some(text) = value.as_string() {
        return Some(text);
    }
    let plain = value.as_number().is_some() || value.as_boolean().is_some();
    plain.then(|| Cow::Borrowed(value.as_str()))
}

/// What a test sees of a value.
pub(super) enum Read<'j> {
    /// There is no value, or it is `null`.
    Nothing,
    /// A string, a number or a boolean.
    Text(Cow<'j, str>),
    /// An array.
    Items(Json<'j>),
    /// An object.
    Other,
}

impl<'j> Read<'j> {
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn of(value: Option<Json<'j>>) -> Self {
        let Some(value) = value.filter(|value| !value.is_null()) else { return Self::Nothing };
        match scalar(value) {
            Some(text) => Self::Text(text),
            None if value.kind() == JsonKind::Array => Self::Items(value),
            None => Self::Other,
        }
    }

    #[inline]
    pub(super) fn passes(&self, test: &Test<'_>) -> bool {
        test.holds(self.value())
    }

    #[inline]
    fn value(&self) -> Option<Value<'_>> {
        match self {
            Self::Nothing => None,
            Self::Text(text) => Some(Value::Text(text)),
            Self::Items(items) => Some(Value::Items(items)),
            Self::Other => Some(Value::Other),
        }
    }
}

impl Items for Json<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn any(&self, holds: &dyn Fn(&dyn Item) -> bool) -> bool {
        self.items().is_some_and(|mut items| items.any(|item| holds(&item)))
    }
}

impl Item for Json<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn is(&self, pointer: &str, holds: &dyn Fn(Option<Value<'_>>) -> bool) -> bool {
        holds(Read::of(self.at(pointer)).value())
    }
}
