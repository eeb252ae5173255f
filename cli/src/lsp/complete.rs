//! Completion of keys, words and names.

use super::analysis::Analysis;
use super::cursor::{Cursor, What, cursor};
use super::references::Kind;
use super::schema::{self, Choice};
use lsp_types::{CompletionItem, CompletionItemKind, Documentation};
use std::collections::BTreeSet;

/// What can be written at an offset.
pub(super) fn complete(analysis: &Analysis, at: usize) -> Option<Vec<CompletionItem>> {
    let Cursor { path, what } = cursor(analysis.text(), at);
    let items: Vec<CompletionItem> = match what {
        What::Key => {
            let keys = schema::keys(&path).into_iter().map(|choice| item(choice, CompletionItemKind::PROPERTY, ": "));
            let states =
                states_of_keys(analysis, &path).into_iter().map(|name| item(plain(name), CompletionItemKind::REFERENCE, ": "));
            keys.chain(states).collect()
        }
        What::Value => {
            let words = schema::words(&path).into_iter().map(|choice| item(choice, CompletionItemKind::ENUM_MEMBER, ""));
            // A list can be written as one of its items.
            let item_path: Vec<String> = path.iter().cloned().chain(["[]".to_owned()]).collect();
            let of_items =
                schema::words(&item_path).into_iter().map(|choice| item(choice, CompletionItemKind::ENUM_MEMBER, ""));
            let names = names(analysis, &path).into_iter().map(|name| item(plain(name), CompletionItemKind::REFERENCE, ""));
            words.chain(of_items).chain(names).collect()
        }
    };
    Some(items)
}

fn item(choice: Choice, kind: CompletionItemKind, after: &str) -> CompletionItem {
    CompletionItem {
        insert_text: (!after.is_empty()).then(|| format!("{}{after}", choice.text)),
        label: choice.text,
        kind: Some(kind),
        documentation: choice.meaning.map(Documentation::String),
        ..CompletionItem::default()
    }
}

fn plain(text: String) -> Choice {
    Choice { text, meaning: None }
}

/// The names that a value at a path can be.
fn names(analysis: &Analysis, path: &[String]) -> BTreeSet<String> {
    let path: Vec<&str> = path.iter().map(String::as_str).filter(|part| *part != "[]").collect();
    let declared = |wanted: &dyn Fn(&Kind) -> bool| -> BTreeSet<String> {
        let declared = analysis.references().iter().filter(|reference| reference.declares && wanted(&reference.kind));
        declared.map(|reference| reference.name.clone()).collect()
    };
    match path.as_slice() {
        ["use"] => errspec_spec::shipped().filter(|(name, _)| *name != "http").map(|(name, _)| format!("std/{name}")).collect(),
        [.., "when", "code" | "type"] => declared(&|kind| *kind == Kind::Code),
        [.., "when", "operation"] => declared(&|kind| *kind == Kind::Operation),
        [.., "when", "body"] | ["bodies", _, "extends"] => declared(&|kind| *kind == Kind::Body),
        ["errors", _, "extends"] | ["bodies", .., "type"] => declared(&|kind| *kind == Kind::Catalog),
        ["operations", _, "machine"] => declared(&|kind| *kind == Kind::Machine),
        ["machines", machine, "edges", "command"] => declared(&|kind| *kind == Kind::Command((*machine).to_owned())),
        ["machines", machine, "initial" | "edges"]
        | ["machines", machine, "edges", "edge"]
        | ["machines", machine, "commands", _, "free_from"] => declared(&|kind| *kind == Kind::State((*machine).to_owned())),
        _ => BTreeSet::new(),
    }
}

/// The states that are keys of a mapping: under `requires` of a command.
fn states_of_keys(analysis: &Analysis, path: &[String]) -> BTreeSet<String> {
    match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["machines", machine, "commands", _, "requires"] => {
            let path = ["machines", machine, "initial"].map(str::to_owned);
            names(analysis, &path)
        }
        _ => BTreeSet::new(),
    }
}
