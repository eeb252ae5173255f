//! The renderings of findings for other tools, member by member.

#[path = "../../src/report/github.rs"]
mod github;
#[path = "../../src/report/json.rs"]
mod json;
#[path = "../../src/report/sarif.rs"]
mod sarif;

use errspec_spec::diag::{Diagnostic, Sink};
use errspec_spec::rules;
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
fn json_lines() {
    let (sources, found) = shop();
    let lines: Vec<Value> =
        json::json(&sources, &found).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let place = |file: &str, line: u32, col: u32, end_col: u32| json!({ "file": file, "line": line, "col": col, "end_line": line, "end_col": end_col });
    let with = |mut object: Value, more: Value| {
        object.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        object
    };
    let expected = [
        with(
            place("spec/shop.yaml", 4, 3, 6),
            json!({
                "slug": "use-clash", "severity": "error", "message": "status 404 is declared in two files", "text": "here",
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
                "slug": "unused-hint", "severity": "warning", "message": "nothing of this file is used", "text": "", "labels": [],
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
::error file=spec/shop.yaml,line=4,col=3,endLine=4,endColumn=6,title=use-clash::status 404 is declared in two files
::error file=spec/shop.yaml,line=5,col=10,endLine=5,endColumn=16,title=unknown-key::unknown key `sumary` in a status%0Adid you mean `summary`?
::warning file=spec/shop.yaml,line=6,col=7,endLine=6,endColumn=20,title=unused-hint::nothing of this file is used%0Aremove it%0Aor use it
";
    assert_eq!(github::github(&sources, &found), expected);
    let mut sources = Sources::new();
    let file = sources.add("a,b:c%.yaml", "x: |\n  y\n");
    let finding = Diagnostic::new(&rules::TAG, Span::new(file, 0, 8), "100% of\n`::stop`, \u{1b}[31m");
    let expected = "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=2,title=tag::100%25 of `::stop`, \\u{1b}[31m\n";
    assert_eq!(github::github(&sources, &[finding]), expected);
}

#[test]
fn sarif_document() {
    let (mut sources, mut found) = shop();
    let odd = sources.add("/tmp/a b.yaml", "a: 1\na: é\n");
    let mut sink = Sink::new();
    let _ = yaml::read(&sources, odd, &mut sink);
    found.extend(sink.into_sorted());
    let document: Value = serde_json::from_str(&sarif::sarif(&sources, &found)).expect("JSON");
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"].as_array().expect("rules").iter().map(|rule| &rule["id"]).collect();
    assert_eq!(rules, ["duplicate-key", "unknown-key", "unused-hint", "use-clash"]);
    let explained = &run["tool"]["driver"]["rules"][0];
    assert_eq!(explained["shortDescription"]["text"], "a key appears twice in one mapping");
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
    let finding = Diagnostic::new(&rules::TAG, span, nasty).here(nasty).label(span, nasty).note(nasty).fix(span, nasty, nasty);
    let found = [finding];
    let plain = github::github(&sources, &found);
    assert!(!plain.contains(['\u{1b}', '\r', '\u{202e}']), "{plain:?}");
    let line: Value = serde_json::from_str(&json::json(&sources, &found)).expect("JSON");
    assert_eq!((&line["message"], &line["fix"]["replacement"]), (&json!(nasty), &json!(nasty)));
    assert!(serde_json::from_str::<Value>(&sarif::sarif(&sources, &found)).is_ok());
}
