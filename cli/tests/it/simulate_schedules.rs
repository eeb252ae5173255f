//! `errspec simulate`: attempts, delays and totals, from the spec alone.

use crate::folder::{BROKEN, Folder, SHOP};
use serde_json::{Value, json};

/// What `simulate` says of a spec of the workspace, as JSON.
pub(crate) fn simulated(api: &str, more: &[&str]) -> Value {
    let spec = format!("spec/apis/{api}.yaml");
    parsed(&Folder::workspace(), &[&["simulate", &spec, "--format", "json"], more].concat())
}

/// The same for a spec written here: the statuses 429, 500 and 503, and this retry section.
pub(crate) fn simulated_policy(test: &str, retry: &str, more: &[&str]) -> Value {
    let folder = Folder::new(test);
    let statuses = "  429: { retry: throttled }\n  500: { retry: transient }\n  503: { retry: transient }\n";
    folder.write("spec.yaml", &format!("errspec: 1\nname: policy\nstatuses:\n{statuses}retry:\n{retry}"));
    parsed(&folder, &[&["simulate", "spec.yaml", "--format", "json"], more].concat())
}

fn parsed(folder: &Folder, arguments: &[&str]) -> Value {
    let run = folder.errspec(arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&run.out).unwrap()
}

/// Seconds written as `1.5s`, in nanoseconds.
pub(crate) fn nanos(text: &Value) -> u128 {
    let text = text.as_str().unwrap().strip_suffix('s').unwrap();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{fraction:0<9}").parse().unwrap()
}

/// The delays of the first schedule: before jitter, shortest, longest.
fn waits(document: &Value) -> Vec<[&str; 3]> {
    let waits = document["schedules"][0]["waits"].as_array().unwrap();
    waits.iter().map(|wait| ["before_jitter", "least", "most"].map(|key| wait[key].as_str().unwrap())).collect()
}

#[test]
fn the_waits_of_the_five_apis_are_those_of_their_pages() {
    let plain: [(&str, &[[&str; 3]]); 5] = [
        ("autoretouch", &[["2s", "2s", "2s"], ["3s", "3s", "3s"]]),
        ("jobs", &[["1s", "1s", "1s"], ["2s", "2s", "2s"]]),
        ("vision", &[["1s", "1s", "1.5s"], ["2s", "2s", "2.5s"]]),
        ("images", &[["1s", "1s", "2s"], ["2s", "2s", "3s"], ["4s", "4s", "5s"], ["8s", "8s", "9s"], ["16s", "16s", "17s"]]),
        ("media_tasks", &[["1s", "0s", "1s"], ["2s", "0s", "2s"]]),
    ];
    for (api, expected) in plain {
        let document = simulated(api, &[]);
        assert_eq!(waits(&document), expected, "{api}");
        assert_eq!(document["attempts"], expected.len() + 1, "{api}");
        assert_eq!(document["assumed"], api == "media_tasks", "{api}");
    }
}

#[test]
fn totals_are_the_sums() {
    let totals = [
        ("autoretouch", ["5s", "5s", "5s"]),
        ("jobs", ["3s", "3s", "3s"]),
        ("vision", ["3s", "3s", "4s"]),
        ("images", ["31s", "31s", "36s"]),
        ("media_tasks", ["3s", "0s", "3s"]),
    ];
    for (api, [plain, least, most]) in totals {
        let expected = json!({ "before_jitter": plain, "least": least, "most": most });
        assert_eq!(simulated(api, &[])["schedules"][0]["total"], expected, "{api}");
    }
}

#[test]
fn the_range_of_a_wait_is_exact() {
    let ranges = [
        ("none", "none", ["4s", "4s"]),
        ("full", "full", ["0s", "4s"]),
        ("equal", "equal", ["2s", "4s"]),
        // A hard bound makes the delay itself shorter, so that the jitter fits under the cap of 4 s.
        ("additive", "{ kind: additive, max: 1s }", ["3s", "4s"]),
        ("additive_soft", "{ kind: additive, max: 1s, bound: soft }", ["4s", "5s"]),
        ("proportional", "{ kind: proportional, ratio: 0.25 }", ["2.4s", "4s"]),
        ("proportional_soft", "{ kind: proportional, ratio: 0.25, bound: soft }", ["3s", "5s"]),
        ("decorrelated", "decorrelated", ["1s", "3s"]),
    ];
    for (name, jitter, [least, most]) in ranges {
        let base = if name == "decorrelated" { "1s" } else { "4s" };
        let retry = format!("  attempts: 2\n  backoff: {{ kind: constant, base: {base}, cap: 4s }}\n  jitter: {jitter}\n");
        let document = simulated_policy(&format!("the_range_of_a_wait_{name}"), &retry, &["--clients", "1"]);
        assert_eq!(waits(&document), [[base, least, most]], "{name}");
    }
}

#[test]
fn each_class_and_each_entry_of_its_own_has_a_schedule() {
    let folder = Folder::new("each_class_and_each_entry");
    let spec = "errspec: 1\nname: own\nstatuses:\n  429: { retry: throttled }\n  503: { retry: transient }\n  \
                500: { retry: { class: transient, attempts: 2, backoff: { kind: constant, base: 7s } } }\n  \
                404: { retry: never }\nerrors:\n  E:\n    codes:\n      BUSY: { status: 503, summary: Busy }\n      \
                SLOW: { status: 500, summary: Slow, retry: { class: throttled, attempts: 50 } }\n\
                bodies:\n  api: { fields: { code: { at: /code, type: E } } }\nretry: { attempts: 4 }\n";
    folder.write("own.yaml", spec);
    let document = parsed(&folder, &["simulate", "own.yaml", "--format", "json"]);
    let schedules = document["schedules"].as_array().unwrap().iter();
    let shown: Vec<Value> = schedules
        .map(|schedule| {
            json!([schedule["class"], schedule["own"], schedule["entries"], schedule["attempts"], schedule["total"]["most"]])
        })
        .collect();
    let expected = [
        json!(["transient", false, ["503", "BUSY"], 4, "7s"]),
        json!(["throttled", false, ["429"], 4, "7s"]),
        json!(["transient", true, ["500"], 2, "7s"]),
        // The policy's limit holds for every entry.
        json!(["throttled", true, ["SLOW"], 4, "7s"]),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn without_a_retry_section_nothing_is_sent_twice() {
    let folder = Folder::new("without_a_retry_section");
    folder.write("shop.yaml", SHOP);
    let document = parsed(&folder, &["simulate", "shop.yaml", "--format", "json"]);
    assert_eq!(document["assumed"], true);
    assert_eq!(document["attempts"], 1);
    let text = folder.errspec(&["simulate", "shop.yaml"]).out;
    assert!(text.contains("no retry section") && text.contains("assumed"), "{text}");
}

#[test]
fn one_attempt_has_no_waits() {
    let document = simulated_policy("one_attempt", "  attempts: 1\n", &[]);
    assert_eq!(waits(&document), [[""; 3]; 0]);
    let run = &document["load"]["runs"][0];
    assert_eq!((&run["attempts"], &run["extra"], &run["peak_per_second"]), (&json!(1000), &json!(0), &json!("0")));
    let text = Folder::new("one_attempt_text");
    text.write("once.yaml", &format!("{SHOP}retry: {{ attempts: 1 }}\n"));
    let out = text.errspec(&["simulate", "once.yaml"]).out;
    assert!(out.contains("one attempt, no retries") && out.contains("No attempt follows"), "{out}");
}

#[test]
fn a_deadline_says_how_many_attempts_it_leaves() {
    let retry = "  attempts: 5\n  deadline: 6s\n  backoff: { kind: constant, base: 2s }\n  jitter: equal\n";
    let document = simulated_policy("a_deadline", retry, &["--outage", "1h"]);
    // With delays of 2 s, 2 and 4 s fit, and 6 s is the deadline itself. With delays of 1 s, all four fit.
    assert_eq!(document["schedules"][0]["attempts_within_deadline"], json!({ "least": 3, "most": 5 }));
    let run = &document["load"]["runs"][1];
    assert_eq!((&run["name"], &run["attempts"]), (&json!("no_jitter"), &json!(3000)));
    assert_eq!(run["gave_up"], json!({ "the deadline would pass": 1000 }));
    let attempts = document["load"]["runs"][0]["attempts"].as_u64().unwrap();
    assert!((3000..=5000).contains(&attempts), "{attempts}");
}

#[test]
fn a_thousand_attempts_stay_readable() {
    let folder = Folder::new("a_thousand_attempts");
    folder.write("many.yaml", &format!("{SHOP}retry:\n  attempts: 1000\n  backoff: {{ kind: exponential, base: 1s }}\n"));
    let text = folder.errspec(&["simulate", "many.yaml", "--clients", "10"]).out;
    assert!(text.lines().count() < 120 && text.lines().all(|line| line.chars().count() <= 120), "{text}");
    assert!(text.contains("\n  …") && text.contains("\n  999 ") && !text.contains("\n  500 "), "{text}");
    let document = parsed(&folder, &["simulate", "many.yaml", "--clients", "10", "--format", "json"]);
    assert_eq!(document["schedules"][0]["waits"].as_array().unwrap().len(), 999);
}

#[test]
fn wrong_use_is_refused_with_a_sentence() {
    let folder = Folder::new("wrong_use_is_refused");
    folder.write("shop.yaml", SHOP);
    let refused: [(&[&str], &str); 8] = [
        (&["--clients", "0"], "at least one client is required"),
        (&["--clients", "many"], "whole number from 1 to 100000"),
        (&["--outage", "0s"], "greater than zero"),
        (&["--outage", "30"], "a number and a unit"),
        (&["--retry-after", "5s"], "has no hints"),
        (&["--answer", "204"], "is a success"),
        (&["--answer", "OVERLODED"], "did you mean `OVERLOADED`?"),
        (&["--out", "no/such/folder.txt"], "cannot write `no/such/folder.txt`"),
    ];
    for (arguments, sentence) in refused {
        let run = folder.errspec(&[&["simulate", "shop.yaml"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(sentence), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_spec_with_errors_is_not_simulated() {
    let folder = Folder::new("a_spec_with_errors_is_not_simulated");
    folder.write("broken.yaml", BROKEN);
    let run = folder.errspec(&["simulate", "broken.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("broken.yaml:4:10"), "{}", run.err);
    assert_eq!(folder.errspec(&["simulate", "missing.yaml"]).code, 2);
}

#[test]
fn fault_07_what_is_simulated_is_what_happens() {
    let folder = Folder::new("simulated_otherwise");
    folder.write("spec.yaml", crate::resolving::OTHERWISE);
    let document = parsed(&folder, &["simulate", "spec.yaml", "--format", "json"]);
    let entries: Vec<(&Value, &Value)> =
        document["schedules"].as_array().unwrap().iter().map(|one| (&one["class"], &one["entries"])).collect();
    let transient = json!(["503", "status 409 with method GET"]);
    assert_eq!(entries, [(&json!("transient"), &transient), (&json!("throttled"), &json!(["X-Busy: true"]))]);
    // The code of a field without a role is repeated as its status is: never.
    let locked = parsed(&folder, &["simulate", "spec.yaml", "--format", "json", "--answer", "LOCKED"]);
    assert_eq!(locked["load"]["repeated"], false);
    let text = folder.errspec(&["simulate", "spec.yaml"]).out;
    assert!(text.contains("Not retried automatically: never (2), unspecified (1), inspect (1)"), "{text}");
}
