//! `to(…)` and `command(…)` of states: the edges and commands of a machine.

use super::attr::{self, Given, Item};
use super::context::Cx;
use super::keys;
use super::language::Place;
use super::tree::{made, node, text};
use errspec_spec::diag::Diagnostic;
use errspec_spec::lists::IntoVec;
use errspec_spec::rules;
use errspec_spec::syntax::EVERY_STATE;
use errspec_spec::yaml::{Entry, Node, NodeKind};
use proc_macro2::Span;
use std::rc::Rc;

/// A variant and its attributes.
pub(super) struct State {
    pub(super) variant: String,
    pub(super) wire: String,
    /// The location of the variant.
    pub(super) span: Span,
    pub(super) items: Vec<Item>,
}

pub(super) struct Transitions<'s> {
    states: &'s [State],
    cx: &'s mut Cx,
    edges: Vec<Rc<Node>>,
    commands: Vec<Command>,
}

/// A command for which the states it is sent from are being collected.
struct Command {
    name: String,
    span: Span,
    facts: Vec<Entry>,
    requires: Vec<Entry>,
    free_from: Vec<Rc<Node>>,
}

impl<'s> Transitions<'s> {
    pub(super) fn new(states: &'s [State], cx: &'s mut Cx) -> Self {
        Self { states, cx, edges: Vec::new(), commands: Vec::new() }
    }

    /// `to(Expired)` on the enum: edges from every state that is not final. `command(retry, summary = "…", max_uses = 3)`: facts of a
    /// command, and with `to(…)` where it leads from every state that is not final.
    pub(super) fn of_machine(&mut self, items: &[Item]) {
        for item in items {
            match item.name().as_str() {
                "to" => self.to(item, EVERY_STATE, None),
                _ => self.command(item, None),
            }
        }
    }

    pub(super) fn of_state(&mut self, state: &State) {
        for item in &state.items {
            match item.name().as_str() {
                "to" => self.to(item, &state.wire, None),
                "cause" => self.cause(item, state),
                "command" => self.command(item, Some(state)),
                _ => {}
            }
        }
    }

    /// `to(Active, Failed, basis = inferred)`: an edge to each.
    fn to(&mut self, item: &Item, source: &str, command: Option<&str>) {
        let items = match &item.given {
            Given::Group(tokens) => attr::split(tokens, &mut self.cx.errors),
            _ => Vec::new(),
        };
        let is_target = |item: &Item| item.key.is_none() || matches!(item.given, Given::Nothing);
        let (targets, facts): (Vec<_>, Vec<_>) = items.into_iter().partition(is_target);
        let (facts, others): (Vec<_>, Vec<_>) =
            facts.into_iter().partition(|item| keys::OF_EDGES.contains(&item.name().as_str()));
        others.iter().for_each(|item| keys::unknown(item, Some(Place::Edge), "an edge", keys::OF_EDGES, self.cx));
        if targets.is_empty() {
            self.cx.errors.say(item.span, "write the states it leads to: `to(Active, Failed)`");
        }
        for target in &targets {
            let Some((wire, span)) = self.target(target) else { continue };
            let (from, arrow) = (self.cx.places.put(source, item.span), self.cx.places.put(" -> ", item.span));
            let to = self.cx.places.put(&wire, span);
            let place = from.to(arrow).to(to);
            let mut entries = vec![made("edge", place, text(&format!("{source} -> {wire}")))];
            entries.extend(command.map(|command| made("command", place, text(command))));
            facts.iter().map(|fact| self.cx.entry(fact)).add_to(&mut entries);
            self.edges.push(node(place, NodeKind::Map(entries)));
        }
    }

    /// The wire text of a variant, or a text unchanged.
    fn target(&mut self, item: &Item) -> Option<(String, Span)> {
        if let (None, Given::Value(tokens)) = (&item.key, &item.given) {
            return Some((super::literal::scalar(tokens)?, item.span));
        }
        let name = item.name();
        if let Some(state) = self.states.iter().find(|state| state.variant == name) {
            return Some((state.wire.clone(), item.span));
        }
        let place = self.cx.places.put(&name, item.span);
        let finding = Diagnostic::new(&rules::UNKNOWN_NAME, place, format!("there is no state `{name}`"));
        let finding = finding.suggest(&name, place, self.states.iter().map(|state| state.variant.as_str()));
        self.cx.errors.findings(&[finding], &self.cx.places);
        None
    }

    /// `cause = auto` repeats what the kind of the state implies, so it must be the same.
    fn cause(&mut self, item: &Item, state: &State) {
        let kind = if state.items.iter().any(|item| item.name() == "external") { "external" } else { "auto" };
        let Some(cause) = attr::text(item, self.cx) else { return };
        if cause != kind {
            let message =
                format!("edges that leave `{}` without a command are `{kind}`, not `{cause}` [unknown-word]", state.variant);
            let note = "\n  note: A state that the job leaves by itself is `pending`, and one that it leaves when a third \
                party acts is `external`. A command is `command(name, to(…))`.";
            self.cx.errors.say(attr::value_span(item), &format!("{message}{note}"));
        }
    }

    /// `command(retry, to(Created), requires = add_funds, free)`.
    fn command(&mut self, item: &Item, state: Option<&State>) {
        let items = match &item.given {
            Given::Group(tokens) => attr::split(tokens, &mut self.cx.errors),
            _ => Vec::new(),
        };
        let Some((Item { key: Some(ident), given: Given::Nothing, span }, rest)) = items.split_first() else {
            return self.cx.errors.say(item.span, "write the command's name and where it leads: `command(retry, to(Created))`");
        };
        let name = ident.to_string().trim_start_matches("r#").to_owned();
        let at = self.commands.iter().position(|command| command.name == name).unwrap_or_else(|| {
            self.commands.push(Command {
                name: name.clone(),
                span: *span,
                facts: Vec::new(),
                requires: Vec::new(),
                free_from: Vec::new(),
            });
            self.commands.len() - 1
        });
        for item in rest {
            self.command_item(at, item, &name, state);
        }
        if let Some(state) = state.filter(|_| !rest.iter().any(|item| item.name() == "to")) {
            self.cx
                .errors
                .say(item.span, &format!("state where `{name}` leads from `{}`: `command({name}, to(…))`", state.variant));
        }
    }

    fn command_item(&mut self, at: usize, item: &Item, name: &str, state: Option<&State>) {
        let Some(command) = self.commands.get_mut(at) else { return };
        match (item.name().as_str(), state) {
            ("to", _) => self.to(item, state.map_or(EVERY_STATE, |state| &state.wire), Some(name)),
            ("requires", Some(state)) => {
                let entry = self.cx.entry(item);
                command.requires.push(Entry { key: state.wire.clone(), ..entry });
            }
            ("free", Some(state)) => command.free_from.push(self.cx.leaf(&state.wire, item.span)),
            (word @ ("requires" | "free"), None) => {
                self.cx.errors.say(item.span, &format!("`{word}` belongs to the state that the command is sent from"));
            }
            (word, _) if keys::OF_COMMANDS.contains(&word) || keys::shared().any(|key| key == word) => {
                let entry = self.cx.entry(item);
                if command.facts.iter().any(|fact| fact.key == entry.key) {
                    let message = format!("the key `{}` of `{name}` appears twice [duplicate-key]", entry.key);
                    return self.cx.errors.say(item.span, &message);
                }
                command.facts.push(entry);
            }
            _ => {
                let words = ["to", "requires", "free"].into_iter().chain(keys::OF_COMMANDS).chain(keys::shared());
                keys::unknown(item, Some(Place::Command), "a command", words, self.cx);
            }
        }
    }

    /// The edges, and the commands in order of appearance.
    pub(super) fn finish(self) -> (Vec<Rc<Node>>, Vec<Entry>) {
        let Self { cx, edges, commands, .. } = self;
        let entry = |command: Command| {
            let place = cx.places.put(&command.name, command.span);
            let mut entries = command.facts;
            if !command.requires.is_empty() {
                entries.push(made("requires", place, NodeKind::Map(command.requires)));
            }
            if !command.free_from.is_empty() {
                entries.push(made("free_from", place, NodeKind::List(command.free_from)));
            }
            made(&command.name, place, NodeKind::Map(entries))
        };
        (edges, commands.into_iter().map(entry).into_vec())
    }
}
