//! For any bytes, the reader ends after a bounded amount of work, with a tree or a finding.

use errspec_spec::diag::{Diagnostic, Sink, render};
use errspec_spec::source::Sources;
use errspec_spec::yaml::{self, Node, NodeKind};
use proptest::prelude::*;
use std::fmt::Write;

fn read(text: String) -> (Option<Node>, Vec<Diagnostic>) {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("t.yaml", text);
    let root = yaml::read(&sources, file, &mut sink);
    (root, sink.into_sorted())
}

fn slugs(text: String) -> Vec<&'static str> {
    read(text).1.iter().map(|finding| finding.rule.slug).collect()
}

#[test]
fn brackets_without_end() {
    for opening in ["[", "{", "[{", "- ", "? ", "- [", "{a: ", "a: [", "' ", "\" ", "!", "&a "] {
        let found = slugs(opening.repeat(100_000));
        assert_eq!(found.len(), 1, "{opening:?}: {found:?}");
    }
    assert_eq!(slugs("[".repeat(100_000)), ["too-deep"]);
    assert_eq!(slugs("- ".repeat(65) + "x"), ["too-deep"]);
}

#[test]
fn sixty_four_levels_are_accepted() {
    assert!(read("[".repeat(64) + &"]".repeat(64)).1.is_empty());
    let blocks = "- ".repeat(32) + &"[".repeat(32) + &"]".repeat(32);
    assert!(read(blocks.clone()).1.is_empty());
    assert_eq!(slugs(blocks.replace("[]", "[[]]")), ["too-deep"]);
}

#[test]
fn levels_through_aliases_count() {
    let mut text = "l0: &l0 x\n".to_owned();
    for level in 1..200 {
        let _ = writeln!(text, "l{level}: &l{level} [*l{}]", level - 1);
    }
    assert_eq!(slugs(text), ["too-deep"]);
}

#[test]
fn aliases_that_multiply() {
    let mut text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let alias = format!("*l{}", level - 1);
        let _ = writeln!(text, "l{level}: &l{level} [{}]", vec![alias; 10].join(", "));
    }
    assert_eq!(slugs(text), ["too-large"]);
}

#[test]
fn aliases_of_a_long_text() {
    let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(20_000), vec!["*a"; 20_000].join(", "));
    assert_eq!(slugs(text), ["too-large"]);
    let fair = format!("a: &a {}\nb: [{}]\n", "x".repeat(200), vec!["*a"; 20_000].join(", "));
    assert!(read(fair).1.is_empty());
}

#[test]
fn more_values_than_memory_should_hold() {
    assert_eq!(slugs("- \n".repeat(2_000_001)), ["too-large"]);
}

#[test]
fn a_hundred_megabytes_are_not_parsed() {
    let bytes = vec![b'['; 100 << 20];
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    assert!(yaml::decode(&mut sources, "t.yaml", &bytes, &mut sink).is_none());
    assert_eq!(sink.into_sorted()[0].rule.slug, "too-large");
    assert_eq!(slugs(" ".repeat(yaml::MAX_BYTES + 1)), ["too-large"]);
}

#[test]
fn findings_beyond_a_hundred_are_counted() {
    let text = "a: 1\n".repeat(5_001);
    let (root, found) = read(text);
    assert!(root.is_some());
    assert_eq!(found.len(), 101);
    assert_eq!((found[100].rule.slug, found[100].message.split(' ').next()), ("too-many-findings", Some("4900")));
}

#[test]
fn a_catalog_of_ten_thousand_codes_is_fine() {
    let mut text = "errors:\n  Code:\n    codes:\n".to_owned();
    for code in 0..10_000 {
        let _ = write!(
            text,
            "      CODE_{code:05}:\n        status: 4{:02}\n        summary: What is wrong with number {code} and where to look\n",
            code % 100
        );
        text.push_str(
            "        action: Look at the reference, then send the request again with the parameter that is missing\n",
        );
        text.push_str("        category: invalid_request\n        retry: { after_change: parameters }\n        params: { name: string, limit: u32 }\n");
    }
    let (root, found) = read(text);
    assert!(found.is_empty());
    let Some(Node { kind: NodeKind::Map(top), .. }) = root else { panic!("a mapping") };
    let NodeKind::Map(errors) = &top[0].value.kind else { panic!("a mapping") };
    let NodeKind::Map(catalog) = &errors[0].value.kind else { panic!("a mapping") };
    assert!(matches!(&catalog[0].value.kind, NodeKind::Map(codes) if codes.len() == 10_000));
}

/// Every rendering of what was found, and the lines and columns of its places, so that none falls outside the text.
fn renderings(sources: &Sources, found: &[Diagnostic]) -> usize {
    let spans = found.iter().flat_map(|finding| {
        let labels = finding.labels.iter().chain([&finding.primary]).map(|label| label.span);
        labels.chain(finding.fix.as_ref().map(|fix| fix.span))
    });
    let places: usize = spans.map(|span| sources.place(span).len() + sources.end(span).col).sum();
    places + render::human(sources, found, true).len() + render::short(sources, found).len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        if let Some(file) = yaml::decode(&mut sources, "t.yaml", &bytes, &mut sink) {
            let root = yaml::read(&sources, file, &mut sink);
            prop_assert!(root.is_some() || sink.has_errors());
        }
        renderings(&sources, &sink.into_sorted());
    }

    #[test]
    fn texts_never_panic(parts in proptest::collection::vec(prop::sample::select(PARTS), 0..60)) {
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let file = sources.add("t.yaml", parts.concat());
        let root = yaml::read(&sources, file, &mut sink);
        prop_assert!(root.is_some() || sink.has_errors());
        let found = sink.into_sorted();
        for finding in &found {
            let span = finding.primary.span;
            prop_assert!(sources.text(file).get(span.start as usize..span.end as usize).is_some());
        }
        renderings(&sources, &found);
    }
}

/// What YAML is made of, so that random texts reach the corners of the grammar.
const PARTS: &[&str] = &[
    "a", "b: ", "é", ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ",", ", ", "\n", "\n", "\n  ", "\n    ", "\t", " ", "#",
    " # c", "'", "\"", "|", ">", "|2\n", "&x ", "*x", "!t ", "<<: ", "---\n", "...\n", "%Y 1\n", "\\", "\\x", "@", "`", "\r\n",
    "\u{feff}", "漢😀", "\0", "\u{85}", "\u{2028}", "08000", "~",
];
