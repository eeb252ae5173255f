//! The fallback after an error: the same items for the enum without its attributes, so that code using them compiles and one mistake causes
//! one error.

use super::ast::{Attr, Input};
use super::attr::{Given, split};
use super::context::{Cx, Derive};
use super::emitted;
use super::options::Options;
use super::report::Errors;
use super::tree::{made, node, text};
use errspec_spec::diag::Sink;
use errspec_spec::lists::IntoVec;
use errspec_spec::model::Contract;
use errspec_spec::source::Span as Place;
use errspec_spec::yaml::{Entry, NodeKind};

pub(super) fn items(derive: Derive, input: &Input, options: &Options) -> String {
    let mut cx = Cx::default();
    contract(derive, input, options).map_or_else(String::new, |contract| emitted(derive, input, options, &contract, &mut cx))
}

/// The facts of an enum without its attributes; for a type without variants, those of an enum with one.
pub(super) fn contract(derive: Derive, input: &Input, options: &Options) -> Option<Contract> {
    let mut cx = Cx::default();
    let start = cx.places.put(&options.name, input.ident.span());
    let rows = input.variants.len().max(1);
    let entries: Vec<Entry> = (0..rows).map(|at| bare(derive, at, start)).into_vec();
    let whole = cx.places.from(start);
    let of = |key: &str, entries| made(key, whole, NodeKind::Map(entries));
    let section = match derive {
        Derive::StatusCode => of("statuses", entries),
        Derive::ErrorCode | Derive::Retryable => of("errors", vec![of(&options.name, vec![of("codes", entries)])]),
        Derive::StateMachine => of("machines", vec![of(&options.name, machine(entries, input, options, whole))]),
    };
    let root = node(whole, NodeKind::Map(vec![section]));
    errspec_spec::check_entries(cx.places.sources(), &root, Sink::new()).contract
}

/// A variant with only the required facts.
fn bare(derive: Derive, at: usize, place: Place) -> Entry {
    let said = |key: &str, word: &str| made(key, place, text(word));
    match derive {
        Derive::StatusCode => made(&(100 + at % 900).to_string(), place, NodeKind::Map(vec![said("name", "Bare")])),
        Derive::StateMachine => {
            made(&at.to_string(), place, NodeKind::Map(vec![said("kind", "final"), said("outcome", "success")]))
        }
        Derive::ErrorCode | Derive::Retryable => made(&at.to_string(), place, NodeKind::Map(Vec::new())),
    }
}

/// Every state is initial and final. The commands exist, but lead nowhere.
fn machine(states: Vec<Entry>, input: &Input, options: &Options, place: Place) -> Vec<Entry> {
    let initial = states.iter().map(|state| node(place, text(&state.key))).into_vec();
    let mut entries = vec![made("initial", place, NodeKind::List(initial)), made("states", place, NodeKind::Map(states))];
    let of_enum = options.items.iter().filter(|item| item.name() == "command").filter_map(|item| match &item.given {
        Given::Group(tokens) => Some(tokens.clone()),
        _ => None,
    });
    let of_variants = input.variants.iter().flat_map(|variant| &variant.attrs).flat_map(commands);
    let mut names: Vec<String> = Vec::new();
    for tokens in of_enum.chain(of_variants) {
        let name = split(&tokens, &mut Errors::default()).first().map(super::attr::Item::name).unwrap_or_default();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let commands: Vec<Entry> = names.iter().map(|name| made(name, place, NodeKind::Map(Vec::new()))).into_vec();
    if !commands.is_empty() {
        entries.push(made("commands", place, NodeKind::Map(commands)));
    }
    entries
}

/// The content of each `command(…)` of an attribute.
fn commands(attr: &Attr) -> Vec<Vec<proc_macro2::TokenTree>> {
    let Attr::Own(tokens, _) = attr else { return Vec::new() };
    let items = split(&super::tokens::flat(tokens.clone()), &mut Errors::default());
    let commands = items.into_iter().filter(|item| item.name() == "command").filter_map(|item| match item.given {
        Given::Group(tokens) => Some(tokens),
        _ => None,
    });
    commands.collect()
}
