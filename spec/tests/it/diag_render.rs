//! What findings look like to people and to machines.

use errspec_spec::diag::{Diagnostic, Sink, render};
use errspec_spec::source::{FileId, Sources, Span};
use errspec_spec::yaml;
use serde_json::{Value, json};

const SHOP: &str = "errspec: 1\nname: shop\nstatuses:\n  404: Not föund\n  410: { sumary: Gone }\nuse: [./common.yaml]\n";
const COMMON: &str = "statuses:\n  404: Not found here\n";

/// Two files and three findings: with a fix, with a place in the other file, with notes.
fn shop() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let shop = sources.add("spec/shop.yaml", SHOP);
    let common = sources.add("spec/common.yaml", COMMON);
    let key = at(&sources, shop, "sumary");
    let mut sink = Sink::new();
    let twice = Diagnostic::error("status-twice", at(&sources, shop, "404"), "status 404 is declared in two files");
    sink.push(twice.here("here").label(at(&sources, common, "404"), "and here"));
    let unknown = Diagnostic::error("unknown-key", key, "unknown key `sumary` in a status");
    sink.push(unknown.suggest("sumary", key, ["status", "summary"]));
    let unused = Diagnostic::warning("unused-file", at(&sources, shop, "./common.yaml"), "nothing of this file is used");
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
error[status-twice]: status 404 is declared in two files
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

warning[unused-file]: nothing of this file is used
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
fn one_line_each_and_a_summary() {
    let (sources, found) = shop();
    let expected = "\
spec/shop.yaml:4:3: error[status-twice]: status 404 is declared in two files
spec/shop.yaml:5:10: error[unknown-key]: unknown key `sumary` in a status
spec/shop.yaml:6:7: warning[unused-file]: nothing of this file is used
";
    assert_eq!(render::short(&sources, &found), expected);
    assert_eq!(render::summary(&found), "2 errors, 1 warning in 1 file");
    assert_eq!(render::summary(&found[..1]), "1 error in 1 file");
    assert_eq!(render::summary(&found[2..]), "1 warning in 1 file");
    assert_eq!(render::summary(&[]), "no errors, no warnings");
}

#[test]
fn json_lines() {
    let (sources, found) = shop();
    let lines: Vec<Value> =
        render::json(&sources, &found).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let place = |file: &str, line: u32, col: u32, end_col: u32| json!({ "file": file, "line": line, "col": col, "end_line": line, "end_col": end_col });
    let with = |mut object: Value, more: Value| {
        object.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        object
    };
    let expected = [
        with(
            place("spec/shop.yaml", 4, 3, 6),
            json!({
                "slug": "status-twice", "severity": "error", "message": "status 404 is declared in two files", "text": "here",
                "labels": [with(place("spec/common.yaml", 2, 3, 6), json!({ "text": "and here" }))], "notes": [], "fix": null,
            }),
        ),
        with(
            place("spec/shop.yaml", 5, 10, 16),
            json!({
                "slug": "unknown-key", "severity": "error", "message": "unknown key `sumary` in a status", "text": "", "labels": [], "notes": [],
                "fix": with(place("spec/shop.yaml", 5, 10, 16), json!({ "replacement": "summary", "message": "did you mean `summary`?" })),
            }),
        ),
        with(
            place("spec/shop.yaml", 6, 7, 20),
            json!({
                "slug": "unused-file", "severity": "warning", "message": "nothing of this file is used", "text": "", "labels": [],
                "notes": ["remove it", "or use it"], "fix": null,
            }),
        ),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn github_commands() {
    let (sources, found) = shop();
    let expected = "\
::error file=spec/shop.yaml,line=4,col=3,endLine=4,endColumn=6,title=status-twice::status 404 is declared in two files
::error file=spec/shop.yaml,line=5,col=10,endLine=5,endColumn=16,title=unknown-key::unknown key `sumary` in a status%0Adid you mean `summary`?
::warning file=spec/shop.yaml,line=6,col=7,endLine=6,endColumn=20,title=unused-file::nothing of this file is used%0Aremove it%0Aor use it
";
    assert_eq!(render::github(&sources, &found), expected);
    let mut sources = Sources::new();
    let file = sources.add("a,b:c%.yaml", "x: |\n  y\n");
    let finding = Diagnostic::error("x", Span::new(file, 0, 8), "100% of\n`::stop`, \u{1b}[31m");
    let expected = "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=2,title=x::100%25 of `::stop`, \\u{1b}[31m\n";
    assert_eq!(render::github(&sources, &[finding]), expected);
}

#[test]
fn sarif_document() {
    let (mut sources, mut found) = shop();
    let odd = sources.add("/tmp/a b.yaml", "a: 1\na: é\n");
    let mut sink = Sink::new();
    let _ = yaml::read(&sources, odd, &mut sink);
    found.extend(sink.into_sorted());
    let document: Value = serde_json::from_str(&render::sarif(&sources, &found)).expect("JSON");
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"].as_array().expect("rules").iter().map(|rule| &rule["id"]).collect();
    assert_eq!(rules, ["duplicate-key", "status-twice", "unknown-key", "unused-file"]);
    let explained = &run["tool"]["driver"]["rules"][0];
    assert_eq!(explained["shortDescription"]["text"], "a key is written twice in one mapping");
    let results = run["results"].as_array().expect("results");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(&result["ruleId"], rules[index]);
    }
    let region =
        |line: u32, from: u32, to: u32| json!({ "startLine": line, "startColumn": from, "endLine": line, "endColumn": to });
    let place = |uri: &str, region: Value| json!({ "artifactLocation": { "uri": uri }, "region": region });
    assert_eq!(results[0]["level"], "error");
    assert_eq!(results[0]["locations"][0]["physicalLocation"], place("spec/shop.yaml", region(4, 3, 6)));
    let related =
        json!([{ "physicalLocation": place("spec/common.yaml", region(2, 3, 6)), "message": { "text": "and here" } }]);
    assert_eq!(results[0]["relatedLocations"], related);
    let change = json!([{
        "artifactLocation": { "uri": "spec/shop.yaml" },
        "replacements": [{ "deletedRegion": region(5, 10, 16), "insertedContent": { "text": "summary" } }],
    }]);
    assert_eq!(
        results[1]["fixes"],
        json!([{ "description": { "text": "did you mean `summary`?" }, "artifactChanges": change }])
    );
    assert_eq!(
        (&results[2]["level"], &results[2]["message"]["text"]),
        (&json!("warning"), &json!("nothing of this file is used\nremove it\nor use it"))
    );
    assert_eq!(results[3]["locations"][0]["physicalLocation"], place("file:///tmp/a%20b.yaml", region(2, 1, 2)));
}

#[test]
fn text_of_a_spec_cannot_steer_the_terminal_or_break_the_format() {
    let mut sources = Sources::new();
    let file = sources.add("t\u{1b}.yaml", "a: \u{1b}[31m\"\\\n");
    let nasty = "\u{1b}[31m \"quoted\" \\ \u{202e}\r\nnext";
    let span = Span::new(file, 3, 8);
    let finding = Diagnostic::error("x", span, nasty).here(nasty).label(span, nasty).note(nasty).fix(span, nasty, nasty);
    let found = [finding];
    let plain = render::human(&sources, &found, false) + &render::short(&sources, &found) + &render::github(&sources, &found);
    assert!(!plain.contains(['\u{1b}', '\r', '\u{202e}']), "{plain:?}");
    let line: Value = serde_json::from_str(&render::json(&sources, &found)).expect("JSON");
    assert_eq!((&line["message"], &line["fix"]["replacement"]), (&json!(nasty), &json!(nasty)));
    assert!(serde_json::from_str::<Value>(&render::sarif(&sources, &found)).is_ok());
}

#[test]
fn long_lines_far_places_and_large_values_stay_readable() {
    let mut sources = Sources::new();
    let filler = "# filler\n".repeat(5_000);
    let text = format!("first: {{ a: 1,\n  b: 2 }}\n{filler}last: {} x {}\n", "word ".repeat(100), "word ".repeat(100));
    let file = sources.add("t.yaml", text);
    let (first, last) = (at(&sources, file, "{ a: 1,\n  b: 2 }"), at(&sources, file, " x "));
    let far = Diagnostic::error("far", last, "far apart").label(first, "the first");
    let shown = render::human(&sources, &[far.fix(last, "y", "write y")], false);
    assert!(shown.contains("5003 |") && shown.contains("   1 | first: { a: 1,\n"), "{shown}");
    assert!(shown.contains("= help: write y"), "{shown}");
    assert!(shown.lines().count() < 20 && shown.lines().all(|line| line.chars().count() < 180), "{shown}");

    let machine_made = sources.add("u.yaml", "[".to_owned() + &"x,".repeat(100_000) + "]");
    let shown = render::human(&sources, &[Diagnostic::error("far", Span::new(machine_made, 1001, 1002), "here")], false);
    let (line, marks) = (shown.lines().nth(3).expect("a line"), shown.lines().nth(4).expect("marks"));
    assert!(shown.contains("--> u.yaml:1:1002\n") && line.starts_with("1 | ...") && line.ends_with("..."), "{shown}");
    assert!(line.len() < 160 && line.as_bytes().get(marks.len() - 1) == Some(&b'x'), "{shown}");
}
