//! Markers are under the text that they mark, whatever its characters.

use errspec_spec::diag::{Diagnostic, render};
use errspec_spec::rules;
use errspec_spec::source::{Sources, Span};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// A finding with these locations, the first of which is its own.
fn shown(text: &str, places: &[(usize, usize, &str)]) -> String {
    let mut sources = Sources::new();
    let file = sources.add("t.yaml", text);
    let mut places = places.iter().map(|(from, to, words)| (Span::new(file, *from, *to), *words));
    let (span, words) = places.next().expect("a place");
    let finding = places
        .fold(Diagnostic::new(&rules::TAG, span, "wrong").here(words), |finding, (span, words)| finding.label(span, words));
    render::embedded(&sources, &finding)
}

/// The columns before a text in a line.
fn columns_before(line: &str, part: &str) -> usize {
    line[..line.find(part).expect("shown")].width()
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ,:{}]{1,9}",
        Just("\t".to_owned()),
        Just("é".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("漢字".to_owned()),
        Just("한국".to_owned()),
        Just("🙂".to_owned()),
        Just("\u{1b}".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("Ω".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn each_mark_and_each_label_is_under_its_text(before in pieces(), between in pieces(), after in pieces(), crlf: bool, lines in 0..3_usize) {
        let newline = if crlf { "\r\n" } else { "\n" };
        let head = newline.repeat(lines) + &before;
        let text = format!("{head}FIRST {between}SECOND{after}{newline}last");
        let second = head.len() + 6 + between.len();
        let shown = shown(&text, &[(second, second + 6, "second words"), (head.len(), head.len() + 5, "first words")]);
        let rows: Vec<&str> = shown.lines().collect();
        let line = rows.iter().position(|row| row.contains("SECOND")).expect("the line");
        prop_assert!(rows[line].width() < 160, "{shown}");
        let own = columns_before(rows[line], "SECOND");
        prop_assert_eq!(columns_before(rows[line + 1], "^^^^^^"), own, "{}", shown);
        prop_assert!(rows[line + 1].ends_with("^^^^^^ second words"), "{}", shown);
        if rows[line].contains("FIRST") {
            let other = columns_before(rows[line], "FIRST");
            prop_assert_eq!(columns_before(rows[line + 1], "-----"), other, "{}", shown);
            prop_assert_eq!(rows[line + 2].width(), other + 1, "{}", shown);
            prop_assert_eq!(columns_before(rows[line + 3], "first words"), other, "{}", shown);
        } else {
            prop_assert!(rows[line].contains("| ..."), "{}", shown);
        }
        prop_assert!(!shown.contains(['\r', '\t', '\u{1b}', '\u{202e}']) && !shown.contains("\\r"), "{}", shown);
    }

    #[test]
    fn any_places_in_any_text(text in "(\\PC|[\n\r\t]){0,60}", places in prop::collection::vec((0..90_usize, 0..90_usize), 1..6), fix in "\\PC{0,9}") {
        let mut sources = Sources::new();
        let file = sources.add("t.yaml", text);
        let spans: Vec<Span> = places.iter().map(|(from, to)| Span::new(file, *from, *to)).collect();
        let finding = Diagnostic::new(&rules::TAG, spans[0], "wrong").here("words").fix(spans[0], fix, "write it so");
        let finding = spans.iter().fold(finding, |finding, span| finding.label(*span, "more words"));
        let plain = render::human(&sources, &[finding], false);
        prop_assert!(plain.contains("words") && plain.contains("help: write it so"), "{}", plain);
        prop_assert_eq!(plain.matches("more words").count(), spans.len(), "{}", plain);
    }
}

#[test]
fn labels_of_one_line_stand_below_each_other() {
    let text = "a: one two three\n";
    let expected = "\
wrong [tag]
 --> t.yaml:1:8
  |
1 | a: one two three
  |    --- ^^^ ----- c
  |    |   |
  |    |   b
  |    a";
    assert_eq!(shown(text, &[(7, 10, "b"), (3, 6, "a"), (11, 16, "c")]), expected);
}

#[test]
fn two_labels_of_one_place_are_both_told() {
    let expected = "\
wrong [tag]
 --> t.yaml:1:4
  |
1 | a: one
  |    ^^^ its own
  |    |
  |    another";
    assert_eq!(shown("a: one", &[(3, 6, "its own"), (3, 6, "another")]), expected);
}

#[test]
fn a_line_between_is_shown_and_more_are_dots() {
    let expected = "\
wrong [tag]
 --> t.yaml:1:1
  |
1 | a: 1
  | ^ here
2 | b: 2
3 | c: 3
  | - there
...
6 | f: 6
  | - and there";
    let text = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n";
    assert_eq!(shown(text, &[(0, 1, "here"), (10, 11, "there"), (25, 26, "and there")]), expected);
}

#[test]
fn nothing_to_mark_is_a_place_all_the_same() {
    assert_eq!(shown("", &[(0, 0, "empty")]), "wrong [tag]\n --> t.yaml:1:1\n  |\n1 |\n  | ^ empty");
    assert_eq!(shown("a: 1\n", &[(5, 5, "the end")]), "wrong [tag]\n --> t.yaml:2:1\n  |\n2 |\n  | ^ the end");
    assert_eq!(shown("a:\r\n", &[(2, 2, "a value")]), "wrong [tag]\n --> t.yaml:1:3\n  |\n1 | a:\n  |   ^ a value");
}
