//! Contradictions inside a resolved contract, one file per rule or family of rules.

use crate::diag::{Diagnostic, Severity, Sink};
use crate::model::Contract;
use crate::written::LintAllow;

/// Runs every check.
pub(crate) fn check(contract: &Contract, sink: &mut Sink) {
    let _ = (contract, sink);
}

/// Takes accepted warnings out, and says which acceptances accept nothing.
pub(crate) fn allow(allowed: &[LintAllow], sink: &mut Sink) {
    for entry in allowed {
        let before = sink.len();
        sink.retain(|finding| finding.severity == Severity::Error || finding.slug != entry.slug.value);
        if sink.len() == before && !sink.has_errors() {
            let message = format!("nothing here is `{}`", entry.slug.value);
            let finding = Diagnostic::warning("unused-allow", entry.slug.span, message);
            sink.push(finding.suggest(&entry.slug.value, entry.slug.span, crate::diag::slugs()).note("Take the line out."));
        }
    }
}
