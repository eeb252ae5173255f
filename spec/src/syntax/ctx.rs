//! The context of every parser, and the values that are parsed everywhere.

use super::form::Form;
use super::recorder::Recorder;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::rules;
use crate::source::Spanned;
use crate::words::Word;
use crate::yaml::{Entry, Node, NodeKind};

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

    pub(super) fn map<'n>(&mut self, node: &'n Node) -> Option<&'n [Entry]> {
        match &node.kind {
            NodeKind::Map(entries) => Some(entries),
            _ => self.wrong_kind(node, MAPPING),
        }
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
