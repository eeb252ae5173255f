//! Comparison of values in any format.

use super::plain::scalar;
use crate::decode::{Json, JsonKind};

/// Whether two values are the same in a format in which every value is text: a number equals its digits, an object without members equals
/// an empty text, and the order of members does not count.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn is_same(one: Json<'_>, other: Json<'_>) -> bool {
    if let (Some(one), Some(other)) = (text(one), text(other)) {
        return one == other;
    }
    match (one.kind(), other.kind()) {
        (JsonKind::Array, JsonKind::Array) => {
            let pairs = || one.items().into_iter().flatten().zip(other.items().into_iter().flatten());
            let len = |json: Json<'_>| json.items().map_or(0, Iterator::count);
            len(one) == len(other) && pairs().all(|(one, other)| is_same(one, other))
        }
        (JsonKind::Object, JsonKind::Object) => {
            let members = |json| Json::members(json).into_iter().flatten().filter(|(_, value)| !value.is_null());
            let has = |(name, value): (_, Json<'_>)| {
                other.get(AsRef::<str>::as_ref(&name)).is_some_and(|other| is_same(value, other))
            };
            members(one).count() == members(other).count() && members(one).all(has)
        }
        (one, other) => one == JsonKind::Null && other == JsonKind::Null,
    }
}

#[cfg_attr(debug_assertions, inline)]
fn text(json: Json<'_>) -> Option<alloc::borrow::Cow<'_, str>> {
    let is_empty = || json.members().is_some_and(|mut members| members.next().is_none());
    scalar(json).or_else(|| is_empty().then_some("".into()))
}
