use super::text::one_line;
use crate::diag::Diagnostic;
use crate::source::Sources;

/// One line per finding, in the format of editors and build logs: `file:line:col: error[slug]: message`.
pub fn short(sources: &Sources, findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| short_line(sources, finding) + "\n").collect()
}

/// The line of one finding, without a line break, which a build script passes to Cargo.
pub fn short_line(sources: &Sources, finding: &Diagnostic) -> String {
    let place = sources.place(finding.primary.span);
    one_line(&format!("{place}: {}[{}]: {}", finding.rule.severity.as_str(), finding.rule.slug, finding.message))
}
