//! The human-readable form of findings.

use errspec_spec::diag::{Diagnostic, Sink, render};
use errspec_spec::rules;
use errspec_spec::source::{FileId, Sources, Span};

const SHOP: &str = "errspec: 1\nname: shop\nstatuses:\n  404: Not föund\n  410: { sumary: Gone }\nuse: [./common.yaml]\n";
const COMMON: &str = "statuses:\n  404: Not found here\n";

/// Two files and three findings: one with a fix, one with a location in the other file, one with notes.
fn shop() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let shop = sources.add("spec/shop.yaml", SHOP);
    let common = sources.add("spec/common.yaml", COMMON);
    let key = at(&sources, shop, "sumary");
    let mut sink = Sink::new();
    let twice = Diagnostic::new(&rules::USE_CLASH, at(&sources, shop, "404"), "status 404 is declared in two files");
    sink.push(twice.here("here").label(at(&sources, common, "404"), "and here"));
    let unknown = Diagnostic::new(&rules::UNKNOWN_KEY, key, "unknown key `sumary` in a status");
    sink.push(unknown.suggest("sumary", key, ["status", "summary"]));
    let unused = Diagnostic::new(&rules::UNUSED_HINT, at(&sources, shop, "./common.yaml"), "nothing of this file is used");
    sink.push(unused.note("remove it").note("or use it"));
    (sources, sink.into_sorted())
}

fn at(sources: &Sources, file: FileId, part: &str) -> Span {
    let start = sources.text(file).find(part).expect("a part of the text");
    Span::new(file, start, start + part.len())
}

#[test]
fn for_people() {
    let (sources, found) = shop();
    let expected = "\
error[use-clash]: status 404 is declared in two files
 --> spec/shop.yaml:4:3
  |
4 |   404: Not föund
  |   ^^^ here
  |
 ::: spec/common.yaml:2:3
  |
2 |   404: Not found here
  |   --- and here

error[unknown-key]: unknown key `sumary` in a status
 --> spec/shop.yaml:5:10
  |
5 |   410: { sumary: Gone }
  |          ^^^^^^
  |
help: did you mean `summary`?
  |
5 |   410: { summary: Gone }
  |             +

warning[unused-hint]: nothing of this file is used
 --> spec/shop.yaml:6:7
  |
6 | use: [./common.yaml]
  |       ^^^^^^^^^^^^^
  |
  = note: remove it
  = note: or use it

";
    assert_eq!(render::human(&sources, &found, false), expected);
}

#[test]
fn inside_an_error_of_the_compiler() {
    let (sources, found) = shop();
    let expected = "\
unknown key `sumary` in a status [unknown-key]
 --> spec/shop.yaml:5:10
  |
5 |   410: { sumary: Gone }
  |          ^^^^^^
  |
help: did you mean `summary`?
  |
5 |   410: { summary: Gone }
  |             +";
    assert_eq!(render::embedded(&sources, &found[1]), expected);
}

#[test]
fn color_adds_nothing_but_escape_sequences() {
    let (sources, found) = shop();
    let colored = render::human(&sources, &found, true);
    let mut plain = String::new();
    for (number, part) in colored.split("\u{1b}[").enumerate() {
        plain += if number == 0 { part } else { part.split_once('m').expect("the end of a sequence").1 };
    }
    assert_ne!(colored, plain);
    assert_eq!(plain, render::human(&sources, &found, false));
}

#[test]
fn one_line_each() {
    let (sources, found) = shop();
    let expected = "\
spec/shop.yaml:4:3: error[use-clash]: status 404 is declared in two files
spec/shop.yaml:5:10: error[unknown-key]: unknown key `sumary` in a status
spec/shop.yaml:6:7: warning[unused-hint]: nothing of this file is used
";
    assert_eq!(render::short(&sources, &found), expected);
}

#[test]
fn text_of_a_spec_cannot_steer_the_terminal() {
    let mut sources = Sources::new();
    let file = sources.add("t\u{1b}.yaml", "a: \u{1b}[31m\"\\\n");
    let nasty = "\u{1b}[31m \"quoted\" \\ \u{202e}\r\nnext";
    let span = Span::new(file, 3, 8);
    let finding = Diagnostic::new(&rules::TAG, span, nasty).here(nasty).label(span, nasty).note(nasty).fix(span, nasty, nasty);
    let found = [finding];
    let plain = render::human(&sources, &found, false) + &render::short(&sources, &found);
    assert!(!plain.contains(['\u{1b}', '\r', '\u{202e}']), "{plain:?}");
}

#[test]
fn long_lines_far_places_and_large_values_stay_readable() {
    let mut sources = Sources::new();
    let filler = "# filler\n".repeat(5_000);
    let text = format!("first: {{ a: 1,\n  b: 2 }}\n{filler}last: {} x {}\n", "word ".repeat(100), "word ".repeat(100));
    let file = sources.add("t.yaml", text);
    let (first, last) = (at(&sources, file, "{ a: 1,\n  b: 2 }"), at(&sources, file, " x "));
    let far = Diagnostic::new(&rules::TAG, last, "far apart").label(first, "the first");
    let shown = render::human(&sources, &[far.fix(last, "y", "write y")], false);
    assert!(shown.contains("5003 |") && shown.contains("   1 | first: { a: 1,\n"), "{shown}");
    assert!(shown.contains("= help: write y"), "{shown}");
    assert!(shown.lines().count() < 20 && shown.lines().all(|line| line.chars().count() < 180), "{shown}");

    let machine_made = sources.add("u.yaml", "[".to_owned() + &"x,".repeat(100_000) + "]");
    let shown = render::human(&sources, &[Diagnostic::new(&rules::TAG, Span::new(machine_made, 1001, 1002), "here")], false);
    let (line, marks) = (shown.lines().nth(3).expect("a line"), shown.lines().nth(4).expect("marks"));
    assert!(shown.contains("--> u.yaml:1:1002\n") && line.starts_with("1 | ...") && line.ends_with("..."), "{shown}");
    assert!(line.len() < 160 && line.as_bytes().get(marks.len() - 1) == Some(&b'x'), "{shown}");
}
