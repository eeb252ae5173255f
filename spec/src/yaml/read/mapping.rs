//! The entries of a mapping: what may be a key, duplicate keys, and text that a comma cuts in two. In `{ summary: No, not today }`, YAML
//! sees a text and another key.

use super::super::{Entry, Node, NodeKind, Scalar, Style};
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::rules;
use crate::source::Span;
use std::collections::HashMap;

/// The text of a key; `None` after a finding. `span` is where it is written, which differs from the node's span for an alias.
pub(super) fn key(node: &Node, span: Span, findings: &mut Vec<Diagnostic>) -> Option<String> {
    let finding = match &node.kind {
        NodeKind::Scalar(Scalar { text, style: Style::Plain }) if text == "<<" => merge_key(span),
        NodeKind::Scalar(scalar) => return Some(scalar.text.clone()),
        NodeKind::Absent => {
            let finding = Diagnostic::new(&rules::KEY_NOT_SCALAR, span, "there is no key before this `:`");
            finding.note("An empty key is written `\"\"`.")
        }
        NodeKind::List(_) | NodeKind::Map(_) => {
            let finding = Diagnostic::new(&rules::KEY_NOT_SCALAR, span, format!("{} cannot be a key", node.describe()));
            finding.note("A key is a plain text; put it in quotes if it has brackets or braces in it.")
        }
    };
    findings.push(finding);
    None
}

fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::new(&rules::MERGE_KEY, span, "a spec cannot contain merge keys (`<<`)")
        .note("State what entries share once, as a default of their group, catalog or status range.")
        .note("To reuse a whole value, use an alias (`key: *anchor`). If `<<` is a text, put it in quotes.")
}

/// The entries without the second of two with the same key, which is reported.
pub(super) fn without_duplicates(mut entries: Vec<Entry>, findings: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut dropped = Vec::new();
    let mut first: HashMap<&str, &Entry> = HashMap::with_capacity(if entries.len() > FEW { entries.len() } else { 0 });
    for (at, entry) in entries.iter().enumerate() {
        let before = match entries.len() > FEW {
            true => *first.entry(&entry.key).or_insert(entry),
            false => entries.iter().find(|other| other.key == entry.key).unwrap_or(entry),
        };
        if !std::ptr::eq(before, entry) {
            findings.push(duplicate(before, entry));
            dropped.push(at);
        }
    }
    let (mut at, mut dropped) = (0.., dropped.into_iter().peekable());
    entries.retain(|_| at.next().is_none_or(|at| dropped.next_if_eq(&at).is_none()));
    entries
}

/// In a mapping with at most this many entries, comparing all pairs is the fastest way to find two with the same key.
const FEW: usize = 16;

fn duplicate(first: &Entry, second: &Entry) -> Diagnostic {
    Diagnostic::new(&rules::DUPLICATE_KEY, second.key_span, format!("the key `{}` appears twice", second.key))
        .here("again here")
        .label(first.key_span, "first written here")
        .note("Remove one of the two, or give it another name.")
}

/// The entries without those that are parts of the text before them, which are reported.
///
/// Such a part is a key of several words without a colon, directly after an unquoted text. A single word may be a code.
pub(super) fn without_pieces(entries: Vec<Entry>, findings: &mut Vec<Diagnostic>) -> Vec<Entry> {
    if !entries.iter().any(Entry::is_bare) {
        return entries;
    }
    let mut whole: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut pieces: Vec<Entry> = Vec::new();
    for entry in entries {
        let begun = !pieces.is_empty() || whole.last().is_some_and(|before| plain(before).is_some());
        let several = !pieces.is_empty() || entry.key.contains(' ');
        if begun && several && entry.is_bare() && (entry.key_span.end - entry.key_span.start) as usize == entry.key.len() {
            pieces.push(entry);
            continue;
        }
        findings.extend(whole.last().and_then(|before| cut(before, &pieces)));
        pieces.clear();
        whole.push(entry);
    }
    findings.extend(whole.last().and_then(|before| cut(before, &pieces)));
    whole
}

fn plain(entry: &Entry) -> Option<&Scalar> {
    entry.value.scalar().filter(|scalar| scalar.style == Style::Plain)
}

fn cut(before: &Entry, pieces: &[Entry]) -> Option<Diagnostic> {
    let (text, first, last) = (plain(before)?, pieces.first()?, pieces.last()?);
    let texts = [text.text.as_str()].into_iter().chain(pieces.iter().map(|piece| piece.key.as_str()));
    let quoted = texts.into_vec().join(", ").replace('\\', "\\\\").replace('"', "\\\"");
    let message = format!("a comma cuts the text of `{}`", before.key);
    let finding = Diagnostic::new(&rules::CUT_TEXT, first.key_span.to(last.key_span), message).here("read as another key");
    Some(finding.fix(before.value.span.to(last.key_span), format!("\"{quoted}\""), "put the text in quotes"))
}
