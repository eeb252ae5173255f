//! Responses made from the contract: bodies with all their fields, the statuses for codes, and declared headers.

mod class;
pub(crate) mod codes;
pub(crate) mod conditions;
mod fields;
pub(crate) mod headers;
mod located;
pub(crate) mod matching;
mod shapes;
pub(crate) mod tree;
mod value_types;

pub(crate) use located::add_to_item;
pub(crate) use shapes::{listed, make};

use serde_json::Value;

/// The point in time in bodies.
pub(crate) const TIMESTAMP: &str = "2020-09-16T21:09:15.863+00:00";

/// The ID that the server gives every request.
pub(crate) const REQUEST_ID: &str = "550e8400-e29b-41d4-a716-446655440000";

/// A value of the type of a payload member or a message parameter.
pub(crate) fn of_word(kind: &str) -> Value {
    match kind {
        "integer" | "u32" | "u64" | "i32" | "i64" => Value::from(60),
        "number" => decimal(),
        "boolean" => Value::Bool(true),
        "timestamp" => Value::from(TIMESTAMP),
        "json" => Value::Object(serde_json::Map::new()),
        _ => Value::from("sample"),
    }
}

/// A number that is not an integer.
pub(crate) fn decimal() -> Value {
    serde_json::from_str("1.5").unwrap_or(Value::Null)
}
