use super::super::{Node, NodeKind};
use super::tree::{Holds, Next, Open, Tree};
use super::{MAX_DEPTH, MAX_WEIGHT};
use crate::diag::Diagnostic;
use crate::source::Span;
use std::ops::ControlFlow::{self, Break, Continue};
use std::rc::Rc;

/// Aliases, and the limits that keep what they stand for finite.
impl Tree<'_> {
    pub(super) fn alias(&mut self, id: usize, span: Span) -> ControlFlow<()> {
        let Some(piece) = self.anchors.get(&id).cloned() else {
            let finding = Diagnostic::error("recursive-alias", span, "this alias stands inside the value it names")
                .note("A value cannot contain itself: write out what is meant.");
            self.findings.push(finding);
            return self.missing(span);
        };
        if self.open.len() + piece.height > MAX_DEPTH {
            return self.too_deep(span);
        }
        self.weigh(piece.weight, span)?;
        self.put(piece.node, piece.height, span);
        Continue(())
    }

    pub(super) fn unknown_alias(&mut self, name: &str, span: Span) -> ControlFlow<()> {
        let message = format!("there is no anchor `&{name}` above this alias");
        let known = self.anchor_names.iter().map(String::as_str);
        let finding = Diagnostic::error("unknown-alias", span, message)
            .suggest(name, span.part(1, name.len() + 1), known)
            .note("An anchor stands above the aliases that name it; a text that begins with `*` is written in quotes.");
        self.findings.push(finding);
        self.missing(span)
    }

    /// Stands in for what an alias should have named.
    fn missing(&mut self, span: Span) -> ControlFlow<()> {
        self.weigh(1, span)?;
        if let Some(Open { holds: Holds::Map(_, next @ Next::Key), start, .. }) = self.open.last_mut() {
            *next = Next::Dropped;
            start.get_or_insert(span.start as usize);
            return Continue(());
        }
        self.put(Rc::new(Node { span, kind: NodeKind::Absent }), 0, span);
        Continue(())
    }

    /// Counts what a node stands for.
    pub(super) fn weigh(&mut self, weight: usize, span: Span) -> ControlFlow<()> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight <= MAX_WEIGHT {
            return Continue(());
        }
        let message = format!("up to here the file stands for more than {MAX_WEIGHT} values, aliases followed");
        let note = "Split it into several files and name them under `use`, or write fewer aliases of large values.";
        self.findings.push(Diagnostic::error("too-large", span, message).note(note));
        Break(())
    }

    pub(super) fn too_deep(&mut self, span: Span) -> ControlFlow<()> {
        let message = format!("lists and mappings are nested more than {MAX_DEPTH} deep, aliases followed");
        self.findings
            .push(Diagnostic::error("too-deep", span, message).note("No spec needs this; look for a bracket too many."));
        Break(())
    }
}
