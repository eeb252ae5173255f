//! The examples of `errspec explain` are right: the incorrect one has the finding of its check and no other, and the correct one has no
//! findings.

use crate::common::{assert_style, assert_words};
use errspec_spec::diag::Severity;
use errspec_spec::rules::{self, Rule};
use errspec_spec::{Checked, Loader, check, review};
use std::collections::HashMap;

/// The rules of the generator, whose examples are tested with it.
const OF_THE_GENERATOR: [&Rule; 3] = [&rules::NAME_COLLISION, &rules::NO_NAME, &rules::RESERVED_NAME];

fn of_the_language() -> impl Iterator<Item = &'static Rule> {
    rules::all().filter(|rule| !OF_THE_GENERATOR.contains(rule))
}

/// The files of an example, by name. `part1.yaml` stands for all parts.
struct Files(HashMap<String, Vec<u8>>);

impl Loader for Files {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let part = if path.starts_with("part") { "part1.yaml" } else { path };
        self.0.get(part).cloned().ok_or_else(|| "no such file".to_owned())
    }
}

/// An example as its files: `# name.yaml` begins another one.
fn files(example: &str) -> Files {
    let mut files = vec![("example.yaml".to_owned(), String::new())];
    for line in example.lines() {
        match line.strip_prefix("# ").filter(|name| name.ends_with(".yaml")) {
            Some(name) => files.push((name.to_owned(), String::new())),
            None => repeat(line, &mut files.last_mut().expect("a file").1),
        }
    }
    let root = &mut files.first_mut().expect("a file").1;
    if !root.contains("errspec:") && !root.starts_with('#') {
        root.insert_str(0, "errspec: 1\nname: example\n");
    }
    Files(files.into_iter().map(|(name, text)| (name, bytes(&text))).collect())
}

/// A line. A line that ends in `# and so on, to 100` stands for a hundred lines, in which the 1 is replaced by each number.
fn repeat(line: &str, text: &mut String) {
    let (one, last) = match line.split_once("# and so on, to ") {
        Some((one, last)) => (one.trim_end(), last.parse().expect("a number")),
        None => (line, 1),
    };
    for number in 1..=last {
        *text += &if last == 1 { one.to_owned() } else { one.replace('1', &number.to_string()) };
        text.push('\n');
    }
}

/// Replaces the characters that stand for something that a Rust string cannot contain or a terminal would interpret: `␛` stands for an
/// escape, and `�` for a byte that is not UTF-8.
fn bytes(text: &str) -> Vec<u8> {
    let text = text.replace('␛', "\u{1b}");
    let mut parts = text.split('�').map(str::as_bytes);
    let first = parts.next().unwrap_or_default().to_vec();
    parts.fold(first, |mut bytes, part| {
        bytes.push(0xe9);
        bytes.extend(part);
        bytes
    })
}

fn checked(example: &str) -> Checked {
    let mut files = files(example);
    let root = files.0.get("example.yaml").expect("the root").clone();
    let checked = check("example.yaml", &root, &mut files);
    checked.findings.iter().for_each(assert_style);
    checked
}

fn found(example: &str) -> Vec<(&'static str, String)> {
    checked(example).findings.into_iter().map(|finding| (finding.rule.slug, finding.message)).collect()
}

#[test]
fn every_rule_is_explained_in_the_style_of_the_house() {
    let rules: Vec<_> = rules::all().collect();
    assert!(rules.is_sorted_by(|a, b| a.slug < b.slug), "sorted and distinct");
    for rule in rules {
        let slug = rule.slug;
        assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{slug}");
        assert!(!rule.what.starts_with(char::is_uppercase) && !rule.what.ends_with('.'), "{slug}: {}", rule.what);
        assert!((10..=80).contains(&rule.what.chars().count()), "{slug}: {}", rule.what);
        assert!(
            rule.why.starts_with(|c: char| c.is_uppercase() || c == '`') && rule.why.ends_with('.'),
            "{slug}: {}",
            rule.why
        );
        assert!((80..=750).contains(&rule.why.chars().count()), "{slug}: {}", rule.why);
        assert!(!rule.wrong().trim().is_empty() && !rule.right().trim().is_empty(), "{slug} has both examples");
        assert_ne!(rule.wrong(), rule.right(), "{slug}");
        assert_words(slug, rule.what);
        assert_words(slug, rule.why);
    }
}

#[test]
fn the_wrong_example_breaks_the_rule_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in of_the_language().filter(|rule| rule.severity != Severity::Note) {
        let found = found(&rule.wrong());
        // A hundred findings come before the one that counts the others.
        let others = found.iter().filter(|(slug, _)| *slug != rule.slug && *rule != rules::TOO_MANY_FINDINGS);
        if others.count() > 0 || !found.iter().any(|(slug, _)| *slug == rule.slug) {
            wrong.push(format!("{}: {found:?}", rule.slug));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_right_example_has_no_finding() {
    let mut wrong = Vec::new();
    for rule in of_the_language() {
        let found = found(&rule.right());
        if !found.is_empty() {
            wrong.push(format!("{}: {found:?}", rule.slug));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The notes of a review about an example, which has no errors or warnings.
fn asked(example: &str) -> Vec<&'static str> {
    let checked = checked(example);
    assert!(checked.findings.is_empty(), "{example}: {:?}", checked.findings);
    let notes = review(&checked.contract.expect("a contract"));
    notes.iter().for_each(assert_style);
    notes.into_iter().map(|note| note.rule.slug).collect()
}

#[test]
fn a_review_asks_about_the_wrong_example_and_not_about_the_right_one() {
    let rules: Vec<_> = rules::all().filter(|rule| rule.severity == Severity::Note).collect();
    assert_eq!(rules.len(), 15);
    for rule in rules {
        let (wrong, right) = (asked(&rule.wrong()), asked(&rule.right()));
        assert_eq!(wrong.iter().filter(|slug| **slug == rule.slug).count(), 1, "{}: {wrong:?}", rule.slug);
        assert!(!right.contains(&rule.slug), "{}: {right:?}", rule.slug);
    }
}

/// `LANGUAGE.md` lists every check: the table is made of the registry, and blessed with `ERRSPEC_BLESS=1`.
#[test]
fn the_language_lists_every_check() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/LANGUAGE.md");
    let document = std::fs::read_to_string(path).expect("the language");
    let mut table = "| check | | what it reports |\n|---|---|---|\n".to_owned();
    for rule in rules::all() {
        let severity = format!("{:?}", rule.severity).to_lowercase();
        table += &format!("| `{}` | {severity} | {} |\n", rule.slug, rule.what.replace('|', "\\|"));
    }
    let (before, rest) = document.split_once("<!-- checks -->\n").expect("where the table begins");
    let (_, after) = rest.split_once("<!-- end of checks -->").expect("where it ends");
    let wanted = format!("{before}<!-- checks -->\n{table}<!-- end of checks -->{after}");
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        std::fs::write(path, &wanted).expect("the language is written");
    }
    assert!(
        document == wanted || std::env::var_os("ERRSPEC_BLESS").is_some(),
        "the table of checks is out of date: ERRSPEC_BLESS=1 writes it"
    );
}
