//! `ErrorCode`: turns an enum into a catalog. `Retryable` uses the same catalog with only the facts about retrying.

use super::ast::{Attr, Input, Variant};
use super::attr::{self, Given, Item, value_span};
use super::context::{At, Cx, Derive};
use super::discriminant::{Numbers, Unclear};
use super::keys;
use super::language::{self, Place};
use super::literal::scalar;
use super::options::Options;
use super::tree::{made, node, text};
use errspec_spec::diag::closest;
use errspec_spec::lists::IntoVec;
use errspec_spec::yaml::{Entry, Node, NodeKind};
use proc_macro2::{Ident, Span, TokenTree};
use std::rc::Rc;

/// A group whose codes are being collected.
struct Group {
    name: String,
    ident: Ident,
    entries: Vec<Entry>,
    codes: Vec<Entry>,
}

// { errors: { Payment: { status: 402, groups: { … }, codes: { CARD_DECLINED: { … } } } }, statuses: { 402: {} } }
pub(super) fn root(derive: Derive, input: &Input, options: &Options, cx: &mut Cx) -> Rc<Node> {
    let start = cx.places.put(&options.name, input.ident.span());
    let (declarations, items): (Vec<_>, Vec<_>) = options.items.iter().cloned().partition(|item| item.name() == "group");
    let scope = Scope { derive, options };
    let mut entries = scope.entries(&items, &input.attrs, cx);
    let integers = items.iter().any(|item| item.name() == "wire" && attr_word(item).as_deref() == Some("integer"));
    let mut groups: Vec<Group> = declarations.iter().filter_map(|item| scope.group(item, cx)).into_vec();
    let declared = groups.len();
    let mut codes = Vec::new();
    let mut numbers = integers.then(Numbers::of_codes);
    for variant in &input.variants {
        let items = keys::items(&variant.attrs, derive, At::Variant, cx);
        let entry = scope.code(variant, &items, numbers.as_mut(), cx);
        match items.iter().find(|item| item.name() == "group").and_then(|item| member(item, &mut groups, declared, cx)) {
            Some(group) => group.codes.push(entry),
            None => codes.push(entry),
        }
    }
    let used = statuses(&entries, &groups, &codes);
    if !groups.is_empty() {
        let groups = groups.into_iter().map(|group| finished(group, cx)).into_vec();
        entries.push(made("groups", cx.places.from(start), NodeKind::Map(groups)));
    }
    entries.push(made("codes", cx.places.from(start), NodeKind::Map(codes)));
    let whole = cx.places.from(start);
    let catalog = Entry { key: options.name.clone(), key_span: start, value: node(whole, NodeKind::Map(entries)) };
    let sections = vec![made("errors", whole, NodeKind::Map(vec![catalog])), made("statuses", whole, NodeKind::Map(used))];
    node(whole, NodeKind::Map(sections))
}

/// The facts about retrying.
const DECIDING: [&str; 3] = ["retry", "effect", "status"];

/// The derive that reads the attributes.
struct Scope<'o> {
    derive: Derive,
    options: &'o Options,
}

impl Scope<'_> {
    /// The facts among the items.
    fn entries(&self, items: &[Item], attrs: &[Attr], cx: &mut Cx) -> Vec<Entry> {
        let all = self.derive == Derive::ErrorCode;
        let is_fact = |item: &&Item| match item.name().as_str() {
            "code" | "group" => false,
            "tags" | "audience" | "unlisted" => all,
            "wire" => all || self.options.against.is_some(),
            name => all || DECIDING.contains(&name),
        };
        let mut entries: Vec<Entry> = items.iter().filter(is_fact).map(|item| cx.entry(item)).into_vec();
        if all {
            cx.summary(attrs, &mut entries);
        }
        entries
    }

    fn code(&self, variant: &Variant, items: &[Item], numbers: Option<&mut Numbers>, cx: &mut Cx) -> Entry {
        let (text, span, clear) = match self.wire(variant, items, numbers, cx) {
            Ok((text, span)) => (text, span, true),
            Err((span, message)) => {
                cx.errors.say(span, &message);
                (variant.ident.to_string(), span, false)
            }
        };
        let key_span = cx.places.put(&text, span);
        if !clear {
            cx.places.spoil(key_span);
        }
        let entries = self.entries(items, &variant.attrs, cx);
        Entry { key: text, key_span, value: node(cx.places.from(key_span), NodeKind::Map(entries)) }
    }

    /// The text of a code and its location: `code`, otherwise the discriminant for integers, otherwise derived from the variant.
    fn wire(
        &self,
        variant: &Variant,
        items: &[Item],
        numbers: Option<&mut Numbers>,
        cx: &mut Cx,
    ) -> Result<(String, Span), Unclear> {
        let (ident, span) = (variant.ident.to_string(), variant.ident.span());
        // Variants of an enum that is not a catalog have no text.
        if self.derive == Derive::Retryable && self.options.against.is_none() {
            return Ok((ident, span));
        }
        let attribute = items.iter().find(|item| item.name() == "code");
        let number = numbers.map_or(Ok(None), |numbers| numbers.take(variant, attribute));
        if let Some((item, text)) = attribute.and_then(|item| Some((item, attr::text(item, cx)?))) {
            return Ok((text, value_span(item)));
        }
        Ok(number?.map_or_else(|| (self.options.case.apply(&ident), span), |(number, span)| (number.to_string(), span)))
    }

    /// `group(connection, prefix = "08", status = 503)` on the enum.
    fn group(&self, item: &Item, cx: &mut Cx) -> Option<Group> {
        let items = match &item.given {
            Given::Group(tokens) => attr::split(tokens, &mut cx.errors),
            _ => Vec::new(),
        };
        let Some((Item { key: Some(ident), given: Given::Nothing, .. }, facts)) = items.split_first() else {
            let example = "write the group's name and its facts: `group(connection, prefix = \"08\", retry = transient)`";
            cx.errors.say(item.span, example);
            return None;
        };
        let (others, facts): (Vec<Item>, Vec<Item>) =
            facts.iter().cloned().partition(|item| language::replacement_for(Place::Group, &item.name()).is_some());
        others.iter().for_each(|item| keys::unknown(item, Some(Place::Group), "a group", [], cx));
        let entries = self.entries(&facts, &[], cx);
        Some(Group { name: ident.to_string(), ident: ident.clone(), entries, codes: Vec::new() })
    }
}

/// The group of a variant. If the enum declares groups, it must be one of them.
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

fn statuses(catalog: &[Entry], groups: &[Group], codes: &[Entry]) -> Vec<Entry> {
    let of = |codes: &[Entry]| {
        codes
            .iter()
            .flat_map(|code| if let NodeKind::Map(entries) = &code.value.kind { declared(entries) } else { Vec::new() })
            .into_vec()
    };
    let of_groups = groups.iter().flat_map(|group| declared(&group.entries).into_iter().chain(of(&group.codes)));
    once(declared(catalog).into_iter().chain(of_groups).chain(of(codes)).into_vec())
}

/// Every status that an entry names counts as declared. One that is not registered belongs to the API, and needs no phrase here.
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

/// The statuses, without duplicates.
pub(super) fn once(mut statuses: Vec<Entry>) -> Vec<Entry> {
    statuses.sort_by(|a, b| a.key.cmp(&b.key));
    statuses.dedup_by(|a, b| a.key == b.key);
    statuses
}

fn attr_word(item: &Item) -> Option<String> {
    if let Given::Value(tokens) = &item.given { scalar(tokens) } else { None }
}
