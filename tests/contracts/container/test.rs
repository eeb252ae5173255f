//! Booleans that overlap: a paused container runs too.

use super::served::{Served, verdicts};
use errspec::machine::Outcome;
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::container::{Api, Container, ContainerCommand, ContainerPayload, ContainerState};

fn read(state: &str) -> Option<(String, Option<Outcome>)> {
    let body = format!(r#"{{"State": {{{state}}}}}"#);
    Container::read(body.as_bytes()).map(|read| (read.state.into_owned(), read.outcome))
}

#[test]
fn the_narrower_boolean_decides() {
    let named = |state: &str| read(state).map(|(name, _)| name);
    assert_eq!(named(r#""Running": true, "Paused": true"#).as_deref(), Some("paused"));
    assert_eq!(named(r#""Running": true, "Paused": false, "Restarting": true"#).as_deref(), Some("restarting"));
    assert_eq!(named(r#""Running": true, "Paused": false"#).as_deref(), Some("running"));
    assert_eq!(named(r#""Running": false, "StartedAt": "0001-01-01T00:00:00Z""#).as_deref(), Some("created"));
    assert_eq!(named(r#""Paused": false"#), None, "nothing says what it is");
}

#[test]
fn how_it_ended_depends_on_its_exit_code() {
    let exited = |rest: &str| read(&format!(r#""Running": false, "StartedAt": "2024-05-01T10:00:00Z", {rest}"#));
    assert_eq!(exited(r#""ExitCode": 0"#), Some(("exited".into(), None)), "the outcome of the state applies");
    assert_eq!(exited(r#""ExitCode": 137"#), Some(("exited".into(), Some(Outcome::Failure))));
    assert_eq!(exited(r#""ExitCode": 0, "OOMKilled": true"#), Some(("exited".into(), Some(Outcome::Failure))));
    assert_eq!(ContainerState::Exited.outcome(), Some(Outcome::Success));
}

#[test]
fn a_container_runs_again_by_a_command_only() {
    let judged = verdicts::<Container>;
    assert_eq!(judged(&["created", "!start", "running", "exited"])[2], "one step on");
    assert_eq!(judged(&["created", "!start", "running", "!stop", "exited", "!start", "running"])[3], "start took effect");
    assert_eq!(judged(&["created", "!start", "exited"])[1], "start took effect, maybe past running");
    // What restarts a container, and why a removal fails, is not part of the contract.
    assert_eq!(judged(&["running", "restarting", "dead"])[1..], ["a move that the contract does not list"; 2]);
    assert_eq!(judged(&["created", "!remove", "removed", "running"])[2], "no known move leads there");
}

#[test]
fn waits_end_well_or_badly_by_the_exit_code() {
    let served = Served::<Api>::start("container");
    let waited = |outcome: Option<&str>| {
        let walk =
            Walk { states: vec!["running".into(), "exited".into()], outcome: outcome.map(str::to_owned), ..Walk::default() };
        served.job("Container", walk);
        served.wait(&mut Job::<Container>::existing())
    };
    let finished = waited(None).unwrap();
    assert!(matches!(finished.payload, ContainerPayload::Exited { exit_code: 0, .. }), "{finished:?}");
    let failed = waited(Some("failure")).unwrap_err();
    assert!(matches!(failed.end, WaitEnd::Failure(ContainerState::Exited)), "{failed}");
    assert!(matches!(failed.payload(), Some(ContainerPayload::Exited { .. })), "{failed}");
}

#[test]
fn a_removed_container_is_gone() {
    let served = Served::<Api>::start("container");
    served.states("Container", &["exited"]);
    let mut job = Job::<Container>::existing();
    assert_eq!(served.wait(&mut job).unwrap().state, ContainerState::Exited);
    served.command(&mut job, ContainerCommand::Remove).unwrap_err();
    let removed = served.wait(&mut job).unwrap_err();
    assert!(matches!(removed.end, WaitEnd::Gone(Some(ContainerState::Removed))), "{removed}");
}
