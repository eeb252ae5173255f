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
        assert_eq!(keys[..3], ["errspec", "resolved", "name"]);
        assert_eq!((&document["errspec"], &document["resolved"]), (&json!(1), &json!(1)));
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
    for word in ["\"from\"", "\"via\"", "\"basis\"", "registry", "extends CATALOG"] {
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
    assert_eq!(document["errors"]["ErrorCode"]["codes"]["OVERLOADED"]["location"], "<stdin>:10:7");
}

/// A contract in which what an entry says of retrying is not what happens.
pub(crate) const OTHERWISE: &str = "errspec: 1
name: otherwise
statuses:
  404: { summary: There is none, retry: never }
  409: There already
  503: { summary: Down, retry: transient }
errors:
  Reason:
    codes:
      LOCKED: { summary: Locked, status: 404, retry: transient }
  Code:
    codes:
      SEVERAL: { summary: One of two, status: [404, 503] }
      OWN: { summary: Its own word, status: [404, 503], category: other, effect: none, retry: inspect }
bodies:
  api:
    fields: { code: { at: /code, type: Code }, reason: { at: /reason, type: Reason, optional: true } }
retry:
  rules:
    - { when: { status: 409, method: GET }, retry: transient }
    - { when: { code: SEVERAL, status: 404 }, retry: never }
    - { when: { header: { X-Busy: \"true\" } }, retry: throttled }
lints: { allow: { retry-never-acts: It is what is tested } }
";

#[test]
fn fault_07_what_is_resolved_is_what_happens() {
    let folder = Folder::new("otherwise");
    folder.write("spec.yaml", OTHERWISE);
    let run = folder.errspec(&["resolve", "spec.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let exceptions = |of: &Value| {
        of["exceptions"].as_array().map(|all| {
            all.iter().map(|one| (one["rule"].as_u64().unwrap(), one["class"].as_str().unwrap().to_owned())).collect::<Vec<_>>()
        })
    };
    let rules = |rules: &[(u64, &str)]| Some(rules.iter().map(|(at, class)| (*at, (*class).to_owned())).collect::<Vec<_>>());
    assert_eq!(exceptions(&document["statuses"]["409"]), rules(&[(0, "transient"), (2, "throttled")]));
    assert_eq!(exceptions(&document["statuses"]["404"]), rules(&[(2, "throttled")]), "rule 1 is about a code");
    let catalogs = &document["errors"];
    assert_eq!((&catalogs["Reason"]["read_as"], &catalogs["Code"]["read_as"]), (&json!([]), &json!(["code"])));
    let several = &catalogs["Code"]["codes"]["SEVERAL"];
    let of_answer = json!({ "value": null, "from": null, "via": "response", "basis": "stated" });
    assert_eq!([&several["retry"], &several["category"], &several["effect"]], [&of_answer; 3]);
    assert_eq!(exceptions(several), rules(&[(1, "never"), (2, "throttled")]));
    let own = &catalogs["Code"]["codes"]["OWN"];
    assert_eq!(
        [&own["retry"]["value"]["class"], &own["category"]["value"], &own["effect"]["value"]],
        ["inspect", "other", "none"]
    );
    assert_eq!(exceptions(own), rules(&[(2, "throttled")]));
    assert_eq!(exceptions(&catalogs["Reason"]["codes"]["LOCKED"]), None);
}
