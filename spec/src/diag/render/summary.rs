use crate::diag::{Diagnostic, Severity};

/// The line below everything: `2 errors, 1 warning in 1 file`.
pub fn summary(findings: &[Diagnostic]) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.rule.severity == severity).count();
    let counts = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning"), (of(Severity::Note), "note")];
    let counts: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, word)| count(*number, word)).collect();
    let mut files = Vec::new();
    findings.iter().map(|finding| finding.primary.span.file).for_each(|file| {
        if !files.contains(&file) {
            files.push(file);
        }
    });
    match counts.as_slice() {
        [] => "no errors, no warnings".to_owned(),
        counts => format!("{} in {}", counts.join(", "), count(files.len(), "file")),
    }
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
