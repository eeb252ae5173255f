//! Where a value is in a response: whether the responses of the old revision still have it there.

use super::pairs::Pair;
use serde_json::Value;

/// How the locations of a value changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moved {
    Not,
    /// There are more locations after those of the old revision, so a value that was found is found again.
    Extended,
    /// A response of the old revision is read at a different location first, or not at all.
    Elsewhere,
}

/// Compares two places, which have `at`, `after`, `before` and `default`.
pub(super) fn moved(place: Pair<'_>) -> Moved {
    if ["after", "before"].iter().any(|key| place.at(key).differs()) {
        return Moved::Elsewhere;
    }
    let (old, new) = (locations(&place.old["at"]), locations(&place.new["at"]));
    match (new.starts_with(old), old.len() == new.len()) {
        (true, true) => Moved::Not,
        // A default is the value as soon as the old locations have none.
        (true, false) if place.old["default"].is_null() => Moved::Extended,
        _ => Moved::Elsewhere,
    }
}

/// Whether a response that has its value at the first location of the old revision has none in the new one.
pub(super) fn is_lost(place: Pair<'_>) -> bool {
    let first = locations(&place.old["at"]).first();
    first.is_some_and(|first| !locations(&place.new["at"]).contains(first)) && place.new["default"].is_null()
}

fn locations(at: &Value) -> &[Value] {
    match at {
        Value::Array(several) => several,
        one => std::slice::from_ref(one),
    }
}
