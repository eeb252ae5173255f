//! `errspec resolve`: what is printed, and in which shape.

use crate::folder::{BROKEN, Folder, SHOP};
use serde_json::{Value, json};

pub(crate) const APIS: [&str; 5] = ["autoretouch", "images", "jobs", "media_tasks", "vision"];

/// What a spec of the workspace says.
pub(crate) fn resolved(api: &str) -> Value {
    let run = Folder::workspace().errspec(&["resolve", &format!("spec/apis/{api}.yaml")]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{api}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn the_sections_are_all_there_in_the_order_of_the_language() {
    for api in APIS {
        let document = resolved(api);
        let keys: Vec<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys[..2], ["errspec", "name"]);
        let sections = [
            "files",
            "credentials",
            "success",
            "statuses",
            "ranges",
            "errors",
            "bodies",
            "headers",
            "operations",
            "health",
            "retry",
            "machines",
            "conflicts",
            "advice",
            "unspecified",
        ];
        assert!(keys.ends_with(&sections), "{keys:?}");
    }
}

#[test]
fn yaml_says_what_json_says() {
    for api in APIS {
        let run = Folder::workspace().errspec(&["resolve", &format!("spec/apis/{api}.yaml"), "--format", "yaml"]);
        let yaml: Value = serde_yaml::from_str(&run.out).unwrap();
        assert_eq!(yaml, resolved(api), "{api}");
    }
}

#[test]
fn codes_that_look_like_numbers_and_words_of_yaml_stay_texts() {
    let folder = Folder::new("codes_that_look_like_numbers");
    let spec = "errspec: 1\nname: odd\nerrors:\n  E:\n    codes:\n      08000: a\n      1e3: b\n      NO: c\n      null: d\n      -1: e\n\
                bodies:\n  api: { fields: { code: { at: /code, type: E } } }\n";
    folder.write("odd.yaml", spec);
    let run = folder.errspec(&["resolve", "odd.yaml", "--format", "yaml"]);
    assert_eq!(run.code, 0, "{run:?}");
    let document: Value = serde_yaml::from_str(&run.out).unwrap();
    let codes: Vec<&str> = document["errors"]["E"]["codes"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(codes, ["08000", "1e3", "NO", "null", "-1"]);
}

#[test]
fn durations_and_decimals_are_exact_texts() {
    let folder = Folder::new("durations_and_decimals");
    let retry = "retry:\n  deadline: 2m\n  backoff: { kind: exponential, base: 250ms, factor: 1.50, cap: 1.5s }\n\
                 \x20 jitter: { kind: proportional, ratio: 0.05 }\n";
    folder.write("exact.yaml", &format!("{SHOP}{retry}"));
    let run = folder.errspec(&["resolve", "exact.yaml"]);
    let document: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"));
    let retry = &document["retry"];
    assert_eq!(retry["deadline"]["value"], "120s");
    assert_eq!(retry["backoff"]["value"], json!({ "kind": "exponential", "base": "0.25s", "factor": "1.5", "cap": "1.5s" }));
    assert_eq!(retry["jitter"]["value"]["ratio"], "0.05");
}

#[test]
fn the_shape_is_told_by_help() {
    let help = Folder::workspace().errspec(&["resolve", "--help"]).out;
    for word in ["\"from\"", "\"via\"", "\"basis\"", "registry", "extends CATALOGUE"] {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn a_spec_with_errors_is_not_resolved() {
    let folder = Folder::new("a_spec_with_errors");
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["resolve", "broken.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("broken.yaml:4:10"), "{}", run.err);
    assert_eq!(folder.errspec(&["resolve", "missing.yaml"]).code, 2);
    assert_eq!(folder.errspec(&["resolve", "."]).code, 2);
}

#[test]
fn standard_input_can_be_resolved() {
    let run = Folder::new("standard_input_can_be_resolved").errspec_reading(&["resolve", "-"], SHOP);
    let document: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(document["errors"]["ErrorCode"]["codes"]["OVERLOADED"]["place"], "<stdin>:10:7");
}
