//! Generates a contract and many revisions of it, each with one or two random changes and each as a module of its own.

use errspec_codegen::{Options, disk::Disk, generate};
use errspec_core::random::Random;
use serde_yaml::{Mapping, Value};
use std::fmt::Write as _;
use std::path::PathBuf;

/// How many revisions there are besides the contract itself, unless `ERRSPEC_REVISIONS` says otherwise.
const REVISIONS: usize = 48;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=base.yaml");
    println!("cargo:rerun-if-env-changed=ERRSPEC_REVISIONS");
    let wanted = std::env::var("ERRSPEC_REVISIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(REVISIONS);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let base = std::fs::read_to_string("base.yaml")?;
    let tree: Value = serde_yaml::from_str(&base)?;
    let mut specs = vec![base];
    let mut seed = 0;
    while specs.len() <= wanted {
        seed += 1;
        let mut random = Random::new(seed);
        let mut revision = tree.clone();
        for _ in 0..=random.below(2) {
            change(&mut revision, &mut random);
        }
        let text = serde_yaml::to_string(&revision)?;
        if revision != tree && !specs.contains(&text) && module(&text).is_some() {
            specs.push(text);
        }
    }
    let mut index = String::new();
    let mut table = String::new();
    for (at, spec) in specs.iter().enumerate() {
        let text = module(spec).ok_or("the contract has errors")?;
        let watch =
            if text.contains("pub struct Order;") { format!("Some(history::<m{at}::Order>)") } else { "None".to_owned() };
        std::fs::write(out.join(format!("m{at}.rs")), &text)?;
        let _ = writeln!(
            index,
            "#[allow(missing_docs, dead_code, unused_imports, unreachable_pub, clippy::all, clippy::pedantic)]"
        );
        let _ = writeln!(index, "#[rustfmt::skip]\npub mod m{at} {{ include!(concat!(env!(\"OUT_DIR\"), \"/m{at}.rs\")); }}");
        let _ = writeln!(table, "    Revision {{ spec: {spec:?}, check: verdict::<m{at}::Api>, watch: {watch} }},");
    }
    let _ = writeln!(index, "/// The contract, followed by its revisions.\npub static REVISIONS: &[Revision] = &[\n{table}];");
    std::fs::write(out.join("revisions.rs"), index)?;
    Ok(())
}

/// The generated module; `None` if the contract has errors.
fn module(spec: &str) -> Option<String> {
    let generated = generate("shop.yaml", spec.as_bytes(), &mut Disk::default(), &Options::default());
    generated.module.map(|module| module.text)
}

/// Changes one thing somewhere.
fn change(tree: &mut Value, random: &mut Random) {
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
    match (key, value) {
        ("retry", Value::String(_)) => word(random, &["never", "transient", "throttled", "inspect"]),
        ("kind", Value::String(_)) => word(random, &["pending", "final", "resting"]),
        ("outcome", _) => word(random, &["success", "failure", "cancelled"]),
        ("status", Value::Number(_)) => Value::from(random.choose(&[400_u64, 402, 404, 409, 429, 503]).unwrap_or(400)),
        ("attempts", _) => Value::from(1 + random.below(6)),
        ("summary" | "message", Value::String(text)) => Value::from(text + " (reworded)"),
        (_, Value::Mapping(mut facts)) => {
            let (key, value) = match random.below(6) {
                0 => ("retry", word(random, &["never", "transient", "throttled"])),
                1 => ("effect", word(random, &["none", "maybe"])),
                2 => ("category", word(random, &["conflict", "not_found", "unavailable"])),
                3 => ("optional", Value::Bool(true)),
                4 => ("aliases", Value::Sequence(vec![Value::from("another_text")])),
                _ => ("since", Value::from("2")),
            };
            facts.insert(Value::from(key), value);
            Value::Mapping(facts)
        }
        (_, value) => value,
    }
}

fn edge(random: &mut Random) -> Value {
    let mut state = || random.choose(&["open", "paid", "held", "sent", "lost", "failed"]).unwrap_or_default();
    Value::from(format!("{} -> {}", state(), state()))
}

fn text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default().trim().to_owned(),
    }
}
