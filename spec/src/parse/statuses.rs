//! Statuses.

use super::ctx::{Ctx, Fields};
use super::facts::SHARED;
use super::scalars;
use crate::diag::Diagnostic;
use crate::source::Spanned;
use crate::written::{Facts, StatusEntry, StatusRangeEntry};
use crate::yaml::{Node, NodeKind};

impl Ctx {
    /// `statuses`: declared ones and ranges of defaults.
    pub(super) fn statuses(&mut self, fields: &mut Fields<'_>) -> (Vec<StatusEntry>, Vec<StatusRangeEntry>) {
        let (mut statuses, mut ranges) = (Vec::new(), Vec::new());
        let entries = fields.take("statuses").and_then(|entry| self.entries(&entry.value)).unwrap_or_default();
        let mut empty = false;
        for entry in entries {
            // The keys of a status that are not indented further than it.
            if std::mem::replace(&mut empty, matches!(entry.value.kind, NodeKind::Absent))
                && !entry.key.contains(|c: char| c.is_ascii_digit())
            {
                empty = true;
                continue;
            }
            if let Some(status) = scalars::status(&entry.key) {
                let Some((phrase, facts)) = self.status_entry(&entry.value) else { continue };
                statuses.push(StatusEntry { status: Spanned::new(status, entry.key_span), phrase, facts });
            } else if let Some(range) = scalars::status_range(&entry.key) {
                let Some((phrase, facts)) = self.status_entry(&entry.value) else { continue };
                if let Some(phrase) = phrase {
                    let finding = Diagnostic::error("unused-key", phrase.span, "`phrase` means nothing to a range of statuses");
                    self.sink.push(
                        finding.note("A phrase belongs to one status. A range gives `category`, `retry` and `effect` only."),
                    );
                }
                ranges.push(StatusRangeEntry { range: Spanned::new(range, entry.key_span), facts });
            } else {
                let message = format!("`{}` is not an HTTP status", entry.key);
                let finding = Diagnostic::error("bad-status", entry.key_span, message);
                self.sink.push(match scalars::lower_case_class(&entry.key) {
                    Some(class) => finding.fix(entry.key_span, &class, format!("a class is written `{class}`")),
                    None if entry.is_bare() => finding.note("A text with a comma in it is written in quotes."),
                    None => finding.note("Write a status (`404`), a class (`4xx`) or a range (`500-599`)."),
                });
            }
        }
        (statuses, ranges)
    }

    fn status_entry(&mut self, node: &Node) -> Option<(Option<Spanned<String>>, Facts)> {
        if let Some(facts) = self.summary_only(node) {
            return Some((None, facts));
        }
        let mut fields = self.fields("a status", node)?;
        let phrase = fields.get("phrase", self, Ctx::text);
        let facts = self.facts(&mut fields, SHARED);
        fields.finish(self);
        Some((phrase, facts))
    }
}
