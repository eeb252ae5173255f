//! The JSON Schema (draft-07) of contracts, for editors.

use super::file::read_document;
use super::probe::{Accepted, accepted};
use serde_json::{Map, Value, json};

/// The texts of the schema: what a key, and what a word of a vocabulary, means.
pub trait Texts {
    /// What a key of a mapping means. The mapping is given by its name in findings, such as `a code`.
    fn key(&self, of: &str, key: &str) -> Option<String>;

    /// What a word means. The vocabulary is given by its name in findings, such as `a category`.
    fn word(&self, of: &str, word: &str) -> Option<String>;
}

/// The schema of contracts.
pub fn schema(texts: &dyn Texts) -> Value {
    let Accepted { schema, recursive } = accepted(read_document);
    let mut definitions = Definitions { texts, named: Vec::new(), recursive: Vec::new() };
    for (id, _) in &recursive {
        definitions.recursive.push((format!("@{id}"), format!("value_{}", definitions.recursive.len() + 1)));
    }
    for ((_, schema), at) in recursive.iter().zip(0..) {
        let name = definitions.recursive.get(at).map(|(_, name)| name.clone()).unwrap_or_default();
        let schema = definitions.place(schema);
        definitions.named.push((name, schema));
    }
    let root = definitions.place(&schema);
    let sections: Vec<&String> = schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key).collect();
    let mut named: Vec<(String, Value)> = definitions.named;
    named.sort_by(|one, other| one.0.cmp(&other.0));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://raw.githubusercontent.com/errspec/errspec/main/spec/schema/errspec.json",
        "title": "errspec contract",
        "description": "How calls to an HTTP API fail, and what a client may do about it.",
        // A file with a base is only complete together with the base.
        "if": { "type": "object", "required": ["base"] },
        "then": { "propertyNames": { "enum": sections } },
        "else": { "$ref": root["$ref"] },
        "definitions": named.into_iter().collect::<Map<_, _>>(),
    })
}

struct Definitions<'t> {
    texts: &'t dyn Texts,
    named: Vec<(String, Value)>,
    /// References to parsers that call themselves, with their names.
    recursive: Vec<(String, String)>,
}

impl Definitions<'_> {
    /// A schema in which each mapping is a definition.
    fn place(&mut self, schema: &Value) -> Value {
        match schema {
            Value::Object(object) if object.contains_key("properties") => self.mapping(object),
            Value::Object(object) if object.contains_key("enum") => self.words(object),
            Value::Object(object) if object.contains_key("title") => self.defined(schema),
            Value::Object(object) => match object.get("$ref").and_then(Value::as_str) {
                Some(id) => {
                    let name = self.recursive.iter().find(|(own, _)| own == id).map_or("", |(_, name)| name);
                    json!({ "$ref": format!("#/definitions/{name}") })
                }
                None => Value::Object(object.iter().map(|(key, value)| (key.clone(), self.place(value))).collect()),
            },
            Value::Array(items) => items.iter().map(|item| self.place(item)).collect(),
            other => other.clone(),
        }
    }

    fn mapping(&mut self, object: &Map<String, Value>) -> Value {
        let what = object.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut placed = object.clone();
        if let Some(Value::Object(properties)) = placed.get_mut("properties") {
            for (key, value) in properties.iter_mut() {
                *value = described(self.place(value), self.texts.key(&what, key));
            }
        }
        placed.insert("title".to_owned(), what.replace('`', "").into());
        if placed.get("required").is_some_and(|required| required.as_array().is_some_and(Vec::is_empty)) {
            placed.remove("required");
        }
        self.defined(&Value::Object(placed))
    }

    /// The name of a definition; equal definitions share one.
    fn name(&mut self, what: &str, schema: &Value) -> String {
        if let Some((name, _)) = self.named.iter().find(|(_, other)| other == schema) {
            return name.clone();
        }
        let words: Vec<&str> = what.split(' ').filter(|word| !matches!(*word, "a" | "an" | "the")).collect();
        let base = words.join("_").replace(['`', ','], "");
        let names = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}_{number}")));
        let free = names.into_iter().find(|name| !self.named.iter().any(|(other, _)| other == name));
        let name = free.unwrap_or(base);
        self.named.push((name.clone(), schema.clone()));
        name
    }

    /// The words of a vocabulary, each with its meaning.
    fn words(&mut self, object: &Map<String, Value>) -> Value {
        let what = object.get("title").and_then(Value::as_str).unwrap_or_default();
        let words = object.get("enum").and_then(Value::as_array).into_iter().flatten();
        let words: Vec<Value> = words
            .map(|word| {
                let text = self.texts.word(what, word.as_str().unwrap_or_default());
                described(json!({ "const": word }), text)
            })
            .collect();
        self.defined(&json!({ "title": what, "anyOf": words }))
    }

    /// A reference to a schema that is named by its title.
    fn defined(&mut self, schema: &Value) -> Value {
        let what = schema.get("title").and_then(Value::as_str).unwrap_or_default();
        let name = self.name(what, schema);
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

/// A schema with a description. Next to a reference, draft-07 ignores it.
fn described(schema: Value, text: Option<String>) -> Value {
    let Some(text) = text else { return schema };
    match schema {
        Value::Object(object) if object.contains_key("$ref") => json!({ "description": text, "allOf": [object] }),
        Value::Object(mut object) => {
            object.insert("description".to_owned(), text.into());
            Value::Object(object)
        }
        other => other,
    }
}
