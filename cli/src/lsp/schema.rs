//! Lookups in the JSON Schema of contracts: which keys a mapping can have, which words a value can be, and what they mean.

use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(errspec_spec::CONTRACT_SCHEMA).unwrap_or(Value::Null));

/// A key or a word that can be written, and what it means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Choice {
    pub(super) text: String,
    pub(super) meaning: Option<String>,
}

/// The keys that the mapping at a path can have.
pub(super) fn keys(path: &[String]) -> BTreeSet<Choice> {
    let schemas = at(path);
    let members = schemas.iter().filter_map(|schema| schema["properties"].as_object()).flatten();
    members.map(|(key, schema)| Choice { text: key.clone(), meaning: meaning(schema) }).collect()
}

/// The words that the value at a path can be.
pub(super) fn words(path: &[String]) -> BTreeSet<Choice> {
    let mut found = BTreeSet::new();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    for schema in at(path) {
        if let Some(word) = schema.get("const") {
            found.insert(Choice { text: text(word), meaning: meaning(schema) });
        }
        let listed = schema["enum"].as_array().into_iter().flatten();
        found.extend(listed.map(|word| Choice { text: text(word), meaning: None }));
        if schema["type"] == "boolean" {
            found.extend(["true", "false"].map(|word| Choice { text: word.to_owned(), meaning: meaning(schema) }));
        }
    }
    found
}

/// What the last key of a path means.
pub(super) fn key_meaning(path: &[String]) -> Option<String> {
    let (key, parents) = path.split_last()?;
    keys(parents).into_iter().find(|choice| choice.text == *key)?.meaning
}

/// The schemas that can apply to the value at a path, with references followed and alternatives listed.
fn at(path: &[String]) -> Vec<&'static Value> {
    path.iter().fold(plain(&SCHEMA), |schemas, key| {
        let below = schemas.into_iter().flat_map(|schema| {
            let named = schema["properties"].get(key);
            let other = || Some(&schema["additionalProperties"]).filter(|schema| schema.is_object());
            let by_pattern = schema["patternProperties"].as_object().into_iter().flatten().map(|(_, schema)| schema);
            match (key.as_str(), named) {
                ("[]", _) => vec![&schema["items"]],
                (_, Some(schema)) => vec![schema],
                (_, None) => other().into_iter().chain(by_pattern).collect(),
            }
        });
        below.flat_map(plain).collect()
    })
}

/// A schema and its alternatives, with references followed.
fn plain(schema: &'static Value) -> Vec<&'static Value> {
    let mut found: Vec<&'static Value> = Vec::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        if found.iter().any(|other| std::ptr::eq(*other, schema)) {
            continue;
        }
        found.push(schema);
        if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/definitions/")) {
            open.extend(SCHEMA["definitions"].get(name));
        }
        open.extend(schema.get("else"));
        for key in ["anyOf", "oneOf", "allOf"] {
            open.extend(schema[key].as_array().into_iter().flatten());
        }
    }
    found
}

fn meaning(schema: &Value) -> Option<String> {
    schema["description"].as_str().map(str::to_owned)
}
