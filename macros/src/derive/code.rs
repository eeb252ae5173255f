//! `ErrorCode`: an enum to a catalogue.

use super::ast::{Input, Variant};
use super::attr::{self, Given, Item, value_span};
use super::literal::scalar;
use super::options::Options;
use super::tree::{made, node, text};
use super::{Cx, Derive, keys};
use errspec_spec::diag::closest;
use errspec_spec::yaml::{Entry, Node, NodeKind};
use proc_macro2::{Ident, TokenTree};
use std::rc::Rc;

/// A group while its codes are collected.
struct Group {
    name: String,
    ident: Ident,
    entries: Vec<Entry>,
    codes: Vec<Entry>,
}

// { errors: { Payment: { status: 402, groups: { … }, codes: { CARD_DECLINED: { … } } } }, statuses: { 402: {} } }
pub(super) fn root(input: &Input, options: &Options, cx: &mut Cx) -> Rc<Node> {
    let start = cx.places.put(&options.name, input.ident.span());
    let (declarations, items): (Vec<_>, Vec<_>) = options.items.iter().cloned().partition(|item| item.name() == "group");
    let mut entries: Vec<Entry> = items.iter().map(|item| cx.entry(item)).collect();
    cx.summary(&input.attrs, &mut entries);
    let integers = items.iter().any(|item| item.name() == "wire" && attr_word(item).as_deref() == Some("integer"));
    let mut groups: Vec<Group> = declarations.iter().filter_map(|item| group(item, cx)).collect();
    let declared = groups.len();
    let mut codes = Vec::new();
    for variant in &input.variants {
        let items = attr::items(&variant.attrs, Derive::ErrorCode, keys::At::Variant, cx);
        let entry = code(variant, &items, options, integers, cx);
        match items.iter().find(|item| item.name() == "group").and_then(|item| member(item, &mut groups, declared, cx)) {
            Some(group) => group.codes.push(entry),
            None => codes.push(entry),
        }
    }
    let used = statuses(&entries, &groups, &codes);
    if !groups.is_empty() {
        let groups = groups.into_iter().map(|group| finished(group, cx)).collect();
        entries.push(made("groups", cx.places.from(start), NodeKind::Map(groups)));
    }
    entries.push(made("codes", cx.places.from(start), NodeKind::Map(codes)));
    let whole = cx.places.from(start);
    let catalogue = Entry { key: options.name.clone(), key_span: start, value: node(whole, NodeKind::Map(entries)) };
    let sections = vec![made("errors", whole, NodeKind::Map(vec![catalogue])), made("statuses", whole, NodeKind::Map(used))];
    node(whole, NodeKind::Map(sections))
}

fn code(variant: &Variant, items: &[Item], options: &Options, integers: bool, cx: &mut Cx) -> Entry {
    let written = items.iter().find(|item| item.name() == "code");
    let wire = written.and_then(|item| Some((attr::text(item, cx)?, value_span(item))));
    let number =
        Some(&variant.discriminant).filter(|_| integers).and_then(|tokens| Some((scalar(tokens)?, tokens.first()?.span())));
    let (wire, span) =
        wire.or(number).unwrap_or_else(|| (options.case.apply(&variant.ident.to_string()), variant.ident.span()));
    let key_span = cx.places.put(&wire, span);
    let facts: Vec<Item> = items.iter().filter(|item| !["code", "group"].contains(&item.name().as_str())).cloned().collect();
    let mut entries: Vec<Entry> = facts.iter().map(|item| cx.entry(item)).collect();
    cx.summary(&variant.attrs, &mut entries);
    Entry { key: wire, key_span, value: node(cx.places.from(key_span), NodeKind::Map(entries)) }
}

/// `group(connection, prefix = "08", status = 503)` on the enum.
fn group(item: &Item, cx: &mut Cx) -> Option<Group> {
    let items = match &item.given {
        Given::Group(tokens) => attr::split(tokens, &mut cx.errors),
        _ => Vec::new(),
    };
    let Some((Item { key: Some(ident), given: Given::Nothing, .. }, facts)) = items.split_first() else {
        cx.errors
            .say(item.span, "write the group's name and its facts: `group(connection, prefix = \"08\", retry = transient)`");
        return None;
    };
    let entries = facts.iter().map(|item| cx.entry(item)).collect();
    Some(Group { name: ident.to_string(), ident: ident.clone(), entries, codes: Vec::new() })
}

/// The group a variant names. Where the enum declares groups it is one of them.
fn member<'g>(item: &Item, groups: &'g mut Vec<Group>, declared: usize, cx: &mut Cx) -> Option<&'g mut Group> {
    let name = attr::text(item, cx)?;
    let at = groups.iter().position(|group| group.name == name);
    if at.is_none() && declared > 0 {
        let meant = closest(&name, groups.iter().map(|group| group.name.as_str()));
        let help = meant.map_or_else(String::new, |meant| format!("\n  help: did you mean `{meant}`?"));
        cx.errors.say(value_span(item), &format!("there is no group `{name}` [unknown-name]{help}"));
        return None;
    }
    if at.is_none() {
        let ident = match &item.given {
            Given::Value(tokens) => {
                tokens.iter().find_map(|token| if let TokenTree::Ident(ident) = token { Some(ident.clone()) } else { None })
            }
            _ => None,
        };
        let ident = ident.unwrap_or_else(|| Ident::new("group", value_span(item)));
        groups.push(Group { name, ident, entries: Vec::new(), codes: Vec::new() });
    }
    let at = at.unwrap_or(groups.len().saturating_sub(1));
    groups.get_mut(at)
}

fn finished(group: Group, cx: &mut Cx) -> Entry {
    let key_span = cx.places.put(&group.name, group.ident.span());
    let mut entries = group.entries;
    entries.push(made("codes", key_span, NodeKind::Map(group.codes)));
    Entry { key: group.name, key_span, value: node(key_span, NodeKind::Map(entries)) }
}

fn statuses(catalogue: &[Entry], groups: &[Group], codes: &[Entry]) -> Vec<Entry> {
    let of = |codes: &[Entry]| {
        codes
            .iter()
            .flat_map(|code| if let NodeKind::Map(entries) = &code.value.kind { declared(entries) } else { Vec::new() })
            .collect::<Vec<_>>()
    };
    let of_groups = groups.iter().flat_map(|group| declared(&group.entries).into_iter().chain(of(&group.codes)));
    once(declared(catalogue).into_iter().chain(of_groups).chain(of(codes)).collect())
}

/// Every status that an entry names counts as declared. One that is not registered is the API's own, and needs no phrase here.
pub(super) fn declared(entries: &[Entry]) -> Vec<Entry> {
    let values = entries.iter().filter(|entry| entry.key == "status").flat_map(|entry| match &entry.value.kind {
        NodeKind::List(values) => values.clone(),
        _ => vec![Rc::clone(&entry.value)],
    });
    let declared = values.filter_map(|value| {
        let status = value.scalar()?.text.clone();
        let is_status = status.len() == 3 && status.parse::<u16>().is_ok_and(|status| status >= 100);
        let name = made("name", value.span, text(&format!("Status{status}")));
        is_status.then(|| made(&status, value.span, NodeKind::Map(vec![name])))
    });
    declared.collect()
}

/// Each status once.
pub(super) fn once(mut statuses: Vec<Entry>) -> Vec<Entry> {
    statuses.sort_by(|a, b| a.key.cmp(&b.key));
    statuses.dedup_by(|a, b| a.key == b.key);
    statuses
}

fn attr_word(item: &Item) -> Option<String> {
    if let Given::Value(tokens) = &item.given { scalar(tokens) } else { None }
}
