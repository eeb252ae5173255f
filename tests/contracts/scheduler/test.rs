//! Two spellings, a text with a parameter, and a flag that precedes the state.

use super::served::{Served, verdicts};
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::scheduler::{Api, QueuedJob, QueuedJobState};

fn read(body: &str) -> Option<QueuedJobState> {
    let read = QueuedJob::read(body.as_bytes())?;
    QueuedJob::watch().resumed().observe(&read).state()
}

#[test]
fn spellings_flags_and_parameters() {
    let state = |text: &str| read(&format!(r#"{{"state": "{text}", "flags": []}}"#));
    assert_eq!([state("PENDING"), state("PD"), state("pending")], [Some(QueuedJobState::Pending); 3]);
    assert_eq!([state("OOM"), state("Timeout")], [Some(QueuedJobState::Failed); 2]);
    assert_eq!([state("CANCELLED"), state("CANCELLED by 1000")], [Some(QueuedJobState::Cancelled); 2]);
    assert_eq!(state("CANCELLEDby"), None);
    assert_eq!(read(r#"{"state": "COMPLETED", "flags": ["REQUEUED", "COMPLETING"]}"#), Some(QueuedJobState::Completing));
    // The name of a state with a condition is no text of the API.
    assert_eq!(state("COMPLETING"), None);
}

#[test]
fn the_spelling_does_not_matter_to_the_watch() {
    let judged = verdicts::<QueuedJob>;
    let unlisted = "a move that the contract does not list";
    assert_eq!(judged(&["PD", "PENDING", "R", "CD"]), ["first reading", "no change", unlisted, unlisted]);
    assert_eq!(judged(&["PD", "!cancel", "CANCELLED by 1000"])[1], "cancel took effect");
    assert_eq!(judged(&["CD", "!requeue", "pending"])[1], "requeue took effect");
    assert_eq!(judged(&["PD", "CA"])[1], "somebody else gave cancel");
    assert_eq!(judged(&["PD", "!cancel", "CA", "PD"])[2], "somebody else gave requeue");
}

#[test]
fn waits_see_through_all_of_it() {
    let served = Served::<Api>::start("scheduler");
    served.states("QueuedJob", &["PD", "R", "COMPLETING", "CD"]);
    assert_eq!(served.wait(&mut Job::<QueuedJob>::new()).unwrap().state, QueuedJobState::Completed);
    served.states("QueuedJob", &["PENDING", "CANCELLED by 1000"]);
    let cancelled = served.wait(&mut Job::<QueuedJob>::new()).unwrap_err();
    assert!(matches!(cancelled.end, WaitEnd::Failure(QueuedJobState::Cancelled)), "{cancelled}");
    served.job("QueuedJob", Walk { to: Some("FAILED".into()), seed: Some(3), ..Walk::default() });
    let failed = served.wait(&mut Job::<QueuedJob>::new()).unwrap_err();
    assert!(matches!(failed.end, WaitEnd::Failure(QueuedJobState::Failed)), "{failed}");
}
