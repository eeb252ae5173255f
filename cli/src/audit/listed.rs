//! The report as JSON.

use super::report::{Report, percent};
use serde_json::{Map, Value, json};

/// One object.
pub(super) fn json(report: &Report) -> String {
    let findings: Vec<Value> = report
        .findings
        .sorted()
        .into_iter()
        .map(|(kind, title, tally)| {
            let places: Vec<Value> =
                tally.places.iter().map(|place| json!({ "file": &*place.file, "line": place.line })).collect();
            json!({
                "kind": kind.slug(),
                "level": kind.level().as_str(),
                "title": title,
                "count": tally.count,
                "detail": tally.detail,
                "places": places,
            })
        })
        .collect();
    let coverage: Map<String, Value> = report
        .shares
        .iter()
        .map(|share| {
            let all =
                json!({ "seen": share.seen, "declared": share.declared, "percent": percent(share), "missing": share.missing });
            (share.of.to_owned(), all)
        })
        .collect();
    let counts = report.counts;
    let document = json!({
        "records": counts.records,
        "failures": counts.failures,
        "unanswered": counts.unanswered,
        "undeclared": counts.undeclared,
        "elsewhere": counts.elsewhere,
        "findings": findings,
        "coverage": coverage,
    });
    format!("{document:#}\n")
}
