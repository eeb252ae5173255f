//! A resolved contract without its locations and origins, and the lookup of these locations.

use serde_json::{Map, Value};

/// The members that are not part of the contract itself: they say where something is written, and how certain it is.
const ORIGINS: [&str; 5] = ["location", "from", "via", "basis", "registered"];

/// The contract with facts replaced by their values.
pub(crate) fn plain(value: &Value) -> Value {
    match value {
        Value::Object(members) => match fact(members) {
            Some(value) => plain(value),
            None => members
                .iter()
                .filter(|(name, _)| !ORIGINS.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect(),
        },
        Value::Array(items) => items.iter().map(plain).collect(),
        other => other.clone(),
    }
}

/// The value of a fact, which has exactly these members.
fn fact(members: &Map<String, Value>) -> Option<&Value> {
    let is_fact = members.len() == 4 && ["from", "via", "basis"].iter().all(|name| members.contains_key(*name));
    members.get("value").filter(|_| is_fact)
}

/// Where a path of the plain contract is written: the location of the innermost entry or fact on the way.
pub(crate) fn place(resolved: &Value, path: &[String]) -> Option<String> {
    let mut found = None;
    let mut at = resolved;
    for part in path {
        let below = match at {
            Value::Object(members) => fact(members).unwrap_or(at).get(part),
            Value::Array(items) => part.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        };
        let Some(below) = below else { break };
        at = below;
        let location = at.get("location").or_else(|| at.get("from")).and_then(Value::as_str);
        found = location.map(str::to_owned).or(found);
    }
    found
}
