//! `Debug` of every public type of the runtime is short, whatever the size of the contract and whatever a server sends.
//!
//! The types are read from the sources of the runtime: the test fails if a type may be large and no value of it is tested here.

mod values;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A value as `{:?}` and `{:#?}` print it.
pub(crate) struct Held {
    /// Its type with the modules it stands in, as `errspec::retry::give_up::GiveUp`.
    ty: String,
    line: String,
    block: String,
}

pub(crate) fn held<T: std::fmt::Debug + ?Sized>(value: &T) -> Held {
    let ty = std::any::type_name::<T>().trim_start_matches('&');
    let ty = ty.split_once('<').map_or(ty, |(ty, _)| ty).to_owned();
    Held { ty, line: format!("{value:?}"), block: format!("{value:#?}") }
}

#[test]
fn fault_13_debug_of_every_public_type_is_short() {
    for Held { ty, line, block } in values::all() {
        let start: String = line.chars().take(2000).collect();
        assert!(line.len() <= 4000, "{ty} prints {} bytes: {start}", line.len());
        assert!(block.len() <= 10_000, "{ty} prints {} bytes as a block: {start}", block.len());
        assert!(!line.chars().any(char::is_control), "{ty} prints control characters: {start:?}");
    }
}

#[test]
fn fault_13_no_public_type_is_forgotten() {
    let held: BTreeSet<String> = values::all().into_iter().map(|held| held.ty).collect();
    let forgotten: Vec<String> = large().into_iter().filter(|ty| !held.contains(ty)).collect();
    assert!(forgotten.is_empty(), "no value of these types is in `debug/values.rs`: {forgotten:#?}");
}

/// A type of the runtime as its source has it.
struct Definition {
    module: String,
    name: String,
    /// Its fields or variants, comments left out.
    body: String,
}

/// The public types with `Debug` that may hold much: texts, lists, references, and whatever has such a type in it.
fn large() -> Vec<String> {
    let sources = sources();
    let has_debug = |definition: &Definition| {
        let implemented = format!("Debug for {}", definition.name);
        let by_hand = |text: &String| text.split(&implemented).skip(1).any(|rest| !rest.starts_with(char::is_alphanumeric));
        definition.body.starts_with("Debug") || sources.iter().any(|(_, text)| by_hand(text))
    };
    let all: Vec<Definition> = sources.iter().flat_map(|(module, text)| definitions(module, text)).filter(has_debug).collect();
    let by_itself = |definition: &&Definition| {
        let holds = ["str", "Box", "Cow", "Vec", "String"];
        definition.body.contains(['&', '\'']) || words(&definition.body).any(|word| holds.contains(&word))
    };
    let mut names: BTreeSet<&str> = all.iter().filter(by_itself).map(|definition| definition.name.as_str()).collect();
    loop {
        let before = names.len();
        let inside = |definition: &&Definition| words(&definition.body).any(|word| names.contains(word));
        let more: Vec<&str> = all.iter().filter(inside).map(|definition| definition.name.as_str()).collect();
        names.extend(more);
        if names.len() == before {
            break;
        }
    }
    let is_large = |definition: &&Definition| names.contains(definition.name.as_str());
    all.iter().filter(is_large).map(|Definition { module, name, .. }| format!("{module}::{name}")).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The types of a file. The body of one that derives `Debug` begins with that word.
fn definitions(module: &str, text: &str) -> Vec<Definition> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(rest) = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum ")) else { continue };
        let name = words(rest).next().unwrap_or_default().to_owned();
        let attributes = lines[..at].iter().rev().take_while(|line| line.starts_with("#[") || line.starts_with("///"));
        let derived = attributes.filter(|line| line.starts_with("#[derive")).any(|line| line.contains("Debug"));
        let whole = rest.ends_with(';') || rest.ends_with('}');
        let inside = lines[at + 1..].iter().take_while(|line| !whole && **line != "}");
        let inside = inside.map(|line| line.split("//").next().unwrap_or_default());
        let body = std::iter::once(rest.trim_start_matches(name.as_str())).chain(inside).collect::<Vec<_>>().join("\n");
        found.push(Definition {
            module: module.to_owned(),
            name,
            body: format!("{}{body}", if derived { "Debug " } else { "" }),
        });
    }
    found
}

/// The files of the runtime, by the module they are.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((module(path.strip_prefix(&root).unwrap()), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

fn module(path: &Path) -> String {
    let path: PathBuf = path.with_extension("");
    let parts = path.iter().map(|part| part.to_string_lossy().into_owned());
    let parts = parts.filter(|part| !["mod", "lib"].contains(&part.as_str()));
    std::iter::once("errspec".to_owned()).chain(parts).collect::<Vec<_>>().join("::")
}
