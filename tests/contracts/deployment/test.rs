//! A 404 is not a failed poll where it is what the wait is for.

use super::served::{Served, verdicts};
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::deployment::{Api, Deployment, DeploymentCommand, DeploymentPayload, DeploymentState, RETRY};

#[test]
fn only_a_deletion_leads_to_its_end() {
    let judged = verdicts::<Deployment>;
    assert_eq!(
        judged(&["present", "!delete", "terminating", "deleted"]),
        ["first reading", "delete took effect", "one step on"]
    );
    assert_eq!(judged(&["present", "!delete", "deleted"])[1], "delete took effect, past terminating");
    assert_eq!(judged(&["present", "deleted"])[1], "somebody else gave delete, past terminating");
    assert_eq!(judged(&["present", "!delete", "deleted", "present"])[2], "an earlier state");
}

#[test]
fn a_wait_for_the_deletion_ends_with_the_404() {
    let served = Served::<Api>::start("deployment");
    served.job("Deployment", Walk { dwell: 2, ..Walk::default() });
    let mut job = Job::<Deployment>::new();
    assert_eq!(served.wait(&mut job).unwrap().state, DeploymentState::Present);
    served.command(&mut job, DeploymentCommand::Delete).unwrap();
    let deleted = served.wait_for(&mut job, Deployment::FOR_DELETION).unwrap();
    assert_eq!((deleted.state, deleted.answer.status().as_u16()), (DeploymentState::Deleted, 404));
    assert_eq!(deleted.payload, DeploymentPayload::Deleted);
}

#[test]
fn the_deletion_can_be_somebody_elses() {
    let served = Served::<Api>::start("deployment");
    served.states("Deployment", &["present", "present", "terminating", "deleted"]);
    let deleted = served.wait_for(&mut Job::<Deployment>::existing(), Deployment::FOR_DELETION).unwrap();
    assert_eq!(deleted.state, DeploymentState::Deleted);
    // Whoever waits for its end is told that it is gone.
    served.states("Deployment", &["terminating", "deleted"]);
    let gone = served.wait(&mut Job::<Deployment>::existing()).unwrap_err();
    assert!(matches!(gone.end, WaitEnd::Gone(Some(DeploymentState::Deleted))), "{gone}");
}

#[test]
fn other_failures_report_no_state() {
    let read = |status: u16| {
        let outcome = errspec::retry::Outcome::status(status);
        Deployment::MACHINE.read_outcome(&outcome, &RETRY, None).map(|read| read.state.into_owned())
    };
    assert_eq!([read(404).as_deref(), read(403).as_deref(), read(503).as_deref()], [Some("deleted"), None, None]);
}

#[test]
fn a_state_on_the_way_has_a_payload_too() {
    let body = br#"{"metadata": {"deletionTimestamp": "2024-05-01T10:00:00Z"}}"#;
    let read = Deployment::read(body).unwrap();
    assert_eq!(read.state, "terminating");
    let payload = DeploymentPayload::read(DeploymentState::Terminating, body).unwrap();
    assert!(matches!(&payload, DeploymentPayload::Terminating { since } if since == "2024-05-01T10:00:00Z"));
}
