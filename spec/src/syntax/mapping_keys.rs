//! The keys of one mapping, with the findings about them.

use super::ctx::Ctx;
use super::keys::{self, SHARED};
use super::recorder::Recorded;
use crate::diag::{Diagnostic, nearest};
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
    /// A mapping whose keys are known.
    pub(super) fn of(ctx: &mut Ctx, what: &'static str, node: &'n Node) -> Option<Self> {
        let written = ctx.map(node)?;
        let mut entries = Vec::with_capacity(written.len());
        written.iter().map(|entry| (entry, false)).add_to(&mut entries);
        let recorded = ctx.recorded_map(node, what);
        // Most mappings have fewer keys.
        let known = Vec::with_capacity(24);
        Some(Self { what, span: node.span, entries, known, missing: Vec::new(), only: None, recorded })
    }

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
