//! Jobs walk through their machine, and a client's watch judges them.
use crate::common::{self, Client, get, post, read, serve};
use errspec::Verdict;
use errspec_server::{Label, Options, Server, Walk};
use errspec_spec::model::{Cause, Contract};
use generated_client::autoretouch::{Execution, ExecutionCommand, ExecutionState};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Status and conclusion in two fields, circles, two initial states, commands.
const BUILD: &str = "\
errspec: 1
name: builds
operations:
  get_build: { method: GET, path: '/repos/{repo}/builds/{id}', machine: Build }
machines:
  Build:
    observe: { parts: [/run/status, /run/conclusion] }
    epoch: { at: /run/attempt }
    initial: [queued/, waiting/]
    unknown: { treat_as: pending, limit: 3 }
    states:
      queued/: { kind: pending }
      running/: { kind: pending }
      waiting/: { kind: external, by: approver }
      completed/success: { kind: final, outcome: success, payload: { url: string, seconds: integer, ok: boolean, at: timestamp } }
      completed/failure: { kind: resting, outcome: failure }
    edges:
      - queued/ -> running/
      - running/ -> queued/ | waiting/ | completed/success | completed/failure
      - waiting/ -> running/
      - { edge: completed/failure -> queued/, command: rerun }
    commands:
      rerun: { summary: Run it again, max_uses: 2 }
";

fn builds() -> Server {
    Server::start(read(BUILD), Options::default()).unwrap()
}

/// The edges without a command, by wire text, and the first states.
fn own_edges(contract: &Contract) -> (BTreeSet<(String, String)>, BTreeSet<String>) {
    let machine = &contract.machines[0];
    let name = |at: usize| machine.states[at].wire.value.clone();
    let own = machine.edges.iter().filter(|edge| !matches!(edge.cause, Cause::Command(_)));
    (
        own.map(|edge| (name(edge.from.value), name(edge.to.value))).collect(),
        machine.initial.iter().map(|at| name(at.value)).collect(),
    )
}

fn states(server: &Server, id: &str) -> Vec<String> {
    server.readings(id).unwrap().into_iter().map(|reading| reading.state).collect()
}

#[test]
fn every_walk_follows_the_edges_to_where_the_service_stops() {
    for (server, machine) in [(serve("autoretouch"), "Execution"), (builds(), "Build")] {
        let (edges, initial) = own_edges(server.contract());
        let mut ends = BTreeSet::new();
        for seed in 0..300 {
            let id = server.job(machine, None, Walk { seed: Some(seed), ..Walk::default() }).unwrap();
            let walk = states(&server, &id);
            assert!(initial.contains(&walk[0]), "{walk:?}");
            for pair in walk.windows(2) {
                assert!(edges.contains(&(pair[0].clone(), pair[1].clone())), "{walk:?}");
            }
            let last = walk.last().unwrap();
            assert!(!edges.iter().any(|(from, _)| from == last), "{walk:?}");
            ends.insert(last.clone());
        }
        assert!(ends.len() >= 2, "{ends:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_walks() {
    let walks = |seed| {
        let server = Server::start(common::contract("autoretouch"), Options { seed, ..Options::default() }).unwrap();
        let ids: Vec<String> = (0..40).map(|_| server.job("Execution", None, Walk::default()).unwrap()).collect();
        ids.iter().map(|id| states(&server, id)).collect::<Vec<_>>()
    };
    assert_eq!(walks(7), walks(7));
    assert_ne!(walks(7), walks(1_000_000));
}

#[test]
fn a_walk_ends_where_it_is_told_to() {
    let server = serve("autoretouch");
    for state in ExecutionState::ALL {
        for seed in 0..20 {
            let walk = Walk { seed: Some(seed), to: Some(state.to_string()), ..Walk::default() };
            let id = server.job("Execution", None, walk).unwrap();
            assert_eq!(states(&server, &id).last().unwrap(), &state.to_string());
        }
    }
    let error = server.job("Execution", None, Walk { to: Some("COMPLETD".into()), ..Walk::default() }).unwrap_err();
    assert!(error.to_string().contains("did you mean: COMPLETED"), "{error}");
}

/// Reads a job over HTTP until its plan is used up.
fn observed(server: &Server, id: &str) -> Vec<(Label, String)> {
    let plan = server.readings(id).unwrap();
    let mut client = Client::new(server.addr());
    let mut read = Vec::new();
    for reading in plan {
        let answer = client.request("GET", &format!("/v1/workflow/execution/{id}"), "");
        let seen = Execution::read(&answer.body).unwrap().state.into_owned();
        assert_eq!(seen, reading.state);
        read.push((reading.label, seen));
    }
    read
}

#[test]
fn a_watch_finds_nothing_wrong_with_a_walk() {
    let server = serve("autoretouch");
    for seed in 0..40 {
        let walk = Walk { seed: Some(seed), dwell: 2, skips: 1, ..Walk::default() };
        let id = server.job("Execution", None, walk).unwrap();
        let mut watch = Execution::watch().other_actors(false);
        for (label, state) in observed(&server, &id) {
            let report = watch.observe(state.as_str());
            assert!(report.strict().is_ok(), "{label} {:?}", report.verdict());
            let agrees = match label {
                Label::Step => matches!(report.verdict(), Verdict::Step { .. }),
                Label::Skip => matches!(report.verdict(), Verdict::Skip { .. }),
                Label::Same => report.verdict() == Verdict::Same,
                _ => label == Label::First,
            };
            assert!(agrees, "{label} {:?}", report.verdict());
        }
        assert!(!Execution::MACHINE.states[watch.state().unwrap() as usize].kind.is_active());
    }
}

#[test]
fn what_is_asked_to_go_wrong_goes_wrong_as_often() {
    let server = serve("autoretouch");
    for seed in 0..40 {
        let walk = Walk { seed: Some(seed), skips: 1, stale: 2, illegal: 1, unlisted: 2, ..Walk::default() };
        let id = server.job("Execution", None, walk).unwrap();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut watch = Execution::watch().other_actors(false);
        for (label, state) in observed(&server, &id) {
            *counts.entry(label.as_str()).or_default() += 1;
            if matches!(label, Label::Stale | Label::Illegal | Label::Unlisted) {
                let mut probe = watch.clone();
                let report = probe.observe(state.as_str());
                let agrees = match label {
                    Label::Stale => report.verdict() == Verdict::Regressed,
                    Label::Illegal => report.strict().is_err(),
                    _ => matches!(report.verdict(), Verdict::Unknown(_)),
                };
                assert!(agrees, "{label} {state}: {}", report.verdict());
            } else {
                watch.observe(state.as_str());
            }
        }
        assert_eq!(
            (counts.get("stale"), counts.get("illegal"), counts.get("unlisted")),
            (Some(&2), Some(&1), Some(&2)),
            "{counts:?}"
        );
        assert!(counts.contains_key("skip"), "{counts:?}");
    }
}

#[test]
fn listed_readings_are_given_as_they_are() {
    let server = serve("autoretouch");
    let made = post(&server, "/__errspec/jobs/Execution?id=mine&states=CREATED,COMPLETED,ACTIVE,BROKEN,FAILED", "");
    assert_eq!(made.status, 201);
    let labels: Vec<String> =
        made.json()["readings"].as_array().unwrap().iter().map(|reading| reading["as"].as_str().unwrap().into()).collect();
    assert_eq!(labels, ["first", "skip", "stale", "unlisted", "step"]);
    for state in ["CREATED", "COMPLETED", "ACTIVE", "BROKEN", "FAILED", "FAILED", "FAILED"] {
        assert_eq!(get(&server, "/__errspec/jobs/mine").json()["status"], state);
    }
}

#[test]
fn commands_begin_a_new_run_and_may_be_late() {
    let server = serve("autoretouch");
    let walk = Walk { to: Some("FAILED".into()), late: 2, ..Walk::default() };
    let id = server.job("Execution", None, walk).unwrap();
    let mut watch = Execution::watch().other_actors(false);
    for (_, state) in observed(&server, &id) {
        assert!(watch.observe(state.as_str()).strict().is_ok());
    }
    assert_eq!(watch.state(), Some(ExecutionState::Failed));
    assert_eq!(post(&server, &format!("/v1/workflow/execution/{id}/retry"), "").json()["status"], "CREATED");
    watch.sent(ExecutionCommand::Retry, Duration::ZERO);
    let readings = observed(&server, &id);
    let labels: Vec<Label> = readings.iter().map(|(label, _)| *label).take(3).collect();
    assert_eq!(labels, [Label::Late, Label::Late, Label::Commanded]);
    for (label, state) in readings {
        let verdict = watch.observe(state.as_str()).verdict();
        match label {
            Label::Late => assert_eq!(verdict, Verdict::Unsettled),
            Label::Commanded => assert!(matches!(verdict, Verdict::Commanded { .. }), "{verdict}"),
            _ => assert!(matches!(verdict, Verdict::Step { .. } | Verdict::Same), "{verdict}"),
        }
    }
}

#[test]
fn a_command_is_refused_where_it_does_nothing() {
    let server = builds();
    let path = "/repos/r/builds/7";
    assert_eq!(post(&server, "/__errspec/jobs/Build", r#"{"id": 7, "states": ["queued/", "completed/failure"]}"#).status, 201);
    assert_eq!(get(&server, path).json()["run"]["status"], "queued");
    let refused = post(&server, &format!("{path}/rerun"), "");
    assert_eq!(refused.status, 409);
    assert_eq!(get(&server, path).json()["run"]["conclusion"], "failure");
    assert_eq!(post(&server, &format!("{path}/rerun"), "").json()["run"]["attempt"], 2);
    assert_eq!(post(&server, "/__errspec/jobs/7/stop", "").status, 404);
    assert_eq!(post(&server, "/__errspec/jobs/8/rerun", "").status, 404);
}

#[test]
fn a_command_has_its_uses() {
    let server = builds();
    let id = server.job("Build", None, Walk { to: Some("completed/failure".into()), ..Walk::default() }).unwrap();
    for status in [200, 200, 409] {
        let left = server.readings(&id).unwrap().len();
        (0..left).for_each(|_| assert_eq!(get(&server, &format!("/__errspec/jobs/{id}")).status, 200));
        assert_eq!(post(&server, &format!("/__errspec/jobs/{id}/rerun"), "").status, status);
    }
}

#[test]
fn a_job_is_told_where_the_contract_says() {
    let server = builds();
    post(&server, "/__errspec/jobs/Build", r#"{"id": "b", "states": ["waiting/", "completed/success", "odd"]}"#);
    let path = "/repos/any/builds/b";
    assert_eq!(get(&server, path).text(), r#"{"run":{"status":"waiting","conclusion":null,"attempt":1},"id":"b"}"#);
    let done = get(&server, path).json();
    assert_eq!((&done["run"]["conclusion"], &done["seconds"], &done["ok"]), (&"success".into(), &60.into(), &true.into()));
    assert_eq!(get(&server, path).json()["run"]["status"], "odd");
}

/// A job whose states are booleans and numbers in its answers, and one that is a number alone.
const PLAIN: &str = "\
errspec: 1
name: plain
machines:
  Copy:
    observe: { parts: [/done, /error/code, /phase] }
    initial: [false//reading]
    states:
      false//reading: { kind: pending }
      false//2: { kind: pending }
      true/0/: { kind: final, outcome: success }
      true/-13/: { kind: final, outcome: failure }
    edges: [false//reading -> false//2, false//2 -> true/0/ | true/-13/]
  Level:
    observe: { at: /level }
    initial: ['1']
    states: { '1': { kind: pending }, '2.5': { kind: final, outcome: success } }
    edges: ['1 -> 2.5']
";

#[test]
fn fault_24_states_are_written_as_the_contract_reads_them() {
    let server = Server::start(read(PLAIN), Options::default()).unwrap();
    let states = r#"{"id": "c", "states": ["false//reading", "false//2", "true/-13/", "true/0/", "maybe/x/"]}"#;
    assert_eq!(post(&server, "/__errspec/jobs/Copy", states).status, 201);
    for told in [
        r#"{"done":false,"error":{"code":null},"phase":"reading","id":"c"}"#,
        r#"{"done":false,"error":{"code":null},"phase":"2","id":"c"}"#,
        r#"{"done":true,"error":{"code":-13},"phase":null,"id":"c"}"#,
        r#"{"done":true,"error":{"code":0},"phase":null,"id":"c"}"#,
        r#"{"done":"maybe","error":{"code":"x"},"phase":null,"id":"c"}"#,
    ] {
        assert_eq!(get(&server, "/__errspec/jobs/c").text(), told);
    }
    assert_eq!(post(&server, "/__errspec/jobs/Level?id=l&states=1,2.5", "").status, 201);
    for told in [r#"{"level":1,"id":"l"}"#, r#"{"level":2.5,"id":"l"}"#] {
        assert_eq!(get(&server, "/__errspec/jobs/l").text(), told);
    }
}

#[test]
fn a_job_nobody_made_walks_when_it_is_asked_for() {
    let server = serve("autoretouch");
    let (_, initial) = own_edges(server.contract());
    let first = get(&server, "/v1/workflow/execution/a%20b").json();
    assert!(initial.contains(first["status"].as_str().unwrap()), "{first}");
    assert_eq!(first["id"], "a b");
    assert_eq!(get(&server, "/__errspec/jobs").json()[0]["machine"], "Execution");
    assert_eq!(get(&server, "/__errspec/jobs/nobody").status, 404);
}

#[test]
fn a_script_reaches_the_polls_of_a_job() {
    let server = serve("autoretouch");
    server.job("Execution", Some("j"), Walk { states: vec!["CREATED".into(), "ACTIVE".into()], ..Walk::default() }).unwrap();
    server.script_text("pass\n503\nreset").unwrap();
    let poll = || get(&server, "/v1/workflow/execution/j");
    assert_eq!(poll().json()["status"], "CREATED");
    assert_eq!(poll().status, 503);
    assert!(common::raw(&server, "/v1/workflow/execution/j").is_err());
    assert_eq!(poll().json()["status"], "ACTIVE", "a fault costs no reading");
}

#[test]
fn mistakes_in_a_job_are_said() {
    let server = serve("autoretouch");
    for (path, body, status, says) in [
        ("/__errspec/jobs/Executoin", "", 404, "it has: Execution"),
        ("/__errspec/jobs/Execution", "{", 400, "invalid JSON"),
        ("/__errspec/jobs/Execution", "[]", 400, "write an object"),
        ("/__errspec/jobs/Execution", r#"{"skip": 1}"#, 400, "did you mean `skips`?"),
        ("/__errspec/jobs/Execution", r#"{"skips": -1}"#, 400, "expected u32"),
        ("/__errspec/jobs/Execution", r#"{"states": [1]}"#, 400, "`states` is a list"),
        ("/__errspec/jobs/Execution?to=NOWHERE", "", 400, "no state `NOWHERE`"),
    ] {
        let answer = post(&server, path, body);
        assert_eq!(answer.status, status, "{body}");
        assert!(answer.text().contains(says), "{}", answer.text());
    }
}

/// Commands that their operations send: two of them with the same request, and one whose response is a reading as well.
const UPLOAD: &str = "\
errspec: 1
name: uploads
operations:
  get_upload: { method: GET, path: '/uploads/{id}', machine: Upload }
  close_upload: { method: PATCH, path: '/uploads/{id}' }
  abort_upload: { method: PATCH, path: '/uploads/{id}' }
  check_upload: { method: POST, path: '/uploads/{id}/checks', machine: Upload }
machines:
  Upload:
    observe: { at: /state }
    initial: open
    actions: { close: { summary: Close it, command: close } }
    states:
      open: { kind: resting, outcome: { needs: close } }
      closed: { kind: resting, outcome: success }
      aborted: { kind: final, outcome: cancelled }
      checked: { kind: final, outcome: success }
    edges:
      - { edge: open -> closed, command: close }
      - { edge: closed -> aborted, command: abort }
      - { edge: closed -> checked, command: check }
    commands:
      close: { summary: Says that all parts are there, operation: close_upload }
      abort: { summary: Gives up, operation: abort_upload }
      check: { summary: Has the parts compared, operation: check_upload }
";

#[test]
fn a_command_is_sent_by_its_operation() {
    let server = Server::start(read(UPLOAD), Options::default()).unwrap();
    let request = |method: &str, path: &str| Client::new(server.addr()).request(method, path, "");
    let state = |answer: &common::Answer| answer.json()["state"].clone();
    // The same request closes an upload that is open, and aborts one that is closed.
    assert_eq!(state(&request("GET", "/uploads/1")), "open");
    assert_eq!(state(&request("PATCH", "/uploads/1")), "closed");
    assert_eq!(state(&request("PATCH", "/uploads/1")), "aborted");
    assert_eq!(request("PATCH", "/uploads/1").status, 409);
    assert_eq!(state(&request("GET", "/uploads/1")), "aborted");
    // A job that was not read before exists from its first command on.
    assert_eq!(request("POST", "/uploads/2/checks").status, 409);
    assert_eq!(state(&request("PATCH", "/uploads/2")), "closed");
    assert_eq!(state(&request("POST", "/uploads/2/checks")), "checked");
}
