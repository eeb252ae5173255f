//! The words that statuses, groups, codes and states share.

use super::ctx::{Ctx, Fields};
use crate::diag::Diagnostic;
use crate::source::Spanned;
use crate::words::Basis;
use crate::written::{BasisWords, Facts};
use crate::yaml::{Node, NodeKind};

impl Ctx {
    /// The shared words among the keys of an entry, those that mean something there.
    pub(super) fn facts(&mut self, fields: &mut Fields<'_>, keys: &'static [&'static str]) -> Facts {
        fields.only(keys, |fields| self.all_facts(fields))
    }

    fn all_facts(&mut self, fields: &mut Fields<'_>) -> Facts {
        Facts {
            name: fields.get("name", self, Ctx::rust_name),
            title: fields.get("title", self, Ctx::text),
            summary: fields.get("summary", self, Ctx::text),
            causes: fields.list("causes", self, Ctx::text),
            action: fields.get("action", self, Ctx::text),
            category: fields.get("category", self, Ctx::word),
            retry: fields.get("retry", self, Ctx::retry),
            effect: fields.get("effect", self, Ctx::word),
            basis: self.basis(fields),
            since: fields.get("since", self, Ctx::text),
            deprecated: fields.get("deprecated", self, Ctx::text),
            docs: fields.get("docs", self, Ctx::url),
            expires: fields.get("expires", self, Ctx::duration),
        }
    }

    /// An entry that may be its summary alone.
    pub(super) fn summary_only(&mut self, node: &Node) -> Option<Facts> {
        node.scalar()?;
        let summary = self.text(node);
        Some(Facts { summary, ..Facts::default() })
    }

    /// `basis: inferred`, or `basis: { status: inferred }` for single facts.
    pub(super) fn basis(&mut self, fields: &mut Fields<'_>) -> BasisWords {
        let Some(entry) = fields.take("basis") else { return BasisWords::default() };
        let NodeKind::Map(entries) = &entry.value.kind else {
            return BasisWords { all: self.word(&entry.value), by_key: Vec::new() };
        };
        let by_key = entries.iter().filter_map(|entry| {
            let word: Spanned<Basis> = self.word(&entry.value)?;
            Some((Spanned::new(entry.key.clone(), entry.key_span), word.value))
        });
        let by_key: Vec<_> = by_key.collect();
        for (key, _) in by_key.iter().filter(|(key, _)| !BASIS_KEYS.contains(&key.as_str())) {
            let message = format!("`{}` is not a fact that has a basis of its own", key.value);
            let finding = Diagnostic::error("unknown-key", key.span, message);
            self.sink.push(finding.suggest(&key.value, key.span, BASIS_KEYS));
        }
        BasisWords { all: None, by_key }
    }

    /// A name for generated code.
    pub(super) fn rust_name(&mut self, node: &Node) -> Option<Spanned<String>> {
        let name = self.text(node)?;
        let ok =
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !ok {
            let message = format!("`{}` cannot be a name in generated code", name.value);
            let finding = Diagnostic::error("bad-name", name.span, message);
            self.sink.push(finding.note("A name is a letter followed by letters, digits and underscores."));
            return None;
        }
        Some(name)
    }

    /// An absolute web address.
    pub(super) fn url(&mut self, node: &Node) -> Option<Spanned<String>> {
        let url = self.text(node)?;
        let ok = ["https://", "http://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
            && !url.contains(char::is_whitespace);
        if !ok {
            let finding = Diagnostic::error("bad-url", url.span, format!("`{}` is not a web address", url.value));
            self.sink.push(finding.note("Write it whole: `https://example.com/errors`."));
            return None;
        }
        Some(url)
    }
}

/// What a status, a code and a state may say.
pub(super) const SHARED: &[&str] = &[
    "name",
    "title",
    "summary",
    "causes",
    "action",
    "category",
    "retry",
    "effect",
    "basis",
    "since",
    "deprecated",
    "docs",
    "expires",
];

const BASIS_KEYS: [&str; 6] = ["status", "category", "retry", "effect", "action", "summary"];
