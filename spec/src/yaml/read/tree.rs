use super::super::{Entry, Node, NodeKind, Scalar, Style};
use super::place::trimmed;
use super::{MAX_DEPTH, block, syntax};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};
use granit_parser::{Event, ScalarStyle, ScanError, Span as Range, Tag};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow::{self, Break, Continue};
use std::rc::Rc;

/// What one file may stand for, aliases followed: a node counts one, and one more for every 32 bytes of its text.
const MAX_WEIGHT: usize = 2_000_000;

/// The tree as far as it has been read.
pub(super) struct Tree<'a> {
    file: FileId,
    source: &'a str,
    open: Vec<Open>,
    root: Option<Rc<Node>>,
    documents: usize,
    /// Where the last event ended.
    seen: usize,
    anchors: HashMap<usize, Piece>,
    anchor_names: Vec<String>,
    weight: usize,
    findings: Vec<Diagnostic>,
}

/// A list or mapping whose end is yet to come.
struct Open {
    holds: Holds,
    /// Of the bracket or dash; a mapping in block style starts at its first key.
    start: Option<usize>,
    /// Where its last value so far ends.
    end: usize,
    anchor: usize,
    height: usize,
    /// The weight of everything before it.
    before: usize,
}

enum Holds {
    List(Vec<Rc<Node>>),
    Map(Vec<Entry>, Next),
}

/// What comes next in a mapping.
enum Next {
    Key,
    Value(String, Span),
    /// The value of a key that was refused: read, then dropped.
    Dropped,
}

/// A whole node: what an anchor names.
#[derive(Clone)]
struct Piece {
    node: Rc<Node>,
    height: usize,
    weight: usize,
}

impl<'a> Tree<'a> {
    pub(super) fn new(file: FileId, source: &'a str) -> Self {
        let (open, findings, anchor_names) = (Vec::new(), Vec::new(), Vec::new());
        Self { file, source, open, root: None, documents: 0, seen: 0, anchors: HashMap::new(), anchor_names, weight: 0, findings }
    }

    pub(super) fn into_parts(self) -> (Option<Rc<Node>>, Vec<Diagnostic>) {
        (self.root, self.findings)
    }

    /// Takes one event; `Break` where reading on would be of no use.
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

    /// The end of the file: whether anything is in it.
    pub(super) fn finish(&mut self) -> bool {
        let absent = self.root.as_ref().is_none_or(|root| matches!(root.kind, NodeKind::Absent));
        if absent {
            let message = "the file holds nothing but blanks and comments";
            let note = "a spec begins with `errspec: 1`";
            self.findings.push(Diagnostic::error("empty-file", Span::new(self.file, 0, 0), message).note(note));
        }
        !absent
    }

    pub(super) fn syntax_error(&mut self, error: &ScanError) {
        let bracket = |open: &Open| open.start.filter(|at| matches!(self.source.as_bytes().get(*at), Some(b'[' | b'{')));
        let brackets = self.open.iter().filter_map(bracket).collect();
        self.findings.push(syntax::describe(error, self.file, self.source, self.seen, brackets));
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
        let finding = Diagnostic::error("several-documents", span, "a second document begins here")
            .note("a spec is one document: put the other into a file of its own and name it under `use`, or remove the `---`");
        self.findings.push(finding);
        Break(())
    }

    fn tag(&mut self, tag: Option<Cow<'_, Tag>>, range: &Range) {
        let (Some(_), Some(token)) = (tag, range.tag_span()) else { return };
        let span = self.span(&token);
        let finding = Diagnostic::error("tag", span, "tags are not used in a spec")
            .note("remove the tag: every value is text here, and what it means follows from its place");
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
            // Nothing was written: the place is right behind what came before.
            _ if start == end => (trimmed(self.source, start), trimmed(self.source, start)),
            Style::Block => (start, block::end(self.source, start, end)),
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

    /// Where a list begins. One that is indented like the key it belongs to comes with the place of its first entry's value.
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
            Holds::Map(entries, _) => NodeKind::Map(self.without_duplicates(entries)),
        };
        let node = Rc::new(Node { span: Span::new(self.file, start, end), kind });
        self.whole(Piece { node, height: open.height, weight: self.weight - open.before }, end, open.anchor);
        Continue(())
    }

    /// Puts a whole node where it belongs. `end` is where its text ends, which for an alias is not where the node is.
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
                    match key(&node, written) {
                        Ok(text) => *next = Next::Value(text, written),
                        Err(finding) => {
                            *next = Next::Dropped;
                            self.findings.push(finding);
                        }
                    }
                }
            },
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> ControlFlow<()> {
        let Some(piece) = self.anchors.get(&id).cloned() else {
            let finding = Diagnostic::error("recursive-alias", span, "this alias stands inside the value it names")
                .note("a value cannot contain itself: write out what is meant");
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
        let finding = Diagnostic::error("unknown-alias", span, message)
            .suggest(name, span.part(1, name.len() + 1), known)
            .note("an anchor stands above the aliases that name it; a text that begins with `*` is written in quotes");
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

    fn weigh(&mut self, weight: usize, span: Span) -> ControlFlow<()> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight <= MAX_WEIGHT {
            return Continue(());
        }
        let message = format!("up to here the file stands for more than {MAX_WEIGHT} values, aliases followed");
        let note = "split it into several files and name them under `use`, or write fewer aliases of large values";
        self.findings.push(Diagnostic::error("too-large", span, message).note(note));
        Break(())
    }

    fn too_deep(&mut self, span: Span) -> ControlFlow<()> {
        let message = format!("lists and mappings are nested more than {MAX_DEPTH} deep, aliases followed");
        self.findings.push(Diagnostic::error("too-deep", span, message).note("no spec needs this; look for a bracket too many"));
        Break(())
    }

    /// The entries without the second of two that have the same key, which is reported.
    fn without_duplicates(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|at| entries.get(*at).map(|entry| &entry.key));
        let mut dropped = vec![false; entries.len()];
        let mut first: Option<&Entry> = None;
        for at in order {
            let Some(entry) = entries.get(at) else { continue };
            match first.filter(|first| first.key == entry.key) {
                None => first = Some(entry),
                Some(first) => {
                    self.findings.push(duplicate(first, entry));
                    if let Some(dropped) = dropped.get_mut(at) {
                        *dropped = true;
                    }
                }
            }
        }
        entries.into_iter().zip(dropped).filter(|(_, dropped)| !dropped).map(|(entry, _)| entry).collect()
    }
}

fn duplicate(first: &Entry, second: &Entry) -> Diagnostic {
    Diagnostic::error("duplicate-key", second.key_span, format!("the key `{}` is written twice", second.key))
        .here("again here")
        .label(first.key_span, "first written here")
        .note("remove one of the two, or give it another name")
}

/// The text of a key, or why it is none.
fn key(node: &Node, span: Span) -> Result<String, Diagnostic> {
    match &node.kind {
        NodeKind::Scalar(Scalar { text, style: Style::Plain }) if text == "<<" => {
            Err(Diagnostic::error("merge-key", span, "merge keys (`<<`) are not used in a spec")
                .note("write the shared value out, name it whole with an alias (`key: *anchor`), or state it once as a default of the group or catalogue")
                .note("if `<<` is meant as text, put it in quotes"))
        }
        NodeKind::Scalar(scalar) => Ok(scalar.text.clone()),
        NodeKind::Absent => Err(Diagnostic::error("key-not-scalar", span, "there is no key before this `:`").note("an empty key is written `\"\"`")),
        NodeKind::List(_) | NodeKind::Map(_) => {
            Err(Diagnostic::error("key-not-scalar", span, format!("{} cannot be a key", node.describe()))
                .note("a key is a plain text; put it in quotes if it has brackets or braces in it"))
        }
    }
}
