//! `StatusCode`: turns an enum into statuses.

use super::ast::{Fields, Input, Variant, plain};
use super::attr::{self, Given, Item, value_span};
use super::context::{At, Cx, Derive};
use super::discriminant::Numbers;
use super::keys;
use super::literal::scalar;
use super::options::Options;
use super::tree::{made, node, text};
use errspec_codegen::derive::{self as emit, Target};
use errspec_spec::lists::IntoVec;
use errspec_spec::model::Contract;
use errspec_spec::yaml::{Entry, Node, NodeKind};
use proc_macro2::Span;
use std::rc::Rc;

// { statuses: { 404: { … }, 5xx: { … } } }
pub(super) fn root(input: &Input, options: &Options, cx: &mut Cx) -> Rc<Node> {
    let start = cx.places.put(&options.name, input.ident.span());
    let mut statuses: Vec<Entry> = Vec::new();
    let mut numbers = Numbers::of_statuses();
    for variant in plain(input) {
        let items = keys::items(&variant.attrs, Derive::StatusCode, At::Variant, cx);
        let Some((status, span)) = number(variant, &items, &mut numbers, cx) else { continue };
        let first = !twice(&status, span, &statuses, cx);
        let entry = entry(variant, &items, status, span, cx);
        statuses.extend(Some(entry).filter(|_| first));
    }
    options.items.iter().filter_map(|item| range(item, cx)).add_to(&mut statuses);
    let whole = cx.places.from(start);
    node(whole, NodeKind::Map(vec![made("statuses", whole, NodeKind::Map(statuses))]))
}

/// `status = 404`, otherwise the discriminant, otherwise the registered status with that name.
fn number(variant: &Variant, items: &[Item], numbers: &mut Numbers, cx: &mut Cx) -> Option<(String, Span)> {
    let attribute = items.iter().find(|item| item.name() == "status");
    let number = numbers.take(variant, attribute);
    if let Some(item) = attribute {
        return Some((attr::text(item, cx)?, value_span(item)));
    }
    let registered = if variant.discriminant.is_empty() { registered(variant) } else { None };
    let (said, span) = match (number, registered) {
        (Ok(Some((number, span))), Some(status)) if number != i128::from(status) => {
            let name = &variant.ident;
            let message = format!(
                "`{name}` is {status} by its name and {number} by its discriminant, which is counted from the previous \
                    variant\n  \
                 help: write `{name} = {status}`, or add `#[errspec(status = …)]`"
            );
            (Err(message), span)
        }
        (Ok(Some((number, span))), _) => (Ok(number.to_string()), span),
        // A variant with a registered name needs no number.
        (_, Some(status)) => (Ok(status.to_string()), variant.ident.span()),
        (Err((span, message)), _) => (Err(message), span),
        (Ok(None), _) => {
            let message =
                format!("no registered status has the name `{0}`; state the number: `#[errspec(status = 404)]`", variant.ident);
            (Err(message), variant.ident.span())
        }
    };
    match said {
        Ok(status) => Some((status, span)),
        Err(message) => {
            cx.errors.say(span, &message);
            None
        }
    }
}

/// The registered status whose phrase is the name of the variant, ignoring case.
fn registered(variant: &Variant) -> Option<u16> {
    let letters = |name: &str| name.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
    let name = letters(variant.ident.to_string().trim_start_matches("r#"));
    errspec_spec::registered().find(|(_, phrase)| letters(phrase) == name).map(|(status, _)| status)
}

fn entry(variant: &Variant, items: &[Item], status: String, span: Span, cx: &mut Cx) -> Entry {
    let key_span = cx.places.put(&status, span);
    let facts: Vec<Item> = items.iter().filter(|item| item.name() != "status").cloned().into_vec();
    let mut entries: Vec<Entry> = facts.iter().map(|item| cx.entry(item)).into_vec();
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
        cx.errors.say(item.span, "write the statuses and their facts: `range(\"5xx\", retry = transient)`");
        return None;
    };
    let range = scalar(range)?;
    let key_span = cx.places.put(&range, *span);
    let entries = facts.iter().map(|item| cx.entry(item)).into_vec();
    Some(Entry { key: range, key_span, value: node(cx.places.from(key_span), NodeKind::Map(entries)) })
}

fn twice(status: &str, span: Span, before: &[Entry], cx: &mut Cx) -> bool {
    let first = before.iter().find(|other| other.key == status);
    if let Some(first) = first {
        let line = cx.places.spans(first.key_span).map_or(0, |(span, _)| super::report::line(span));
        cx.errors.say(
            span,
            &format!(
                "two variants have the status {status} [duplicate-key]\n  note: the first one (line \
            {line})"
            ),
        );
    }
    first.is_some()
}

pub(super) fn items(contract: &Contract, input: &Input, target: Target<'_>) -> String {
    let variants: Vec<String> = plain(input).map(|variant| variant.ident.to_string()).into_vec();
    emit::statuses(contract, Target { variants: &variants, ..target }, other(input).as_deref())
}

/// The variant for all other statuses.
pub(super) fn other(input: &Input) -> Option<String> {
    let other = input.variants.iter().find(|variant| matches!(variant.fields, Fields::Tuple(..)));
    other.map(|variant| variant.ident.to_string())
}
