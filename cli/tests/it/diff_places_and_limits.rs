//! `errspec diff`: places of values, moves without edges, and the limits of operations.

use crate::folder::Folder;
use serde_json::Value;

/// The changes from a contract to itself with a text replaced.
fn changes(test: &str, spec: &str, from: &str, to: &str) -> Vec<Value> {
    assert!(spec.contains(from), "{from}");
    let folder = Folder::new(test);
    folder.write("old.yaml", spec);
    folder.write("new.yaml", &spec.replacen(from, to, 1));
    let run = folder.errspec(&["diff", "old.yaml", "new.yaml", "--format", "json", "--fail-on", "never"]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The kinds of the changes that are not about Rust, each with its impacts on clients and services.
fn kinds(changes: &[Value]) -> Vec<String> {
    let word = |change: &Value, key: &str| change[key].as_str().unwrap().to_owned();
    let all = changes.iter().map(|change| ["kind", "clients", "servers"].map(|key| word(change, key)).join(" "));
    all.filter(|change| !change.starts_with("rust-")).collect()
}

const BODY: &str = "\
errspec: 1
name: shop
statuses: { 503: Down }
errors: { ErrorCode: { codes: { BUSY: { summary: Too much to do, status: 503 } } } }
bodies: { api: { fields: { code: { at: [/code, /error], type: ErrorCode }, message: /message } } }
";

#[test]
fn a_further_location_leaves_the_others_as_they_are() {
    let at = |test: &str, to: &str| changes(test, BODY, "at: [/code, /error]", to);
    assert_eq!(kinds(&at("diff_place_more", "at: [/code, /error, /c]")), ["field-extended risky safe"]);
    assert_eq!(kinds(&at("diff_place_first", "at: [/c, /code, /error]")), ["field-moved breaking breaking"]);
    assert_eq!(kinds(&at("diff_place_fewer", "at: /code")), ["field-moved breaking breaking"]);
    assert_eq!(kinds(&at("diff_place_cut", "at: [/code, /error], after: .")), ["field-moved breaking breaking"]);
    assert_eq!(kinds(&at("diff_place_default", "at: [/code, /error], default: BUSY")), ["default-changed risky risky"]);
    let moved = at("diff_place_elsewhere", "at: /c");
    assert_eq!(kinds(&moved), ["field-moved breaking breaking"]);
    assert_eq!(moved[0]["witness"]["answer"]["body"]["code"], "BUSY", "{moved:#?}");
}

const JOB: &str = "\
errspec: 1
name: jobs
machines:
  Job:
    observe: { at: /state }
    moves: partial
    initial: queued
    states:
      queued: { kind: pending }
      running: { kind: pending }
      held: { kind: pending }
      done: { kind: final, outcome: success }
    edges: [queued -> running, queued -> held, running -> done, held -> done]
";

#[test]
fn moves_that_become_impossible_break_clients_and_others_do_not() {
    let tightened = changes("diff_moves_tightened", JOB, "moves: partial", "moves: listed");
    assert_eq!(kinds(&tightened), ["moves-changed breaking breaking"]);
    let history = &tightened[0]["witness"];
    assert_eq!(history["history"]["states"], serde_json::json!(["running", "held"]));
    assert_eq!((history["before"].as_str(), history["after"].as_str()), (Some("possible, but not listed"), Some("impossible")));
    let loosened = JOB.replace("moves: partial", "moves: listed");
    let loosened = changes("diff_moves_loosened", &loosened, "moves: listed", "moves: partial");
    assert_eq!(kinds(&loosened), ["moves-changed risky safe"]);
}

#[test]
fn a_state_that_is_no_longer_observed_can_become_impossible() {
    let plain = JOB.replace("moves: partial", "moves: listed");
    let listed = plain.replace("held: { kind: pending }", "held: { kind: pending, observed: true }");
    let gone = changes("diff_observed_gone", &listed, ", observed: true", "");
    assert_eq!(kinds(&gone), ["observed-changed breaking breaking"], "{gone:#?}");
    assert_eq!(gone[0]["witness"]["history"]["states"], serde_json::json!(["running", "held"]));
    let now = changes("diff_observed_now", &plain, "held: { kind: pending }", "held: { kind: pending, observed: true }");
    assert_eq!(kinds(&now), ["observed-changed risky safe"]);
}

#[test]
fn a_further_place_of_the_state_is_risky_and_another_is_breaking() {
    let to = |test: &str, observe: &str| changes(test, JOB, "observe: { at: /state }", observe);
    assert_eq!(kinds(&to("diff_observe_more", "observe: { at: [/state, /status] }")), ["observe-extended risky safe"]);
    assert_eq!(kinds(&to("diff_observe_moved", "observe: { at: /status }")), ["observe-changed breaking breaking"]);
}

const CALLS: &str = "\
errspec: 1
name: shop
statuses: { 503: { retry: transient } }
operations:
  get: { method: GET, retry: { attempts: 4, deadline: 1m, backoff: { kind: constant, base: 2s } } }
retry: { attempts: 3, backoff: { kind: constant, base: 1s } }
";

#[test]
fn limits_say_whether_a_failing_server_gets_more() {
    let to = |test: &str, from: &str, to: &str| kinds(&changes(test, CALLS, from, to));
    assert_eq!(to("diff_limits_attempts", "attempts: 4", "attempts: 5"), ["load-raised risky risky"]);
    assert_eq!(to("diff_limits_fewer", "attempts: 4", "attempts: 2"), ["load-lowered risky safe"]);
    assert_eq!(to("diff_limits_deadline", "deadline: 1m", "deadline: 40s"), ["load-lowered risky safe"]);
    assert_eq!(to("diff_limits_slower", "base: 2s", "base: 3s"), ["load-lowered risky safe"]);
    assert_eq!(to("diff_limits_faster", "base: 2s", "base: 500ms"), ["load-raised risky risky"]);
    // What the policy says already changes nothing if an operation states it.
    let stated = CALLS.replace("attempts: 4, ", "").replace("deadline: 1m, ", "deadline: 1m, attempts: 3, ");
    let removed = changes(
        "diff_limits_stated",
        &stated,
        "attempts: 3, backoff: { kind: constant, base: 2s }",
        "backoff: { kind: constant, base: 2s }",
    );
    assert_eq!(kinds(&removed), ["limits-stated safe safe"]);
    // The policy itself is compared in the same way, without the operations that keep their own limits.
    assert_eq!(to("diff_limits_policy", "retry: { attempts: 3", "retry: { attempts: 2"), ["load-lowered risky safe"]);
}
