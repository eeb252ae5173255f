//! Every rule has an explanation, and every explanation a rule.

use errspec_spec::diag::{self, Sink, closest};
use errspec_spec::source::Sources;
use errspec_spec::yaml;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// The sources without the catalog and without comments.
fn code(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("diag/catalog") {
            text += &code(&path);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source");
            text.extend(source.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]));
        }
    }
    text
}

/// The string that some code begins with.
fn literal(code: &str) -> Option<String> {
    code.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned)
}

fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[test]
fn every_slug_is_explained_and_every_explanation_is_of_a_slug() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Names are the generator's to find; it reports like the language does.
    let code = code(&package.join("src")) + &code(&package.join("../codegen/src/names"));
    let calls = ["error(", "warning(", "note_of("].into_iter().flat_map(|call| code.split(call).skip(1));
    let constructed: BTreeSet<String> = calls.filter_map(literal).filter(|text| is_slug(text)).collect();
    let missing: Vec<_> = constructed.iter().filter(|slug| diag::explain(slug).is_none()).collect();
    assert!(missing.is_empty(), "no explanation: {missing:?}");
    let idle: Vec<_> = diag::slugs().filter(|slug| !code.contains(&format!("\"{slug}\""))).collect();
    assert!(idle.is_empty(), "no finding has the slug: {idle:?}");
}

#[test]
fn slugs_are_sorted_and_distinct_and_say_something() {
    let slugs: Vec<&str> = diag::slugs().collect();
    assert!(slugs.is_sorted_by(|a, b| a < b), "{slugs:?}");
    for slug in slugs {
        let rule = diag::explain(slug).expect("an explanation");
        assert!(is_slug(slug) && !rule.title.ends_with('.') && rule.text.ends_with('.') && rule.text.len() > 80, "{slug}");
        assert!(diag::render::explanation(rule).starts_with(&format!("{slug}: {}\n\n", rule.title)));
    }
}

fn found_by_the_reader(text: &str) -> Vec<&'static str> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("example.yaml", text);
    let _ = yaml::read(&sources, file, &mut sink);
    sink.into_sorted().iter().map(|finding| finding.slug).collect()
}

/// For the reader's own rules the examples are put to the test; of all others at least the mended one must be YAML.
#[test]
fn examples_break_the_rule_and_mend_it() {
    for slug in diag::slugs() {
        let rule = diag::explain(slug).expect("an explanation");
        if !rule.right.is_empty() {
            assert_eq!(found_by_the_reader(rule.right), [""; 0], "the mended example of {slug}");
        }
        let wrong = found_by_the_reader(rule.wrong);
        if READER.contains(&slug) && !rule.wrong.is_empty() {
            assert!(wrong.contains(&slug), "the example of {slug} breaks {wrong:?}");
        }
    }
}

const READER: &[&str] = &[
    "control-character",
    "cut-text",
    "directive",
    "duplicate-key",
    "empty-file",
    "escape",
    "indentation",
    "key-not-scalar",
    "merge-key",
    "recursive-alias",
    "several-documents",
    "tab-indentation",
    "tag",
    "too-deep",
    "too-large",
    "unclosed-bracket",
    "unclosed-quote",
    "unknown-alias",
    "yaml-syntax",
];

#[test]
fn the_closest_word() {
    let words = ["summary", "status", "retry", "retry_after", "refresh", "id", "never"];
    for (written, word) in [
        ("sumary", Some("summary")),
        ("summray", Some("summary")),
        ("Summary", Some("summary")),
        ("retry-after", Some("retry_after")),
        ("RetryAfter", Some("retry_after")),
        ("retyr", Some("retry")),
        ("ID", Some("id")),
        ("i", None),
        ("x", None),
        ("", None),
        ("color", None),
        ("statute of limitations", None),
    ] {
        assert_eq!(closest(written, words), word, "{written}");
    }
}

#[test]
fn of_two_equally_close_words_the_first_is_taken() {
    assert_eq!(closest("cat", ["bat", "hat"]), Some("bat"));
    assert_eq!(closest("cat", ["hat", "bat"]), Some("hat"));
    assert_eq!(closest("hats", ["cats", "hat"]), Some("cats"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_slip_in_a_long_word_is_found(word in "[a-z]{6,20}", at in 0usize..6, letter in proptest::char::range('a', 'z')) {
        let (mut more, mut less, mut other) = (word.clone(), word.clone(), word.clone());
        more.insert(at, letter);
        less.remove(at);
        other.replace_range(at..=at, &letter.to_string());
        for slip in [more, less, other] {
            prop_assert_eq!(closest(&slip, [word.as_str(), "0123456789"]), Some(word.as_str()));
        }
    }

    #[test]
    fn long_texts_are_given_up_at_once(text in "[a-z]{256,400}") {
        prop_assert_eq!(closest(&text, [text.as_str()]), None);
    }
}
