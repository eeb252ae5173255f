//! Each package under `packages` is a user's crate; each is built by itself, so that no feature of another one helps it.

use errspec_codegen::{Options, generate};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::path::Path;
use std::process::Command;

#[test]
fn each_package_builds_by_itself() {
    let mut packages: Vec<String> = std::fs::read_dir("packages")
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("Cargo.toml").exists())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    packages.sort();
    assert!(packages.len() >= 8, "{packages:?}");
    for package in packages {
        cargo(&["check", "--quiet", "--offline", "--package", &format!("errspec-tests-{package}")]);
    }
}

/// Other packages of the workspace ask for the formatter; built by itself this one has none. The formatter moves blanks and trailing
/// commas, and nothing else.
#[test]
fn without_the_formatter_the_tokens_are_the_same() {
    let messages = cargo(&["check", "--quiet", "--offline", "--message-format=json", "--package", "errspec-tests-unformatted"]);
    let messages = messages.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let is_ours = |message: &serde_json::Value| message["package_id"].as_str().is_some_and(|id| id.contains("unformatted"));
    let out = messages.filter(is_ours).find_map(|message| Some(message["out_dir"].as_str()?.to_owned())).unwrap();
    let unformatted = std::fs::read_to_string(Path::new(&out).join("payments.rs")).unwrap();
    let spec = std::fs::read("packages/unformatted/spec/payments.yaml").unwrap();
    let formatted = generate("spec/payments.yaml", &spec, &mut errspec_spec::NoFiles, &Options::default()).module.unwrap().text;
    assert_ne!(unformatted, formatted, "it was built with the formatter");
    let (unformatted, formatted) = (tokens(&unformatted), tokens(&formatted));
    if let Some(at) = (0..formatted.len().max(unformatted.len())).find(|at| formatted.get(*at) != unformatted.get(*at)) {
        let around =
            |tokens: &[String]| tokens.iter().skip(at.saturating_sub(8)).take(16).cloned().collect::<Vec<_>>().join(" ");
        panic!("formatted:   {}\nunformatted: {}", around(&formatted), around(&unformatted));
    }
}

/// Runs cargo on the workspace; what it printed.
fn cargo(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root).output().unwrap();
    assert!(output.status.success(), "cargo {}:\n{}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    flatten(text.parse().unwrap(), &mut tokens);
    tokens
}

fn flatten(stream: TokenStream, tokens: &mut Vec<String>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                tokens.push(open.to_owned());
                flatten(group.stream(), tokens);
                if tokens.last().is_some_and(|last| last == ",") {
                    tokens.pop();
                }
                tokens.push(close.to_owned());
            }
            // A raw literal says the same.
            other => tokens.push(other.to_string().trim_start_matches("r\"").trim_matches('"').to_owned()),
        }
    }
}
