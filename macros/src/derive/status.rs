//! `StatusCode`: an enum to statuses.

use super::ast::{Fields, Input, Variant, plain};
use super::attr::{self, Given, Item, value_span};
use super::literal::{discriminant, scalar};
use super::options::Options;
use super::tree::{made, node, text};
use super::{Cx, Derive, keys};
use errspec_codegen::derive::{self as emit, Target};
use errspec_spec::model::Contract;
use errspec_spec::yaml::{Entry, Node, NodeKind};
use proc_macro2::Span;
use std::rc::Rc;

// { statuses: { 404: { … }, 5xx: { … } } }
pub(super) fn root(input: &Input, options: &Options, cx: &mut Cx) -> Rc<Node> {
    let start = cx.places.put(&options.name, input.ident.span());
    let mut statuses: Vec<Entry> = Vec::new();
    for variant in plain(input) {
        let items = attr::items(&variant.attrs, Derive::StatusCode, keys::At::Variant, cx);
        let Some((status, span)) = number(variant, &items, cx) else { continue };
        let first = !twice(&status, span, &statuses, cx);
        let entry = entry(variant, &items, status, span, cx);
        statuses.extend(Some(entry).filter(|_| first));
    }
    statuses.extend(options.items.iter().filter_map(|item| range(item, cx)));
    let whole = cx.places.from(start);
    node(whole, NodeKind::Map(vec![made("statuses", whole, NodeKind::Map(statuses))]))
}

/// `status = 404`, else the discriminant, else the registered status of that name.
fn number(variant: &Variant, items: &[Item], cx: &mut Cx) -> Option<(String, Span)> {
    if let Some(item) = items.iter().find(|item| item.name() == "status") {
        return Some((attr::text(item, cx)?, value_span(item)));
    }
    if let (Some(status), Some(token)) = (discriminant(&variant.discriminant), variant.discriminant.first()) {
        return Some((status, token.span()));
    }
    let letters = |name: &str| name.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
    let name = letters(variant.ident.to_string().trim_start_matches("r#"));
    let registered = errspec_spec::registered().find(|(_, phrase)| letters(phrase) == name);
    if registered.is_none() {
        let message =
            format!("no registered status is called `{0}`; say which it is: `#[errspec(status = 404)]`", variant.ident);
        cx.errors.say(variant.ident.span(), &message);
    }
    registered.map(|(status, _)| (status.to_string(), variant.ident.span()))
}

fn entry(variant: &Variant, items: &[Item], status: String, span: Span, cx: &mut Cx) -> Entry {
    let key_span = cx.places.put(&status, span);
    let facts: Vec<Item> = items.iter().filter(|item| item.name() != "status").cloned().collect();
    let mut entries: Vec<Entry> = facts.iter().map(|item| cx.entry(item)).collect();
    cx.summary(&variant.attrs, &mut entries);
    entries.push(made("name", key_span, text("Named")));
    Entry { key: status, key_span, value: node(cx.places.from(key_span), NodeKind::Map(entries)) }
}

/// `range("5xx", retry = transient)` on the enum.
fn range(item: &Item, cx: &mut Cx) -> Option<Entry> {
    let items = match &item.given {
        Given::Group(tokens) => attr::split(tokens, &mut cx.errors),
        _ => Vec::new(),
    };
    let Some((Item { key: None, given: Given::Value(range), span }, facts)) = items.split_first() else {
        cx.errors.say(item.span, "write the statuses and what holds for them: `range(\"5xx\", retry = transient)`");
        return None;
    };
    let range = scalar(range)?;
    let key_span = cx.places.put(&range, *span);
    let entries = facts.iter().map(|item| cx.entry(item)).collect();
    Some(Entry { key: range, key_span, value: node(cx.places.from(key_span), NodeKind::Map(entries)) })
}

fn twice(status: &str, span: Span, before: &[Entry], cx: &mut Cx) -> bool {
    let first = before.iter().find(|other| other.key == status);
    if let Some(first) = first {
        let line = cx.places.spans(first.key_span).map_or(0, |(span, _)| super::report::line(span));
        cx.errors.say(span, &format!("two variants are {status} [duplicate-key]\n  note: the first one (line {line})"));
    }
    first.is_some()
}

pub(super) fn items(contract: &Contract, input: &Input, target: Target<'_>) -> String {
    let variants: Vec<String> = plain(input).map(|variant| variant.ident.to_string()).collect();
    emit::statuses(contract, Target { variants: &variants, ..target }, other(input).as_deref())
}

/// The variant for all other statuses.
pub(super) fn other(input: &Input) -> Option<String> {
    let other = input.variants.iter().find(|variant| matches!(variant.fields, Fields::Tuple(..)));
    other.map(|variant| variant.ident.to_string())
}
