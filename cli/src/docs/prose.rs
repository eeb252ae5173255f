//! What a retry class means for a program, in sentences.

use super::fact_lines::{items, line, members, spaced, value};
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
    if let Some(default) = place.get("default") {
        text += &format!(", else `{}`", line(default));
    }
    text
}

/// Conditions on a response: those of a body, a state, an outcome, a rule or a hint.
pub(super) fn when(when: &Value) -> String {
    let conditions = members(when).map(|(key, value)| match (key, value) {
        ("header" | "field", Value::Object(tests)) => {
            let tests = tests.iter().map(|(at, tests)| format!("the {key} `{at}` {}", tested(tests)));
            tests.collect::<Vec<_>>().join(" and ")
        }
        ("tag", _) => format!("the code has the tag {}", choice(value)),
        ("transport", _) => format!("the transport failure is {}", choice(value)),
        _ => format!("the {} is {}", spaced(key), choice(value)),
    });
    conditions.collect::<Vec<_>>().join(" and ")
}

/// `` `a` or `b` ``.
pub(super) fn choice(value: &Value) -> String {
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
        let negated = test["not"] == true;
        let any = items(&test["any"]).map(|one| predicate(one, negated)).collect::<Vec<_>>();
        any.join(if negated { " and " } else { " or " })
    };
    match tests {
        Value::Array(tests) => tests.iter().map(test).collect::<Vec<_>>().join(" and "),
        other => line(other),
    }
}

fn predicate(predicate: &Value, negated: bool) -> String {
    let is = if negated { "is not" } else { "is" };
    let verb = |plain: &str, third: &str| if negated { format!("does not {plain}") } else { third.to_owned() };
    let parts = members(predicate).map(|(key, value)| match key {
        "present" => if negated { "is absent" } else { "is present" }.to_owned(),
        "equals" => format!("{is} `{}`", line(value)),
        "contains" => format!("{} `{}`", verb("contain", "contains"), line(value)),
        "starts" => format!("{} with `{}`", verb("start", "starts"), line(value)),
        "ends" => format!("{} with `{}`", verb("end", "ends"), line(value)),
        "has" => format!("{} `{}`", verb("have", "has"), line(value)),
        "has_item" => {
            let tests = members(value).map(|(at, tests)| match at {
                "" => tested(tests),
                at => format!("`{at}` {}", tested(tests)),
            });
            format!("{} an item of which {}", verb("have", "has"), tests.collect::<Vec<_>>().join(" and "))
        }
        key => format!("{is} {} {}", spaced(key), line(value)),
    });
    parts.collect::<Vec<_>>().join(" and ")
}
