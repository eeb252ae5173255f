//! `Retryable`: the retry classes of any enum, through a catalogue whose codes are its variants.

use super::ast::Input;
use super::attr::{self, Item};
use super::options::Options;
use super::tree::{made, node};
use super::{Cx, Derive, keys};
use errspec_codegen::derive::{self as emit, Target};
use errspec_spec::model::Contract;
use errspec_spec::words::Effect;
use errspec_spec::written::RetryClass;
use errspec_spec::yaml::{Entry, Node, NodeKind};
use std::rc::Rc;

/// What decides.
const FACTS: [&str; 3] = ["retry", "effect", "status"];

// { errors: { CallError: { codes: { Timeout: { retry: transient } } } }, statuses: { … } }
pub(super) fn root(input: &Input, options: &Options, cx: &mut Cx) -> Rc<Node> {
    let start = cx.places.put(&options.name, input.ident.span());
    let mut entries = facts(&options.items, cx);
    let mut statuses = super::code::declared(&entries);
    let mut codes: Vec<Entry> = Vec::new();
    for variant in &input.variants {
        let name = variant.ident.to_string();
        let key_span = cx.places.put(&name, variant.ident.span());
        let items = attr::items(&variant.attrs, Derive::Retryable, keys::At::Variant, cx);
        let facts = facts(&items, cx);
        statuses.extend(super::code::declared(&facts));
        codes.push(Entry { key: name, key_span, value: node(cx.places.from(key_span), NodeKind::Map(facts)) });
    }
    entries.push(made("codes", cx.places.from(start), NodeKind::Map(codes)));
    let whole = cx.places.from(start);
    let catalogue = Entry { key: options.name.clone(), key_span: start, value: node(whole, NodeKind::Map(entries)) };
    let sections = vec![
        made("errors", whole, NodeKind::Map(vec![catalogue])),
        made("statuses", whole, NodeKind::Map(super::code::once(statuses))),
    ];
    node(whole, NodeKind::Map(sections))
}

fn facts(items: &[Item], cx: &mut Cx) -> Vec<Entry> {
    let deciding = items.iter().filter(|item| FACTS.contains(&item.name().as_str()));
    deciding.map(|item| cx.entry(item)).collect()
}

pub(super) fn items(contract: &Contract, target: Target<'_>) -> String {
    let codes = contract.catalogues.iter().flat_map(|catalogue| &catalogue.codes);
    let facts: Vec<(RetryClass, Effect)> = codes.map(|code| (code.facts.retry.value.class, code.facts.effect.value)).collect();
    emit::retryable(&facts, target)
}
