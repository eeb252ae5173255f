//! `StateMachine`: turns an enum of states into a machine.

use super::ast::{Input, Variant};
use super::attr::{self, Given, Item, value_span};
use super::context::{At, Cx, Derive};
use super::keys;
use super::options::Options;
use super::transitions::{State, Transitions};
use super::tree::{made, node, text};
use errspec_spec::lists::IntoVec;
use errspec_spec::yaml::{Entry, Node, NodeKind};
use proc_macro2::Span;
use std::rc::Rc;

// { machines: { Job: { initial: […], states: { … }, edges: […], commands: { … } } } }
pub(super) fn root(input: &Input, options: &Options, cx: &mut Cx) -> Rc<Node> {
    let start = cx.places.put(&options.name, input.ident.span());
    let is_move = |item: &Item| ["command", "to"].contains(&item.name().as_str());
    let (moves, items): (Vec<_>, Vec<_>) = options.items.iter().cloned().partition(is_move);
    let mut entries: Vec<Entry> = items.iter().map(|item| machine_entry(item, cx)).into_vec();
    cx.summary(&input.attrs, &mut entries);
    let states: Vec<State> = input.variants.iter().map(|variant| state(variant, options, cx)).into_vec();
    let mut nodes: Vec<Entry> = Vec::new();
    for (state, variant) in states.iter().zip(&input.variants) {
        let entry = state_entry(state, variant, cx);
        if !twice(&entry, &nodes, cx) {
            nodes.push(entry);
        }
    }
    entries.push(made("initial", start, NodeKind::List(initial(&states, cx))));
    entries.push(made("states", start, NodeKind::Map(nodes)));
    let mut transitions = Transitions::new(&states, cx);
    transitions.of_machine(&moves);
    states.iter().for_each(|state| transitions.of_state(state));
    let (edges, commands) = transitions.finish();
    entries.push(made("edges", start, NodeKind::List(edges)));
    if !commands.is_empty() {
        entries.push(made("commands", start, NodeKind::Map(commands)));
    }
    let whole = cx.places.from(start);
    let machine = Entry { key: options.name.clone(), key_span: start, value: node(whole, NodeKind::Map(entries)) };
    node(whole, NodeKind::Map(vec![made("machines", whole, NodeKind::Map(vec![machine]))]))
}

/// `observe = "/status"` for `observe: { at: /status }`; the same for `epoch`.
fn machine_entry(item: &Item, cx: &mut Cx) -> Entry {
    let entry = cx.entry(item);
    let short = ["observe", "epoch"].contains(&entry.key.as_str()) && !matches!(entry.value.kind, NodeKind::Map(_));
    if !short {
        return entry;
    }
    let span = entry.value.span;
    let at = Entry { key: "at".to_owned(), key_span: entry.key_span, value: entry.value };
    Entry { value: node(span, NodeKind::Map(vec![at])), ..entry }
}

fn state(variant: &Variant, options: &Options, cx: &mut Cx) -> State {
    let items = keys::items(&variant.attrs, Derive::StateMachine, At::Variant, cx);
    let written = items.iter().find(|item| item.name() == "state").and_then(|item| attr::text(item, cx));
    let ident = variant.ident.to_string();
    let wire = written.unwrap_or_else(|| options.case.apply(&ident));
    State { variant: ident.trim_start_matches("r#").to_owned(), wire, span: variant.ident.span(), items }
}

fn state_entry(state: &State, variant: &Variant, cx: &mut Cx) -> Entry {
    let span = state.items.iter().find(|item| item.name() == "state").map_or(state.span, value_span);
    let key_span = cx.places.put(&state.wire, span);
    let mut entries: Vec<Entry> = Vec::new();
    for item in &state.items {
        match item.name().as_str() {
            "state" | "initial" | "to" | "cause" | "command" => {}
            word @ ("pending" | "external" | "resting" | "final" | "final_") => kind(word, item, &mut entries, cx),
            _ => entries.push(cx.entry(item)),
        }
    }
    cx.summary(&variant.attrs, &mut entries);
    Entry { key: state.wire.clone(), key_span, value: node(cx.places.from(key_span), NodeKind::Map(entries)) }
}

/// `pending` for `kind: pending`. `external(by = "reviewer")` also sets `by`.
fn kind(word: &str, item: &Item, entries: &mut Vec<Entry>, cx: &mut Cx) {
    if entries.iter().any(|entry| entry.key == "kind") {
        cx.errors.say(item.span, "a state has one kind: `pending`, `external`, `resting` or `final`");
        return;
    }
    let place = cx.places.put(word, item.span);
    entries.push(made("kind", place, text(word.trim_end_matches('_'))));
    match &item.given {
        Given::Nothing => {}
        Given::Group(tokens) if word == "external" => {
            let by = attr::split(tokens, &mut cx.errors);
            let (by, others): (Vec<_>, Vec<_>) = by.into_iter().partition(|item| item.name() == "by");
            by.iter().map(|item| cx.entry(item)).add_to(entries);
            others.iter().for_each(|item| cx.errors.say(item.span, "write who has to act: `external(by = \"reviewer\")`"));
        }
        _ => cx.errors.say(item.span, &format!("`{word}` takes no value")),
    }
}

/// In a spec, a mapping could not contain the same text twice.
fn twice(entry: &Entry, before: &[Entry], cx: &mut Cx) -> bool {
    let first = before.iter().find(|other| other.key == entry.key);
    if let Some(first) = first {
        let line = cx.places.spans(first.key_span).map_or(0, |(span, _)| super::report::line(span));
        let span = cx.places.spans(entry.key_span).map_or_else(Span::call_site, |(span, _)| span);
        let message =
            format!("two variants are the state `{}` [duplicate-key]\n  note: the first one (line {line})", entry.key);
        cx.errors.say(span, &message);
    }
    first.is_some()
}

fn initial(states: &[State], cx: &mut Cx) -> Vec<Rc<Node>> {
    let marked = states.iter().filter_map(|state| Some((state, state.items.iter().find(|item| item.name() == "initial")?)));
    marked.map(|(state, item)| cx.leaf(&state.wire, item.span)).into_vec()
}

/// The text, location and identifier of each state of an enum whose facts come from a spec.
#[cfg(feature = "spec")]
pub(super) fn names(input: &Input, options: &Options, cx: &mut Cx) -> Vec<(String, Span, String)> {
    let mut names = Vec::new();
    for variant in &input.variants {
        let state = state(variant, options, cx);
        let span = state.items.iter().find(|item| item.name() == "state").map_or(state.span, value_span);
        names.push((state.wire, span, variant.ident.to_string()));
    }
    names
}
