//! What `errspec explain` shows is true: the wrong example breaks the rule, the right one is a spec without a finding.

use errspec_spec::diag::{Explanation, explain, slugs};
use errspec_spec::{NoFiles, check, review};

/// The examples that several files or too much text would be needed for.
const NO_EXAMPLE: [&str; 8] = [
    "cannot-read",
    "many-codes",
    "too-many-classes",
    "too-many-codes",
    "too-many-files",
    "too-many-rules",
    "too-many-states",
    "use-clash",
];

/// The rules of the reader, whose examples are tested with it.
fn of_the_reader(rule: &Explanation) -> bool {
    include_str!("../../src/diag/catalog/reader.rs").contains(&format!("slug: \"{}\"", rule.slug))
}

/// The rules of the generator, whose examples are tested with it.
const OF_THE_GENERATOR: [&str; 3] = ["name-collision", "no-name", "reserved-name"];

/// The rules of a review, whose examples are without a fault.
fn of_a_review(rule: &Explanation) -> bool {
    include_str!("../../src/diag/catalog/review.rs").contains(&format!("slug: \"{}\"", rule.slug))
}

fn rules() -> impl Iterator<Item = &'static Explanation> {
    let all = slugs().filter_map(explain);
    let elsewhere = |rule: &Explanation| of_the_reader(rule) || of_a_review(rule) || OF_THE_GENERATOR.contains(&rule.slug);
    all.filter(move |rule| !elsewhere(rule) && !NO_EXAMPLE.contains(&rule.slug) && rule.slug != "use-cycle")
}

/// An example without a first line of its own is what stands below it.
fn complete(example: &str) -> String {
    if example.starts_with("errspec: ") { example.to_owned() } else { format!("errspec: 1\nname: example\n{example}\n") }
}

fn found(example: &str) -> Vec<(&'static str, String)> {
    let spec = complete(example);
    let checked = check("example.yaml", spec.as_bytes(), &mut NoFiles);
    checked.findings.into_iter().map(|finding| (finding.slug, finding.message)).collect()
}

#[test]
fn the_wrong_example_breaks_the_rule() {
    let mut silent = Vec::new();
    for rule in rules() {
        let found = found(rule.wrong);
        if !found.iter().any(|(slug, _)| *slug == rule.slug) {
            silent.push(format!("{}: {found:?}", rule.slug));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn the_wrong_example_breaks_nothing_else() {
    let mut noisy = Vec::new();
    for rule in rules() {
        let found = found(rule.wrong);
        // What a misspelt acceptance does not accept is found as well.
        let others = found.iter().filter(|(slug, _)| *slug != rule.slug && rule.slug != "unknown-lint");
        if others.count() > 0 {
            noisy.push(format!("{}: {found:?}", rule.slug));
        }
    }
    assert!(noisy.is_empty(), "{noisy:#?}");
}

#[test]
fn the_right_example_has_no_finding() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let found = found(rule.right);
        if !found.is_empty() {
            wrong.push(format!("{}: {found:?}", rule.slug));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What a review asks of an example.
fn asked(example: &str) -> Vec<&'static str> {
    let spec = complete(example);
    let checked = check("example.yaml", spec.as_bytes(), &mut NoFiles);
    assert!(checked.findings.is_empty(), "{example}: {:?}", checked.findings);
    review(&checked.contract.expect("a contract")).into_iter().map(|note| note.slug).collect()
}

#[test]
fn a_review_asks_about_the_wrong_example_and_not_about_the_right_one() {
    let rules: Vec<_> = slugs().filter_map(explain).filter(|rule| of_a_review(rule)).collect();
    assert_eq!(rules.len(), 12);
    for rule in rules {
        assert_eq!(
            asked(rule.wrong).iter().filter(|slug| **slug == rule.slug).count(),
            1,
            "{}: {:?}",
            rule.slug,
            asked(rule.wrong)
        );
        assert!(!asked(rule.right).contains(&rule.slug), "{}: {:?}", rule.slug, asked(rule.right));
    }
}
