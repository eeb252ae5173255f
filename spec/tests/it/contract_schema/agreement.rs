//! The schema and the checker agree.

use super::SCHEMA;
use boon::{Compiler, Schemas};
use errspec_spec::diag::Sink;
use errspec_spec::source::Sources;
use errspec_spec::yaml::{self, Node, NodeKind, Style};
use errspec_spec::{NoFiles, check};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The schema, ready to validate.
struct Schema {
    schemas: Schemas,
    root: boon::SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("errspec.json", SCHEMA.clone()).unwrap();
        let root = compiler.compile("errspec.json", &mut schemas).unwrap();
        Self { schemas, root }
    }

    fn refusal(&self, contract: &Value) -> Option<String> {
        self.schemas.validate(contract, self.root).err().map(|error| error.to_string())
    }
}

/// A contract as an editor sees it: plain scalars have the types of YAML.
fn as_json(text: &str) -> Option<Value> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("contract.yaml", text);
    yaml::read(&sources, file, &mut sink).filter(|_| !sink.has_errors()).map(|root| plain(&root))
}

fn plain(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Absent => Value::Null,
        NodeKind::Scalar(scalar) if scalar.style == Style::Plain => {
            serde_yaml::from_str(&scalar.text).unwrap_or_else(|_| Value::from(scalar.text.as_str()))
        }
        NodeKind::Scalar(scalar) => Value::from(scalar.text.as_str()),
        NodeKind::List(items) => items.iter().map(|item| plain(item)).collect(),
        NodeKind::Map(entries) => Value::Object(entries.iter().map(|entry| (entry.key.clone(), plain(&entry.value))).collect()),
    }
}

/// The blocks of the reference and the guide: the line, whether it is accepted, and the text.
fn blocks(text: &str) -> Vec<(usize, Option<String>, String)> {
    let mut blocks: Vec<(usize, Option<String>, String)> = Vec::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(info) if info.starts_with("yaml") => {
                open = true;
                blocks.push((at + 2, info.strip_prefix("yaml error=").map(str::to_owned), String::new()));
            }
            Some(_) => open = false,
            None if open => blocks.iter_mut().last().into_iter().for_each(|(.., text)| *text += &format!("{line}\n")),
            None => {}
        }
    }
    blocks
}

fn contracts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            contracts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn every_contract_of_the_repository_is_valid() {
    let schema = Schema::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for folder in ["spec/apis", "spec/std", "tests/cases", "tests/packages", "examples", "cli/src"] {
        contracts(&root.join(folder), &mut files);
    }
    let mut valid = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        if !text.lines().any(|line| line.trim_end() == "errspec: 1") {
            continue;
        }
        let refusal = schema.refusal(&as_json(&text).unwrap_or_else(|| panic!("{}", file.display())));
        assert_eq!(refusal, None, "{}", file.display());
        valid += 1;
    }
    assert!(valid > 25, "{valid}");
}

/// What a finding is about that no schema can see.
fn is_visible(slug: &str) -> bool {
    matches!(slug, "unknown-key" | "unknown-word" | "wrong-kind" | "bad-duration" | "bad-url" | "bad-path" | "bad-header-name")
}

#[test]
fn the_blocks_of_the_reference_are_accepted_or_refused() {
    let schema = Schema::new();
    let (mut accepted, mut refused) = (0, 0);
    for (line, slug, text) in blocks(include_str!("../../../LANGUAGE.md")) {
        let Some(contract) = as_json(&text) else { continue };
        let refusal = schema.refusal(&contract);
        match slug.as_deref() {
            None => assert_eq!(refusal, None, "the block at line {line}"),
            Some(slug) if is_visible(slug) => assert!(refusal.is_some(), "the block at line {line} has {slug}"),
            Some(_) => {}
        }
        accepted += usize::from(refusal.is_none());
        refused += usize::from(refusal.is_some());
    }
    assert!(accepted > 30 && refused > 0, "{accepted} {refused}");
}

/// Every place in a contract, as a JSON Pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| {
            let at = format!("{at}/{}", escaped(key));
            places(value, &at, found);
            found.push(at);
        }),
        Value::Array(items) => items.iter().zip(0..).for_each(|(value, index)| {
            let at = format!("{at}/{index}");
            places(value, &at, found);
            found.push(at);
        }),
        _ => {}
    }
}

/// The contract with each kind of mistake at a place.
fn mutations(contract: &Value, at: &str) -> Vec<Value> {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut changed = contract.clone();
        changed.pointer_mut(at).into_iter().for_each(change);
        changed
    };
    let (parent, key) = at.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let mut renamed = contract.clone();
    if let Some(Value::Object(object)) = renamed.pointer_mut(parent) {
        *object = object
            .iter()
            .map(|(own, value)| (if *own == key { format!("{own}_x") } else { own.clone() }, value.clone()))
            .collect();
    }
    let values = [json!({}), json!([]), json!("?"), json!(7), json!(true), json!({ "a": 1 }), json!(["x", "y"])];
    let mut all: Vec<Value> = values.iter().map(|value| with(&|old| *old = value.clone())).collect();
    all.push(renamed);
    all
}

#[test]
fn the_schema_refuses_no_mutation_that_the_checker_accepts() {
    let schema = Schema::new();
    let (mut both, mut visible, mut seen) = (0, 0, 0);
    for (line, slug, text) in blocks(include_str!("../../../LANGUAGE.md")) {
        let Some(contract) = as_json(&text).filter(|_| slug.is_none()) else { continue };
        let mut all = Vec::new();
        places(&contract, "", &mut all);
        // Every seventh place of every block, and each block begins at another one.
        for at in all.iter().skip(line % 7).step_by(7) {
            for mutation in mutations(&contract, at) {
                let yaml = mutation.to_string();
                let checked = check("mutation.yaml", yaml.as_bytes(), &mut NoFiles);
                let refusal = schema.refusal(&mutation);
                if refusal.is_some() {
                    assert!(checked.has_errors(), "{at} of the block at line {line}: {refusal:?}\n{yaml}");
                    both += 1;
                }
                let own = checked.findings.iter().filter(|finding| is_visible(finding.rule.slug)).count();
                visible += usize::from(own > 0);
                seen += usize::from(own > 0 && refusal.is_some());
            }
        }
    }
    // Some keys depend on their neighbors, which the schema does not follow.
    assert!(both > 500 && seen * 100 >= visible * 95, "{both} {visible} {seen}");
}

#[test]
fn the_schema_is_a_valid_draft_07_schema_with_examples() {
    assert_eq!(SCHEMA["$schema"], "http://json-schema.org/draft-07/schema#");
    let duration = &SCHEMA["definitions"]["duration"];
    assert!(duration["examples"].as_array().unwrap().len() > 2 && duration["description"].is_string());
    // The schema is not so lax that it accepts everything.
    let own = Schema::new();
    for wrong in [
        json!({ "errspec": 1, "statuses": { "404": { "sumary": "No such thing" } } }),
        json!({ "errspec": 2 }),
        json!({ "errspec": 1, "retry": { "deadline": "ten seconds" } }),
        json!({ "errspec": 1, "statuses": { "404": { "retry": "sometimes" } } }),
        json!({ "name": "no_version" }),
    ] {
        assert!(own.refusal(&wrong).is_some(), "{wrong}");
    }
}
