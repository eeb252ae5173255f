//! The formatter moves blanks and trailing commas, and nothing else.

use errspec_codegen::{Options, generate};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

#[test]
fn formatted_or_not_the_tokens_are_the_same() {
    let spec = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/spec/payments.yaml")).unwrap();
    let formatted = generate("spec/payments.yaml", &spec, &mut errspec_spec::NoFiles, &Options::default()).module.unwrap().text;
    let unformatted = std::fs::read_to_string(concat!(env!("OUT_DIR"), "/payments.rs")).unwrap();
    let (unformatted, formatted) = (tokens(&unformatted), tokens(&formatted));
    if let Some(at) = (0..formatted.len().max(unformatted.len())).find(|at| formatted.get(*at) != unformatted.get(*at)) {
        let around =
            |tokens: &[String]| tokens.iter().skip(at.saturating_sub(8)).take(16).cloned().collect::<Vec<_>>().join(" ");
        panic!("formatted:   {}\nunformatted: {}", around(&formatted), around(&unformatted));
    }
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
