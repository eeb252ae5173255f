//! A job's state is read from its body where the contract says.

use crate::execution::{Execution, ExecutionState};
use errspec::machine::{Indexed, Machine, Reading, StateIndex, Verdict, Watch};
use errspec::place::{Location, Place};
use errspec::retry::{Outcome, Policy};
use std::borrow::Cow;

/// The state is told by two fields, the run by a third.
static COMPOSITE: Machine = Machine {
    observe: &[Place::pointer("/status"), Place::pointer("/conclusion")],
    epoch: Some(Place::pointer("/run/attempt")),
    ..Machine::NONE
};

/// The state is told by a header, or by a part of a text in the body.
static MOVED: Machine = Machine {
    observe: &[Place::header("X-State").or(&[Location::Pointer("/state")]).after("#").default("queued")],
    ..Machine::NONE
};

fn read(body: &str) -> Option<(String, Option<u64>)> {
    let observed = COMPOSITE.read(body.as_bytes())?;
    Some((observed.state.into_owned(), observed.epoch))
}

#[test]
fn one_field_is_borrowed_from_the_body() {
    let body = br#"{"id": "7", "status": "IN_QA", "message": null}"#;
    let observed = Execution::read(body).unwrap();
    assert!(matches!(observed.state, Cow::Borrowed("IN_QA")));
    let mut watch = Execution::watch().resumed();
    watch.observe(&observed);
    assert_eq!(watch.state(), Some(ExecutionState::InQa));
}

#[test]
fn escapes_are_undone() {
    assert_eq!(Execution::read(br#"{"status": "IN\u005fQA"}"#).unwrap().state, "IN_QA");
}

#[test]
fn fault_15_a_state_beside_an_invalid_byte_is_read() {
    assert_eq!(Execution::read(b"{\"status\": \"IN_QA\", \"message\": \"caf\xe9\"}").unwrap().state, "IN_QA");
    assert_eq!(Execution::read(b"{\"status\": \"N\xffW\"}").unwrap().state, "N\u{fffd}W");
    assert_eq!(Execution::read(b"{\"status\": \"IN_QA\"}\xff"), None);
}

#[test]
fn a_body_that_says_no_state_gives_none() {
    for body in ["", "<html>", "{}", "[]", r#"{"status": null}"#, r#"{"status": "IN_QA""#] {
        assert_eq!(Execution::read(body.as_bytes()), None, "{body}");
    }
}

#[test]
fn several_fields_are_joined() {
    let whole = r#"{"status": "completed", "conclusion": "success", "run": {"attempt": 2}}"#;
    assert_eq!(read(whole), Some(("completed/success".into(), Some(2))));
    let open = r#"{"status": "queued", "conclusion": null, "run": {"attempt": "11"}}"#;
    assert_eq!(read(open), Some(("queued/".into(), Some(11))));
    assert_eq!(read(r#"{"conclusion": "success"}"#), Some(("/success".into(), None)));
    assert_eq!(read(r#"{"run": {"attempt": 2}}"#), None);
}

#[test]
fn a_run_that_is_no_number_is_not_ordered() {
    for run in [r#""a7""#, "-1", "1.5", r#""+3""#, "{}", "99999999999999999999", "null"] {
        let body = format!(r#"{{"status": "queued", "run": {{"attempt": {run}}}}}"#);
        assert_eq!(read(&body), Some(("queued/".into(), None)), "{run}");
    }
}

#[test]
fn a_watch_over_tables_known_at_run_time() {
    static MACHINE: &Machine = <Execution as errspec::StateMachine>::MACHINE;
    let mut watch: Watch<Indexed> = Watch::over(MACHINE);
    watch.observe("CREATED");
    assert!(matches!(watch.observe(Reading::from("COMPLETED")).verdict(), Verdict::Skip { .. }));
    assert_eq!(watch.state(), Some(StateIndex(3)));
    assert_eq!(watch.observe("ARCHIVED").verdict(), Verdict::Unknown("ARCHIVED"));
}

#[test]
fn a_state_is_read_from_the_first_place_that_has_one() {
    let read = |headers: &[(&str, &str)], body: &str| {
        let body = body.as_bytes();
        let outcome = Outcome::status(200).headers(&headers).body(&body);
        MOVED.read_outcome(&outcome, &Policy::DEFAULT, None).map(|job| job.state.into_owned())
    };
    let both = r#"{"state": "urn:state#running"}"#;
    assert_eq!(read(&[], both).as_deref(), Some("running"));
    assert_eq!(read(&[("x-state", "done")], both).as_deref(), Some("done"));
    assert_eq!(read(&[("X-State", " ")], both).as_deref(), Some("running"), "an empty header has no value");
    assert_eq!(read(&[("X-State", "done")], "<html>").as_deref(), Some("done"), "the body does not matter");
    assert_eq!(read(&[], "{}").as_deref(), Some("queued"));
    assert_eq!(read(&[], "<html>"), None, "a page is not a job in its first state");
    assert_eq!(MOVED.read(both.as_bytes()).map(|job| job.state.into_owned()).as_deref(), Some("running"));
}
