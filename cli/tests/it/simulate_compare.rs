//! `errspec simulate A B`: two contracts under the same failure, with the same random numbers.

use crate::folder::Folder;
use crate::output_schemas::follow;
use serde_json::Value;

const VENDOR: &str = "\
errspec: 1
name: shop
statuses:
  429: { summary: Too many requests, retry: throttled }
  503: { summary: Down for a moment, retry: transient }
operations:
  get_order: { method: GET, path: /orders }
retry:
  attempts: 3
  backoff: { kind: exponential, base: 1s }
  jitter: full
  hints: [{ at: { header: Retry-After }, form: delay-seconds }]
";

/// The contract with other numbers.
const PATIENT: &str = "\
errspec: 1
base: ./vendor.yaml
retry: { attempts: 6, budget: { capacity: 50 } }
";

fn folder(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("vendor.yaml", VENDOR);
    folder.write("patient.yaml", PATIENT);
    folder
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let run = folder.errspec(&[&["simulate", "--clients", "200", "--format", "json"], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

/// A run without its names and its buckets, whose width depends on both runs.
fn numbers(run: &Value) -> Value {
    let mut run = run.clone();
    for key in ["name", "label", "buckets", "peak_per_second", "peak_over_healthy"] {
        run[key] = Value::Null;
    }
    run
}

#[test]
fn each_side_is_what_it_is_alone() {
    let folder = folder("compare_alone");
    let both = json(&folder, &["vendor.yaml", "patient.yaml"]);
    follow("simulation", std::slice::from_ref(&both));
    for (at, (file, run)) in [("vendor.yaml", "as_written"), ("patient.yaml", "with_budget")].into_iter().enumerate() {
        let alone = json(&folder, &[file]);
        let mut side = both["compared"][at].clone();
        assert_eq!(side["file"], file);
        for key in ["schedules", "operations", "attempts", "jitter", "deadline", "name", "assumed"] {
            assert_eq!(side[key].take(), alone[key], "{file} {key}");
        }
        let runs = alone["load"]["runs"].as_array().unwrap();
        let expected = runs.iter().find(|other| other["name"] == run).unwrap();
        assert_eq!(numbers(&both["load"]["runs"][at]), numbers(expected), "{file}");
    }
}

#[test]
fn equal_contracts_have_equal_runs_and_no_change() {
    let folder = folder("compare_equal");
    folder.write("same.yaml", "errspec: 1\nbase: ./vendor.yaml\n");
    let both = json(&folder, &["vendor.yaml", "same.yaml"]);
    let runs = both["load"]["runs"].as_array().unwrap();
    assert_eq!(runs[0]["buckets"], runs[1]["buckets"]);
    assert_eq!(numbers(&runs[0]), numbers(&runs[1]));
    let text = folder.errspec(&["simulate", "vendor.yaml", "same.yaml"]).out;
    let attempts = text.lines().find(|line| line.trim_start().starts_with("attempts ")).unwrap();
    assert!(attempts.ends_with("same"), "{text}");
}

#[test]
fn the_figures_say_what_the_numbers_do_to_a_server() {
    let folder = folder("compare_figures");
    let both = json(&folder, &["vendor.yaml", "patient.yaml", "--outage", "30s"]);
    let [first, second] = [0, 1].map(|at| both["load"]["runs"][at].clone());
    // Three attempts take at most 3 s, so every call fails during an outage of half a minute.
    assert_eq!((&first["attempts_per_call"], &first["gave_up_percent"]), (&"3".into(), &"100".into()), "{first:#}");
    assert_eq!((&first["recovery"], &first["succeeded"]), (&Value::Null, &0.into()));
    // The budget of 50 retries is for all calls together.
    assert_eq!(second["attempts"], 200 + 50, "{second:#}");
    assert!(second["gave_up"]["the retry budget is empty"].as_u64().unwrap() >= 195, "{second:#}");
    let longest = first["longest_call"].as_str().unwrap().trim_end_matches('s').parse::<f64>().unwrap();
    assert!((1.0..=3.0).contains(&longest), "{longest}");
}

#[test]
fn people_see_both_next_to_each_other() {
    let folder = folder("compare_text");
    let text = folder.errspec(&["simulate", "vendor.yaml", "patient.yaml"]).out;
    let rows: Vec<String> = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for row in [
        "A shop (vendor.yaml): 3 attempts, full jitter",
        "B shop (patient.yaml): 6 attempts, full jitter",
        "retry A B",
        "1 0 s to 1 s 0 s to 1 s",
        "3 gives up 0 s to 4 s",
        "in all 0 s to 3 s 0 s to 31 s",
        "throttled: the same delays",
        "A B change",
        "attempts 3000 1050 -65 %",
        "attempts per call 3 1.1",
        "share of all 100 % 100 %",
    ] {
        assert!(rows.iter().any(|line| line == row), "{row}\n{text}");
    }
    let svg = folder.errspec(&["simulate", "vendor.yaml", "patient.yaml", "--format", "svg"]).out;
    assert!(svg.contains("class=\"line first\"") && svg.contains("class=\"line second\""), "{svg}");
}

#[test]
fn the_failure_is_one_that_both_contracts_know() {
    let folder = folder("compare_failures");
    folder.write(
        "other.yaml",
        "errspec: 1\nname: other\nstatuses: { 429: { retry: throttled }, 503: { retry: never } }\nretry: { attempts: 2 }\n",
    );
    // Both retry a 429, but only one a 503.
    assert_eq!(json(&folder, &["vendor.yaml", "other.yaml"])["load"]["answer"], "429");
    let hinted = json(&folder, &["vendor.yaml", "other.yaml", "--retry-after", "9s"]);
    assert_eq!(hinted["load"]["answer"], "429 with Retry-After of 9 s or 429", "only one of them reads the header");
    let named = folder.errspec(&["simulate", "vendor.yaml", "other.yaml", "--answer", "BUSY"]);
    assert!(named.code == 2 && named.err.contains("`shop` has no code, status or transport failure `BUSY`"), "{named:?}");
    let operation = folder.errspec(&["simulate", "vendor.yaml", "other.yaml", "--operation", "get_order"]);
    assert_eq!((operation.code, operation.err.as_str()), (2, "error: `other` has no operation `get_order`\n"));
}
