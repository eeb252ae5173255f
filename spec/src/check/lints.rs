//! `lints.allow`: takes accepted warnings out, and holds the acceptances themselves against the rules.

use crate::diag::{Diagnostic, Severity, Sink, explain, is_note, slugs};
use crate::resolve::Unit;
use crate::syntax::LintAllow;

/// The rules that only warn, and so can be accepted.
const WARNINGS: [&str; 29] = [
    "attempts-above-policy",
    "backoff-over-cap",
    "budget-never-refills",
    "code-in-success",
    "code-not-in-family",
    "code-outside-family",
    "deadline-too-short",
    "duplicate-edge",
    "duplicate-field",
    "empty-catalog",
    "empty-group",
    "literal-pointer",
    "literal-wildcard",
    "machine-without-observe",
    "many-codes",
    "no-wait",
    "not-json",
    "poll-cap-unused",
    "refresh-without-credential",
    "retry-never-acts",
    "retry-on-success",
    "state-taken-for-error",
    "timeout-over-deadline",
    "unreachable-rule",
    "unread-catalog",
    "unused-allow",
    "unused-command",
    "unused-delays",
    "unused-hint",
];

/// Takes accepted warnings out. The spec's own acceptances hold for all of its files, those of a used file for that one.
pub(crate) fn allow(units: &[Unit], sink: &mut Sink) {
    let whole = !sink.has_errors();
    let mut unused = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        for entry in &unit.document.lints {
            if !known(entry, sink) {
                continue;
            }
            let before = sink.len();
            sink.retain(|finding| {
                let accepted = finding.severity == Severity::Warning && finding.slug == entry.slug.value;
                !accepted || (at > 0 && finding.primary.span.file != unit.file)
            });
            // With errors about, checks were left out, and what they would have found is not known.
            if sink.len() == before && whole && entry.slug.value != "unused-allow" {
                unused.push(entry);
            }
        }
    }
    let accepted = units.iter().flat_map(|unit| &unit.document.lints).any(|entry| entry.slug.value == "unused-allow");
    for entry in unused.into_iter().filter(|_| !accepted) {
        let message = format!("there is no finding `{}` here that this would accept", entry.slug.value);
        sink.push(Diagnostic::warning("unused-allow", entry.slug.span, message).note("Take the line out."));
    }
}

/// Whether the entry names a rule that can be accepted.
fn known(entry: &LintAllow, sink: &mut Sink) -> bool {
    let slug = entry.slug.value.as_str();
    if WARNINGS.contains(&slug) {
        return true;
    }
    if is_note(slug) {
        let message = format!("`{slug}` is a note of a review, and only warnings are accepted");
        let finding = Diagnostic::error("note-in-allow", entry.slug.span, message);
        sink.push(finding.note("Take the line out: no check fails because of a note."));
    } else if explain(slug).is_some() || slugs().any(|known| known == slug) {
        let finding =
            Diagnostic::error("error-in-allow", entry.slug.span, format!("`{slug}` is an error, which cannot be accepted"));
        sink.push(finding.note(format!("Mend what it reports; `errspec explain {slug}` says how.")));
    } else {
        let finding = Diagnostic::error("unknown-lint", entry.slug.span, format!("there is no rule `{slug}`"));
        sink.push(finding.suggest(slug, entry.slug.span, WARNINGS));
    }
    false
}
