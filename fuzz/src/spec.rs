use errspec_spec::diag::{Severity, render};
use errspec_spec::{NoFiles, check, review};

/// Reads the bytes as a spec. Every finding has a location in the file and can be printed, and there is a contract if and only if no
/// finding is an error.
pub fn spec(data: &[u8]) {
    let checked = check("fuzz.yaml", data, &mut NoFiles);
    assert_eq!(checked.contract.is_none(), checked.has_errors());
    for finding in &checked.findings {
        let labels = finding.labels.iter().chain([&finding.primary]).map(|label| label.span);
        for span in labels.chain(finding.fix.as_ref().map(|fix| fix.span)) {
            let text = checked.sources.text(span.file);
            assert!(
                text.get(span.start as usize..span.end as usize).is_some(),
                "{}: a place outside the file",
                finding.rule.slug
            );
        }
        assert!(finding.rule.severity != Severity::Note && !finding.message.is_empty());
    }
    let notes = checked.contract.as_ref().map(review).unwrap_or_default();
    let findings: Vec<_> = checked.findings.into_iter().chain(notes).collect();
    let printed = render::human(&checked.sources, &findings, false) + &render::short(&checked.sources, &findings);
    assert!(!printed.contains(|c: char| c.is_control() && c != '\n'), "what a terminal would obey: {printed:?}");
}
