//! Facts of the resolved contract, as text.

use serde_json::{Map, Value, json};

/// Members of an object that has a name.
pub(super) fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter).map(|(key, value)| (key.as_str(), value))
}

/// Items of a list.
pub(super) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The value of a fact, or of a member that is not a fact.
pub(super) fn value(fact: &Value) -> &Value {
    if is_fact(fact) { &fact["value"] } else { fact }
}

fn is_fact(fact: &Value) -> bool {
    ["value", "from", "via", "basis"].iter().all(|key| fact.get(key).is_some())
}

/// Where a fact comes from, unless the entry itself states it: `from group limits, inferred`.
pub(super) fn origin(fact: &Value) -> Option<String> {
    if !is_fact(fact) {
        return None;
    }
    let basis = fact["basis"].as_str().filter(|basis| *basis != "stated");
    let via = match fact["via"].as_str().unwrap_or_default() {
        "own" => None,
        "default" | "registry" => return Some(NOT_STATED.to_owned()),
        "response" => return None,
        other => Some(format!("from {other}")),
    };
    let parts: Vec<String> = via.into_iter().chain(basis.map(str::to_owned)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Facts that come from the registry of HTTP statuses, or are a default of the language.
const NOT_STATED: &str = "not stated by the source";

/// A word of the language as people write it: `rate_limit` is `rate limit`.
pub(super) fn spaced(word: &str) -> String {
    word.replace('_', " ")
}

/// Any value as one line of text.
pub(super) fn line(shown: &Value) -> String {
    match value(shown) {
        Value::Null => "none".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().map(line).collect::<Vec<_>>().join(", "),
        Value::Object(object) => {
            // `exponential (base: 1s)` rather than `kind: exponential; base: 1s`.
            if let Some(kind) = object.get("kind").and_then(Value::as_str) {
                let others = object.iter().filter(|(key, _)| *key != "kind");
                let others: Map<String, Value> = others.map(|(key, value)| (key.clone(), value.clone())).collect();
                return match others.is_empty() {
                    true => kind.to_owned(),
                    false => format!("{kind} ({})", line(&Value::Object(others)).replace("; ", ", ")),
                };
            }
            let shown = object.iter().filter(|(key, value)| !is_about(key) && !value.is_null());
            shown.map(|(key, value)| format!("{}: {}", spaced(key), nested(value))).collect::<Vec<_>>().join("; ")
        }
    }
}

fn nested(shown: &Value) -> String {
    match value(shown) {
        Value::Object(_) => format!("({})", line(shown)),
        _ => line(shown),
    }
}

fn is_about(key: &str) -> bool {
    matches!(key, "location" | "basis")
}

/// The members that are not shown elsewhere, as labels and texts.
pub(super) fn rest(entry: &Value, shown: &[&str]) -> Vec<Value> {
    let left = members(entry).filter(|(key, value)| !is_about(key) && !shown.contains(key) && !is_empty(value));
    left.map(|(key, value)| json!({ "label": capital(&spaced(key)), "text": line(value), "origin": origin(value) })).collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(yes) => !yes,
        Value::Array(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
