//! `errspec simulate`: what operations do differently, and contracts whose attempts or budgets are unusual.

use crate::documenting::contracts;
use crate::folder::{Folder, Run};
use serde_json::Value;

const SHOP: &str = "\
errspec: 1
name: shop
statuses:
  404: { summary: No such order, retry: never }
  429: { summary: Too many requests, retry: throttled }
  503: { summary: Down for a moment, retry: transient, effect: maybe }
operations:
  get_order: { method: GET, path: \"/orders/{id}\" }
  create_order: { method: POST, path: /orders, safety: { keyed: Idempotency-Key }, retry: { attempts: 5, deadline: 20s, backoff: { kind: constant, base: 3s }, jitter: none } }
  cancel_order: { method: POST, path: \"/orders/{id}/cancel\" }
  watch: { method: GET, path: /changes, retry: { attempts: unlimited, deadline: 1m, backoff: { kind: constant, base: 10s }, jitter: none } }
retry:
  attempts: 3
  backoff: { kind: exponential, base: 1s }
  jitter: full
  classes: { throttled: { attempts: 2 } }
  hints:
    - { at: { header: Retry-After }, form: delay-seconds, when: { operation: create_order } }
  budget: { capacity: 100, cost: { transient: 5, throttled: 2, timeout: 10 }, stop_below: 10 }
";

fn folder(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("shop.yaml", SHOP);
    folder
}

fn whole(run: &Run) -> Value {
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

fn json(folder: &Folder, more: &[&str]) -> Value {
    whole(&folder.errspec(&[&["simulate", "shop.yaml", "--format", "json", "--clients", "20"], more].concat()))
}

#[test]
fn each_operation_has_its_safety_its_limits_and_its_fate() {
    let document = json(&folder("simulate_operations"), &[]);
    let operations = document["operations"].as_array().unwrap();
    let of = |name: &str| operations.iter().find(|operation| operation["name"] == name).unwrap();
    let facts = |name: &str| {
        let operation = of(name);
        let text = |key: &str| operation[key].as_str().map(str::to_owned);
        (text("safety"), operation["attempts"].as_u64(), text("deadline"), operation["repeated"] == true)
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(facts("get_order"), (some("safe"), Some(3), None, true));
    assert_eq!(facts("create_order"), (some("keyed"), Some(5), some("20s"), true));
    assert_eq!(facts("cancel_order"), (some("unsafe"), Some(3), None, false), "{document:#}");
    assert_eq!(facts("watch"), (some("safe"), None, some("60s"), true));
    // Four delays of 3 s, and five of 10 s before the deadline of one minute.
    for (name, wait, number) in [("create_order", "3s", 4), ("watch", "10s", 5)] {
        let waits = of(name)["schedules"][0]["waits"].as_array().unwrap();
        assert!(waits.len() == number && waits.iter().all(|of| of["most"] == wait), "{name}: {waits:?}");
    }
    assert!(of("get_order")["schedules"].as_array().unwrap().is_empty(), "it has the schedules of the policy");
}

#[test]
fn the_limit_of_a_class_is_that_of_its_schedule() {
    let document = json(&folder("simulate_classes"), &[]);
    let schedules = document["schedules"].as_array().unwrap();
    let attempts = |class: &str| schedules.iter().find(|schedule| schedule["class"] == class).unwrap()["attempts"].clone();
    assert_eq!((attempts("transient"), attempts("throttled")), (3.into(), 2.into()));
    // And the engine agrees.
    let load = &json(&folder("simulate_classes_load"), &["--answer", "429", "--outage", "1h"])["load"];
    assert_eq!(load["runs"][0]["attempts"], 2 * 20, "{load:#}");
}

#[test]
fn clients_call_the_operation_that_is_named() {
    let folder = folder("simulate_one_operation");
    let attempts = |operation: &str| {
        let load = &json(&folder, &["--outage", "1h", "--operation", operation])["load"];
        assert_eq!(load["operation"], operation);
        load["runs"][0]["attempts"].as_u64().unwrap() / 20
    };
    assert_eq!(["get_order", "create_order", "cancel_order", "watch"].map(attempts), [3, 5, 1, 6]);
    // A hint for one operation is only sent to it.
    let hinted = ["--answer", "503", "--retry-after", "7s", "--operation"];
    let load = &json(&folder, &[&hinted[..], &["create_order"]].concat())["load"];
    assert!(load["answer"].as_str().unwrap().contains("Retry-After of 7 s"), "{load:#}");
    let unheard = folder.errspec(&[&["simulate", "shop.yaml"], &hinted[..], &["get_order"]].concat());
    assert!(unheard.code == 2 && unheard.err.contains("`shop` has no hint that applies to 503"), "{unheard:?}");
    let unknown = folder.errspec(&["simulate", "shop.yaml", "--operation", "create_oder"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert_eq!(unknown.err, "error: `shop` has no operation `create_oder`; did you mean `create_order`?\n");
}

#[test]
fn a_status_that_implies_a_code_is_that_code() {
    let folder = Folder::new("simulate_implied");
    folder.write(
        "api.yaml",
        "errspec: 1
name: api
statuses: { 410: { retry: never } }
errors:
  Code: { codes: { MOVED: { summary: Moved for a moment, status: 410, implied_by: 410, retry: transient } } }
bodies: { api: { fields: { code: { at: /code, type: Code } } } }
retry: { attempts: 4 }
",
    );
    let document = whole(&folder.errspec(&[
        "simulate",
        "api.yaml",
        "--answer",
        "410",
        "--clients",
        "5",
        "--outage",
        "1h",
        "--format",
        "json",
    ]));
    assert_eq!(document["load"]["runs"][0]["attempts"], 4 * 5, "{document:#}");
}

#[test]
fn people_read_the_budget_and_the_operations() {
    let text = folder("simulate_text").errspec(&["simulate", "shop.yaml"]).out;
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "The budget has 100 tokens, and a retry takes 5 (2 if throttled, 10 after timeout); a success returns 1; nothing is \
         retried unless more than 10 are left.",
        "throttled (2 attempts): 429",
        "Retry-After on create_order can make the delay longer, up to 2 min; longer ones end the call",
        "Operations after 503",
        "retried: get_order",
        "not retried (the server may have acted, and the operation is not safe to repeat): cancel_order",
        "create_order (keyed): 5 attempts, no jitter, deadline 20 s; retried",
        "watch (safe): any number of attempts, no jitter, deadline 60 s; retried",
        "the deadline of 60 s ends calls, without jitter after 6 attempts",
    ] {
        assert!(joined.contains(part), "{part}\n{text}");
    }
}

#[test]
fn no_line_is_wider_than_a_terminal() {
    let workspace = Folder::workspace();
    let mut specs = Vec::new();
    ["spec/apis", "tests/contracts", "tests/cases/calls"].iter().for_each(|of| contracts(&workspace.path(of), &mut specs));
    assert!(specs.len() > 15, "{}", specs.len());
    let patient = workspace.path("spec/apis/images.yaml");
    for spec in specs {
        let spec = spec.to_str().unwrap();
        for arguments in [&[spec][..], &[spec, patient.to_str().unwrap()]] {
            let run = workspace.errspec(&[&["simulate", "--clients", "50"], arguments].concat());
            assert_eq!((run.code, run.err.as_str()), (0, ""), "{spec}");
            let wide = run.out.lines().filter(|line| line.chars().count() > 80 && line.split_whitespace().count() > 2);
            assert_eq!(wide.collect::<Vec<_>>(), Vec::<&str>::new(), "{arguments:?}");
        }
    }
}
