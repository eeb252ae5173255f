use errspec_spec::diag::render::one_line;
use errspec_spec::diag::{Diagnostic, Severity};
use errspec_spec::source::Sources;

/// GitHub Actions workflow commands, one per finding. They appear next to the lines of a pull request.
pub(super) fn github(sources: &Sources, findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| command(sources, finding)).collect()
}

fn command(sources: &Sources, finding: &Diagnostic) -> String {
    let span = finding.primary.span;
    let (start, end) = (sources.start(span), sources.end(span));
    let command = match finding.rule.severity {
        Severity::Note => "notice",
        other => other.as_str(),
    };
    let file = property(&one_line(sources.name(span.file)));
    // Columns are only allowed for a location on a single line.
    let place = match start.line == end.line {
        true => format!("line={},col={},endLine={},endColumn={}", start.line, start.col, end.line, end.col),
        false => format!("line={},endLine={}", start.line, end.line),
    };
    format!("::{command} file={file},{place},title={}::{}\n", property(finding.rule.slug), data(&message(finding)))
}

/// The message, the suggestion and the notes, one per line.
fn message(finding: &Diagnostic) -> String {
    let fix = finding.fix.as_ref().map(|fix| &fix.message);
    std::iter::once(&finding.message).chain(fix).chain(&finding.notes).map(|line| one_line(line)).collect::<Vec<_>>().join("\n")
}

pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
