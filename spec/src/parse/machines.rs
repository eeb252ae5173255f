//! Execution states.

use super::ctx::{Ctx, Fields};
use super::facts::SHARED;
use crate::diag::Diagnostic;
use crate::source::{Span, Spanned};
use crate::words::Outcome;
use crate::written::{BasisWords, Command, Edge, Machine, Payload, Poll, State, StateOutcome, Unknown};
use crate::yaml::{Node, NodeKind, Style};

impl Ctx {
    pub(super) fn machine(&mut self, node: &Node) -> Option<Machine> {
        let mut fields = self.fields("a machine", node)?;
        let machine = Machine {
            observe: fields.get("observe", self, Ctx::observe).unwrap_or_default(),
            initial: fields.list("initial", self, Ctx::text),
            unknown: fields.get("unknown", self, Ctx::unknown_states),
            epoch: fields.get("epoch", self, Ctx::at).flatten(),
            states: fields.named("states", self, Ctx::state),
            edges: fields.list("edges", self, Ctx::edge),
            commands: fields.named("commands", self, Ctx::command),
            poll: fields.get("poll", self, Ctx::poll),
            settle: fields.get("settle", self, Ctx::duration),
            other_actors: fields.get("other_actors", self, Ctx::boolean),
            typestate: fields.get("typestate", self, Ctx::boolean).is_some_and(|typestate| typestate.value),
            facts: self.facts(&mut fields, &["name", "summary", "basis"]),
        };
        if machine.states.is_empty() {
            let finding = Diagnostic::error("missing-key", node.span.first(), "a machine needs `states`");
            self.sink.push(finding.note("Write each with its kind: `states: { QUEUED: { kind: pending }, … }`."));
        }
        if machine.initial.is_empty() {
            let finding = Diagnostic::error("missing-key", node.span.first(), "a machine needs `initial`");
            self.sink.push(finding.note("Name the states that a job may begin in: `initial: [QUEUED]`."));
        }
        fields.finish(self);
        Some(machine)
    }

    /// `{ at: /status }`; several pointers make a composite.
    fn observe(&mut self, node: &Node) -> Option<Vec<Spanned<String>>> {
        let mut fields = self.fields("`observe`", node)?;
        let at = fields.choice("at", self, "Name a pointer, `at: /status`, or leave `observe` out.", Ctx::pointer);
        fields.finish(self);
        Some(at)
    }

    fn at(&mut self, node: &Node) -> Option<Option<Spanned<String>>> {
        let mut fields = self.fields("`epoch`", node)?;
        let at = fields.require("at", self, Ctx::pointer);
        fields.finish(self);
        Some(at)
    }

    fn unknown_states(&mut self, node: &Node) -> Option<Unknown> {
        let mut fields = self.fields("`unknown`", node)?;
        let unknown = Unknown {
            treat_as: fields.get("treat_as", self, Ctx::word),
            limit: fields.get("limit", self, |ctx, node| ctx.number(node, 1, 1_000_000)),
        };
        fields.finish(self);
        Some(unknown)
    }

    fn state(&mut self, node: &Node) -> Option<State> {
        let mut fields = self.fields("a state", node)?;
        let state = State {
            kind: fields.require("kind", self, Ctx::word),
            by: fields.get("by", self, Ctx::text),
            outcome: fields.get("outcome", self, Ctx::outcome),
            payload: self.payload(&mut fields),
            blocked: fields.get("blocked", self, Ctx::boolean).filter(|blocked| blocked.value).map(|blocked| blocked.span),
            facts: self.facts(&mut fields, SHARED),
        };
        fields.finish(self);
        Some(state)
    }

    fn payload(&mut self, fields: &mut Fields<'_>) -> Vec<Payload> {
        let members = fields.named("payload", self, Ctx::payload_member);
        for member in &members {
            self.is_member(&member.key.value, member.key.span);
        }
        members.into_iter().map(|member| Payload { name: member.key, ..member.value }).collect()
    }

    /// `url: string`, or `url: { type: string, name: link }`.
    fn payload_member(&mut self, node: &Node) -> Option<Payload> {
        let name = Spanned::new(String::new(), node.span);
        if !matches!(node.kind, NodeKind::Map(_)) {
            return Some(Payload { name, rust_name: None, kind: self.param_type(node)? });
        }
        let mut fields = self.fields("a payload member", node)?;
        let kind = fields.require("type", self, Ctx::param_type);
        let rust_name = fields.get("name", self, Ctx::rust_name);
        fields.finish(self);
        Some(Payload { name, rust_name, kind: kind? })
    }

    /// `success`, `failure`, … or `{ needs: add_funds }`.
    fn outcome(&mut self, node: &Node) -> Option<Spanned<StateOutcome>> {
        if !matches!(node.kind, NodeKind::Map(_)) {
            let longer = [("needs", "{ needs: add_funds }")];
            return self.word_or::<Outcome>(node, &longer).map(|word| word.map(StateOutcome::Is));
        }
        let mut fields = self.fields("`outcome`", node)?;
        let needs = fields.require("needs", self, Ctx::word);
        fields.finish(self);
        needs.map(|needs| Spanned::new(StateOutcome::Needs(needs.value), node.span))
    }

    fn command(&mut self, node: &Node) -> Option<Command> {
        if let Some(facts) = self.summary_only(node) {
            return Some(Command { requires: Vec::new(), free_from: Vec::new(), auto: None, max_uses: None, facts });
        }
        let mut fields = self.fields("a command", node)?;
        let requires = fields.named("requires", self, |ctx, node| ctx.word(node));
        let command = Command {
            requires: requires.into_iter().map(|named| (named.key, named.value)).collect(),
            free_from: fields.list("free_from", self, Ctx::text),
            auto: fields.get("auto", self, Ctx::boolean),
            max_uses: fields.get("max_uses", self, |ctx, node| ctx.number(node, 1, 1000)),
            facts: self.facts(&mut fields, &["name", "summary", "basis"]),
        };
        fields.finish(self);
        Some(command)
    }

    fn edge(&mut self, node: &Node) -> Option<Edge> {
        if node.scalar().is_some() {
            let (from, to) = self.arrow(node)?;
            return Some(Edge { span: node.span, from, to, command: None, basis: BasisWords::default(), summary: None });
        }
        let mut fields = self.fields("an edge", node)?;
        let arrow = fields.require("edge", self, Ctx::arrow);
        let command = fields.get("command", self, Ctx::text);
        let basis = self.basis(&mut fields);
        let summary = fields.get("summary", self, Ctx::text);
        fields.finish(self);
        let (from, to) = arrow?;
        Some(Edge { span: node.span, from, to, command, basis, summary })
    }

    /// `A | B -> C | D`.
    fn arrow(&mut self, node: &Node) -> Option<(Names, Names)> {
        let text = self.text(node)?;
        let quote = usize::from(node.scalar().is_some_and(|scalar| scalar.style == Style::Quoted));
        let written = node.scalar().map_or("", |scalar| scalar.text.as_str());
        // With escapes or line breaks in it, a text is not where it stands in the file letter by letter. Each makes the text
        // shorter than what is written, but for the escapes of these four characters.
        let verbatim = (text.span.end - text.span.start) as usize == written.len() + 2 * quote
            && !written.contains(['\u{85}', '\u{a0}', '\u{2028}', '\u{2029}']);
        let place = |start, end| if verbatim { text.span.part(start, end) } else { text.span };
        let sides: Vec<&str> = written.split("->").collect();
        let ends = match sides.as_slice() {
            [from, to] => (names(from, quote, &place), names(to, quote + from.len() + 2, &place)),
            _ => (Vec::new(), Vec::new()),
        };
        let named = |side: &[Spanned<String>]| !side.is_empty() && side.iter().all(|name| !name.is_empty());
        if named(&ends.0) && named(&ends.1) {
            return Some(ends);
        }
        let finding = Diagnostic::error("bad-edge", text.span, format!("`{}` is not an edge", text.value));
        self.sink.push(finding.note("Write `FROM -> TO`, with `|` between alternatives: `ACTIVE -> COMPLETED | FAILED`."));
        None
    }

    fn poll(&mut self, node: &Node) -> Option<Poll> {
        let mut fields = self.fields("`poll`", node)?;
        let timeout = fields.take("timeout").map(|entry| &entry.value);
        let timeout = timeout.filter(|value| value.scalar().is_none_or(|scalar| scalar.text != "required"));
        let poll = Poll {
            span: node.span,
            interval: fields.require("interval", self, Ctx::duration),
            factor: fields.get("factor", self, Ctx::factor),
            cap: fields.get("cap", self, Ctx::duration),
            external: fields.get("external", self, Ctx::duration),
            timeout: timeout
                .and_then(|value| self.duration_or(value, "Or write `required`: the caller must give a time limit.")),
            basis: self.basis(&mut fields),
        };
        fields.finish(self);
        Some(poll)
    }
}

type Names = Vec<Spanned<String>>;

/// The names between bars, each with its place.
fn names(side: &str, offset: usize, place: &impl Fn(usize, usize) -> Span) -> Vec<Spanned<String>> {
    let mut at = offset;
    let name = |part: &str| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let name = part.trim();
        Spanned::new(name.to_owned(), place(start, start + name.len()))
    };
    side.split('|').map(name).collect()
}
