//! States that are recognized by conditions, by aliases, and by an absent text; outcomes that depend on the response.

use errspec::machine::{Next, Observed, Outcome, PayloadError, StateMachine};
use errspec::{OpenCode, retry};
use errspec_tests::states_by_condition::{
    ApiCode, ApiError, Check, CheckState, Instance, InstanceCommand, InstanceState, Offer, OfferState, Queued, QueuedState,
    RETRY, Task, TaskError, TaskPayload, TaskState,
};

/// A state, and what follows.
type Followed<M> = (Option<<M as StateMachine>::State>, Next<<M as StateMachine>::State>);

fn next<M: StateMachine>(observed: Option<Observed<'_>>) -> Option<Followed<M>> {
    let observed = observed?;
    let report = errspec::Watch::<M>::new().resumed().observe(&observed).into_parts();
    Some(report)
}

/// The parts of a report that outlive the body.
trait Parts<S> {
    fn into_parts(self) -> (Option<S>, Next<S>);
}

impl<M: StateMachine> Parts<M::State> for errspec::machine::Report<'_, M> {
    fn into_parts(self) -> (Option<M::State>, Next<M::State>) {
        (self.state(), self.next())
    }
}

fn end<S: Copy>(state: S, outcome: Outcome) -> Option<(Option<S>, Next<S>)> {
    Some((Some(state), Next::End { state, outcome: Some(outcome) }))
}

fn task(body: &str) -> Option<(Option<TaskState>, Next<TaskState>)> {
    next::<Task>(Task::read(body.as_bytes()))
}

#[test]
fn the_first_condition_that_holds_is_the_state() {
    assert_eq!(task(r#"{"done": true, "response": {}}"#), end(TaskState::Done, Outcome::Success));
    assert_eq!(task(r#"{"done": true, "error": {"code": 5}}"#), end(TaskState::Failed, Outcome::Failure));
    assert_eq!(task(r#"{"done": true, "error": null}"#), end(TaskState::Done, Outcome::Success));
}

#[test]
fn an_answer_without_a_state_has_the_absent_one_if_it_is_json() {
    assert_eq!(task("{}").and_then(|(state, _)| state), Some(TaskState::Running));
    assert_eq!(task(r#"{"done": false, "error": {}}"#).and_then(|(state, _)| state), Some(TaskState::Running));
    assert_eq!(task("<html>"), None);
    assert_eq!(task(""), None);
}

#[test]
fn the_name_of_a_conditional_state_is_not_a_text_of_the_api() {
    let read = |text: &str| next::<Instance>(Instance::read(format!(r#"{{"state": "{text}"}}"#).as_bytes()));
    assert_eq!(read("deleted").map(|(state, _)| state), Some(None));
    assert_eq!(read("running"), end(InstanceState::Running, Outcome::Success));
    // A program that learns the state in another way passes it by name.
    assert_eq!(Instance::watch().resumed().observe("deleted").state(), Some(InstanceState::Deleted));
}

#[test]
fn the_payload_of_every_state_is_typed() {
    let failed = |body: &str| TaskPayload::read(TaskState::Failed, body.as_bytes());
    assert_eq!(
        failed(r#"{"done": true, "error": {"code": "lost", "detail": "node 7"}}"#),
        Ok(TaskPayload::Failed { code: TaskError::Lost.into(), detail: Some("node 7".into()) })
    );
    let unlisted = failed(r#"{"done": true, "error": {"code": "melted", "detail": null}}"#);
    assert_eq!(unlisted, Ok(TaskPayload::Failed { code: OpenCode::Unknown("melted".into()), detail: None }));
    assert_eq!(failed("{}"), Err(PayloadError::Missing { at: "/error/code", ty: "TaskError" }));
    let wrong = failed(r#"{"error": {"code": "lost", "detail": []}}"#);
    assert_eq!(wrong, Err(PayloadError::Missing { at: "/error/detail", ty: "string" }));
    let done = TaskPayload::read(TaskState::Done, br#"{"response": {"sum": [1, 2]}, "seconds": 7}"#).unwrap();
    let TaskPayload::Done { response, took: Some(7) } = &done else { panic!("{done:?}") };
    assert_eq!(response.json().at("/sum/1").unwrap().as_str(), "2");
    assert_eq!(TaskPayload::read(TaskState::Running, b"{}"), Err(PayloadError::NoPayload));
    assert_eq!(done.state(), TaskState::Done);
}

fn instance(outcome: &retry::Outcome<'_>) -> Option<(Option<InstanceState>, Next<InstanceState>)> {
    next::<Instance>(Instance::MACHINE.read_outcome(outcome, &RETRY, None))
}

#[test]
fn failures_are_states_where_a_condition_names_them() {
    assert_eq!(instance(&retry::Outcome::status(404)), end(InstanceState::Missing, Outcome::Gone));
    let deleted = retry::Outcome::status(409).code(ApiCode::InstanceDeleted);
    assert_eq!(instance(&deleted), end(InstanceState::Deleted, Outcome::Gone));
    let body = br#"{"error": {"code": "InstanceDeleted"}}"#;
    let error = ApiError::decode(409, &(), body);
    assert_eq!(instance(&retry::Outcome::error(&error)), end(InstanceState::Deleted, Outcome::Gone));
    // Other failures report no state, whatever their headers and bodies contain.
    let running = br#"{"state": "running"}"#.as_slice();
    let failure = retry::Outcome::status(503).headers(&[("X-Drained", "1")]).body(&running);
    assert_eq!(instance(&failure), None);
    assert_eq!(instance(&retry::Outcome::transport(errspec::retry::Transport::Timeout)), None);
}

#[test]
fn a_condition_precedes_the_text() {
    let running = br#"{"state": "running"}"#.as_slice();
    let drained = retry::Outcome::status(200).headers(&[("X-Drained", "1")]).body(&running);
    assert_eq!(instance(&drained), end(InstanceState::Drained, Outcome::Skipped));
    let plain = retry::Outcome::status(200).body(&running);
    assert_eq!(instance(&plain), end(InstanceState::Running, Outcome::Success));
}

#[test]
fn commands_and_conditions_go_together() {
    let mut watch = Instance::watch().resumed();
    watch.observe("running");
    watch.sent(InstanceCommand::Delete, core::time::Duration::ZERO);
    let not_found = retry::Outcome::status(404);
    let gone = Instance::MACHINE.read_outcome(&not_found, &RETRY, None).unwrap();
    assert_eq!(watch.observe(&gone).verdict().to_string(), "delete took effect, past deleting");
}

fn queued(text: &str) -> Option<QueuedState> {
    let body = format!(r#"{{"job_state": "{text}"}}"#);
    Queued::read(body.as_bytes()).and_then(|observed| Queued::watch().resumed().observe(&observed).state())
}

#[test]
fn aliases_case_and_parameters() {
    use QueuedState::{Cancelled, Completed, Pending, Running};
    assert_eq!([queued("PENDING"), queued("pd"), queued("Configuring")], [Some(Pending); 3]);
    assert_eq!([queued("R"), queued("running")], [Some(Running); 2]);
    assert_eq!([queued("CD"), queued("completed")], [Some(Completed); 2]);
    assert_eq!([queued("CANCELLED"), queued("cancelled by 1000"), queued("CANCELLED by ")], [Some(Cancelled); 3]);
    assert_eq!([queued("CANCELLEDX"), queued("COMPLETED by 1"), queued("")], [None; 3]);
    assert_eq!(QueuedState::from_wire("ca"), Some(Cancelled));
    assert_eq!(Queued::MACHINE.parameter(Cancelled as u16, "CANCELLED by 1000"), Some("1000"));
    assert_eq!(Queued::MACHINE.parameter(Cancelled as u16, "CANCELLED"), None);
}

#[test]
fn the_text_stays_as_it_was_sent() {
    let observed = Queued::read(br#"{"job_state": "CANCELLED by 1000"}"#).unwrap();
    let mut watch = Queued::watch().resumed();
    let report = watch.observe(&observed);
    assert_eq!((report.text(), report.state()), ("CANCELLED by 1000", Some(QueuedState::Cancelled)));
}

fn check(body: &str) -> Option<(Option<CheckState>, Next<CheckState>)> {
    next::<Check>(Check::read(body.as_bytes()))
}

#[test]
fn an_unlisted_second_word_keeps_the_first() {
    let read = |conclusion: &str| check(&format!(r#"{{"status": "completed", "conclusion": {conclusion}}}"#));
    assert_eq!(read(r#""failure""#), end(CheckState::CompletedFailure, Outcome::Failure));
    assert_eq!(read(r#""action_required""#), end(CheckState::CompletedOtherwise, Outcome::Unknown));
    assert_eq!(read("null"), end(CheckState::CompletedOtherwise, Outcome::Unknown));
    assert_eq!(check(r#"{"status": "completing", "conclusion": "x"}"#).map(|(state, _)| state), Some(None));
}

#[test]
fn an_outcome_may_depend_on_the_response() {
    let read = |steps: &str| check(&format!(r#"{{"status": "completed", "conclusion": "success", "failed_steps": {steps}}}"#));
    assert_eq!(read("0"), end(CheckState::CompletedSuccess, Outcome::Success));
    assert_eq!(read("2"), end(CheckState::CompletedSuccess, Outcome::Partial));
    assert_eq!(CheckState::CompletedSuccess.outcome(), Some(Outcome::Success));
    assert!(CheckState::Queued.can_reach(Outcome::Partial));
}

#[test]
fn a_late_reading_keeps_the_outcome_of_the_known_one() {
    let mut watch = Check::watch();
    let partial = br#"{"status": "completed", "conclusion": "success", "failed_steps": 2}"#;
    watch.observe(&Check::read(partial).unwrap());
    let late = Check::read(br#"{"status": "queued"}"#).unwrap();
    let report = watch.observe(&late);
    assert_eq!(report.verdict(), errspec::Verdict::Regressed);
    let known = Next::End { state: CheckState::CompletedSuccess, outcome: Some(Outcome::Partial) };
    assert_eq!(report.next(), known);
}

fn offer(status: u16, code: &str) -> Option<Followed<Offer>> {
    let body = format!(r#"{{"error": {{"code": "{code}"}}}}"#);
    let error = ApiError::decode(status, &(), body.as_bytes());
    next::<Offer>(Offer::MACHINE.read_outcome(&retry::Outcome::error(&error), &RETRY, None))
}

#[test]
fn a_state_is_known_by_a_tag_of_the_code() {
    assert_eq!(offer(409, "RECALL_SAFETY"), end(OfferState::Withdrawn, Outcome::Gone));
    // An unlisted code has the tags of its family.
    assert_eq!(offer(409, "RECALL_PAINT"), end(OfferState::Withdrawn, Outcome::Gone));
    assert_eq!(offer(409, "InstanceDeleted"), None);
    // A code that the program supplies has its tags too.
    let named = retry::Outcome::status(409).code(ApiCode::RecallSafety);
    assert_eq!(next::<Offer>(Offer::MACHINE.read_outcome(&named, &RETRY, None)), end(OfferState::Withdrawn, Outcome::Gone));
    let open = br#"{"state": "open"}"#.as_slice();
    let success = retry::Outcome::status(200).body(&open);
    let read = next::<Offer>(Offer::MACHINE.read_outcome(&success, &RETRY, None));
    assert_eq!(read.and_then(|(state, _)| state), Some(OfferState::Open));
}

#[test]
fn an_outcome_may_depend_on_a_tag_of_the_code() {
    assert_eq!(offer(409, "Closed"), end(OfferState::Closed, Outcome::Cancelled));
    assert_eq!(offer(409, "Seized"), end(OfferState::Closed, Outcome::Failure));
}
