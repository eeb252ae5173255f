//! The section `statuses`.

use super::ctx::Ctx;
use super::facts::{self, Facts};
use super::form;
use super::keys::SHARED;
use super::mapping_keys::Fields;
use super::values::{self, StatusRange};
use crate::diag::Diagnostic;
use crate::rules;
use crate::source::Spanned;
use crate::yaml::{Entry, Node, NodeKind};

/// A declared status.
#[derive(Clone, Debug)]
pub struct StatusEntry {
    pub status: Spanned<u16>,
    pub phrase: Option<Spanned<String>>,
    pub facts: Facts,
}

/// The defaults of a range of statuses.
#[derive(Clone, Debug)]
pub struct StatusRangeEntry {
    pub range: Spanned<StatusRange>,
    pub facts: Facts,
}

/// `statuses`: the declared statuses, and ranges with defaults.
pub(super) fn statuses(ctx: &mut Ctx, fields: &mut Fields<'_>) -> (Vec<StatusEntry>, Vec<StatusRangeEntry>) {
    fields.get("statuses", ctx, entries).unwrap_or_default()
}

fn entries(ctx: &mut Ctx, node: &Node) -> Option<(Vec<StatusEntry>, Vec<StatusRangeEntry>)> {
    let (mut statuses, mut ranges) = (Vec::new(), Vec::new());
    let mut empty = false;
    ctx.each(node, |ctx, entry| {
        ctx.key_form(&form::STATUS_RANGE);
        // Keys of a status that are not indented more than the status.
        if std::mem::replace(&mut empty, matches!(entry.value.kind, NodeKind::Absent))
            && !entry.key.contains(|c: char| c.is_ascii_digit())
        {
            empty = true;
            return None;
        }
        if let Some(status) = values::parse_status(&entry.key) {
            let (phrase, facts) = status_entry(ctx, &entry.value)?;
            statuses.push(StatusEntry { status: Spanned::new(status, entry.key_span), phrase, facts });
        } else if let Some(range) = values::parse_status_range(&entry.key) {
            let (phrase, facts) = status_entry(ctx, &entry.value)?;
            phrase.iter().for_each(|phrase| report_phrase(ctx, phrase));
            ranges.push(StatusRangeEntry { range: Spanned::new(range, entry.key_span), facts });
        } else {
            report_status(ctx, entry);
            return None;
        }
        Some(())
    })?;
    Some((statuses, ranges))
}

fn report_phrase(ctx: &mut Ctx, phrase: &Spanned<String>) {
    let finding = Diagnostic::new(&rules::UNUSED_KEY, phrase.span, "`phrase` has no effect on a range of statuses");
    ctx.sink.push(finding.note("A phrase belongs to one status. A range only gives `category`, `retry` and `effect`."));
}

fn report_status(ctx: &mut Ctx, entry: &Entry) {
    let message = format!("`{}` is not an HTTP status", entry.key);
    let finding = Diagnostic::new(&rules::BAD_STATUS, entry.key_span, message);
    ctx.sink.push(match values::lower_case_class(&entry.key) {
        Some(class) => finding.fix(entry.key_span, &class, format!("a class is written `{class}`")),
        None if entry.is_bare() => finding.note("Put a text that contains a comma in quotes."),
        None => finding.note("Write a status (`404`), a class (`4xx`) or a range (`500-599`)."),
    });
}

fn status_entry(ctx: &mut Ctx, node: &Node) -> Option<(Option<Spanned<String>>, Facts)> {
    if let Some(facts) = facts::summary_only(ctx, node) {
        return Some((None, facts));
    }
    let mut fields = Fields::of(ctx, "a status", node)?;
    let phrase = fields.get("phrase", ctx, Ctx::prose);
    let facts = facts::facts(ctx, &mut fields, SHARED);
    fields.finish(ctx);
    Some((phrase, facts))
}
