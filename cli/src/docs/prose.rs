//! What a retry class means for a program, in sentences.

use super::fact_lines::{line, spaced, value};
use serde_json::Value;

/// Whether and when a program may retry, and what decides it.
pub(super) fn retry(entry: &Value) -> String {
    let retry = value(&entry["retry"]);
    let Some(class) = retry["class"].as_str() else {
        return "The status of the response decides.".to_owned();
    };
    let argument = |key: &str| spaced(retry[key].as_str().unwrap_or_default());
    let mut text = match class {
        "never" => "Do not retry: no form of this call is expected to succeed.".to_owned(),
        "transient" => "A program may retry, with backoff.".to_owned(),
        "throttled" => "A program may retry, once the server allows it and the backoff has passed.".to_owned(),
        "refresh" => "A program may renew its credentials and retry once.".to_owned(),
        "after_change" => format!("Retry only after changing the {}.", argument("change")),
        "after_action" => format!("Retry only after somebody has acted: {}.", argument("action")),
        "after_time" => format!("Retry later: {}.", argument("moment")),
        "keep_polling" => "Nothing has gone wrong: keep polling.".to_owned(),
        "inspect" => "The result is reported elsewhere: look there before retrying.".to_owned(),
        "unspecified" => "The contract does not say.".to_owned(),
        other => format!("Retry class: {}.", spaced(other)),
    };
    if let Some(attempts) = retry["attempts"].as_u64() {
        text += &format!(" At most {attempts} attempts.");
    }
    if retry["backoff"].is_object() {
        text += &format!(" Backoff of its own: {}.", line(&retry["backoff"]));
    }
    if matches!(class, "transient" | "throttled") {
        text += match value(&entry["effect"]).as_str() {
            Some("maybe") => " The server may have acted, so only repeat a call that is safe, idempotent or keyed.",
            Some("none") => " The server did nothing, so any call may be repeated.",
            _ => "",
        };
    }
    text
}

/// The word by which entries are filtered: their retry class.
pub(super) fn class(entry: &Value) -> String {
    value(&entry["retry"])["class"].as_str().unwrap_or("by status").to_owned()
}

/// Where a value is: the locations in the order in which they are tried, and what is dropped of the text there.
pub(super) fn place(place: &Value) -> String {
    let location = |location: &Value| match (location.as_str(), location["header"].as_str(), location["items"].as_str()) {
        (Some(""), ..) => "the whole body".to_owned(),
        (Some(at), ..) => format!("the field `{at}`"),
        (_, Some(header), _) => format!("the header `{header}`"),
        (.., Some(list)) => {
            let member = line(&location["member"]);
            let member = if member.is_empty() { String::new() } else { format!("the field `{member}` of ") };
            let tests = location.get("where").and_then(Value::as_object).map_or_else(String::new, |tests| {
                let tests = tests.iter().map(|(at, tests)| format!("`{at}` {}", tested(tests)));
                format!(" of which {}", tests.collect::<Vec<_>>().join(" and "))
            });
            format!("{member}an item of `{list}`{tests}")
        }
        _ => line(location),
    };
    let mut text = match &place["at"] {
        Value::Array(several) => several.iter().map(location).collect::<Vec<_>>().join(", else "),
        one => location(one),
    };
    for (key, which) in [("after", "the last"), ("before", "the first")] {
        if let Some(separator) = place.get(key) {
            text += &format!(", {key} {which} `{}`", line(separator));
        }
    }
    text
}

/// The conditions of a rule or a hint.
pub(super) fn when(when: &Value) -> String {
    let conditions = super::fact_lines::members(when).map(|(key, value)| match (key, value) {
        ("header" | "field", Value::Object(tests)) => {
            let tests = tests.iter().map(|(at, tests)| format!("{key} `{at}` {}", tested(tests)));
            tests.collect::<Vec<_>>().join(" and ")
        }
        _ => format!("{} {}", spaced(key), choice(value)),
    });
    conditions.collect::<Vec<_>>().join(" and ")
}

fn choice(value: &Value) -> String {
    let texts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(one).collect(),
        other => vec![one(other)],
    };
    texts.join(" or ")
}

/// A condition's value. A code is given with its catalog.
fn one(value: &Value) -> String {
    match value["code"].as_str() {
        Some(code) => format!("`{code}`"),
        None => format!("`{}`", line(value)),
    }
}

fn tested(tests: &Value) -> String {
    let test = |test: &Value| {
        let any = super::fact_lines::items(&test["any"]).map(predicate).collect::<Vec<_>>().join(" or ");
        if test["not"] == true { format!("is not ({any})") } else { any }
    };
    match tests {
        Value::Array(tests) => tests.iter().map(test).collect::<Vec<_>>().join(" and "),
        other => line(other),
    }
}

fn predicate(predicate: &Value) -> String {
    let parts = super::fact_lines::members(predicate).map(|(key, value)| match key {
        "present" => "is present".to_owned(),
        "equals" => format!("is `{}`", line(value)),
        "has_item" => {
            let tests = super::fact_lines::members(value).map(|(at, tests)| match at {
                "" => tested(tests),
                at => format!("`{at}` {}", tested(tests)),
            });
            format!("has an item of which {}", tests.collect::<Vec<_>>().join(" and "))
        }
        key => format!("{} `{}`", spaced(key), line(value)),
    });
    parts.collect::<Vec<_>>().join(", ")
}
