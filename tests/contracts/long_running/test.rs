//! `done` is absent while the operation runs; an error or a response is there at the end.

use super::served::{Served, verdicts};
use errspec::OpenCode;
use errspec::machine::JsonText;
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::long_running::{Api, Operation, OperationPayload, OperationState, RpcCode};

#[test]
fn an_operation_ends_once() {
    let judged = verdicts::<Operation>;
    assert_eq!(judged(&["running", "running", "done"]), ["first reading", "no change", "one step on"]);
    assert_eq!(judged(&["running", "failed", "running"])[2], "an earlier state");
    assert_eq!(judged(&["running", "done", "failed"])[2], "no known move leads there");
}

#[test]
fn what_is_absent_is_read_as_running() {
    let read = |body: &str| Operation::read(body.as_bytes()).map(|read| read.state.into_owned());
    assert_eq!(read(r#"{"name": "operations/7", "metadata": {}}"#).as_deref(), Some("running"));
    assert_eq!(read(r#"{"name": "operations/7", "done": true, "response": {}}"#).as_deref(), Some("done"));
    assert_eq!(read(r#"{"done": true, "error": {"code": 5, "message": "no such table"}}"#).as_deref(), Some("failed"));
}

#[test]
fn a_wait_ends_with_the_response() {
    let served = Served::<Api>::start("long_running");
    served.job("Operation", Walk { to: Some("done".into()), dwell: 3, ..Walk::default() });
    let finished = served.wait(&mut Job::<Operation>::new()).unwrap();
    let OperationPayload::Done { response } = &finished.payload else { panic!("{finished:?}") };
    assert_eq!(response.as_ref().map(JsonText::as_str), Some("{}"));
}

#[test]
fn a_failure_has_its_code_and_a_cancelled_one_is_told_apart() {
    let served = Served::<Api>::start("long_running");
    served.job("Operation", Walk { to: Some("failed".into()), ..Walk::default() });
    let failed = served.wait(&mut Job::<Operation>::new()).unwrap_err();
    assert!(matches!(failed.end, WaitEnd::Failure(OperationState::Failed)), "{failed}");
    let Some(OperationPayload::Failed { code, message: Some(_) }) = failed.payload() else { panic!("{failed}") };
    assert!(code.known() != Some(RpcCode::Cancelled));
    let body = br#"{"done": true, "error": {"code": 1}}"#;
    let cancelled = Operation::read(body).unwrap();
    assert_eq!(cancelled.outcome, Some(errspec::machine::Outcome::Cancelled));
    let payload = OperationPayload::read(OperationState::Failed, body).unwrap();
    assert_eq!(payload, OperationPayload::Failed { code: OpenCode::Known(RpcCode::Cancelled), message: None });
}
