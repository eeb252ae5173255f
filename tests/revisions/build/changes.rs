//! Random changes of a contract.

use errspec_core::random::Random;
use serde_yaml::{Mapping, Value};

/// Changes one thing somewhere.
pub(crate) fn change(tree: &mut Value, random: &mut Random) {
    let mut paths = Vec::new();
    collect(tree, &mut Vec::new(), &mut paths);
    let at = usize::try_from(random.below(paths.len() as u64)).unwrap_or(0);
    let Some(path) = paths.get(at) else { return };
    let Some((last, parents)) = path.split_last() else { return };
    let parent = parents.iter().try_fold(tree, |value, key| value.get_mut(key));
    match (parent, last) {
        (Some(Value::Mapping(members)), key) => change_member(members, key, random),
        (Some(Value::Sequence(items)), Value::Number(at)) => {
            let at = at.as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
            let with = usize::try_from(random.below(items.len() as u64)).unwrap_or(0);
            match random.below(3) {
                0 => drop(items.remove(at)),
                1 => items.swap(at, with),
                _ => items[at] = edge(random),
            }
        }
        _ => {}
    }
}

/// The paths of all members and items.
fn collect(value: &Value, path: &mut Vec<Value>, paths: &mut Vec<Vec<Value>>) {
    let below: Vec<(Value, &Value)> = match value {
        Value::Mapping(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Sequence(items) => items.iter().enumerate().map(|(at, value)| (Value::from(at), value)).collect(),
        _ => Vec::new(),
    };
    for (key, value) in below {
        path.push(key);
        paths.push(path.clone());
        collect(value, path, paths);
        path.pop();
    }
}

fn change_member(members: &mut Mapping, key: &Value, random: &mut Random) {
    let value = members.get(key).cloned().unwrap_or(Value::Null);
    match random.below(6) {
        0 => drop(members.remove(key)),
        1 => drop(members.insert(Value::from(format!("{}_2", text(key))), value)),
        2 => {
            members.remove(key);
            members.insert(Value::from(format!("new_{}", text(key))), value);
        }
        3 => {
            // The last in the order of the file.
            members.remove(key);
            members.insert(key.clone(), value);
        }
        _ => drop(members.insert(key.clone(), another(&text(key), value, random))),
    }
}

/// Another value for a key: a word of the same vocabulary, or a fact more.
fn another(key: &str, value: Value, random: &mut Random) -> Value {
    let word = |random: &mut Random, words: &[&str]| Value::from(random.choose(words).unwrap_or_default());
    if let Some(words) = vocabulary(key).filter(|_| value.is_string()) {
        return word(random, words);
    }
    match (key, value) {
        ("status", Value::Number(_)) => Value::from(random.choose(&[400_u64, 402, 404, 409, 429, 503]).unwrap_or(400)),
        ("attempts" | "limit" | "max_uses" | "retries", Value::Number(_)) => Value::from(1 + random.below(6)),
        ("summary" | "message", Value::String(text)) if !text.starts_with('/') => Value::from(text + " (reworded)"),
        ("at" | "member", Value::String(text)) => Value::from(text + "_2"),
        ("default", _) => Value::from("another"),
        ("base" | "cap" | "deadline" | "max" | "interval", Value::String(_)) => word(random, &["1s", "3s", "50s", "2m"]),
        ("ends" | "starts" | "contains", text) => word(random, &["x", "retry"]).as_str().map_or(text, Value::from),
        ("outcome", Value::Mapping(_)) => word(random, &["success", "failure"]),
        (_, Value::Bool(is)) => Value::Bool(!is),
        (_, Value::String(text)) => match random.below(4) {
            0 => Value::Sequence(vec![Value::from(text), Value::from("another")]),
            1 => Value::from(format!("{text}_2")),
            _ => Value::from(text),
        },
        (_, Value::Sequence(mut items)) => {
            items.extend(items.first().cloned().filter(|_| random.below(2) == 0));
            items.push(Value::from(random.choose(&["another", "/another", "network", "owner", "failure"]).unwrap_or_default()));
            Value::Sequence(items)
        }
        (_, Value::Mapping(mut facts)) => {
            let (key, value) = fact(random);
            facts.insert(Value::from(key), value);
            Value::Mapping(facts)
        }
        (_, value) => value,
    }
}

/// The words that a key can have as its value.
fn vocabulary(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "retry" => &["never", "transient", "throttled", "inspect"],
        "kind" => &["pending", "external", "final", "resting", "trace", "constant"],
        "outcome" | "is" => &["success", "failure", "cancelled", "partial"],
        "goal" => &["success", "failure", "gone", "cancelled"],
        "moves" => &["listed", "partial", "unknown"],
        "case" => &["sensitive", "insensitive"],
        "format" => &["json", "xml", "form", "text"],
        "form" => &["delay-seconds", "delay-millis", "http-date", "duration-text"],
        "type" => &["string", "integer", "json", "boolean"],
        "role" => &["code", "subcode", "message", "details"],
        "repeat" => &["any", "idempotent", "safe"],
        "choose" => &["first", "longest"],
        "over_max" => &["give_up", "ignore", "clamp"],
        "effect" => &["none", "maybe"],
        "method" => &["GET", "POST", "PUT"],
        "tag" | "tags" => &["network", "owner", "by_owner"],
        "operation" | "command" => &["find", "store", "change", "submit", "close"],
        "needs" => &["send_outputs", "sign", "add_funds"],
        _ => return None,
    })
}

/// A fact that an entry may have not had.
fn fact(random: &mut Random) -> (&'static str, Value) {
    let word = |random: &mut Random, words: &[&str]| Value::from(random.choose(words).unwrap_or_default());
    match random.below(18) {
        0 => ("retry", word(random, &["never", "transient", "throttled"])),
        1 => ("effect", word(random, &["none", "maybe"])),
        2 => ("category", word(random, &["conflict", "not_found", "unavailable"])),
        3 => ("optional", Value::Bool(true)),
        4 => ("aliases", Value::Sequence(vec![Value::from("another_text")])),
        5 => ("since", Value::from("2")),
        6 => ("observed", Value::Bool(true)),
        7 => ("moves", word(random, &["partial", "unknown"])),
        8 => ("case", Value::from("insensitive")),
        9 => ("absent", word(random, &["open", "queued", "planned"])),
        10 => ("default", Value::from("another")),
        11 => ("tags", word(random, &["network", "owner"])),
        12 => ("status", Value::Sequence(vec![Value::from("4xx")])),
        13 => ("code", word(random, &["LOCKED", "closed", "sold_out"])),
        14 => ("header", condition("X-Flag")),
        15 => ("field", condition("/flag")),
        16 => ("through", word(random, &["asks", "held", "parked"])),
        _ => ("max", word(random, &["10s", "1m"])),
    }
}

/// A condition that a value is `1`.
fn condition(of: &str) -> Value {
    Value::Mapping([(Value::from(of), Value::from("1"))].into_iter().collect())
}

/// An edge between two states of one of the machines.
fn edge(random: &mut Random) -> Value {
    let machines: [&[&str]; 4] = [
        &["open", "paid", "held", "sent", "lost", "failed"],
        &["queued", "asks", "held", "failed", "done", "closed", "expired"],
        &["up/new", "up/ready", "up/*", "lost/", "down/", "gone"],
        &["planned", "paused", "parked", "complete", "broken"],
    ];
    let states = random.choose(&machines).unwrap_or_default();
    let mut state = || random.choose(states).unwrap_or_default();
    Value::from(format!("{} -> {}", state(), state()))
}

fn text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default().trim().to_owned(),
    }
}
