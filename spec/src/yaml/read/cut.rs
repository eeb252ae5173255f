//! Texts that a comma cuts: in `{ summary: No, not today }` YAML sees a text and a key.

use super::super::{Entry, Scalar, Style};
use crate::diag::Diagnostic;

/// The entries without those that are pieces of the text before them, which are reported.
///
/// A piece is a key of several words without even a colon, right after a plain text. One word by itself may be a code.
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
    let quoted = texts.collect::<Vec<_>>().join(", ").replace('\\', "\\\\").replace('"', "\\\"");
    let message = format!("a comma cuts the text of `{}`", before.key);
    let finding = Diagnostic::error("cut-text", first.key_span.to(last.key_span), message).here("for YAML a key of its own");
    Some(finding.fix(before.value.span.to(last.key_span), format!("\"{quoted}\""), "put the text in quotes"))
}
