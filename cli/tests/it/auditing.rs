//! `errspec audit`: what it finds in traffic, how it reports that, and what it does not report.

use crate::folder::{BROKEN, Folder, Run};
use crate::output_schemas::follow;
use serde_json::{Value, json};

/// A contract with everything that an audit judges.
const PARCELS: &str = "\
errspec: 1
name: parcels
statuses:
  404: { summary: No such parcel, retry: never }
  409: { summary: Being moved, retry: { class: transient, repeat: any } }
  429: { summary: Too many requests, retry: throttled }
  503: { summary: Down for a moment, retry: transient }
errors:
  ErrorCode:
    groups: { depot: { prefix: DEPOT_, codes: { DEPOT_FULL: { summary: The depot is full, status: 409 } } } }
    codes:
      LOST: { summary: The parcel is lost, status: 404 }
      BUSY: { summary: Too many requests, status: 429 }
bodies:
  api: { fields: { code: { at: /code, type: ErrorCode }, message: { at: /message, optional: true } } }
operations:
  get_parcel: { method: GET, path: \"/parcels/{id}\", machine: Parcel }
  send_parcel: { method: POST, path: /parcels, safety: { keyed: Idempotency-Key } }
  call_driver: { method: POST, path: \"/drivers/{id}/calls\" }
headers: { request_id: X-Request-Id }
retry:
  attempts: 3
  deadline: 60s
  attempt_header: { name: X-Attempt, value: \"{attempt} of {attempts}\" }
  hints: [{ at: { header: Retry-After }, form: delay-seconds, max: 30s }]
machines:
  Parcel:
    observe: { at: /state }
    initial: [stored]
    unknown: { treat_as: pending }
    states:
      stored: { kind: pending }
      moving: { kind: pending }
      delivered: { kind: final, outcome: success }
      lost: { kind: final, outcome: failure }
    edges: [stored -> moving, moving -> delivered | lost]
";

fn folder(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("parcels.yaml", PARCELS);
    folder
}

/// Runs an audit of these records with these arguments.
fn audit(folder: &Folder, records: &[Value], arguments: &[&str]) -> Run {
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    folder.write("traffic.jsonl", &lines);
    folder.errspec(&[&["audit", "parcels.yaml", "traffic.jsonl"], arguments].concat())
}

/// The kind, the count and the title of each finding.
fn found(test: &str, records: &[Value]) -> Vec<String> {
    let run = audit(&folder(test), records, &["--format", "json", "--fail-on", "never"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let report: Value = serde_json::from_str(&run.out).unwrap();
    follow("traffic", records);
    follow("audit", std::slice::from_ref(&report));
    let findings = report["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|of| format!("{} {} {}", of["kind"].as_str().unwrap(), of["count"], of["title"].as_str().unwrap()))
        .collect()
}

/// A response with a code.
fn error(status: u16, code: &str) -> Value {
    json!({ "status": status, "headers": { "Content-Type": "application/json" }, "body": { "code": code } })
}

/// A record with more members.
fn with(mut record: Value, more: Value) -> Value {
    let members = more.as_object().unwrap().clone();
    record.as_object_mut().unwrap().extend(members);
    record
}

#[test]
fn what_the_contract_does_not_describe_is_counted() {
    let records = [
        error(404, "LOST"),
        error(404, "STOLEN"),
        error(404, "STOLEN"),
        error(409, "DEPOT_SHUT"),
        json!({ "status": 418, "body": { "code": "BUSY" } }),
        json!({ "status": 503, "headers": { "Content-Type": "text/html; charset=utf-8" }, "body": "<html>" }),
        json!({ "status": 503, "method": "HEAD" }),
        json!({ "status": 204 }),
        json!({ "failure": "timeout" }),
    ];
    let expected = [
        "unmatched-body 1 a 503 response with a body of text/html matches no body of the contract",
        "undeclared-status 1 418 is not a declared status",
        "unlisted-code 2 `STOLEN` is not a code of ErrorCode",
        "unlisted-code 1 `DEPOT_SHUT` is not a code of ErrorCode",
    ];
    assert_eq!(found("what_is_not_described", &records), expected);
}

#[test]
fn repetitions_are_held_against_the_policy() {
    let post = |at: f64, record: Value| {
        let about = json!({ "at": at, "method": "POST", "path": "/drivers/7/calls", "call": "a" });
        with(record, about)
    };
    let get = |call: &str, at: f64, record: Value| {
        with(record, json!({ "at": at, "method": "GET", "path": "/parcels/7", "call": call }))
    };
    let down = || json!({ "status": 503 });
    let busy = |seconds: &str| with(error(429, "BUSY"), json!({ "headers": { "Retry-After": seconds } }));
    let found = |test: &str, records: &[Value]| found(test, records);

    let unsafe_retry = [post(1.0, down()), post(2.0, json!({ "status": 204 }))];
    assert_eq!(found("unsafe_retry", &unsafe_retry), ["unsafe-retry 1 `call_driver` was sent again after 503"]);
    let allowed = [post(1.0, error(409, "DEPOT_FULL")), post(2.0, json!({ "status": 204 }))];
    assert_eq!(found("allowed_retry", &allowed), [""; 0]);
    let conditional = json!({ "request": { "If-Match": "\"7\"" } });
    let conditional = [with(post(1.0, down()), conditional.clone()), with(post(2.0, down()), conditional)];
    assert_eq!(found("conditional_retry", &conditional), [""; 0], "with a precondition, it has an effect only once");

    let forbidden = [get("b", 1.0, error(404, "LOST")), get("b", 2.0, error(404, "LOST"))];
    assert_eq!(found("forbidden_retry", &forbidden), ["forbidden-retry 1 `get_parcel` was sent again after 404 LOST"]);
    let early = [get("c", 1.0, busy("5")), get("c", 4.0, json!({ "status": 204 }))];
    assert_eq!(found("early_retry", &early), ["early-retry 1 `get_parcel` was sent again after 429 BUSY"]);
    let patient = [get("c", 1.0, busy("5")), get("c", 6.0, busy("3600")), get("c", 3606.1, json!({ "status": 204 }))];
    assert_eq!(found("patient_retry", &patient), [""; 0], "whoever waits as long as the server asks obeys it");
    let impatient = [get("c", 1.0, busy("3600")), get("c", 9.0, json!({ "status": 204 }))];
    assert_eq!(found("impatient_retry", &impatient), ["early-retry 1 `get_parcel` was sent again after 429 BUSY"]);
    let often: Vec<Value> = (0..5).map(|n| get("d", f64::from(n), down())).collect();
    assert_eq!(found("excess_attempts", &often), ["excess-attempts 2 `get_parcel` was sent again after 503"]);
    let late = [get("e", 1.0, with(down(), json!({ "duration": 65 }))), get("e", 70.0, down())];
    assert_eq!(found("late_retry", &late), ["late-retry 1 `get_parcel` was sent again after 503"]);
    let dropped = [get("f", 1.0, json!({ "failure": "reset" })), get("f", 2.0, json!({ "status": 204 }))];
    assert_eq!(
        found("unspecified_retry", &dropped),
        ["unspecified-retry 1 `get_parcel` was sent again after no response (reset)"]
    );
    let succeeded = [get("g", 1.0, json!({ "status": 200 })), get("g", 2.0, json!({ "status": 200 }))];
    assert_eq!(found("repeated_success", &succeeded), [""; 0]);
    let overlapping = [get("h", 1.0, with(error(404, "LOST"), json!({ "duration": 9 }))), get("h", 2.0, down())];
    assert_eq!(found("overlapping", &overlapping), [""; 0], "the client did not know the first response yet");
}

#[test]
fn attempts_are_joined_by_what_identifies_the_call_only() {
    let keyed = |key: &str| {
        let about = json!({ "method": "POST", "path": "/parcels", "request": { "idempotency-key": key } });
        with(error(404, "LOST"), about)
    };
    assert_eq!(
        found("joined_by_key", &[keyed("k1"), keyed("k2"), keyed("k1")]),
        ["forbidden-retry 1 `send_parcel` was sent again after 404 LOST"]
    );
    let plain = with(error(404, "LOST"), json!({ "method": "GET", "path": "/parcels/7" }));
    assert_eq!(found("joined_by_nothing", &[plain.clone(), plain.clone()]), [""; 0], "two callers may ask for the same");
    let numbered = |id: &str, attempt: u32| {
        let headers = json!({ "X-Request-Id": id, "X-Attempt": format!("{attempt} of 3") });
        with(plain.clone(), json!({ "request": headers }))
    };
    assert_eq!(found("joined_by_id", &[numbered("r1", 1), numbered("r1", 1), numbered("r2", 2)]), [""; 0]);
    assert_eq!(
        found("joined_by_number", &[numbered("r1", 1), numbered("r1", 2)]),
        ["forbidden-retry 1 `get_parcel` was sent again after 404 LOST"]
    );
    assert_eq!(
        found("too_high_a_number", &[with(plain, json!({ "attempt": 9 }))]),
        ["excess-attempts 1 `get_parcel` was sent more often than allowed"]
    );
}

#[test]
fn histories_of_jobs_are_judged_by_id() {
    let read = |id: &str, state: &str| json!({ "method": "GET", "path": format!("/parcels/{id}?x=1"), "status": 200, "body": { "state": state } });
    let legal = ["moving", "moving", "delivered", "delivered"].map(|state| read("1", state));
    let mixed = [read("1", "stored"), read("2", "delivered"), read("1", "moving"), read("2", "delivered")];
    assert_eq!(
        found("legal_histories", &[legal.to_vec(), mixed.to_vec()].concat()),
        [
            "stale-state 1 Parcel reported `moving` after `delivered`",
            "stale-state 1 Parcel reported `stored` after `delivered`"
        ]
    );
    let illegal = [read("3", "moving"), read("3", "delivered"), read("3", "lost"), read("4", "eaten")];
    assert_eq!(
        found("illegal_histories", &illegal),
        ["impossible-state 1 Parcel moved from `delivered` to `lost`", "unlisted-state 1 `eaten` is not a state of Parcel"]
    );
    let elsewhere =
        |state: &str| json!({ "machine": "Parcel", "status": 200, "body": { "state": state, "data": { "id": 9 } } });
    let run = audit(&folder("ids_in_bodies"), &[elsewhere("delivered"), elsewhere("lost")], &["--job-id", "/data/id"]);
    assert!(run.code == 1 && run.out.contains("error[impossible-state]: Parcel moved from `delivered` to `lost`"), "{run:?}");
}

#[test]
fn the_levels_and_the_coverage_decide_the_exit_code() {
    let folder = folder("levels_of_an_audit");
    let records = [error(404, "LOST"), error(404, "STOLEN")];
    let code = |arguments: &[&str]| audit(&folder, &records, arguments).code;
    assert_eq!((code(&[]), code(&["--fail-on", "warning"]), code(&["--fail-on", "note"])), (0, 1, 1));
    assert_eq!((code(&["--fail-under", "33"]), code(&["--fail-under", "34%"])), (0, 1), "one of three codes was seen");
    let run = audit(&folder, &records, &[]);
    assert!(
        run.out.ends_with(
            "2 records: 2 failures\n1 warning\nseen: 1 of 3 codes (33 %), 1 of 4 statuses (25 %), 1 of 1 bodies (100 %), \
         0 of 4 states (0 %)\ncodes never seen: ErrorCode.DEPOT_FULL, ErrorCode.BUSY\nstatuses never seen: 409, 429, 503\n\
         states never seen: Parcel.stored, Parcel.moving, Parcel.delivered, Parcel.lost\n"
        ),
        "{}",
        run.out
    );
    assert!(
        run.out.starts_with("warning[unlisted-code]: `STOLEN` is not a code of ErrorCode\n  --> traffic.jsonl:2\n"),
        "{}",
        run.out
    );
}

#[test]
fn every_format_says_the_same() {
    let folder = folder("formats_of_an_audit");
    let records =
        [error(404, "STO|LEN"), with(error(404, "LOST"), json!({ "method": "GET", "path": "/parcels/7", "attempt": 7 }))];
    let markdown = audit(&folder, &records, &["--format", "markdown"]).out;
    assert!(markdown.starts_with("**1 error, 1 warning**: 2 records: 2 failures\n\n### Errors\n"), "{markdown}");
    assert!(markdown.contains("| `STO\\|LEN` is not a code of ErrorCode | 1 | traffic.jsonl:1 | "), "{markdown}");
    assert!(markdown.contains("| 1 of 3 codes (33 %) | ErrorCode.DEPOT_FULL, ErrorCode.BUSY |\n"), "{markdown}");
    let github = audit(&folder, &records, &["--format", "github"]).out;
    assert!(
        github.starts_with("::error file=traffic.jsonl,line=2,title=excess-attempts::`get_parcel` was sent more"),
        "{github}"
    );
    assert!(github.contains("\n::warning file=traffic.jsonl,line=1,title=unlisted-code::"), "{github}");
}

#[test]
fn a_har_file_is_read_and_other_services_are_left_out() {
    let folder = folder("audit_of_a_har_file");
    let entry = |url: &str, status: u16, text: &str, encoding: Option<&str>| {
        json!({
            "startedDateTime": "2026-01-31T12:00:00.250Z", "time": 12.5, "cache": {},
            "request": { "method": "GET", "url": url, "headers": [{ "name": "Cookie", "value": "hush" }] },
            "response": { "status": status, "headers": [], "content": { "text": text, "encoding": encoding } },
        })
    };
    let entries = [
        entry("https://api.example.com/v1/parcels/1?token=hush", 404, r#"{"code":"LOST"}"#, None),
        // {"code":"STOLEN"}
        entry("https://api.example.com/v1/parcels/2", 404, "eyJjb2RlIjoiU1RPTEVOIn0=", Some("base64")),
        entry("https://cdn.example.com/logo.png", 404, "", None),
        entry("https://api.example.com/v1/parcels/3", 0, "", None),
    ];
    folder.write("session.har", &json!({ "log": { "version": "1.2", "entries": entries } }).to_string());
    let run = folder.errspec(&["audit", "parcels.yaml", "session.har", "--base", "https://api.example.com/v1/"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("`STOLEN` is not a code of ErrorCode\n  --> session.har:2\n"), "{}", run.out);
    assert!(run.out.contains("3 records: 2 failures, 1 without a response, 1 of other services left out\n"), "{}", run.out);
    assert!(!run.out.contains("hush"), "{}", run.out);
    folder.write("broken.har", r#"{"log": {"entries": [{"startedDateTime": "now"}]}}"#);
    let broken = folder.errspec(&["audit", "parcels.yaml", "broken.har"]);
    assert!(
        broken.code == 2 && broken.err.starts_with("error: broken.har: not a HAR file: missing field `request`"),
        "{broken:?}"
    );
}

#[test]
fn an_audit_of_nothing_does_not_pass() {
    let folder = folder("no_records");
    folder.write("log.jsonl", "{\"status\": 404, \"method\": \"GET\", \"path\": \"/v1/parcels/1\"}\n");
    let audit = |base: &str| folder.errspec(&["audit", "parcels.yaml", "log.jsonl", "--base", base]);
    let left_out = audit("https://api.example.com/v2");
    assert_eq!(left_out.code, 2, "{left_out:?}");
    assert!(left_out.err.contains("no record is below `https://api.example.com/v2`"), "{}", left_out.err);
    assert!(left_out.err.contains("1 left out"), "{}", left_out.err);
    assert!(audit("https://api.example.com/v1").out.contains("1 record"), "the paths are compared");
    let undeclared = audit("https://api.example.com");
    assert!(undeclared.out.contains("1 record: 1 failure, 1 of no operation of the contract\n"), "{}", undeclared.out);
    folder.write("empty.jsonl", "");
    let empty = folder.errspec(&["audit", "parcels.yaml", "empty.jsonl"]);
    assert!(empty.code == 2 && empty.err.contains("the traffic has no records"), "{empty:?}");
}

#[test]
fn bad_input_is_named_with_its_line() {
    let folder = folder("bad_traffic");
    for (line, why) in [
        ("{", "not JSON: each line is a JSON object"),
        ("PNG", "not JSON: each line is a JSON object, unless the name of the file ends with `.har`"),
        (r#"{"status": 99}"#, "`99` is not a status; it has three digits"),
        (r#"{"staus": 200}"#, "unknown field `staus`"),
        (r#"{"method": "GET"}"#, "a record needs a `status` or, if there was no response, a `failure`"),
        (r#"{"status": 200, "failure": "tls"}"#, "either a `status` or a `failure`, not both"),
        (r#"{"failure": "bored"}"#, "`bored` is not a failure; expected connect, timeout, reset, tls"),
        (r#"{"status": 200, "at": "yesterday"}"#, "expected seconds since 1970, or a date and time"),
        (r#"{"status": 200, "duration": -1}"#, "a duration is a number of seconds, 0 or more"),
        (r#"{"status": 200, "headers": {"A": 7}}"#, "expected the value of a header as a string"),
    ] {
        folder.write("traffic.jsonl", &format!("{}\n\n{line}\n", json!({ "status": 200 })));
        let run = folder.errspec(&["audit", "parcels.yaml", "traffic.jsonl"]);
        assert!(run.code == 2 && run.err.starts_with("error: traffic.jsonl:3: ") && run.err.contains(why), "{line}: {run:?}");
    }
    let missing = folder.errspec(&["audit", "parcels.yaml", "none.jsonl"]);
    assert!(missing.code == 2 && missing.err.starts_with("error: cannot read `none.jsonl`"), "{missing:?}");
    let unreadable = folder.errspec(&["audit", "parcels.yaml", "."]);
    assert!(unreadable.code == 2 && unreadable.err.starts_with("error: cannot read `.`: "), "{unreadable:?}");
    folder.write("broken.yaml", BROKEN);
    assert_eq!(folder.errspec(&["audit", "broken.yaml", "traffic.jsonl"]).code, 1);
    let piped = folder.errspec_reading(&["audit", "parcels.yaml", "-"], "{\"status\": 418}\n");
    assert!(piped.out.contains("--> -:1\n"), "{piped:?}");
}

#[test]
fn the_record_in_the_help_follows_the_format() {
    let help = folder("help_of_audit").errspec(&["audit", "--help"]).out;
    // The example is the only object in the help.
    let example = help.split_once("{ \"at\"").and_then(|(_, rest)| Some(rest.split_once("} } }")?.0));
    let example = format!("{{ \"at\"{}}} }} }}", example.unwrap_or_else(|| panic!("{help}")));
    let record: Value = serde_json::from_str(&example).unwrap_or_else(|error| panic!("{error}: {example}"));
    assert_eq!(
        found("record_in_the_help", std::slice::from_ref(&record)),
        ["unmatched-body 1 a 429 response with a body matches no body of the contract"]
    );
    for member in ["at", "duration", "operation", "call", "attempt", "machine", "job", "command", "failure"] {
        assert!(help.contains(member), "{member}");
    }
}

/// However long the traffic is, only the calls that were met last are kept.
#[test]
fn old_calls_are_forgotten_and_recent_ones_are_not() {
    let call = |n: usize| with(error(404, "LOST"), json!({ "method": "GET", "path": "/parcels/7", "call": n.to_string() }));
    let records: Vec<Value> = (0..40_000).chain([0, 30_000, 39_999]).map(call).collect();
    let run = audit(&folder("old_calls"), &records, &["--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&report["records"], &report["findings"][0]["count"]), (&json!(40_003), &json!(2)), "{}", report["findings"]);
    assert_eq!(report["findings"][0]["places"][0]["line"], 40_002);
}
