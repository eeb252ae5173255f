//! `schema/errspec.json` is what the parser accepts, and editors can use it.

mod agreement;
mod texts;

use errspec_spec::syntax::schema::schema;
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;
use texts::Reference;

static SCHEMA: LazyLock<Value> = LazyLock::new(|| schema(&Reference));

#[test]
fn the_committed_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/errspec.json");
    let current = serde_json::to_string_pretty(&*SCHEMA).unwrap() + "\n";
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(committed == current, "run: ERRSPEC_BLESS=1 cargo test -p errspec-spec --test it contract_schema");
}

#[test]
fn every_key_is_described() {
    let mut missing = Vec::new();
    for (name, definition) in SCHEMA["definitions"].as_object().unwrap() {
        for (key, value) in definition["properties"].as_object().into_iter().flatten() {
            if !value["description"].is_string() {
                missing.push(format!("{name}.{key}"));
            }
        }
    }
    assert!(missing.is_empty(), "add a row to the table of LANGUAGE.md, or a text to `texts.rs`: {missing:?}");
}

#[test]
fn the_words_of_a_vocabulary_say_what_they_mean() {
    let definitions = &SCHEMA["definitions"];
    for name in ["category", "basis", "retry_class", "kind_of_backoff", "kind_of_jitter", "form", "kind_of_state"] {
        let words = definitions[name]["anyOf"].as_array().unwrap_or_else(|| panic!("no definition `{name}`"));
        assert!(words.len() > 3 && words.iter().all(|word| word["const"].is_string()), "{name}");
        let silent: Vec<&Value> = words.iter().filter(|word| !word["description"].is_string()).collect();
        assert!(silent.is_empty(), "{name}: {silent:?}");
    }
}

#[test]
fn the_entry_for_schemastore_is_about_this_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/schemastore.json");
    let entry: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(entry["url"], SCHEMA["$id"]);
    assert!(entry["fileMatch"].as_array().unwrap().contains(&"*.errspec.yaml".into()));
}
