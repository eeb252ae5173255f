//! The chapter about generated code lists every public item of a module, and the methods of its types.

use errspec_codegen::disk::Disk;
use errspec_codegen::{Options, generate};
use proc_macro2::{TokenStream, TokenTree};

const LANGUAGE: &str = "../spec/LANGUAGE.md";

fn chapter(language: &str) -> &str {
    let (_, chapter) = language.split_once("\n## 15. Generated code\n").unwrap();
    chapter.split_once("\n## ").unwrap().0
}

/// The public items of these tokens, as `enum Api`; those of a public module with its name.
fn items(tokens: TokenStream, within: &str) -> Vec<String> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |at: usize, word: &str| matches!(trees.get(at), Some(TokenTree::Ident(ident)) if ident == word);
    let mut found = Vec::new();
    for at in (0..trees.len()).filter(|at| is(*at, "pub")) {
        let Some(kind) = trees.get(at + 1).map(ToString::to_string) else { continue };
        if kind == "use" {
            let Some(TokenTree::Group(names)) = trees[at..].iter().find(|tree| matches!(tree, TokenTree::Group(_))) else {
                continue;
            };
            let names = names.stream().into_iter().filter(|tree| matches!(tree, TokenTree::Ident(_)));
            found.extend(names.map(|name| format!("static {name}")));
            continue;
        }
        let name = trees[at + 2].to_string();
        found.push(format!("{kind} {within}{name}"));
        if let ("mod", Some(TokenTree::Group(inside))) = (kind.as_str(), trees.get(at + 3)) {
            found.extend(items(inside.stream(), &format!("{within}{name}::")));
        }
    }
    found
}

#[test]
fn every_item_is_in_the_chapter() {
    let language = std::fs::read_to_string(LANGUAGE).unwrap();
    let chapter = chapter(&language);
    let (_, yaml) = chapter.split_once("```yaml\n").unwrap();
    let yaml = yaml.split_once("```").unwrap().0;
    let module = generate("ferry.yaml", yaml.as_bytes(), &mut Disk::default(), &Options::default()).module.unwrap();
    let rows = chapter.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    let listed: Vec<&str> = rows.map(|(item, _)| item).take_while(|item| item.contains(' ')).collect();
    assert_eq!(listed, items(module.text.parse().unwrap(), ""));
}

/// A type of the contract above, the name that a macro of the runtime has for it, and the sources of what it has.
const TYPES: [(&str, &str, &[&str]); 6] = [
    ("ErrorCode", "$code", &[include_str!("../../../runtime/src/catalog/macros.rs"), FACTS]),
    ("Status", "$status", &[include_str!("../../../runtime/src/status_macro.rs"), FACTS]),
    ("Crossing", "$marker", &[MACHINE, include_str!("../../../runtime/src/machine/observed.rs")]),
    ("CrossingState", "$state", &[MACHINE, FACTS]),
    ("CrossingCommand", "$command", &[MACHINE]),
    ("CrossingPayload", "$payload", &[include_str!("../../../runtime/src/machine/payload.rs")]),
];
const FACTS: &str = include_str!("../../../runtime/src/facts.rs");
const MACHINE: &str = include_str!("../../../runtime/src/machine/macros.rs");

/// The constants and functions that `impl` blocks for this name have.
fn associated(source: &str, name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for line in source.lines().map(str::trim) {
        if line.starts_with("impl ") {
            inside = line == format!("impl {name} {{") || line == "impl $entry {";
        }
        let Some(item) = line.strip_prefix("pub ").filter(|_| inside) else { continue };
        let item = item.trim_start_matches("const ").trim_start_matches("fn ");
        let item = item.split(['(', ':']).next().unwrap();
        let item = if item.chars().all(char::is_uppercase) { item.to_owned() } else { format!("{item}()") };
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

#[test]
fn every_method_is_in_the_chapter() {
    let language = std::fs::read_to_string(LANGUAGE).unwrap();
    let mut table = "\n| type | constants and functions |\n|---|---|\n".to_owned();
    for (ty, name, sources) in TYPES {
        let all: Vec<String> =
            sources.iter().flat_map(|source| associated(source, name)).map(|item| format!("`{item}`")).collect();
        assert!(all.len() > 1, "{ty}: {all:?}");
        table += &format!("| `{ty}` | {} |\n", all.join(" "));
    }
    let (before, rest) = language.split_once("generated_code -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of generated -->").unwrap();
    let wanted = format!("{before}generated_code -->\n{table}\n<!-- end of generated -->{after}");
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        std::fs::write(LANGUAGE, wanted).unwrap();
    } else {
        assert!(language == wanted, "the table of methods is out of date: ERRSPEC_BLESS=1 writes it");
    }
}
