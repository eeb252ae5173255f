//! Warnings that are accepted.

use crate::common::{Files, error, found, silent, warning};
use errspec_spec::diag::Severity;
use errspec_spec::rules;

const CAP: &str =
    "statuses: { 503: { summary: Down, retry: transient } }\nretry: { backoff: { kind: exponential, base: 30s, cap: 1s } }\n";

#[test]
fn a_warning_is_accepted_by_its_name_and_with_a_reason() {
    silent(&format!("{CAP}lints: {{ allow: {{ backoff-over-cap: Programs try more often }} }}\n"));
    error("empty-text", &format!("{CAP}lints: {{ allow: {{ backoff-over-cap: «\"\"» }} }}\n").replace(", cap: 1s", ""));
}

#[test]
fn an_acceptance_names_a_rule_that_can_be_accepted() {
    let finding = error("unknown-lint", "lints: { allow: { «backoff-over-ca»: Why } }\n");
    assert_eq!(finding.fix.unwrap().replacement, "backoff-over-cap");
    error("unknown-lint", "lints: { allow: { «Some thing else»: Why } }\n");
    error("error-in-allow", "lints: { allow: { «unknown-key»: Why } }\n");
    error("error-in-allow", "lints: { allow: { «unreachable-body»: Why } }\n");
    error("note-in-allow", "lints: { allow: { «cap-never-reached»: Why } }\n");
}

#[test]
fn an_acceptance_accepts_something() {
    warning("unused-allow", "lints: { allow: { «backoff-over-cap»: Why } }\n");
    silent("lints: { allow: { backoff-over-cap: Why, unused-allow: We generate this file } }\n");
}

#[test]
fn errors_are_not_accepted_by_the_name_of_a_warning() {
    error("empty-closed-catalog", "errors: { «Code»: { open: false } }\nlints: { allow: { empty-catalog: Why } }\n");
    silent("errors: { Code: {} }\nlints: { allow: { empty-catalog: It comes later } }\n");
}

#[test]
fn a_used_file_accepts_for_itself_only() {
    let common = format!("errspec: 1\n{CAP}");
    let allow = "lints: { allow: { backoff-over-cap: Why } }\n";
    let spec = "errspec: 1\nname: example\nuse: ./common.yaml\n";
    let check = |spec: &str, common: &str| {
        found(&Files::default().with("spec.yaml", spec).with("common.yaml", common).check("spec.yaml"))
    };
    assert_eq!(check(spec, &common), ["3:56 backoff-over-cap"]);
    assert_eq!(check(spec, &format!("{common}{allow}")), [""; 0]);
    assert_eq!(check(&format!("{spec}{allow}"), &common), [""; 0], "the spec's own hold for all files");
    let own = format!("errspec: 1\nname: example\nuse: ./common.yaml\n{CAP}");
    let of_used = format!("errspec: 1\n{allow}");
    assert_eq!(check(&own, &of_used), ["5:56 backoff-over-cap", "2:19 unused-allow"]);
}

#[test]
fn every_warning_can_be_accepted() {
    let slugs: Vec<_> = rules::all().filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.slug).collect();
    assert!(slugs.len() > 20, "{slugs:?}");
    for slug in slugs {
        let both = std::collections::BTreeSet::from([slug, "unused-allow"]);
        let allow: Vec<String> = both.into_iter().map(|slug| format!("{slug}: Why")).collect();
        silent(&format!("lints: {{ allow: {{ {} }} }}\n", allow.join(", ")));
    }
}
