//! `errspec simulate`: the same bytes for the same seed, and what the formats are worth to other programs.

use crate::folder::{Folder, SHOP};
use crate::resolving::APIS;
use serde_json::Value;

fn simulate(api: &str, more: &[&str]) -> String {
    let spec = format!("spec/apis/{api}.yaml");
    let run = Folder::workspace().errspec(&[&["simulate", &spec, "--clients", "100"], more].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{api} {more:?}");
    run.out
}

#[test]
fn the_seed_decides_every_byte() {
    for format in ["text", "json", "svg"] {
        let of = |seed| simulate("images", &["--format", format, "--seed", seed]);
        assert_eq!(of("7"), of("7"), "{format}");
        assert_ne!(of("7"), of("8"), "{format}");
    }
    assert_eq!(simulate("images", &[]), simulate("images", &["--seed", "1"]));
}

#[test]
fn json_is_one_object_for_every_api() {
    for api in APIS {
        let document: Value = serde_json::from_str(&simulate(api, &["--format", "json"])).unwrap();
        assert_eq!(document["name"], api);
        let names: Vec<&str> =
            document["load"]["runs"].as_array().unwrap().iter().map(|run| run["name"].as_str().unwrap()).collect();
        let expected: &[&str] = match api {
            "autoretouch" | "jobs" => &["as_written", "full_jitter"],
            "media_tasks" => &["as_written", "no_jitter"],
            _ => &["as_written", "no_jitter", "full_jitter"],
        };
        assert_eq!(names, expected, "{api}");
    }
}

#[test]
fn a_picture_is_well_formed_and_needs_nothing_else() {
    for api in APIS {
        let svg = simulate(api, &["--format", "svg"]);
        let texts = well_formed(&svg);
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{api}");
        assert!(!svg.contains("href") && !svg.contains("url(") && !svg.contains("<script"), "{api}");
        assert!(svg.contains("prefers-color-scheme: dark"), "{api}");
        for text in
            ["attempts per second", "time since the server began to fail", "healthy rate ", "the server fails until 30 s"]
        {
            assert!(texts.iter().any(|found| found == text), "{api}: {text}: {texts:?}");
        }
        assert!(texts.iter().any(|found| found.starts_with("as written: ")), "{api}: {texts:?}");
    }
}

#[test]
fn names_cannot_break_the_picture() {
    let folder = Folder::new("names_cannot_break");
    let spec = SHOP.replace("name: shop", "name: shop\ntitle: \"<b> & \\\"]]>\\u0007'\"");
    folder.write("odd.yaml", &format!("{spec}retry: {{ attempts: 3, budget: {{ capacity: 5 }} }}\n"));
    let run = folder.errspec(&["simulate", "odd.yaml", "--format", "svg", "--clients", "3"]);
    assert_eq!(run.code, 0, "{run:?}");
    let texts = well_formed(&run.out);
    assert!(texts.iter().any(|text| text.starts_with("<b> & \"]]>\u{fffd}': 3 clients")), "{texts:?}");
    assert!(texts.iter().any(|text| text.starts_with("as written, with the budget")), "{texts:?}");
}

#[test]
fn a_file_gets_what_would_be_printed() {
    let folder = Folder::new("a_file_gets_what");
    folder.write("shop.yaml", SHOP);
    for format in ["text", "json", "svg"] {
        let run = folder.errspec(&["simulate", "shop.yaml", "--format", format, "--out", "load.out"]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
        assert_eq!(folder.read("load.out"), folder.errspec(&["simulate", "shop.yaml", "--format", format]).out);
    }
    let piped = folder.errspec_reading(&["simulate", "-"], SHOP);
    assert_eq!((piped.code, piped.out), (0, folder.errspec(&["simulate", "shop.yaml"]).out));
}

#[test]
fn help_has_an_example_and_tells_the_shape() {
    let help = Folder::workspace().errspec(&["simulate", "--help"]).out;
    for word in ["errspec simulate spec/payments.yaml --clients 5000", "--retry-after", "`under_way`", "`with_budget`"] {
        assert!(help.contains(word), "{word}");
    }
}

/// The texts of an XML document; stops at what is not well-formed: tags that do not match, attributes without quotes or written
/// twice, bare `<` and `&`, characters that XML does not have.
fn well_formed(xml: &str) -> Vec<String> {
    assert!(!xml.chars().any(|c| c.is_control() && c != '\n'), "a control character");
    let (mut open, mut texts, mut rest) = (Vec::new(), Vec::new(), xml.trim());
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        assert!(text.trim().is_empty() || !open.is_empty(), "text outside: {text}");
        texts.extend(Some(unescaped(text)).filter(|text| !text.trim().is_empty()));
        let (tag, after) = tag[1..].split_once('>').unwrap();
        match (tag.strip_prefix('/'), tag.strip_suffix('/')) {
            (Some(name), _) => assert_eq!(open.pop(), Some(name)),
            (None, Some(empty)) => drop(element(empty)),
            (None, None) => open.push(element(tag)),
        }
        rest = after;
        assert!(!open.is_empty() || rest.is_empty(), "after the end: {rest}");
    }
    assert!(open.is_empty() && rest.is_empty(), "{open:?} not closed");
    texts
}

/// The name of an element, its attributes being in order.
fn element(tag: &str) -> &str {
    let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut known = Vec::new();
    while !attributes.is_empty() {
        let (key, value) = attributes.split_once("=\"").unwrap();
        let (value, after) = value.split_once('"').unwrap();
        assert!(!known.contains(&key.trim()) && !key.trim().contains(' '), "{tag}");
        known.push(key.trim());
        unescaped(value);
        attributes = after.trim_start();
    }
    name
}

fn unescaped(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];
    let plain = entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c));
    assert!(!plain.replace("&amp;", "").contains('&'), "a bare &: {text}");
    plain.replace("&amp;", "&")
}
