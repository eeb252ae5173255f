//! `lints.allow`: removes allowed warnings, and checks the entries of `allow` themselves.

use crate::diag::{Diagnostic, Severity, Sink};
use crate::resolve::Unit;
use crate::rules::rule::Rule;
use crate::syntax::LintAllow;

rules! {
    ERROR_IN_ALLOW: Error = "error-in-allow" {
        what: "`lints.allow` names an error",
        why: "A warning points at something that is usually a mistake. If it is intended, you can allow the warning \
              and give a reason. An error is a contradiction, or something that cannot be generated. It has to be \
              fixed.",
        example: r"
-lints: { allow: { unreachable-body: We never send it } }
+statuses: { 404: There is none }
",
    }
    NOTE_IN_ALLOW: Error = "note-in-allow" {
        what: "`lints.allow` names a review note",
        why: "`errspec check --review` adds notes about what a valid contract leaves open. Notes never make the command \
              fail, so there is nothing to allow.",
        example: r"
-lints: { allow: { cap-never-reached: Programs try more often } }
+statuses: { 404: There is none }
",
    }
    UNKNOWN_LINT: Error = "unknown-lint" {
        what: "`lints.allow` names no check",
        why: "Warnings are allowed by the name of their check, which is shown in brackets. A name that no check has would \
              never allow anything. Usually it is a typo.",
        example: r"
-lints: { allow: { deadline-to-short: The deadline is meant to be the limit } }
+statuses:
+  503: { summary: Down for a moment, retry: transient }
+retry: { attempts: 4, deadline: 5s }
+lints: { allow: { deadline-too-short: The deadline is meant to be the limit } }
",
    }
    UNUSED_ALLOW: Warning = "unused-allow" {
        what: "`lints.allow` allows a warning that does not occur",
        why: "The cause of the warning was fixed, or there never was one. An entry that stays behind would hide the \
              next mistake of this kind, with a reason that no longer applies.",
        example: r"
-lints: { allow: { deadline-too-short: The deadline is meant to be the limit } }
+statuses: { 404: There is none }
",
    }
}

/// Removes allowed warnings. `rules` are the rules of all files. The `allow` of the spec applies to all its files, that of a used file only
/// to that file.
pub(super) fn allow(units: &[Unit], rules: &[&'static Rule], sink: &mut Sink) {
    let whole = !sink.has_errors();
    let mut unused = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        for entry in &unit.document.lints {
            if !known(entry, rules, sink) {
                continue;
            }
            let before = sink.len();
            sink.retain(|finding| {
                let accepted = finding.rule.severity == Severity::Warning && finding.rule.slug == entry.slug.value;
                !accepted || (at > 0 && finding.primary.span.file != unit.file)
            });
            // If there are errors, checks were skipped, and it is not known what they would have found. An entry of a base is of use there.
            let own = entry.slug.span.file == unit.file;
            if sink.len() == before && whole && own && entry.slug.value != UNUSED_ALLOW.slug {
                unused.push(entry);
            }
        }
    }
    let accepted = units.iter().flat_map(|unit| &unit.document.lints).any(|entry| entry.slug.value == UNUSED_ALLOW.slug);
    for entry in unused.into_iter().filter(|_| !accepted) {
        let message = format!("no finding `{}` occurs here", entry.slug.value);
        sink.push(Diagnostic::new(&UNUSED_ALLOW, entry.slug.span, message).note("Remove the line."));
    }
}

/// Whether the entry names a warning.
fn known(entry: &LintAllow, rules: &[&'static Rule], sink: &mut Sink) -> bool {
    let (slug, span) = (entry.slug.value.as_str(), entry.slug.span);
    let finding = match rules.iter().find(|rule| rule.slug == slug).map(|rule| rule.severity) {
        Some(Severity::Warning) => return true,
        Some(Severity::Note) => {
            let message = format!("`{slug}` is a review note, and only warnings can be allowed");
            Diagnostic::new(&NOTE_IN_ALLOW, span, message).note("Remove the line. Notes never make `errspec check` fail.")
        }
        Some(Severity::Error) => {
            let message = format!("`{slug}` is an error, and only warnings can be allowed");
            Diagnostic::new(&ERROR_IN_ALLOW, span, message)
                .note(format!("Fix what it reports. `errspec explain {slug}` shows how."))
        }
        None => {
            let warnings = rules.iter().filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.slug);
            Diagnostic::new(&UNKNOWN_LINT, span, format!("there is no check `{slug}`")).suggest(slug, span, warnings)
        }
    };
    sink.push(finding);
    false
}
