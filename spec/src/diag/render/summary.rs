use crate::diag::{Diagnostic, Explanation, Severity};
use std::fmt::Write;

/// The line below everything: `2 errors, 1 warning in 1 file`.
pub fn summary(findings: &[Diagnostic]) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
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
