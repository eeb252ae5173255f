//! The keys of one mapping and their plain values, with the findings about both.

use super::form::Form;
use super::keys::{self, SHARED};
use super::recorder::{Recorded, Recorder};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::lists::IntoVec;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::Word;
use crate::yaml::{Entry, Node, NodeKind};

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Named<T> {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: T,
    /// The range from the key to the end of the value.
    pub span: Span,
}

/// The context of every parser, with the sink for findings.
#[derive(Default)]
pub(super) struct Ctx {
    pub(super) sink: Sink,
    /// Records what parsers accept, instead of reading a contract.
    #[cfg_attr(not(feature = "schema"), allow(dead_code, reason = "never recording"))]
    pub(super) recorder: Option<Recorder>,
    /// The actions that the machine declares whose states are being read.
    pub(super) actions: Vec<String>,
}

/// The keys of one mapping. Parsers take them one by one, and those that are left over are unknown.
pub(super) struct Fields<'n> {
    what: &'static str,
    pub(super) span: Span,
    entries: Vec<(&'n Entry, bool)>,
    known: Vec<&'static str>,
    /// The required keys that are missing.
    missing: Vec<&'static str>,
    /// The keys that are accepted at the moment; `None` for all.
    only: Option<&'static [&'static str]>,
    #[cfg_attr(not(feature = "schema"), allow(dead_code, reason = "never recording"))]
    pub(super) recorded: Recorded,
}

impl<'n> Fields<'n> {
    /// The entry of a key. The key then counts as known.
    #[inline]
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'n Entry> {
        if !self.is_accepted(key) {
            return None;
        }
        self.record(key);
        self.known.push(key);
        let (entry, taken) = self.entries.iter_mut().find(|(entry, _)| entry.key == key)?;
        *taken = true;
        Some(entry)
    }

    /// Reads the value of a key.
    pub(super) fn get<T>(&mut self, key: &'static str, ctx: &mut Ctx, read: fn(&mut Ctx, &Node) -> Option<T>) -> Option<T> {
        if ctx.is_probing() {
            return self.probe(key, false, ctx, read);
        }
        let entry = self.take(key)?;
        read(ctx, &entry.value)
    }

    pub(super) fn is_accepted(&self, key: &'static str) -> bool {
        self.only.is_none_or(|only| only.contains(&key))
    }

    /// Reads while only these keys are known.
    pub(super) fn only<T>(&mut self, keys: &'static [&'static str], read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.only.replace(keys);
        let value = read(self);
        self.only = before;
        value
    }

    /// Reads keys that depend on a word.
    pub(super) fn cases<W: Word, T>(
        &mut self,
        word: W,
        probing: bool,
        mut read: impl FnMut(&mut Self, W) -> Option<T>,
    ) -> Option<T> {
        if probing { self.probe_cases(&mut read) } else { read(self, word) }
    }

    /// Accepts keys that are read elsewhere.
    pub(super) fn also(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// Whether the mapping has no keys.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether no key has been known so far.
    pub(super) fn foreign(&self) -> bool {
        !self.entries.iter().any(|(_, taken)| *taken)
    }

    /// Reads the list under a key. A single value stands for a list of one.
    pub(super) fn list<T>(&mut self, key: &'static str, ctx: &mut Ctx, read: fn(&mut Ctx, &Node) -> Option<T>) -> Vec<T> {
        if ctx.is_probing() {
            return self.probe_several(key, 0, ctx, read);
        }
        self.take(key).map_or_else(Vec::new, |entry| ctx.list(&entry.value, read))
    }

    /// Reads a list that selects something. An empty one is an error, because it might mean everything, nothing or a default.
    pub(super) fn choice<T>(
        &mut self,
        key: &'static str,
        ctx: &mut Ctx,
        without: &str,
        read: fn(&mut Ctx, &Node) -> Option<T>,
    ) -> Vec<T> {
        if ctx.is_probing() {
            return self.probe_several(key, 1, ctx, read);
        }
        self.chosen(key, ctx, without).map_or_else(Vec::new, |node| ctx.list(node, read))
    }

    /// The value of a key, if it is not an empty list.
    fn chosen(&mut self, key: &'static str, ctx: &mut Ctx, without: &str) -> Option<&'n Node> {
        let node = &*self.take(key)?.value;
        if matches!(&node.kind, NodeKind::List(items) if items.is_empty()) {
            let finding = Diagnostic::new(&rules::EMPTY_LIST, node.span, format!("`{key}` lists nothing"));
            ctx.sink.push(finding.note(without));
            return None;
        }
        Some(node)
    }

    /// Reads a mapping from names under a key.
    pub(super) fn named<T>(
        &mut self,
        key: &'static str,
        ctx: &mut Ctx,
        read: fn(&mut Ctx, &Node) -> Option<T>,
    ) -> Vec<Named<T>> {
        if ctx.is_probing() {
            self.probe_named(key, ctx, read);
            return Vec::new();
        }
        let mut named = Vec::new();
        for entry in self.entries(key, ctx) {
            if let Some(value) = read(ctx, &entry.value) {
                let (key, span) = entry.name();
                named.push(Named { key, value, span });
            }
        }
        named
    }

    /// The entries of the mapping under a key.
    fn entries(&mut self, key: &'static str, ctx: &mut Ctx) -> &'n [Entry] {
        self.take(key).and_then(|entry| ctx.entries(&entry.value)).unwrap_or_default()
    }

    /// Reads the value of a required key.
    pub(super) fn require<T>(&mut self, key: &'static str, ctx: &mut Ctx, read: fn(&mut Ctx, &Node) -> Option<T>) -> Option<T> {
        if ctx.is_probing() {
            return self.probe(key, true, ctx, read);
        }
        match self.take(key) {
            Some(entry) => read(ctx, &entry.value),
            None => {
                self.missing.push(key);
                None
            }
        }
    }

    /// The only required key that is missing, if there is an unknown key that can only stand for this one.
    fn meant(&self) -> Option<&'static str> {
        let mut unknown = self.entries.iter().filter(|(_, taken)| !taken);
        let ([missing], Some((entry, _)), None) = (self.missing.as_slice(), unknown.next(), unknown.next()) else {
            return None;
        };
        let nearest = nearest(&entry.key, &self.known);
        nearest.is_none_or(|nearest| nearest == *missing).then_some(*missing)
    }

    fn report_missing(&self, key: &str, ctx: &mut Ctx) {
        let message = format!("{} needs `{key}`", self.what);
        let finding = Diagnostic::new(&rules::MISSING_KEY, self.span.first(), message).here(format!("no `{key}` here"));
        ctx.sink.push(match keys::example_of(self.what, key) {
            Some(example) => finding.note(format!("Write it {example}.")),
            None => finding,
        });
    }

    /// Reports the required keys that are missing, but no unknown ones.
    pub(super) fn finish_foreign(self, ctx: &mut Ctx) {
        for key in &self.missing {
            self.report_missing(key, ctx);
        }
    }

    /// Reports the required keys that are missing and, as unknown, all keys that were not taken.
    pub(super) fn finish(self, ctx: &mut Ctx) {
        let meant = self.meant();
        for key in self.missing.iter().filter(|_| meant.is_none()) {
            self.report_missing(key, ctx);
        }
        for (entry, _) in self.entries.iter().filter(|(_, taken)| !taken) {
            let message = format!("unknown key `{}` in {}", entry.key, self.what);
            let finding = Diagnostic::new(&rules::UNKNOWN_KEY, entry.key_span, message).here(
                match SHARED.contains(&entry.key.as_str()) {
                    true => "means nothing here",
                    false => "not a key of the language",
                },
            );
            let finding = match meant {
                Some(meant) => {
                    finding.fix(entry.key_span, meant, format!("{} needs `{meant}`; is that what you meant?", self.what))
                }
                None => finding.suggest(&entry.key, entry.key_span, self.known.iter().copied()),
            };
            ctx.sink.push(match keys::replacement_for(self.what, &entry.key) {
                Some(note) => finding.note(note),
                None if entry.is_bare() => finding.note("Put a text that contains a comma in quotes."),
                None => finding,
            });
        }
    }
}

const MAPPING: &str = "a mapping (`key: value` lines)";

impl Ctx {
    /// Reports that a value has the wrong type.
    pub(super) fn wrong_kind<T>(&mut self, node: &Node, wanted: &str) -> Option<T> {
        self.report_wrong_kind(node, wanted);
        None
    }

    fn report_wrong_kind(&mut self, node: &Node, wanted: &str) {
        self.reject();
        let span = if node.scalar().is_some() { node.span } else { node.span.first() };
        let finding = Diagnostic::new(&rules::WRONG_KIND, span, format!("expected {wanted}, found {}", node.describe()));
        let finding = finding.here(format!("{wanted} goes here"));
        self.sink.push(match &node.kind {
            NodeKind::List(_) if wanted == MAPPING => {
                finding.note("A mapping has no dashes: write `key: value`, not `- key: value`.")
            }
            NodeKind::Absent if wanted == MAPPING => {
                finding.note("Write its keys on the following lines, indented more than it.")
            }
            _ => finding,
        });
    }

    /// Reads each entry of a mapping, and drops those that could not be read.
    pub(super) fn each<T>(&mut self, node: &Node, mut read: impl FnMut(&mut Self, &Entry) -> Option<T>) -> Option<Vec<T>> {
        if let Some(probed) = self.probe_each(node, &mut read) {
            return Some(probed);
        }
        let mut values = Vec::new();
        for entry in self.map(node)? {
            values.extend(read(self, entry));
        }
        Some(values)
    }

    /// The entries of a mapping.
    pub(super) fn entries<'n>(&mut self, node: &'n Node) -> Option<&'n [Entry]> {
        self.free_map(node);
        self.map(node)
    }

    fn map<'n>(&mut self, node: &'n Node) -> Option<&'n [Entry]> {
        match &node.kind {
            NodeKind::Map(entries) => Some(entries),
            _ => self.wrong_kind(node, MAPPING),
        }
    }

    /// A mapping whose keys are known.
    pub(super) fn fields<'n>(&mut self, what: &'static str, node: &'n Node) -> Option<Fields<'n>> {
        let written = self.map(node)?;
        let mut entries = Vec::with_capacity(written.len());
        written.iter().map(|entry| (entry, false)).add_to(&mut entries);
        let recorded = self.recorded_map(node, what);
        // Most mappings have fewer keys.
        let known = Vec::with_capacity(24);
        Some(Fields { what, span: node.span, entries, known, missing: Vec::new(), only: None, recorded })
    }

    /// A list. A single value stands for a list of one.
    pub(super) fn list<T>(&mut self, node: &Node, read: fn(&mut Ctx, &Node) -> Option<T>) -> Vec<T> {
        if let Some(probed) = self.probe_list(node, read) {
            return probed;
        }
        let mut list = Vec::new();
        for item in self.items(node) {
            if let Some(value) = read(self, item) {
                list.push(value);
            }
        }
        list
    }

    /// The items of a list, or the single value that stands for one.
    fn items<'n>(&mut self, node: &'n Node) -> impl Iterator<Item = &'n Node> + use<'n> {
        let (items, single) = match &node.kind {
            NodeKind::List(items) => (items.as_slice(), None),
            NodeKind::Absent => (&[][..], self.wrong_kind(node, "a list")),
            _ => (&[][..], Some(node)),
        };
        items.iter().map(|item| &**item).chain(single)
    }

    /// A text.
    pub(super) fn string(&mut self, node: &Node) -> Option<Spanned<String>> {
        self.text_form(node);
        match node.scalar() {
            Some(scalar) => Some(Spanned::new(scalar.text.clone(), node.span)),
            None => self.wrong_kind(node, "text"),
        }
    }

    /// A text that is not empty, without the spaces around it.
    pub(super) fn text(&mut self, node: &Node) -> Option<Spanned<String>> {
        let text = self.string(node)?.map(|text| text.trim().to_owned());
        self.not_empty(text)
    }

    /// A text that is not empty, as it is written: part of what an API sends, where spaces count.
    pub(super) fn exact_text(&mut self, node: &Node) -> Option<Spanned<String>> {
        let text = self.string(node)?;
        self.not_empty(text)
    }

    /// A text for people, which programs print on one line. The line breaks of a block text become spaces.
    pub(super) fn prose(&mut self, node: &Node) -> Option<Spanned<String>> {
        let text = self.text(node)?;
        let lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).into_vec();
        Some(Spanned::new(lines.join(" "), text.span))
    }

    fn not_empty(&mut self, text: Spanned<String>) -> Option<Spanned<String>> {
        if text.is_empty() {
            self.sink
                .push(Diagnostic::new(&rules::EMPTY_TEXT, text.span, "empty text").note("Write a text, or remove the key."));
            return None;
        }
        Some(text)
    }

    /// A word of a vocabulary.
    pub(super) fn word<W: Word>(&mut self, node: &Node) -> Option<Spanned<W>> {
        self.word_or(node, &[], None)
    }

    /// A word of a vocabulary, if a longer form is allowed as well. The longer form is given by its first word and an example. The note says
    /// what to write instead of any other word.
    pub(super) fn word_or<W: Word>(&mut self, node: &Node, longer: &[(&str, &str)], note: Option<&str>) -> Option<Spanned<W>> {
        let at = self.find_word(node, (W::WHAT, W::WORDS), longer, note)?;
        Some(Spanned::new(*W::WRITTEN.get(at)?, node.span))
    }

    /// Not generic: it is compiled once, not for each vocabulary.
    fn find_word(
        &mut self,
        node: &Node,
        of: (&'static str, &[&'static str]),
        longer: &[(&str, &str)],
        note: Option<&str>,
    ) -> Option<usize> {
        let (what, words) = of;
        self.form(node, &Form::Words { what, words });
        if self.is_probing() {
            return Some(0);
        }
        let text = self.string(node)?;
        let found = words.iter().position(|word| *word == text.value);
        if found.is_none() {
            let message = format!("`{}` is not {what}", text.value);
            let finding = Diagnostic::new(&rules::UNKNOWN_WORD, text.span, message);
            let finding = match longer.iter().find(|(word, _)| *word == text.value) {
                Some((_, example)) => finding.fix(text.span, *example, format!("it is written as in `{example}`")),
                None => {
                    let longer = longer.iter().map(|(_, example)| *example);
                    finding.suggest(&text.value, text.span, words.iter().copied().chain(longer))
                }
            };
            self.sink.push(note.filter(|_| finding.fix.is_none()).into_iter().fold(finding, Diagnostic::note));
        }
        found
    }
}

/// What was written, for messages.
pub(super) fn written(node: &Node) -> String {
    match node.scalar() {
        Some(scalar) => format!("`{}`", scalar.text),
        None => node.describe().to_owned(),
    }
}
