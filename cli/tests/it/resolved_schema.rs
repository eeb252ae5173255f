//! `errspec json-schema --of resolved`: the schema that is committed, and that every contract of the repository follows it.

use crate::folder::Folder;
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use std::path::Path;

const COMMITTED: &str = "spec/schema/resolved.json";

fn printed() -> String {
    let run = Folder::workspace().errspec(&["json-schema", "--of", "resolved"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

/// The committed schema, ready to validate with; the dialect itself is validated on the way.
fn compiled(schemas: &mut Schemas) -> SchemaIndex {
    let schema = serde_json::from_str(&Folder::workspace().read(COMMITTED)).unwrap();
    let mut compiler = Compiler::new();
    compiler.add_resource("resolved.json", schema).unwrap();
    compiler.compile("resolved.json", schemas).unwrap_or_else(|error| panic!("{error:#}"))
}

fn yaml_files(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension() {
            _ if path.is_dir() => yaml_files(&path, found),
            Some(extension) if extension == "yaml" => found.push(path.to_str().unwrap().to_owned()),
            _ => {}
        }
    }
}

/// What `resolve` prints of every contract of these folders that is free of errors, and its file.
fn contracts(folders: &[&str]) -> Vec<(String, Value)> {
    let workspace = Folder::workspace();
    let mut files = Vec::new();
    folders.iter().for_each(|folder| yaml_files(&workspace.path(folder), &mut files));
    files.sort();
    let named = files.into_iter().filter(|file| workspace.read(file).lines().any(|line| line.starts_with("name:")));
    let resolved = named.map(|file| (workspace.errspec(&["resolve", &file]), file));
    let resolved = resolved.inspect(|(run, file)| assert_eq!((run.code, run.err.as_str()), (0, ""), "{file}"));
    resolved.map(|(run, file)| (file, serde_json::from_str(&run.out).unwrap())).collect()
}

#[test]
fn the_committed_schema_is_the_one_that_is_printed() {
    let stale = "run `cargo run -p errspec-cli -- json-schema --of resolved > spec/schema/resolved.json`";
    assert!(printed() == Folder::workspace().read(COMMITTED), "{COMMITTED} is stale: {stale}");
}

#[test]
fn every_contract_follows_the_schema() {
    let mut schemas = Schemas::new();
    let schema = compiled(&mut schemas);
    let contracts = contracts(&["spec/apis", "tests/cases"]);
    assert!(contracts.len() > 25, "{}", contracts.len());
    for (file, document) in contracts {
        schemas.validate(&document, schema).unwrap_or_else(|error| panic!("{file}: {error:#}"));
    }
}

#[test]
fn every_shipped_catalog_follows_the_schema() {
    let folder = Folder::new("every_shipped_catalog_follows_the_schema");
    let mut schemas = Schemas::new();
    let schema = compiled(&mut schemas);
    for (name, _) in errspec_spec::shipped() {
        folder.write("uses.yaml", &format!("errspec: 1\nname: uses\nuse: [std/{name}]\n"));
        let run = folder.errspec(&["resolve", "uses.yaml"]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        schemas.validate(&serde_json::from_str(&run.out).unwrap(), schema).unwrap_or_else(|error| panic!("{name}: {error:#}"));
    }
}

/// A schema that accepts anything would prove nothing.
#[test]
fn what_does_not_follow_the_schema_is_noticed() {
    let mut schemas = Schemas::new();
    let schema = compiled(&mut schemas);
    let run = Folder::workspace().errspec(&["resolve", "spec/apis/jobs.yaml"]);
    let document: Value = serde_json::from_str(&run.out).unwrap();
    type Change = fn(&mut Value);
    let wrong: [(&str, Change); 6] = [
        ("a version", |document| document["resolved"] = 2.into()),
        ("a member too many", |document| document["more"] = 1.into()),
        ("a section too few", |document| drop(document.as_object_mut().unwrap().remove("health"))),
        ("a word", |document| document["errors"]["ErrorCode"]["basis"] = "certain".into()),
        ("a location", |document| document["errors"]["ErrorCode"]["location"] = "spec/apis/jobs.yaml".into()),
        ("a fact without its basis", |document| {
            let code = &mut document["errors"]["ErrorCode"]["codes"]["EXPIRED_API_KEY"];
            drop(code["retry"].as_object_mut().unwrap().remove("basis"));
        }),
    ];
    schemas.validate(&document, schema).unwrap();
    for (what, change) in wrong {
        let mut changed = document.clone();
        change(&mut changed);
        assert!(schemas.validate(&changed, schema).is_err(), "{what}");
    }
}

#[test]
fn every_definition_is_used() {
    let schema: Value = serde_json::from_str(&printed()).unwrap();
    let text = schema.to_string();
    for name in schema["$defs"].as_object().unwrap().keys() {
        assert!(text.contains(&format!("\"#/$defs/{name}\"")), "{name}");
    }
}
