//! Findings as diagnostics, and their fixes as code actions.

use super::analysis::Analysis;
use super::documents::uri;
use super::position::range;
use errspec_spec::diag::{Diagnostic as Finding, Severity};
use lsp_types::{
    CodeAction, CodeActionKind, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range,
    TextEdit, WorkspaceEdit,
};
use std::collections::HashMap;

/// The findings in the document itself. Findings in a file that it uses are shown in that file instead.
pub(super) fn diagnostics(analysis: &Analysis) -> Vec<Diagnostic> {
    own(analysis).map(|finding| diagnostic(analysis, finding)).collect()
}

fn own(analysis: &Analysis) -> impl Iterator<Item = &Finding> {
    let is_own = |finding: &&Finding| analysis.sources.name(finding.primary.span.file) == analysis.name();
    analysis.findings.iter().filter(is_own)
}

fn diagnostic(analysis: &Analysis, finding: &Finding) -> Diagnostic {
    let notes = finding.fix.iter().map(|fix| &fix.message).chain(&finding.notes);
    let message: Vec<&str> = std::iter::once(&finding.message).chain(notes).map(String::as_str).collect();
    let related = finding.labels.iter().filter_map(|label| {
        let uri = uri(analysis.sources.name(label.span.file))?;
        let location = Location { uri, range: range(&analysis.sources, label.span) };
        Some(DiagnosticRelatedInformation { location, message: label.text.clone() })
    });
    Diagnostic {
        range: range(&analysis.sources, finding.primary.span),
        severity: Some(match finding.rule.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.rule.slug.to_owned())),
        source: Some("errspec".to_owned()),
        message: message.join("\n"),
        related_information: Some(related.collect()),
        ..Diagnostic::default()
    }
}

/// The fixes of the findings that a range touches.
pub(super) fn actions(analysis: &Analysis, wanted: Range) -> Vec<CodeAction> {
    let Some(uri) = uri(analysis.name()) else { return Vec::new() };
    let touched = own(analysis).filter(|finding| {
        let found = range(&analysis.sources, finding.primary.span);
        found.start <= wanted.end && wanted.start <= found.end
    });
    let actions = touched.filter_map(|finding| {
        let fix = finding.fix.as_ref().filter(|fix| fix.span.file == finding.primary.span.file)?;
        let edit = TextEdit { range: range(&analysis.sources, fix.span), new_text: fix.replacement.clone() };
        Some(CodeAction {
            title: title(&fix.replacement, analysis.sources.slice(fix.span)),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic(analysis, finding)]),
            edit: Some(WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), vec![edit])])), ..WorkspaceEdit::default() }),
            is_preferred: Some(true),
            ..CodeAction::default()
        })
    });
    actions.collect()
}

fn title(replacement: &str, replaced: &str) -> String {
    match (replacement, replaced) {
        ("", replaced) => format!("remove `{replaced}`"),
        (replacement, "") => format!("insert `{replacement}`"),
        (replacement, replaced) => format!("replace `{replaced}` with `{replacement}`"),
    }
}
