//! Builds the tree from events, within limits.

use super::super::{Entry, Node, NodeKind, Scalar, Style};
use super::lines::{block_end, trimmed};
use super::{mapping, syntax_errors};
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::rules;
use crate::source::{FileId, Span};
use granit_parser::{Event, ScalarStyle, ScanError, Span as Range, Tag};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow::{self, Break, Continue};
use std::rc::Rc;

/// The maximum nesting depth of lists and mappings, including aliases.
pub(super) const MAX_DEPTH: usize = 64;

/// The maximum weight of a file, including aliases: each node counts one, plus one for every 32 bytes of its text.
const MAX_WEIGHT: usize = 2_000_000;

/// The tree as far as it has been read.
pub(super) struct Tree<'a> {
    file: FileId,
    source: &'a str,
    pub(super) open: Vec<Open>,
    root: Option<Rc<Node>>,
    documents: usize,
    /// The end of the last event.
    seen: usize,
    pub(super) anchors: HashMap<usize, Piece>,
    pub(super) anchor_names: Vec<String>,
    pub(super) weight: usize,
    pub(super) findings: Vec<Diagnostic>,
}

/// A list or mapping that has not ended yet.
pub(super) struct Open {
    pub(super) holds: Holds,
    /// The position of the bracket or dash. A mapping in block style starts at its first key.
    pub(super) start: Option<usize>,
    /// The end of its last value so far.
    end: usize,
    anchor: usize,
    height: usize,
    /// The weight of everything before it.
    before: usize,
}

pub(super) enum Holds {
    List(Vec<Rc<Node>>),
    Map(Vec<Entry>, Next),
}

/// What comes next in a mapping.
pub(super) enum Next {
    Key,
    Value(String, Span),
    /// The value of a rejected key, which is read and then dropped.
    Dropped,
}

/// A complete node, to which an anchor refers.
#[derive(Clone)]
pub(super) struct Piece {
    pub(super) node: Rc<Node>,
    pub(super) height: usize,
    pub(super) weight: usize,
}

impl<'a> Tree<'a> {
    pub(super) fn new(file: FileId, source: &'a str) -> Self {
        let (open, findings, anchor_names) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            file,
            source,
            open,
            root: None,
            documents: 0,
            seen: 0,
            anchors: HashMap::new(),
            anchor_names,
            weight: 0,
            findings,
        }
    }

    pub(super) fn into_parts(self) -> (Option<Rc<Node>>, Vec<Diagnostic>) {
        (self.root, self.findings)
    }

    /// Handles one event. Returns `Break` if continuing would be useless.
    pub(super) fn event(&mut self, event: Event<'_>, range: &Range) -> ControlFlow<()> {
        let span = self.span(range);
        self.seen = self.seen.max(span.end as usize);
        match event {
            Event::DocumentStart(..) => self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag, range);
                self.scalar(text, style, anchor, span)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag, range);
                self.begin(Holds::List(Vec::new()), Some(self.dash(span)), span, anchor)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.tag(tag, range);
                let start = (span.start != span.end).then_some(span.start as usize);
                self.begin(Holds::Map(Vec::new(), Next::Key), start, span, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => self.unknown_alias(&name, span),
            Event::Anchor(_, name) => {
                self.anchor_names.push(name.into_owned());
                Continue(())
            }
            _ => Continue(()),
        }
    }

    /// Handles the end of the file, and reports an empty one.
    pub(super) fn finish(&mut self) -> bool {
        let absent = self.root.as_ref().is_none_or(|root| matches!(root.kind, NodeKind::Absent));
        // A tag without a value is not nothing, and was reported.
        if absent && self.findings.is_empty() {
            let message = "the file contains only whitespace, comments and document markers";
            let note = "A spec begins with `errspec: 1`.";
            self.findings.push(Diagnostic::new(&rules::EMPTY_FILE, Span::new(self.file, 0, 0), message).note(note));
        }
        !absent
    }

    /// Reports a syntax error, and returns the byte at which reading stopped.
    pub(super) fn syntax_error(&mut self, error: &ScanError) -> usize {
        let bracket = |open: &Open| open.start.filter(|at| matches!(self.source.as_bytes().get(*at), Some(b'[' | b'{')));
        let brackets = self.open.iter().filter_map(bracket).into_vec();
        let at = error.marker().byte_offset().unwrap_or(self.source.len()).min(self.source.len());
        self.findings.push(syntax_errors::describe(error.kind(), self.file, self.source, at, self.seen, brackets));
        at.max(self.seen)
    }

    fn span(&self, range: &Range) -> Span {
        let range = range.byte_range().unwrap_or(0..0);
        Span::new(self.file, range.start, range.end)
    }

    fn document(&mut self, span: Span) -> ControlFlow<()> {
        self.documents += 1;
        if self.documents == 1 {
            return Continue(());
        }
        let finding = Diagnostic::new(&rules::SEVERAL_DOCUMENTS, span, "a second document begins here").note(
            "A file contains one spec. Move the second one to its own file and include it with `use`, or remove the `---`.",
        );
        self.findings.push(finding);
        Break(())
    }

    fn tag(&mut self, tag: Option<Cow<'_, Tag>>, range: &Range) {
        let (Some(_), Some(token)) = (tag, range.tag_span()) else { return };
        let span = self.span(&token);
        let finding = Diagnostic::new(&rules::TAG, span, "a spec cannot contain tags")
            .note("Remove the tag. The meaning of a value depends only on its position.");
        self.findings.push(finding);
    }

    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, anchor: usize, span: Span) -> ControlFlow<()> {
        let (start, end) = (span.start as usize, span.end as usize);
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let (start, end) = match style {
            _ if start == end => (self.behind(start), self.behind(start)),
            Style::Block => (start, block_end(self.source, start, end)),
            Style::Plain | Style::Quoted => (start, end),
        };
        let kind = match style {
            Style::Plain if start == end => NodeKind::Absent,
            _ => NodeKind::Scalar(Scalar { text: text.into_owned(), style }),
        };
        let weight = 1 + (end - start) / 32;
        self.weigh(weight, span)?;
        let node = Rc::new(Node { span: Span::new(self.file, start, end), kind });
        self.whole(Piece { node, height: 0, weight }, end, anchor);
        Continue(())
    }

    /// The location of a missing value: directly after the colon, the dash, or whatever came before.
    fn behind(&self, at: usize) -> usize {
        match self.open.last().map(|open| &open.holds) {
            Some(Holds::Map(_, Next::Key)) => at,
            Some(Holds::Map(..)) if self.source.as_bytes().get(at) == Some(&b':') => at + 1,
            _ => trimmed(self.source, at),
        }
    }

    /// The beginning of a list. If a list is indented like its key, the event has the location of its first entry's value.
    fn dash(&self, span: Span) -> usize {
        let start = span.start as usize;
        let key = match self.open.last().map(|open| &open.holds) {
            Some(Holds::Map(_, Next::Value(_, key))) if span.start == span.end => key.end as usize,
            _ => return start,
        };
        let mut lines = self.source.get(key..start).unwrap_or("").split_inclusive('\n');
        let mut at = key + lines.next().map_or(0, str::len);
        for line in lines {
            let text = line.trim_start();
            if text.starts_with('-') {
                return at + line.len() - text.len();
            }
            at += line.len();
        }
        start
    }

    fn begin(&mut self, holds: Holds, start: Option<usize>, span: Span, anchor: usize) -> ControlFlow<()> {
        if self.open.len() >= MAX_DEPTH {
            return self.too_deep(span);
        }
        let before = self.weight;
        self.weigh(1, span)?;
        self.open.push(Open { holds, start, end: span.end as usize, anchor, height: 1, before });
        Continue(())
    }

    fn end(&mut self, span: Span) -> ControlFlow<()> {
        let Some(open) = self.open.pop() else { return Break(()) };
        let end = if span.start == span.end { open.end } else { span.end as usize };
        let start = open.start.unwrap_or(end);
        let kind = match open.holds {
            Holds::List(items) => NodeKind::List(items),
            Holds::Map(entries, _) => NodeKind::Map(mapping::without_duplicates(
                mapping::without_pieces(entries, &mut self.findings),
                &mut self.findings,
            )),
        };
        let node = Rc::new(Node { span: Span::new(self.file, start, end), kind });
        self.whole(Piece { node, height: open.height, weight: self.weight - open.before }, end, open.anchor);
        Continue(())
    }

    /// Adds a complete node to the tree. `end` is the end of its text, which differs from the node's for an alias.
    fn whole(&mut self, piece: Piece, end: usize, anchor: usize) {
        let node = Rc::clone(&piece.node);
        let start = node.span.start as usize;
        self.put(node, piece.height, Span::new(self.file, start.min(end), end));
        if anchor != 0 {
            self.anchors.insert(anchor, piece);
        }
    }

    fn put(&mut self, node: Rc<Node>, height: usize, written: Span) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.end = open.end.max(written.end as usize);
        open.height = open.height.max(height + 1);
        match &mut open.holds {
            Holds::List(items) => items.push(node),
            Holds::Map(entries, next) => match std::mem::replace(next, Next::Key) {
                Next::Value(key, key_span) => entries.push(Entry { key, key_span, value: node }),
                Next::Dropped => {}
                Next::Key => {
                    open.start.get_or_insert(written.start as usize);
                    *next = match mapping::key(&node, written, &mut self.findings) {
                        Some(text) => Next::Value(text, written),
                        None => Next::Dropped,
                    };
                }
            },
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> ControlFlow<()> {
        let Some(piece) = self.anchors.get(&id).cloned() else {
            let finding = Diagnostic::new(&rules::RECURSIVE_ALIAS, span, "this alias is inside the value it refers to")
                .note("A value cannot contain itself. Write out what you mean.");
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

    fn unknown_alias(&mut self, name: &str, span: Span) -> ControlFlow<()> {
        let message = format!("there is no anchor `&{name}` above this alias");
        let known = self.anchor_names.iter().map(String::as_str);
        let finding = Diagnostic::new(&rules::UNKNOWN_ALIAS, span, message)
            .suggest(name, span.part(1, name.len() + 1), known)
            .note("An anchor has to be above its aliases. Put a text that begins with `*` in quotes.");
        self.findings.push(finding);
        self.missing(span)
    }

    /// Replaces the value of an invalid alias.
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

    /// Adds the weight of a node.
    fn weigh(&mut self, weight: usize, span: Span) -> ControlFlow<()> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight <= MAX_WEIGHT {
            return Continue(());
        }
        let message = format!("up to here the file expands to more than {MAX_WEIGHT} values");
        let note = "Split it into several files and list them under `use`, or use fewer aliases of large values.";
        self.findings.push(Diagnostic::new(&rules::TOO_LARGE, span, message).note(note));
        Break(())
    }

    fn too_deep(&mut self, span: Span) -> ControlFlow<()> {
        let message = format!("lists and mappings are nested more than {MAX_DEPTH} levels deep, with aliases expanded");
        self.findings
            .push(Diagnostic::new(&rules::TOO_DEEP, span, message).note("No spec needs this. Look for an extra bracket."));
        Break(())
    }
}
