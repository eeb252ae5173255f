use crate::diag::{Diagnostic, Explanation, Severity};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The line below everything: `2 errors, 1 warning in 1 file`.
pub fn summary(findings: &[Diagnostic]) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let files: BTreeSet<_> = findings.iter().map(|finding| finding.primary.span.file).collect();
    match (errors, findings.len() - errors) {
        (0, 0) => "no errors, no warnings".to_owned(),
        (errors, 0) => format!("{} in {}", count(errors, "error"), count(files.len(), "file")),
        (0, warnings) => format!("{} in {}", count(warnings, "warning"), count(files.len(), "file")),
        (errors, warnings) => {
            format!("{}, {} in {}", count(errors, "error"), count(warnings, "warning"), count(files.len(), "file"))
        }
    }
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// What `errspec explain` prints: the rule, the reason, and an example before and after.
pub fn explanation(rule: &Explanation) -> String {
    let mut text = format!("{}: {}\n\n{}\n", rule.slug, rule.title, rule.text.trim());
    for (heading, example) in [("Instead of", rule.wrong), ("write", rule.right)] {
        if !example.is_empty() {
            let _ = write!(text, "\n{heading}\n\n");
            for line in example.trim_matches('\n').lines() {
                let _ = writeln!(text, "{}", format!("    {line}").trim_end());
            }
        }
    }
    text
}
